/**
 * Code that reads the words in front of a line. May import {@code emit.code}, {@code model} and
 * {@code template}.
 */
package org.ropewalk.processor.emit.code.envelope;
