package org.ropewalk.reactor;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A growing array of bytes on their way to a connection. The one that {@link Transport#output()}
 * returns is shared by all connections of a loop and belongs to the connection that is being
 * served, until its turn ends.
 */
public final class Output {
    private static final byte[] EMPTY = {};

    /** Fewer bytes are always copied: that costs less than to send them from where they are. */
    public static final int LEAST_LENT_BYTES = 16 << 10;

    private byte[] array;
    private int position;

    /** What is in the array from {@link #lentAt} on, but was not copied there; null if all was. */
    private byte @Nullable [] lent;

    private int lentOffset;
    private int lentAt;
    private int lentLength;

    /** An empty output with room for {@code capacity} bytes before it grows. */
    public Output(int capacity) {
        array = new byte[capacity];
    }

    /** The array that contains the bytes; {@link #ensure} may replace it by a larger one. */
    public byte[] array() {
        if (lent != null) {
            copyLent();
        }
        return array;
    }

    /** The number of written bytes, which is the index of the next one. */
    public int position() {
        return position;
    }

    /**
     * Sets the number of written bytes, after writing into {@link #array()} or to remove the last
     * ones.
     */
    public void position(int position) {
        if (position < 0 || position > array.length) {
            throw new IndexOutOfBoundsException(
                    "position " + position + " is outside [0, " + array.length + "]");
        }
        if (lent != null && position < lentAt + lentLength) {
            copyLent();
        }
        this.position = position;
    }

    /**
     * Makes room for {@code count} more bytes, and returns the array that has it. Earlier bytes may
     * be missing there that {@link #array()} has: see {@link #lend}.
     */
    public byte[] ensure(int count) {
        if (array.length - position < count) {
            array =
                    Arrays.copyOf(
                            array,
                            Math.max(
                                    Math.multiplyExact(array.length, 2),
                                    Math.addExact(position, count)));
        }
        return array;
    }

    /** Counts so many bytes more, which were put into the array that {@link #ensure} returned. */
    public void wrote(int count) {
        position += count;
    }

    /** Appends all of {@code bytes}. */
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** Appends {@code length} of {@code bytes} from {@code offset}. */
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, ensure(length), position, length);
        position += length;
    }

    /**
     * Appends bytes that do not change until this output is sent or cleared: many of them are
     * copied only if something asks for {@link #array()}.
     */
    public void lend(byte[] bytes, int offset, int length) {
        if (length < LEAST_LENT_BYTES || lent != null) {
            write(bytes, offset, length);
            return;
        }
        ensure(length);
        lent = bytes;
        lentOffset = offset;
        lentAt = position;
        lentLength = length;
        position += length;
    }

    /** Whether bytes were lent that are not in the array yet. */
    public boolean hasLent() {
        return lent != null;
    }

    /**
     * Shows the bytes {@code [from, to)} in pieces, lent ones where they are, until less than a
     * piece is taken; returns how many were.
     */
    public int pieces(int from, int to, Taker taker) throws IOException {
        int at = from;
        boolean all = true;
        while (all && at < to) {
            boolean inLent = lent != null && at >= lentAt && at < lentAt + lentLength;
            int limit = to;
            if (inLent) {
                limit = Math.min(to, lentAt + lentLength);
            } else if (lent != null && at < lentAt) {
                limit = Math.min(to, lentAt);
            }
            int count = limit - at;
            int start = inLent ? lentOffset + at - lentAt : at;
            int taken =
                    taker.take(inLent ? Objects.requireNonNull(lent) : array, start, start + count);
            all = taken == count;
            at += taken;
        }
        return at - from;
    }

    /** Takes the bytes of an output, or a part of them. */
    @FunctionalInterface
    public interface Taker {
        /** Takes bytes of {@code bytes[from, to)}: how many were taken. */
        int take(byte[] bytes, int from, int to) throws IOException;
    }

    private void copyLent() {
        System.arraycopy(lent, lentOffset, array, lentAt, lentLength);
        lent = null;
    }

    /** Appends one byte. */
    public void write(byte value) {
        ensure(1)[position++] = value;
    }

    /** Appends two bytes. */
    public void write(byte first, byte second) {
        byte[] target = ensure(2);
        target[position] = first;
        target[position + 1] = second;
        position += 2;
    }

    /** Discards everything that was written. */
    public void clear() {
        lent = null;
        position = 0;
    }

    /** Discards everything that was written, and an array larger than {@code most} bytes. */
    public void clear(int most) {
        clear();
        if (array.length > most) {
            array = EMPTY;
        }
    }
}
