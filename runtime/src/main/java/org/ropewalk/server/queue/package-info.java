/**
 * The parts of a connection's queue of replies that know nothing of replies: {@link
 * org.ropewalk.server.queue.Chain} is the list, {@link org.ropewalk.server.queue.BetweenReplies}
 * keeps what must not stand inside a reply, {@link org.ropewalk.server.queue.Interruptions} has a
 * line looked at ahead.
 *
 * <p>Not a part of the API. Imports {@code frame} and {@code reactor}.
 */
package org.ropewalk.server.queue;
