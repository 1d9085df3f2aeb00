package org.ropewalk.server;

import java.net.SocketAddress;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Transport;

/** The methods of a generated protocol that its {@link ServerConnection} calls, on its loop. */
interface ProtocolHooks extends ErrorResponder.Declared {
    Transport transport();

    Factory factory();

    /** Dispatches a line: calls the handler, and writes the reply or an error. */
    void commandReceived(LineReader line);

    /** Calls the handler for the greeting, and writes it. */
    void greet();

    /** Tells the handler that the connection has ended. */
    void disconnected(Throwable reason);

    /** Whether a connection that is one too many has a handler. */
    boolean refusesByHandler();

    /** Begins the session anew, with a new handler: TLS has begun. */
    void restart(Object handler);

    /** Whether an empty line is a command. */
    boolean takesEmptyLines();

    /** Where the payload ends that follows {@code line}, which cannot be read. */
    PayloadEnd payloadBehind(LineReader line);

    /** Whether a line over its limit is skipped before it is answered. */
    boolean skipsLine();

    /** Whether a payload over its limit is skipped before it is answered. */
    boolean skipsPayload();

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
