package org.ropewalk.selector;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Transport;

/**
 * What streams write while a poll informs the sockets that are ready. The system is given it
 * together: a processor that reads and serves one connection after the other, and then writes for
 * all, finds the code of each in its cache. A write is kept for a short time only.
 */
final class PendingWrites {
    private static final int MOST_WRITES = 64;

    /** A larger write is given to the system at once. */
    private static final int MOST_WRITE_BYTES = 16 * 1024;

    /** The time after which the writes are given to the system, if protocols take long. */
    private static final long MOST_NS = 200_000;

    /** The clock is read once for so many writes and streams that are informed. */
    private static final int CLOCK_STEPS = 8;

    private final LongSupplier clock;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2 * Transport.CHUNK_BYTES);
    private final @Nullable NioStreamSocket[] sockets = new NioStreamSocket[MOST_WRITES];
    private final int[] ends = new int[MOST_WRITES];
    private int count;
    private long firstNs;
    private int steps;
    private boolean open;

    /** Nothing is kept yet; {@code clock} has the time in nanoseconds. */
    PendingWrites(LongSupplier clock) {
        this.clock = clock;
    }

    /** Writes are kept from now on, until {@link #pause()} or {@link #end()}. */
    void begin() {
        open = true;
    }

    /** Later writes are given to the system at once, behind those that are kept. */
    void pause() {
        open = false;
    }

    /** Gives the system all writes; later ones are not kept. */
    void end() {
        open = false;
        flush(null);
    }

    /** Another stream is informed: gives the system what has been kept for long enough. */
    void informs() {
        if (count > 0 && stepIsDue()) {
            flush(null);
        }
    }

    /** Whether a write of so many bytes is kept; else it is given to the system now. */
    boolean keeps(int length) {
        return open && length <= MOST_WRITE_BYTES;
    }

    /**
     * Keeps a write. False, and it is not kept, if the system has not taken an earlier one of the
     * socket when all were given to it to make room: that one comes first.
     */
    boolean add(NioStreamSocket socket, byte[] bytes, int start, int end) {
        int length = end - start;
        if ((length > buffer.remaining() || isFull()) && !flush(socket)) {
            return false;
        }
        if (count == 0) {
            firstNs = clock.getAsLong();
        }
        buffer.put(bytes, start, length);
        sockets[count] = socket;
        ends[count++] = buffer.position();
        return true;
    }

    private boolean isFull() {
        return count == MOST_WRITES || count > 0 && stepIsDue();
    }

    /** Counts a step; whether what is kept has waited for long enough, as far as was looked. */
    private boolean stepIsDue() {
        return ++steps % CLOCK_STEPS == 0 && clock.getAsLong() - firstNs > MOST_NS;
    }

    /** Whether a write of {@code socket} is kept. */
    boolean holds(NioStreamSocket socket) {
        for (int i = 0; i < count; i++) {
            if (sockets[i] == socket) {
                return true;
            }
        }
        return false;
    }

    /** Gives the system all writes that are kept; whether it has taken those of {@code socket}. */
    boolean flush(@Nullable NioStreamSocket socket) {
        boolean taken = true;
        int start = 0;
        for (int i = 0; i < count; i++) {
            NioStreamSocket next = sockets[i];
            int end = ends[i];
            if (next != null && !next.send(buffer.limit(end).position(start))) {
                returnAll(next, i);
                taken &= next != socket;
            }
            sockets[i] = null;
            start = end;
        }
        count = 0;
        buffer.clear();
        return taken;
    }

    /** The system takes no more of a socket: its connection has the rest, and its later writes. */
    private void returnAll(NioStreamSocket socket, int first) {
        socket.returned(buffer);
        for (int i = first + 1; i < count; i++) {
            if (sockets[i] == socket) {
                socket.returned(buffer.limit(ends[i]).position(ends[i - 1]));
                sockets[i] = null;
            }
        }
    }
}
