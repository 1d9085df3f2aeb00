package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.ropewalk.uring.Libc.MEMORY;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory of the sends of one turn. It is used again from its beginning when all of them have a
 * result, which they have when they were submitted: they do not wait for a peer.
 */
final class SendArena implements AutoCloseable {
    private static final int BYTES = 1 << 20;

    private final Arena memory = Arena.ofShared();
    private final long address = memory.allocate(BYTES, 4096).address();
    private int position;
    private int pending;

    /** How many bytes there is room for. */
    int room() {
        return BYTES - position;
    }

    /** Where the next bytes will be. */
    int position() {
        return position;
    }

    /** Appends bytes. */
    void add(byte[] from, int start, int count) {
        MemorySegment.copy(from, start, MEMORY, JAVA_BYTE, address + position, count);
        position += count;
    }

    /** The address of the bytes at {@code at}. */
    long address(int at) {
        return address + at;
    }

    /** A send of these bytes is queued. */
    void begun() {
        pending++;
    }

    /** A send has its result, and its bytes are not needed any more. */
    void ended() {
        if (--pending == 0) {
            position = 0;
        }
    }

    /** How many sends have no result. */
    int pending() {
        return pending;
    }

    @Override
    public void close() {
        memory.close();
    }
}
