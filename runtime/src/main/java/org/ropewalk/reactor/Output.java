package org.ropewalk.reactor;

import java.util.Arrays;

/**
 * A growing array of bytes on their way to a connection. The one that {@link Transport#output()}
 * returns is shared by all connections of a loop and belongs to the connection that is being
 * served, until its turn ends.
 */
public final class Output {
    private static final byte[] EMPTY = {};

    private byte[] array;
    private int position;

    /** An empty output with room for {@code capacity} bytes before it grows. */
    public Output(int capacity) {
        array = new byte[capacity];
    }

    /** The array that contains the bytes; {@link #ensure} may replace it by a larger one. */
    public byte[] array() {
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
        this.position = position;
    }

    /** Makes room for {@code count} more bytes, and returns the array that has it. */
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

    /** Appends all of {@code bytes}. */
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** Appends {@code length} of {@code bytes} from {@code offset}. */
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, ensure(length), position, length);
        position += length;
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
        position = 0;
    }

    /** Discards everything that was written, and an array larger than {@code most} bytes. */
    public void clear(int most) {
        position = 0;
        if (array.length > most) {
            array = EMPTY;
        }
    }
}
