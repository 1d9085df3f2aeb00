/**
 * From the model to source: all types that are generated for a protocol.
 *
 * <p>Imports {@code emit.server} and {@code emit.client}, which do not know each other and stand on
 * {@code emit.code}. No emitter sees the compiler's elements. Start reading at {@link
 * org.ropewalk.processor.emit.Emitters}.
 */
package org.ropewalk.processor.emit;
