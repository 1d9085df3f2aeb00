package org.ropewalk.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A borrowed sequence of words of one line: valid until the handler to which it was given returns;
 * then each method throws {@link IllegalStateException}. {@link #get} shows one word at a time in a
 * slice that the next call reuses.
 */
public final class Words {
    /** What {@link #size} is when the sequence is no longer valid. */
    private static final int EXPIRED = -1;

    private final Slice shown = new Slice();
    private byte[] array = {};
    private int[] bounds = new int[32];
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
    }

    void add(int from, int to) {
        if (bounds.length < 2 * size + 2) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * size] = from;
        bounds[2 * size + 1] = to;
        size++;
    }

    /** How many words there are. */
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
}
