package org.ropewalk.uring;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.ropewalk.loop.StreamEvents;

/** Input of a socket that arrived while it was not read; counted as memory of its connection. */
final class HeldInput {
    private final Queue<byte[]> pieces = new ArrayDeque<>();
    private int bytes;

    boolean isEmpty() {
        return bytes == 0;
    }

    /** Appends bytes; drops them if {@code counted} has no memory for them. */
    void add(ByteBuffer added, StreamEvents counted) {
        int count = added.remaining();
        if (counted.reserveKept(count)) {
            byte[] piece = new byte[count];
            added.get(piece);
            pieces.add(piece);
            bytes += count;
        }
    }

    /** Removes the first piece. */
    ByteBuffer remove(StreamEvents counted) {
        byte[] piece = pieces.remove();
        bytes -= piece.length;
        counted.releaseKept(piece.length);
        return ByteBuffer.wrap(piece);
    }

    /** Drops everything. */
    void clear(StreamEvents counted) {
        pieces.clear();
        counted.releaseKept(bytes);
        bytes = 0;
    }

    /** Is counted by {@code next} instead of {@code last}, which are null for none. */
    void pass(StreamEvents last, StreamEvents next) {
        if (last != null) {
            last.releaseKept(bytes);
        }
        if (next != null && !next.reserveKept(bytes)) {
            pieces.clear();
            bytes = 0;
        }
    }
}
