/**
 * The type that is generated for a client: {@code XClient}, its commands and its blocking view.
 *
 * <p>Imports {@code emit.code}, {@code model} and {@code template}. Start reading at {@link
 * org.ropewalk.processor.emit.client.ClientEmitter}.
 */
package org.ropewalk.processor.emit.client;
