package org.ropewalk.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ropewalk.reactor.Output;

/**
 * One end of a connection that a test controls itself, without a reactor: it reads only when the
 * test calls it. Made by {@link MemoryNetwork#connectPeer}; belongs to the test's thread.
 *
 * <pre>{@code
 * MemoryPeer peer = network.connectPeer(4000);
 * peer.write("GET k\r\n".getBytes(US_ASCII));
 * network.run();
 * byte[] first = peer.read(100);
 * }</pre>
 */
public final class MemoryPeer {
    private static final byte[] NOTHING = {};
    private static final int MAX_READ = 1 << 16;

    private final MemorySocket socket;
    private boolean ended;
    private boolean reset;

    MemoryPeer(MemorySocket socket) {
        this.socket = socket;
    }

    /** Whether the connection was made, or waits to be accepted. */
    public boolean isConnected() {
        return socket.isPaired();
    }

    /**
     * Sends as many bytes as the network accepts.
     *
     * @return the number of accepted bytes; 0 if the connection was reset
     */
    public int write(byte[] data) {
        return write(data, 0, data.length);
    }

    /** As {@link #write(byte[])}, of a part of {@code data}. */
    public int write(byte[] data, int offset, int length) {
        if (!isConnected()) {
            return 0;
        }
        try {
            return socket.write(data, offset, offset + length);
        } catch (IOException e) {
            reset = true;
            return 0;
        }
    }

    /** Reads at most {@code most} received bytes; an empty array if there are none. */
    public byte[] read(int most) {
        ByteBuffer into = ByteBuffer.allocate(Math.min(most, socket.available()));
        try {
            ended |= socket.read(into) < 0;
        } catch (IOException e) {
            reset = true;
        }
        return into.position() == 0 ? NOTHING : Arrays.copyOf(into.array(), into.position());
    }

    /** Reads all received bytes, and those that arrive meanwhile. */
    public byte[] readAll() {
        Output all = new Output(256);
        for (byte[] next = read(MAX_READ); next.length > 0; next = read(MAX_READ)) {
            all.write(next);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /** Whether the end of the other side was read, after all its bytes. */
    public boolean isEnded() {
        return ended;
    }

    /** Whether the connection was found to be reset. */
    public boolean isReset() {
        return reset;
    }

    /** Sends the end of this side; the other side may continue to send. */
    public void shutdownOutput() {
        socket.shutdownOutput();
    }

    /** Closes the connection as a program that exits: with a reset if there are unread bytes. */
    public void close() {
        socket.close(false);
    }

    /** Resets the connection. */
    public void reset() {
        socket.close(true);
    }
}
