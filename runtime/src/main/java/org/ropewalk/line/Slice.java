package org.ropewalk.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;

/**
 * A borrowed view of bytes that were received: valid until the handler to which it was given
 * returns; then each method throws {@link IllegalStateException}. Equal to the {@link Bytes} of the
 * same content and hashed as they are, so a {@code Map<Bytes, V>} answers it; {@link #toBytes()}
 * makes a copy that may be kept.
 *
 * <p>The loop lends the object again after 255 others. One that was kept is valid again while that
 * later handler runs, and shows its bytes. The loops of {@code org.ropewalk.testing} lend nothing
 * twice, so that a test finds each use of one that was kept.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class Slice extends Bytes.View {
    /** What {@link #length} is when the view is no longer valid. */
    private static final int EXPIRED = -1;

    private byte[] array;
    private int offset;
    private int length;

    /** Whether all of the array is shown, and nothing else uses it. */
    private boolean whole;

    /** Views of a part of this one; null if there are none. */
    private List<Slice> parts;

    Slice() {}

    /**
     * A view of {@code length} bytes of {@code array} from {@code offset}, for tests of handlers.
     */
    public static Slice of(byte[] array, int offset, int length) {
        return new Slice().show(array, offset, length);
    }

    /** A view of {@code text} in UTF-8, for tests of handlers. */
    public static Slice of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /** A view of {@code bytes}. */
    public static Slice of(Bytes bytes) {
        return of(bytes.array(), 0, bytes.length());
    }

    Slice show(byte[] shownArray, int shownOffset, int shownLength) {
        array = shownArray;
        offset = shownOffset;
        length = shownLength;
        return this;
    }

    /** Sets whether all of the array is shown, and nothing else uses it. */
    Slice whole(boolean now) {
        whole = now;
        return this;
    }

    /** Ends the use of this view and of its parts. */
    void expire() {
        // A payload may have an array of its own, which must not live as long as this view.
        array = null;
        length = EXPIRED;
        whole = false;
        if (parts != null) {
            parts.forEach(Slice::expire);
            parts = null;
        }
    }

    byte[] array() {
        length();
        return array;
    }

    int offset() {
        return offset;
    }

    /** A view of {@code length} of these bytes from {@code from}, valid as long as this one. */
    public Slice part(long from, long length) {
        Objects.checkFromIndexSize(from, length, length());
        if (parts == null) {
            parts = new ArrayList<>();
        }
        Slice part = new Slice().show(array, offset + (int) from, (int) length);
        parts.add(part);
        return part;
    }

    /** How many bytes there are. */
    public int length() {
        if (length == EXPIRED) {
            throw new IllegalStateException(
                    "a Slice is valid only until its handler returns; keep a copy: toBytes()");
        }
        return length;
    }

    /** Whether there are no bytes. */
    public boolean isEmpty() {
        return length() == 0;
    }

    /** The byte at {@code index}. */
    public byte at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " of " + length() + " bytes");
        }
        return array[offset + index];
    }

    /** A copy that may be kept. */
    public Bytes toBytes() {
        // Neither the bytes nor this view can change the array.
        return whole ? new Bytes(takeArray()) : Bytes.copy(array(), offset, length);
    }

    /** The bytes as an array of the caller's own: the array itself if it is {@link #whole}. */
    byte[] takeArray() {
        if (!whole) {
            return toByteArray();
        }
        whole = false;
        return array;
    }

    /** A copy as an array. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array(), offset, offset + length);
    }

    /** Copies the bytes into {@code target} from {@code at}. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array(), offset, target, at, length);
    }

    /** Whether {@code other} is a slice or bytes with this content. */
    @Override
    public boolean equals(Object other) {
        if (other instanceof Bytes bytes) {
            return shows(bytes.array());
        }
        return other instanceof Slice slice && same(slice.array(), slice.offset, slice.length);
    }

    /** Whether these are the bytes of {@code other}. */
    public boolean contentEquals(byte[] other) {
        return same(other, 0, other.length);
    }

    @Override
    boolean shows(byte[] bytes) {
        return same(bytes, 0, bytes.length);
    }

    private boolean same(byte @Nullable [] bytes, int from, int count) {
        return length() == count && ByteArrays.equal(array, offset, bytes, from, count);
    }

    @Override
    public int hashCode() {
        return ByteArrays.hash(array(), offset, length);
    }

    /** The bytes as text in UTF-8. */
    @Override
    public String toString() {
        return new String(array(), offset, length, StandardCharsets.UTF_8);
    }

    /**
     * The slices that one loop lends to handlers, each until the next line is shown. A slice that a
     * handler keeps throws from then on. It is lent again only after many others, and then shows
     * other bytes until that handler returns; in tests it is never lent again.
     */
    static final class Pool {
        /** A power of two. */
        private static final int SLICES = 256;

        private static final Slice[] NONE = {};

        private final boolean lendsAgain;
        private Slice[] slices = NONE;
        private int next;
        private int lent;

        Pool(boolean lendsAgain) {
            this.lendsAgain = lendsAgain;
        }

        /** A view of {@code length} bytes of {@code array} from {@code offset}. */
        Slice lend(byte[] array, int offset, int length) {
            if (lent == slices.length) {
                next = lent;
                slices = Arrays.copyOf(slices, lent == 0 ? SLICES : 2 * lent);
            }
            Slice slice = slices[next];
            if (slice == null) {
                slice = new Slice();
                slices[next] = slice;
            }
            next = next + 1 & slices.length - 1;
            lent++;
            return slice.show(array, offset, length);
        }

        /** Ends the use of all slices that were lent. */
        void expire() {
            // Mostly it is one.
            if (lent == 1 && lendsAgain) {
                lent = 0;
                slices[next - 1 & slices.length - 1].expire();
            } else {
                expireAll();
            }
        }

        private void expireAll() {
            int at = next;
            for (; lent > 0; lent--) {
                at = at - 1 & slices.length - 1;
                slices[at].expire();
                if (!lendsAgain) {
                    slices[at] = null;
                }
            }
        }
    }
}
