/**
 * From the model to source: one emitter for each generated type, over bindings that turn templates
 * into reading and writing code.
 *
 * <p>Sees only the model, never the compiler's elements. Imports {@code model} and {@code
 * template}. Start reading at {@link org.ropewalk.processor.emit.ProtocolEmitter}.
 */
package org.ropewalk.processor.emit;
