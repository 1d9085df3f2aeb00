package org.ropewalk.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    private final @Nullable Places places;
    private byte[] array;
    private int position;

    /** Bytes from {@link #elsewhereAt} on that are not in the array; 0 if all are. */
    private int elsewhere;

    private int elsewhereAt;

    /** Where they are: in the array of their owner, from {@link #lentOffset} on; or null. */
    private byte @Nullable [] lent;

    private int lentOffset;

    /** Where they are: at the same index of memory that the system reads; or null. */
    private @Nullable ByteBuffer placed;

    /** Gives memory that the system reads, where a network has it. */
    @FunctionalInterface
    public interface Places {
        /** Memory of at least {@code bytes}, used for nothing else until the turn ends; or null. */
        @Nullable ByteBuffer of(int bytes);
    }

    /** An empty output with room for {@code capacity} bytes before it grows. */
    public Output(int capacity) {
        this(capacity, null);
    }

    /**
     * As the other.
     *
     * @param places where many bytes are copied to by {@link #place}; null if only into the array
     */
    public Output(int capacity, @Nullable Places places) {
        this.places = places;
        array = new byte[capacity];
    }

    /** The array that contains the bytes; {@link #ensure} may replace it by a larger one. */
    public byte[] array() {
        if (elsewhere > 0) {
            copyElsewhere();
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
        if (elsewhere > 0 && position < elsewhereAt + elsewhere) {
            copyElsewhere();
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
        if (length < LEAST_LENT_BYTES || elsewhere > 0) {
            write(bytes, offset, length);
            return;
        }
        lent = bytes;
        lentOffset = offset;
        skip(length);
    }

    /**
     * Appends bytes that may change later: many of them are copied at once to where the system
     * reads them, and into the array only if something asks for {@link #array()}.
     */
    public void place(byte[] bytes, int offset, int length) {
        ByteBuffer place = null;
        if (places != null && length >= LEAST_LENT_BYTES && elsewhere == 0) {
            place = places.of(Math.addExact(position, length));
        }
        if (place == null) {
            write(bytes, offset, length);
            return;
        }
        placed = place.clear().put(position, bytes, offset, length);
        skip(length);
    }

    /** What is written next is elsewhere. */
    private void skip(int length) {
        ensure(length);
        elsewhereAt = position;
        elsewhere = length;
        position += length;
    }

    /** Whether bytes were lent or placed that are not in the array yet. */
    public boolean isSplit() {
        return elsewhere > 0;
    }

    /**
     * The bytes {@code [from, to)} in memory that the system reads; null if none were placed, or
     * that memory is too small. What was written around those that were placed is copied to them.
     */
    public @Nullable ByteBuffer placed(int from, int to) {
        ByteBuffer place = placed;
        if (place == null || to > place.capacity()) {
            return null;
        }
        copyTo(place, from, Math.min(to, elsewhereAt));
        copyTo(place, Math.max(from, elsewhereAt + elsewhere), to);
        return place.limit(to).position(from);
    }

    private void copyTo(ByteBuffer place, int from, int to) {
        if (from < to) {
            place.clear().put(from, array, from, to - from);
        }
    }

    /**
     * Shows the bytes {@code [from, to)} in pieces, lent ones where they are, until less than a
     * piece is taken; returns how many were.
     */
    public int pieces(int from, int to, Taker taker) throws IOException {
        if (placed != null) {
            copyElsewhere();
        }
        int at = from;
        boolean all = true;
        while (all && at < to) {
            int lentEnd = elsewhereAt + elsewhere;
            boolean inLent = at >= elsewhereAt && at < lentEnd;
            int limit = to;
            if (inLent) {
                limit = Math.min(to, lentEnd);
            } else if (at < elsewhereAt && elsewhere > 0) {
                limit = Math.min(to, elsewhereAt);
            }
            int count = limit - at;
            int start = inLent ? lentOffset + at - elsewhereAt : at;
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

    private void copyElsewhere() {
        if (placed != null) {
            placed.clear().get(elsewhereAt, array, elsewhereAt, elsewhere);
        } else if (lent != null) {
            System.arraycopy(lent, lentOffset, array, elsewhereAt, elsewhere);
        }
        forgetElsewhere();
    }

    private void forgetElsewhere() {
        elsewhere = 0;
        lent = null;
        placed = null;
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
        if (elsewhere > 0) {
            forgetElsewhere();
        }
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
