/**
 * From the compiler's elements to the model: annotations, types, commands, replies.
 *
 * <p>What cannot be read is reported, and left out. Imports {@code model}, {@code template} and
 * {@code report}. Start reading at {@link org.ropewalk.processor.read.ProtocolReader}.
 */
package org.ropewalk.processor.read;
