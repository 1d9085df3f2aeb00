package org.ropewalk.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A borrowed sequence of words of one line. It is valid until the handler returns; then each method
 * throws {@link IllegalStateException}. {@link #get} shows one word at a time in a slice that the
 * next call reuses. The loop uses the object again after 63 others, as it does with a {@link
 * Slice}.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class Words {
    /** What {@link #size} is when the sequence is no longer valid. */
    private static final int EXPIRED = -1;

    private static final byte[] NOTHING = {};

    /** Room for the bounds of 16 words. */
    private static final int FEW = 32;

    /** Room that is kept for the next line. */
    private static final int MOST_KEPT = 1_024;

    private final Slice shown = new Slice();
    private byte @Nullable [] array = {};
    private int[] bounds = new int[FEW];

    /** The words, where they are of several arrays. */
    private byte[] copies = NOTHING;

    private int size;

    Words() {}

    /** A sequence of {@code words} in UTF-8, for tests of handlers. */
    public static Words of(String... words) {
        Words sequence = new Words();
        byte[] line = String.join(" ", words).getBytes(StandardCharsets.UTF_8);
        sequence.clear(line);
        int from = 0;
        for (String word : words) {
            int to = from + Bytes.of(word).length();
            sequence.add(from, to);
            from = to + 1;
        }
        return sequence;
    }

    void clear(byte[] line) {
        array = line;
        size = 0;
    }

    /** Ends the use of this sequence. */
    void expire() {
        array = null;
        size = EXPIRED;
        shown.expire();
        if (bounds.length > MOST_KEPT) {
            bounds = new int[FEW];
        }
        if (copies.length > MOST_KEPT) {
            copies = NOTHING;
        }
    }

    /** Adds the word {@code [from, to)} of {@code words}. Words of several arrays are copied. */
    void add(byte[] words, int from, int to) {
        if (array != words) {
            if (size > 0) {
                addCopy(words, from, to);
                return;
            }
            array = words;
        }
        add(from, to);
    }

    private void addCopy(byte[] words, int from, int to) {
        if (array != copies) {
            int end = 0;
            for (int i = 0; i < 2 * size; i += 2) {
                int next = copy(array, bounds[i], bounds[i + 1], end);
                bounds[i] = end;
                bounds[i + 1] = next;
                end = next;
            }
        }
        int end = bounds[2 * size - 1];
        int next = copy(words, from, to, end);
        array = copies;
        add(end, next);
    }

    /** Copies a word to {@code at}; returns where it ends. */
    private int copy(byte[] words, int from, int to, int at) {
        int end = at + to - from;
        if (copies.length < end) {
            copies = Arrays.copyOf(copies, Math.max(end, 2 * copies.length));
        }
        System.arraycopy(words, from, copies, at, to - from);
        return end;
    }

    private void add(int from, int to) {
        if (bounds.length < 2 * size + 2) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * size] = from;
        bounds[2 * size + 1] = to;
        size++;
    }

    /** The number of words. */
    public int size() {
        if (size == EXPIRED) {
            throw new IllegalStateException(
                    "Words are valid only until their handler returns; keep a copy: toList()");
        }
        return size;
    }

    /** The word at {@code index}, until the next call. */
    public Slice get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size() + " words");
        }
        return shown.show(array, bounds[2 * index], bounds[2 * index + 1] - bounds[2 * index]);
    }

    /** Copies that may be kept. */
    public List<Bytes> toList() {
        List<Bytes> list = new ArrayList<>(size());
        for (int i = 0; i < size; i++) {
            list.add(get(i).toBytes());
        }
        return list;
    }

    @Override
    public String toString() {
        return toList().toString();
    }

    /**
     * The sequences of words that one loop lends to handlers, as {@link Slice.Pool} lends slices.
     */
    static final class Pool {
        private static final int SEQUENCES = 64;

        private static final Words[] NONE = {};

        private final boolean lendsAgain;
        private Words[] sequences = NONE;
        private int next;
        private int lent;

        Pool(boolean lendsAgain) {
            this.lendsAgain = lendsAgain;
        }

        /** An empty sequence of words of {@code line}. */
        Words lend(byte[] line) {
            if (lent == sequences.length) {
                next = lent;
                sequences = Arrays.copyOf(sequences, lent == 0 ? SEQUENCES : 2 * lent);
            }
            Words words = sequences[next];
            if (words == null) {
                words = new Words();
                sequences[next] = words;
            }
            next = next + 1 == sequences.length ? 0 : next + 1;
            lent++;
            words.clear(line);
            return words;
        }

        /** Ends the use of all sequences that were lent. */
        void expire() {
            int at = next;
            for (; lent > 0; lent--) {
                at = at == 0 ? sequences.length - 1 : at - 1;
                sequences[at].expire();
                if (!lendsAgain) {
                    sequences[at] = null;
                }
            }
        }
    }
}
