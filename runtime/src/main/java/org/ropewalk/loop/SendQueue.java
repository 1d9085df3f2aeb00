package org.ropewalk.loop;

import java.nio.ByteBuffer;

/** Bytes that the network did not take yet, in their order; its array is counted. */
final class SendQueue {
    private static final byte[] NOTHING = {};

    private final int growthBytes;
    private final KeptMemory memory;
    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    /** A queue whose array grows by at most this much at a time, as {@code memory} allows. */
    SendQueue(int growthBytes, KeptMemory memory) {
        this.growthBytes = growthBytes;
        this.memory = memory;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Appends bytes; false, and the queue is as before, if there is no memory for them. */
    boolean add(byte[] data, int offset, int length) {
        if (bytes.length - to < length && !grow(length)) {
            return false;
        }
        System.arraycopy(data, offset, bytes, to, length);
        to += length;
        return true;
    }

    private boolean grow(int length) {
        int held = size();
        int capacity =
                Math.max(held + length, Math.min(2 * bytes.length, held + length + growthBytes));
        byte[] larger = memory.allocate(capacity);
        if (larger == null) {
            return false;
        }
        System.arraycopy(bytes, from, larger, 0, held);
        memory.release(bytes);
        bytes = larger;
        from = 0;
        to = held;
        return true;
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
        memory.release(bytes);
        bytes = NOTHING;
        from = 0;
        to = 0;
    }
}
