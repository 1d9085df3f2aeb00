package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import org.ropewalk.reactor.Output;

/** A socket of one connection. */
public interface StreamSocket {
    /**
     * Passes it to the loop of this network; {@code events} is informed of operations from now on.
     * The network reads.
     */
    void attach(Network network, StreamEvents events, int operations) throws IOException;

    /** Takes it from its loop, on that loop, so that it can be handed to another. */
    void detach();

    /** Changes the operations of which it is informed. */
    void interest(int operations);

    /** Whether the attempt to connect has succeeded; throws why it has not. */
    boolean finishConnect() throws IOException;

    /** Gives bytes of {@code from[start, end)}: how many were taken. */
    int write(byte[] from, int start, int end) throws IOException;

    /** As {@link #write(byte[], int, int)}, for an output that may be split. */
    default int write(Output from, int start, int end) throws IOException {
        return from.pieces(start, end, this::write);
    }

    /**
     * Whether bytes that were taken may not have reached the system yet; {@link Ready#WRITE} is
     * ready when they have. The output must not be ended before.
     */
    default boolean isSending() {
        return false;
    }

    /** Sends the end of this side's output. */
    void shutdownOutput() throws IOException;

    /** Sets an option of the system's. */
    <T> void setOption(SocketOption<T> option, T value) throws IOException;

    /** An option of the system's. */
    <T> T getOption(SocketOption<T> option) throws IOException;

    /** This end's address. */
    SocketAddress localAddress();

    /** The other end's address. */
    SocketAddress remoteAddress();

    /** Ends the connection; {@code reset} drops what was not sent and resets it. */
    void close(boolean reset);
}
