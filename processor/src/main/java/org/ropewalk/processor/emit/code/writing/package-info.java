/**
 * Code that writes lines, values and payloads: {@link
 * org.ropewalk.processor.emit.code.writing.WritingCode} turns a template into statements, {@link
 * org.ropewalk.processor.emit.code.writing.ValueWriting} a value of each type.
 *
 * <p>Imports {@code emit.code}, {@code model} and {@code template}.
 */
package org.ropewalk.processor.emit.code.writing;
