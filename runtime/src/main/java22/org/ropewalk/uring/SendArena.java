package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.ropewalk.uring.Libc.MEMORY;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The sends of one turn, and memory for their bytes. They do not wait for a peer: when they have
 * been submitted, each has failed, which is a result, or has sent everything, which is none.
 */
final class SendArena {
    private static final int BYTES = 1 << 20;

    private final long address;
    private final List<UringStreamSocket> senders = new ArrayList<>();
    private int position;

    SendArena(Arena memory) {
        address = memory.allocate(BYTES, 4096).address();
    }

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

    /** A send of this socket is queued. */
    void begun(UringStreamSocket sender) {
        senders.add(sender);
    }

    /** All sends were submitted, and those that have failed were told so. */
    void submitted() {
        for (int i = 0; i < senders.size(); i++) {
            senders.get(i).sent();
        }
        senders.clear();
        position = 0;
    }
}
