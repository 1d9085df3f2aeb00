/**
 * Code that reads lines and values, and the names, types and constants of what is generated: what
 * both sides of a protocol need. Code that writes is in {@code emit.code.writing}.
 *
 * <p>Imports {@code model} and {@code template}. Start reading at {@link
 * org.ropewalk.processor.emit.code.ReadingCode}.
 */
package org.ropewalk.processor.emit.code;
