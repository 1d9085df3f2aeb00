package org.ropewalk.reactor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /** What has arrived after the bytes that are shown; null if all that has arrived is shown. */
    private @Nullable ByteBuffer rest;

    /** An empty input; made by transports. */
    public Input() {}

    /** Shows {@code array[position, limit)}; called by transports. */
    public void show(byte[] array, int position, int limit) {
        this.array = array;
        this.position = position;
        this.limit = limit;
    }

    /**
     * Shows {@code array[0, limit)}; {@code behind} has arrived after it, and the array has room
     * for it. Called by transports.
     */
    public void show(byte[] array, int limit, ByteBuffer behind) {
        show(array, 0, limit);
        rest = behind.hasRemaining() ? behind : null;
    }

    /** Whether bytes have arrived that are not shown yet: they are shown next. */
    public boolean hasRest() {
        return rest != null;
    }

    /** Shows all bytes that have arrived. */
    public void showRest() {
        if (rest != null) {
            int count = rest.remaining();
            rest.get(array, limit, count);
            limit += count;
            rest = null;
        }
    }

    /** Whether {@code count} bytes have arrived that are not consumed; shows all of them then. */
    public boolean showRest(int count) {
        if (rest == null || remaining() + rest.remaining() < count) {
            return false;
        }
        showRest();
        return true;
    }

    /**
     * Takes what was not consumed out of what is shown: it is the begin of the rest again. Called
     * by transports, while the array has the bytes that are shown at the end of those before.
     */
    public void hideUnread() {
        if (rest != null) {
            rest.position(rest.position() - remaining());
            position = limit;
        }
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

    /** Whether bytes have arrived that are not consumed. */
    public boolean hasMore() {
        return limit > position || rest != null;
    }

    /** Consumes everything. */
    public void consumeAll() {
        position = limit;
        rest = null;
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
