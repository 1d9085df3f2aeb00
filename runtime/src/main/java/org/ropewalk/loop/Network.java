package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;

/**
 * The seam at the system call: what a loop needs of its operating system, real or simulated.
 * Belongs to one loop's thread.
 */
public interface Network extends AutoCloseable {
    /** Monotonic time in nanoseconds. */
    long nanoTime();

    /**
     * Waits until a socket is ready, {@code timeoutNs} have passed or {@link #wakeup()} was called,
     * and tells each that is ready. 0 does not wait; negative waits without end.
     *
     * @return how many sockets were ready
     */
    int poll(long timeoutNs) throws IOException;

    /** Ends the wait that is under way, or the next one. Any thread. */
    void wakeup();

    /** Listens; connections that wait are told to {@code ready}. */
    ListenSocket listen(SocketAddress local, int backlog, Ready ready) throws IOException;

    /**
     * Begins to connect; {@link StreamSocket#finishConnect()} tells how it went once {@link
     * Ready#WRITE} is ready.
     */
    StreamSocket connect(SocketAddress remote) throws IOException;

    /** Releases everything. */
    @Override
    void close();
}
