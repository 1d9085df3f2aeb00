package org.ropewalk.loop;

import java.nio.ByteBuffer;

/**
 * Bytes that wait, in their order, contiguous in one array that grows by half: each byte is copied
 * a few times however many arrivals and departures there are. The array is counted.
 */
final class ByteQueue {
    private static final byte[] NOTHING = {};

    private final KeptMemory memory;
    private byte[] bytes = NOTHING;
    private int from;
    private int to;

    /** An empty queue that grows as {@code memory} allows. */
    ByteQueue(KeptMemory memory) {
        this.memory = memory;
    }

    int size() {
        return to - from;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** The array that holds the bytes, from {@link #start()} to {@link #end()}. */
    byte[] array() {
        return bytes;
    }

    int start() {
        return from;
    }

    int end() {
        return to;
    }

    /** Appends bytes; false, and the queue is as before, if there is no memory for them. */
    boolean add(byte[] data, int offset, int length) {
        if (!ensure(length)) {
            return false;
        }
        System.arraycopy(data, offset, bytes, to, length);
        to += length;
        return true;
    }

    /** Appends all of {@code data}; false, and nothing is changed, if there is no memory for it. */
    boolean add(ByteBuffer data) {
        int length = data.remaining();
        if (!ensure(length)) {
            return false;
        }
        data.get(bytes, to, length);
        to += length;
        return true;
    }

    private boolean ensure(int length) {
        if (bytes.length - to >= length) {
            return true;
        }
        int held = size();
        if (held + length <= bytes.length / 2) {
            System.arraycopy(bytes, from, bytes, 0, held);
        } else {
            byte[] larger =
                    memory.allocate(Math.max(held + length, bytes.length + bytes.length / 2));
            if (larger == null) {
                return false;
            }
            System.arraycopy(bytes, from, larger, 0, held);
            memory.release(bytes);
            bytes = larger;
        }
        from = 0;
        to = held;
        return true;
    }

    /** Takes the first bytes off. */
    void remove(int count) {
        removeTo(from + count);
    }

    /** Takes the bytes before {@code index} of the array off. */
    void removeTo(int index) {
        from = index;
        if (from == to) {
            clear();
        }
    }

    /** Forgets everything, the array too. */
    void clear() {
        memory.release(bytes);
        bytes = NOTHING;
        from = 0;
        to = 0;
    }
}
