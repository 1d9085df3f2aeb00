/**
 * Servers: dispatch of commands, order of replies, errors, peers and groups, statistics. {@link
 * org.ropewalk.server.CommandProtocol} is the base of generated protocols, {@link
 * org.ropewalk.server.CommandFactory} of generated factories.
 *
 * <p>The path of a pipelined command: the transport calls {@code CommandProtocol.inputReceived},
 * which gives the input to its {@link org.ropewalk.frame.LineFramer}. The framer consumes a line
 * and calls {@code lineReceived}. A {@code ReplyContext} of the loop begins there, the generated
 * {@code commandReceived} calls the handler, and its result is written with {@code reply()}. Then
 * {@code finishTurn} does what follows the reply (nothing, a close, TLS, a payload in pieces), and
 * the framer goes on with the next line. The transport sends the output of the turn once.
 *
 * <p>The path of a payload that arrives in parts: the generated method asks {@code
 * framer().payloadArrived}, which returns false; nothing of the command is kept but the line, in
 * the framer. When the payload is whole, {@code lineReceived} is called with the same line again.
 *
 * <p>The path of a later reply: the generated method calls {@code await}, which adds a {@code
 * PendingReply} to the connection's {@code ReplyQueue}. When its result has come, on any thread, a
 * task of the loop writes the replies whose turn has come, each in the loop's second {@code
 * ReplyContext}, and does what follows each as for a reply in a turn. A command that is answered at
 * once while replies wait is written aside and queued behind them.
 *
 * <p>Errors take the same ways: {@code ErrorResponder} writes the declared line into the context
 * that is open, and may end the connection.
 *
 * <p>May import {@code frame}, {@code line}, {@code reactor}, {@code telemetry}, {@code tls} and
 * {@code annotation}, and never {@code client}.
 */
package org.ropewalk.server;
