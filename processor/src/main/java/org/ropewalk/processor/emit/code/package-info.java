/**
 * Templates and values as reading and writing code, and the names of what is generated: what both
 * sides of a protocol need.
 *
 * <p>Imports {@code model} and {@code template}. Start reading at {@link
 * org.ropewalk.processor.emit.code.ReadingCode} and {@link
 * org.ropewalk.processor.emit.code.WritingCode}.
 */
package org.ropewalk.processor.emit.code;
