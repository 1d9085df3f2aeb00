package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static org.ropewalk.uring.Libc.MEMORY;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * The buffers into which the kernel receives, for all streams of a loop. A newer kernel fills a
 * buffer by several receptions; for an older one, there are more and smaller buffers.
 */
final class ReceiveBuffers {
    /** The kernel goes on with this buffer: it is not ours again. */
    private static final int F_BUF_MORE = 1 << 4;

    private static final int REGISTER_PBUF_RING = 22;
    private static final int SHIFT = 16;
    private static final int INCREMENTAL = 2;
    private static final int LARGE_COUNT = 8;
    private static final int LARGE_BYTES = 64 * 1024;
    private static final int SMALL_COUNT = 64;
    private static final int SMALL_BYTES = 16 * 1024;
    private static final VarHandle SHORT_AT = JAVA_SHORT.varHandle();

    private final long ring;
    private final int count;
    private final int bytes;
    private final long first;

    /** All buffers, one behind the other. */
    private final ByteBuffer view;

    /** How many bytes of each buffer were filled. */
    private final int[] used;

    private short tail;

    /**
     * Registers buffers for {@code of}; {@code memory} is closed after that.
     *
     * @param fillsIncrementally whether the kernel may fill a buffer by several receptions
     */
    ReceiveBuffers(Ring of, Arena memory, boolean fillsIncrementally) throws IOException {
        ring = memory.allocate(SMALL_COUNT * 16L, 4096).address();
        boolean incremental = register(of, memory, fillsIncrementally);
        count = incremental ? LARGE_COUNT : SMALL_COUNT;
        bytes = incremental ? LARGE_BYTES : SMALL_BYTES;
        used = new int[count];
        MemorySegment all = memory.allocate((long) count * bytes, 4096);
        first = all.address();
        view = all.asByteBuffer();
        for (int i = 0; i < count; i++) {
            giveBack(i);
        }
    }

    /** Whether the kernel fills a buffer by several receptions. */
    private boolean register(Ring of, Arena memory, boolean fillsIncrementally) throws IOException {
        MemorySegment description = memory.allocate(40, 8);
        description.set(JAVA_LONG_UNALIGNED, 0, ring);
        description.set(JAVA_INT_UNALIGNED, 8, LARGE_COUNT);
        description.set(JAVA_SHORT_UNALIGNED, 14, (short) INCREMENTAL);
        if (fillsIncrementally
                && of.tryRegister(REGISTER_PBUF_RING, description.address(), 1) >= 0) {
            return true;
        }
        description.set(JAVA_INT_UNALIGNED, 8, SMALL_COUNT);
        description.set(JAVA_SHORT_UNALIGNED, 14, (short) 0);
        of.register(REGISTER_PBUF_RING, description.address(), 1);
        return false;
    }

    /** The bytes of a reception: valid until {@link #release}. */
    ByteBuffer received(int flags, int length) {
        int id = flags >>> SHIFT;
        int from = id * bytes + used[id];
        used[id] += length;
        return view.limit(from + length).position(from);
    }

    /** The bytes of a reception are not needed any more. */
    void release(int flags) {
        if ((flags & F_BUF_MORE) == 0) {
            giveBack(flags >>> SHIFT);
        }
    }

    private void giveBack(int id) {
        long entry = ring + (tail & count - 1) * 16L;
        MEMORY.set(JAVA_LONG_UNALIGNED, entry, first + (long) id * bytes);
        MEMORY.set(JAVA_INT_UNALIGNED, entry + 8, bytes);
        MEMORY.set(JAVA_SHORT_UNALIGNED, entry + 12, (short) id);
        used[id] = 0;
        // The last two bytes of the first entry are the tail.
        SHORT_AT.setRelease(MEMORY, ring + 14, ++tail);
    }
}
