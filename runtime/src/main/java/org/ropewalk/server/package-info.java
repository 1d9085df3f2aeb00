/**
 * Servers: dispatch of commands, order of replies, errors, peers and groups, statistics. {@link
 * org.ropewalk.server.CommandProtocol} is the base of generated protocols, {@link
 * org.ropewalk.server.CommandFactory} of generated factories. Start reading at {@code
 * ServerConnection.lineReceived}: every command goes through it.
 *
 * <p>The objects, and how many there are of each:
 *
 * <ul>
 *   <li>For each connection: the generated protocol, which knows the commands and calls the
 *       handler; a {@code ServerConnection}, which does everything else, and which handlers see as
 *       {@link org.ropewalk.server.Peer}; its {@link org.ropewalk.frame.LineFramer}.
 *   <li>For each connection, when first needed: a {@code ReplyQueue} of {@code PendingReply}
 *       objects; an {@code ErrorResponder} with its {@code AttemptThrottle}; {@link
 *       org.ropewalk.server.groups.GroupMemberships}.
 *   <li>For each loop: {@code LoopReplies}, with two {@code ReplyContext} objects. A context is the
 *       reply that is being written, and what follows it: {@code turn} for the line that is being
 *       received, {@code deferred} for a reply that comes later.
 *   <li>For each factory: a {@code ServerContext}, with its {@code ServerCounters}, {@code
 *       ServerLog} and {@code OverloadMonitor}.
 * </ul>
 *
 * <p><b>A pipelined command</b>
 *
 * <ol>
 *   <li>The transport calls {@code CommandProtocol.inputReceived}, and that {@code
 *       LineFramer.receive}, which consumes a line and calls {@code ServerConnection.lineReceived}.
 *   <li>That begins the context {@code turn} on the transport's output and calls {@code
 *       commandReceived}, which is generated: it reads the words, calls the handler and writes the
 *       result with {@code reply()}.
 *   <li>{@code ServerConnection.finish} does what follows the reply: nothing, the end of the
 *       connection, TLS, or a payload in pieces.
 *   <li>The framer continues with the next line. The transport sends the output of all lines at
 *       once, at the end of its turn.
 * </ol>
 *
 * <p><b>A payload that arrives in parts</b> (the framer's side of it: package {@code frame})
 *
 * <ol>
 *   <li>The generated method of the command calls {@code LineFramer.payloadArrived}, which returns
 *       false; the method returns without a reply. The framer's {@code Payloads} keeps a copy of
 *       the line in a {@code Region}; nothing else of the command is kept.
 *   <li>While there is a region, each {@code LineFramer.receive} moves bytes from the input to it.
 *   <li>When it is whole, {@code Payloads.deliver} calls {@code ServerConnection.lineReceived} with
 *       the same line again; now {@code payloadArrived} returns true, and the handler is called.
 * </ol>
 *
 * <p><b>A later reply</b>
 *
 * <ol>
 *   <li>The handler returns a {@code CompletionStage}. The generated method calls {@code
 *       CommandProtocol.await}, which adds a {@code PendingReply} to the {@code ReplyQueue} and
 *       registers it with the stage.
 *   <li>The next command is received meanwhile, unless as many replies wait as may. If it is
 *       answered at once, its reply is written into an output of its own, which {@code
 *       ServerConnection.finish} adds to the queue as a {@code PendingReply} that is done.
 *   <li>The stage completes, on any thread: {@code PendingReply.accept} stores the result, and runs
 *       {@code ReplyQueue.repliesDone} on the connection's loop.
 *   <li>That takes the replies whose turn has arrived, from the first on. A result is written in
 *       the context {@code deferred}, an output as it is; then {@code ServerConnection.follow} does
 *       what follows the reply.
 * </ol>
 *
 * <p><b>An error</b> takes the same paths: {@code ErrorResponder} writes the declared line into the
 * context that is open, and may end the connection.
 *
 * <p><b>A push message</b>, from any thread: {@code ConnectionPushes.push}, or {@link
 * org.ropewalk.server.Group} for many peers, formats the lines once and calls {@code
 * CommandProtocol.push} on the peer's loop. That sends them; while a reply is being written, the
 * {@code ReplyQueue} keeps them until it is whole.
 *
 * <p><b>Commands that a state keeps</b>: {@code KeptCommands} has each checked by the protocol and
 * keeps its line and payload; {@code KeptRun} has them called one after the other, each in the
 * state before, and joins their replies.
 *
 * <p>Handlers name {@link org.ropewalk.server.Peer} and {@link org.ropewalk.server.Group}, programs
 * {@link org.ropewalk.server.ServerStats} and what a factory sets. Types that are marked {@link
 * org.ropewalk.annotation.ForGeneratedCode} are for generated code alone.
 *
 * <p>May import {@code frame}, {@code line}, {@code reactor}, {@code telemetry}, {@code tls} and
 * {@code annotation}, and never {@code client}.
 */
@NullMarked
package org.ropewalk.server;

import org.jspecify.annotations.NullMarked;
