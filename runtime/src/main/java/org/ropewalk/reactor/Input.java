package org.ropewalk.reactor;

import java.util.Arrays;

/**
 * The bytes that a connection has received and its protocol has not consumed yet, contiguous in one
 * array. The array is the loop's: it is valid only inside {@link Protocol#inputReceived}. What lies
 * between {@link #position()} and {@link #limit()} when that method returns, the transport keeps,
 * and shows again in front of the next bytes.
 */
public final class Input {
    private static final byte[] NONE = {};

    private byte[] array = NONE;
    private int position;
    private int limit;

    /** An empty input; made by transports. */
    public Input() {}

    /** Shows {@code array[position, limit)}; called by transports. */
    public void show(byte[] array, int position, int limit) {
        this.array = array;
        this.position = position;
        this.limit = limit;
    }

    /** The array that holds the bytes, among others. */
    public byte[] array() {
        return array;
    }

    /** The index of the first byte that was not consumed. */
    public int position() {
        return position;
    }

    /** The index behind the last byte. */
    public int limit() {
        return limit;
    }

    /** How many bytes are left. */
    public int remaining() {
        return limit - position;
    }

    /** Consumes the bytes in front of {@code index}, an index of {@link #array()}. */
    public void consumeTo(int index) {
        if (index < position || index > limit) {
            throw new IndexOutOfBoundsException(
                    "index " + index + " is outside [" + position + ", " + limit + "]");
        }
        position = index;
    }

    /** Consumes everything. */
    public void consumeAll() {
        position = limit;
    }

    /** Consumes everything, as a fresh array. */
    public byte[] takeAll() {
        return take(remaining());
    }

    /** Consumes {@code count} bytes, as a fresh array. */
    public byte[] take(int count) {
        int from = position;
        consumeTo(from + count);
        return Arrays.copyOfRange(array, from, from + count);
    }
}
