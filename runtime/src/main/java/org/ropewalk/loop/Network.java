package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The seam at the system call: what a loop needs of its operating system, real or simulated.
 * Belongs to one loop's thread.
 */
public interface Network extends AutoCloseable {
    /** Monotonic time in nanoseconds. */
    long nanoTime();

    /**
     * Waits until a socket is ready, {@code timeoutNs} have passed or {@link #wakeup()} was called,
     * and informs each ready socket. 0 does not wait; negative waits without end.
     *
     * @return how many sockets were ready
     */
    int poll(long timeoutNs) throws IOException;

    /** Gives {@code taker} the events of all streams that are attached, in any order. */
    void streams(Consumer<StreamEvents> taker);

    /** Ends the wait that is under way, or the next one. Any thread. */
    void wakeup();

    /** Listens; waiting connections are reported to {@code ready}. */
    ListenSocket listen(SocketAddress local, ListenOptions options, Ready ready) throws IOException;

    /** Listens where the process that started this one listens, on standard input. */
    ListenSocket inherited(Ready ready) throws IOException;

    /**
     * Begins to connect; when {@link Ready#WRITE} is ready, {@link StreamSocket#finishConnect()}
     * returns the outcome.
     *
     * @param local where the connection is to begin; null leaves it to the system
     */
    StreamSocket connect(SocketAddress remote, SocketAddress local) throws IOException;

    /**
     * Receives datagrams; those that wait are reported to {@code ready}.
     *
     * @param shared whether others may receive at the same address
     */
    DatagramSocket bind(SocketAddress local, boolean shared, Ready ready) throws IOException;

    /**
     * Receives the datagrams of a UNIX socket.
     *
     * @param local the socket's file; null for one that only sends
     */
    DatagramSocket bindUnix(Path local, int mode, Ready ready) throws IOException;

    /**
     * Memory that the system reads, for at least {@code bytes} that a stream is about to send; null
     * if there is none. It is used for nothing else until the turn ends.
     */
    default @Nullable ByteBuffer place(int bytes) {
        return null;
    }

    /** Whether it is one of tests: what is lent to handlers is not lent again. */
    default boolean isSimulated() {
        return false;
    }

    /** Releases everything. */
    @Override
    void close();
}
