package org.ropewalk.loop;

import java.nio.ByteBuffer;

/** Bytes that the network did not take yet, in their order. */
final class SendQueue {
    private static final byte[] NOTHING = {};

    private final int growthBytes;
    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    /** A queue whose array grows by at most this much at a time. */
    SendQueue(int growthBytes) {
        this.growthBytes = growthBytes;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    void add(byte[] data, int offset, int length) {
        if (bytes.length - to < length) {
            int held = size();
            byte[] larger =
                    new byte
                            [Math.max(
                                    held + length,
                                    Math.min(2 * bytes.length, held + length + growthBytes))];
            System.arraycopy(bytes, from, larger, 0, held);
            bytes = larger;
            from = 0;
            to = held;
        }
        System.arraycopy(data, offset, bytes, to, length);
        to += length;
    }

    /** Fills {@code buffer} with the first bytes, and flips it; they stay in the queue. */
    int show(ByteBuffer buffer) {
        int length = Math.min(buffer.capacity(), size());
        buffer.clear().put(bytes, from, length).flip();
        return length;
    }

    /** Takes the first bytes off. */
    void remove(int count) {
        from += count;
        if (from == to) {
            clear();
        }
    }

    /** All bytes, as an array of their own; the queue is empty afterwards. */
    byte[] takeAll() {
        byte[] all = java.util.Arrays.copyOfRange(bytes, from, to);
        clear();
        return all;
    }

    /** Forgets everything, the array too. */
    void clear() {
        bytes = NOTHING;
        from = 0;
        to = 0;
    }
}
