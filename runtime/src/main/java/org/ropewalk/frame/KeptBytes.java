package org.ropewalk.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;

/**
 * Bytes that a connection keeps between its turns: a payload that has not arrived completely,
 * pushes that wait for the end of a reply. Grows only as the memory of the connection's factory and
 * reactor allows.
 */
public final class KeptBytes {
    /** A smaller array is a part of what every connection costs, and is not counted. */
    private static final int SMALL_BYTES = 1_024;

    private static final byte[] NOTHING = {};

    private final Factory factory;
    private final Loop loop;
    private final int mostBytes;

    /** The length from which an array is counted. */
    private int countedBytes;

    private byte[] array = NOTHING;
    private int count;

    /**
     * An empty buffer for at most {@code mostBytes}, counted for a connection of {@code factory} on
     * {@code loop}.
     */
    public KeptBytes(Factory factory, Loop loop, int mostBytes) {
        this(factory, loop, mostBytes, SMALL_BYTES);
    }

    private KeptBytes(Factory factory, Loop loop, int mostBytes, int countedBytes) {
        this.factory = factory;
        this.loop = loop;
        this.mostBytes = mostBytes;
        this.countedBytes = countedBytes;
    }

    /** As the other, of which a connection has many: small ones are counted too. */
    public static KeptBytes ofMany(Factory factory, Loop loop) {
        return new KeptBytes(factory, loop, Integer.MAX_VALUE, 1);
    }

    /** The array with the bytes, from its beginning on. */
    public byte[] array() {
        return array;
    }

    /** How many bytes it has. */
    public int count() {
        return count;
    }

    /**
     * Appends {@code from[begin, end)}; false, and nothing is appended, if there is no memory for
     * it.
     *
     * @param room for how many bytes there is to be room at least, if the array must grow
     */
    public boolean append(byte[] from, int begin, int end, int room) {
        int length = end - begin;
        if (array.length - count < length && !grow(count + length, room)) {
            return false;
        }
        System.arraycopy(from, begin, array, count, length);
        count += length;
        return true;
    }

    /** As the other, of the next {@code length} bytes of {@code from}. */
    boolean append(ByteBuffer from, int length, int room) {
        if (array.length - count < length && !grow(count + length, room)) {
            return false;
        }
        from.get(array, count, length);
        count += length;
        return true;
    }

    /** As the other, of one byte. */
    public boolean append(byte one, int room) {
        if (count == array.length && !grow(count + 1, room)) {
            return false;
        }
        array[count++] = one;
        return true;
    }

    /** Whether it has as many bytes as there is room for. */
    boolean isFull() {
        return count == array.length;
    }

    /** Takes back the last byte. */
    public void removeLast() {
        count--;
    }

    private boolean grow(int needed, int room) {
        long larger = Math.max(Math.max(needed, room), 2L * array.length);
        int capacity = (int) Math.min(larger, mostBytes);
        if (capacity >= countedBytes && !MemoryBudget.reserve(factory, loop, capacity)) {
            return false;
        }
        byte[] longer;
        try {
            longer = new byte[capacity];
        } catch (OutOfMemoryError e) {
            uncount(capacity);
            return false;
        }
        System.arraycopy(array, 0, longer, 0, count);
        uncount(array.length);
        array = longer;
        return true;
    }

    private void uncount(int capacity) {
        if (capacity >= countedBytes) {
            MemoryBudget.release(factory, loop, capacity);
        }
    }

    /** Does not count the bytes any more: they are released soon. Nothing more is appended. */
    public void uncount() {
        uncount(array.length);
        countedBytes = Integer.MAX_VALUE;
    }

    /** Takes all bytes out, as an array of the caller's own. */
    byte[] takeAll() {
        byte[] all = array;
        if (isFull()) {
            release();
        } else {
            all = Arrays.copyOf(array, count);
            clear();
        }
        return all;
    }

    /** Forgets the bytes, and keeps their room for more. */
    public void clear() {
        count = 0;
    }

    /** Forgets the bytes and gives their memory back; it can be called again. */
    public void release() {
        uncount(array.length);
        array = NOTHING;
        count = 0;
    }
}
