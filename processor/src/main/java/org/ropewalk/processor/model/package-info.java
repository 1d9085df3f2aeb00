/**
 * What a declaration says, as immutable values: protocol, states, commands, replies, types.
 *
 * <p>Built from the compiler's elements once; checks and emitters see only this. Imports {@code
 * template} and JavaPoet's names. Start reading at {@link
 * org.ropewalk.processor.model.ProtocolModel}.
 */
package org.ropewalk.processor.model;
