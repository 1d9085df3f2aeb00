/**
 * The base of generated clients: connections, calls and their replies, the session's state, and the
 * view that blocks.
 *
 * <p>Imports {@code line} and {@code reactor}. Start reading at {@link
 * org.ropewalk.client.Connection}, then {@code ClientConnection}: calls go into a {@code
 * CallQueue}, are sent, and wait in a {@code ReplyMatcher}; {@link
 * org.ropewalk.client.ReplyBuilder} collects each reply.
 */
package org.ropewalk.client;
