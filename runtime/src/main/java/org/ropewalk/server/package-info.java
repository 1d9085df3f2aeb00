/**
 * Servers: dispatch of commands, order of replies, errors, peers and groups, statistics. {@link
 * org.ropewalk.server.CommandProtocol} is the base of generated protocols, {@link
 * org.ropewalk.server.CommandFactory} of generated factories. Start reading at {@code
 * ServerConnection.lineReceived}: every command goes through it.
 *
 * <p>Of each connection: the generated protocol, which knows the commands and calls the handler; a
 * {@code ServerConnection}, which does everything else; its {@link org.ropewalk.frame.LineFramer}.
 * Made when first needed: a {@code ReplyQueue} of {@code PendingReply} objects, and an {@code
 * ErrorResponder} with its {@code AttemptThrottle}. Of each loop: {@code LoopReplies}, with two
 * {@code ReplyContext} objects: the reply that is being written in a turn, or later, and what
 * follows it. Of each factory: a {@code ServerContext}.
 *
 * <p><b>A pipelined command</b>
 *
 * <ol>
 *   <li>The transport calls {@code CommandProtocol.inputReceived}, and that {@code
 *       LineFramer.receive}, which consumes a line and calls {@code ServerConnection.lineReceived}.
 *   <li>That begins a {@code ReplyContext} on the transport's output and calls {@code
 *       commandReceived}, which is generated: it reads the words, calls the handler and writes the
 *       result with {@code reply()}.
 *   <li>{@code ServerConnection.finish} does what follows the reply: nothing, the end of the
 *       connection, TLS, or a payload in pieces.
 *   <li>The framer goes on with the next line. The transport sends the output of all lines at once.
 * </ol>
 *
 * <p><b>A payload that arrives in parts</b>
 *
 * <ol>
 *   <li>The generated method of the command calls {@code LineFramer.payloadArrived}, which returns
 *       false; the method returns. The framer keeps a copy of the line in a {@code Region}, and
 *       nothing else of the command is kept.
 *   <li>Each {@code LineFramer.receive} moves bytes from the input to the region.
 *   <li>When it is whole, the framer calls {@code ServerConnection.lineReceived} with the same line
 *       again; now {@code payloadArrived} returns true, and the handler is called.
 * </ol>
 *
 * <p><b>A later reply</b>
 *
 * <ol>
 *   <li>The handler returns a {@code CompletionStage}. The generated method calls {@code
 *       CommandProtocol.await}, which adds a {@code PendingReply} to the {@code ReplyQueue}.
 *   <li>The stage completes, on any thread: {@code PendingReply.accept} runs {@code
 *       ReplyQueue.repliesDone} on the connection's loop.
 *   <li>That takes the replies whose turn has come. Each is written in the loop's second {@code
 *       ReplyContext}, and {@code ServerConnection.follow} does what follows it.
 *   <li>A command that is answered at once while replies wait is written into an output of its own,
 *       which {@code ServerConnection.finish} adds to the queue.
 * </ol>
 *
 * <p><b>An error</b> takes the same ways: {@code ErrorResponder} writes the declared line into the
 * context that is open, and may end the connection.
 *
 * <p>May import {@code frame}, {@code line}, {@code reactor}, {@code telemetry}, {@code tls} and
 * {@code annotation}, and never {@code client}.
 */
package org.ropewalk.server;
