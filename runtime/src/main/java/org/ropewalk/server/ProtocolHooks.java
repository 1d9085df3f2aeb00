package org.ropewalk.server;

import java.net.SocketAddress;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Transport;

/** What a connection calls on its generated protocol. */
interface ProtocolHooks extends ErrorResponder.Declared {
    Transport transport();

    Factory factory();

    void commandReceived(LineReader line);

    void greet();

    void disconnected(Throwable reason);

    void restart(Object handler);

    boolean takesEmptyLines();

    PayloadEnd payloadBehind(LineReader line);

    boolean skipsLine();

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
