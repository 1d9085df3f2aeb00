/**
 * The parts of a connection's queue of replies that know nothing of replies: {@link
 * org.ropewalk.server.queue.Chain} is the list, {@link org.ropewalk.server.queue.BetweenReplies}
 * keeps what must not stand inside a reply, {@link org.ropewalk.server.queue.Interruptions} has a
 * line looked at ahead, {@link org.ropewalk.server.queue.KeptLines} keeps commands that are run
 * later.
 *
 * <p>Not a part of the API. Imports {@code frame}, {@code line} and {@code reactor}.
 */
package org.ropewalk.server.queue;
