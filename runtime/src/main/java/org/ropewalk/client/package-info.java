/**
 * The base of generated clients: connections, calls and their replies, the session's state, and the
 * view that blocks. Start reading at {@link org.ropewalk.client.Connection}, then {@code
 * ClientConnection}.
 *
 * <p><b>A call</b>
 *
 * <ol>
 *   <li>The generated method sends a {@link org.ropewalk.client.ClientCommand}: a {@code Call}, the
 *       caller's future, is made of a {@link org.ropewalk.client.CallSpec} and a {@link
 *       org.ropewalk.client.CommandWriter}. {@code CallQueue.add} takes it, on any thread.
 *   <li>On the connection's loop {@code CallSender.send} formats the calls that wait, as many as
 *       may be under way, and hands each to the {@code ReplyMatcher}.
 * </ol>
 *
 * <p><b>A reply</b>
 *
 * <ol>
 *   <li>The framer calls {@code ClientConnection.lineReceived}. {@code ReplyMatcher.addressed}
 *       finds the call: the oldest, or the one whose tag the line has.
 *   <li>The call's {@link org.ropewalk.client.ReplyReader}, which is generated, reads the line into
 *       a {@link org.ropewalk.client.ReplyBuilder}. If the reply has more lines, the builder stays
 *       with the call.
 *   <li>At its end the call leaves the matcher and its future completes.
 * </ol>
 *
 * <p><b>A line that answers no call</b> goes to {@code UnsolicitedLines}: a push message, the
 * refusal of a command that is not answered, or the line with which the server ends the connection.
 * Any other line is a {@link org.ropewalk.client.ProtocolViolation}, which ends the connection and
 * fails all calls, or is skipped where {@link org.ropewalk.client.ClientOptions#undeclared} allows
 * it.
 *
 * <p>Users name {@link org.ropewalk.client.Connection}, {@link org.ropewalk.client.ClientOptions}
 * and the exceptions. Types that are marked {@link org.ropewalk.annotation.ForGeneratedCode} are
 * for generated code alone.
 *
 * <p>May import {@code frame}, {@code line}, {@code reactor} and {@code tls}, and never {@code
 * server}.
 */
@NullMarked
package org.ropewalk.client;

import org.jspecify.annotations.NullMarked;
