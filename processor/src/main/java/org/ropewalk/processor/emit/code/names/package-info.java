/**
 * Names of what is generated, made of the texts of a declaration. It uses nothing else of the
 * processor.
 */
package org.ropewalk.processor.emit.code.names;
