package org.ropewalk.server;

import java.net.SocketAddress;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Transport;

/**
 * The methods of a generated protocol that its {@link ServerConnection} calls, on its loop.
 * Generated code overrides those with a body where the protocol needs it.
 */
interface ProtocolHooks extends ErrorResponder.Declared {
    Transport transport();

    Factory factory();

    /** Dispatches a line: calls the handler, and writes the reply or an error. */
    void commandReceived(LineReader line);

    /** Whether {@link #greet} does something. */
    default boolean greets() {
        return false;
    }

    /** Calls what greets the peer, and writes the greeting; does nothing where there is none. */
    default void greet() {}

    /** Informs the handler that the connection has ended. */
    default void disconnected(Throwable reason) {}

    /** Whether the reply to one connection too many has values that a handler supplies. */
    default boolean refusesByHandler() {
        return false;
    }

    /** Restarts the session with a new handler: TLS has begun. */
    default void restart(Object handler) {
        throw new IllegalStateException("no @StartTls command is being answered");
    }

    /** Whether an empty line is a command like others. */
    default boolean takesEmptyLines() {
        return false;
    }

    /** Where the payload ends that follows {@code line}, which cannot be read. */
    default PayloadEnd payloadBehind(LineReader line) {
        return PayloadEnd.NONE;
    }

    /** Whether a line over its limit is skipped to its end before it is answered. */
    default boolean skipsLine() {
        return true;
    }

    /** Whether a payload over its limit is skipped to its end before it is answered. */
    default boolean skipsPayload() {
        return true;
    }

    /** Sends lines that were formatted. */
    void push(byte[] lines, int length);

    /** There was no memory for lines that another loop has pushed. */
    void pushMissed();

    /** Formats lines for this connection, and sends them. */
    void push(PeerPushWriter lines);

    /** The connection in a line of the log; only its peer if it is not made. */
    default String describe(SocketAddress peer) {
        long id = transport().id();
        return id == 0 ? String.valueOf(peer) : peer + " #" + id;
    }
}
