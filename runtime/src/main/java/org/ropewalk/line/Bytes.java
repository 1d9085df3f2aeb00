package org.ropewalk.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;

/**
 * An immutable string of bytes: a value of a protocol that need not become text. Its hash differs
 * from process to process, so that no peer can prepare keys that collide. Equal to every {@link
 * Slice} of the same content.
 */
public final class Bytes implements Comparable<Bytes> {
    private static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;
    private int hash;

    /** The bytes are {@code array} itself, which is never changed. */
    Bytes(byte[] array) {
        this.array = array;
    }

    /** A copy of {@code array}. */
    public static Bytes of(byte[] array) {
        return copy(array, 0, array.length);
    }

    /** {@code text} in UTF-8. */
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The string of no bytes. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** A copy of {@code length} bytes of {@code array} from {@code offset}. */
    public static Bytes copy(byte @Nullable [] array, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length));
    }

    /** The bytes themselves; not to be changed. */
    byte[] array() {
        return array;
    }

    /** How many bytes there are. */
    public int length() {
        return array.length;
    }

    /** Whether there are no bytes. */
    public boolean isEmpty() {
        return array.length == 0;
    }

    /** The byte at {@code index}. */
    public byte at(int index) {
        return array[index];
    }

    /** A copy as an array. */
    public byte[] toByteArray() {
        return array.clone();
    }

    /** The bytes as a block of IEEE 488.2: {@code #15hello}. */
    public byte[] block() {
        String length = String.valueOf(array.length);
        String begin = "#" + length.length() + length;
        return ByteArrays.join(begin.getBytes(StandardCharsets.US_ASCII), array);
    }

    /** The order of unsigned bytes, from the left. */
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(array, other.array);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes
                ? Arrays.equals(array, bytes.array)
                : other instanceof View view && view.shows(array);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = ByteArrays.hash(array, 0, array.length);
            hash = known;
        }
        return known;
    }

    /** The bytes as text in UTF-8. */
    @Override
    public String toString() {
        return new String(array, StandardCharsets.UTF_8);
    }

    /** Bytes that another object holds, compared with bytes that are held. */
    abstract static class View {
        /** Whether this shows all of {@code bytes} and nothing else. */
        abstract boolean shows(byte[] bytes);
    }
}
