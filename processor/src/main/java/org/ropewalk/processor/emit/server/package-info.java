/**
 * The types that are generated for a server: {@code XProtocol}, {@code XFactory}, {@code XPushes}.
 *
 * <p>Imports {@code emit.code}, {@code model} and {@code template}. Start reading at {@link
 * org.ropewalk.processor.emit.server.ProtocolEmitter}.
 */
package org.ropewalk.processor.emit.server;
