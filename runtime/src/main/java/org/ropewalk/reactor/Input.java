package org.ropewalk.reactor;

import java.util.Arrays;

/**
 * The received bytes that the protocol has not consumed yet, contiguous in one array. The array
 * belongs to the loop and is valid only inside {@link Protocol#inputReceived}. The transport keeps
 * the bytes between {@link #position()} and {@link #limit()} when that method returns, and shows
 * them again before the next bytes.
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

    /** The array that contains the bytes. */
    public byte[] array() {
        return array;
    }

    /** The index of the first byte that is not consumed. */
    public int position() {
        return position;
    }

    /** The index after the last byte. */
    public int limit() {
        return limit;
    }

    /** The number of bytes that are not consumed. */
    public int remaining() {
        return limit - position;
    }

    /** Consumes the bytes before {@code index}, an index of {@link #array()}. */
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

    /** Consumes everything and returns it as a new array. */
    public byte[] takeAll() {
        return take(remaining());
    }

    /** Consumes {@code count} bytes and returns them as a new array. */
    public byte[] take(int count) {
        int from = position;
        consumeTo(from + count);
        return Arrays.copyOfRange(array, from, from + count);
    }
}
