/**
 * Code that writes answers of several shapes: lists, and one of several results. May import {@code
 * emit.code}, {@code model} and {@code template}.
 */
package org.ropewalk.processor.emit.server.answers;
