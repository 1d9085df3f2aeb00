package org.ropewalk.line.words;

import org.ropewalk.line.bytes.ByteArrays;

/** Where blocks of IEEE 488.2 are in lines that have not arrived whole, or are written. */
final class Blocks {
    /** Bytes of {@code #} and the longest length behind it. */
    private static final int LONGEST_HEAD = 11;

    private Blocks() {}

    /** The words that may be blocks. */
    interface Words {
        /** Whether {@code value} begins a word in quotes. */
        boolean isQuote(byte value);

        /**
         * Where the word in quotes or the block at {@code from} ends, a block perhaps beyond {@code
         * to}; less than {@code from} if none is there.
         */
        long writtenEnd(byte[] bytes, int from, int to);
    }

    /**
     * The content of the first block with a length in {@code bytes[from, to)}, a part of a line,
     * {@link WordForm#packed}; it may end beyond {@code to}. {@link Literals#NONE} if there is
     * none.
     */
    static long first(Words words, byte[] bytes, int from, int to) {
        for (int i = from; i < to; ) {
            long end = words.writtenEnd(bytes, i, to);
            boolean quoted = words.isQuote(bytes[i]);
            if (quoted && end < i) {
                return Literals.NONE;
            }
            int content = quoted || end < i ? i : i + 2 + bytes[i + 1] - '0';
            if (end > content && content > i + 2) {
                return WordForm.packed(content, (int) end);
            }
            i = end > i ? (int) end : i + 1;
        }
        return Literals.NONE;
    }

    /** As {@link Quotes#announced}. */
    static long announced(Words words, byte[] bytes, int from, int to, int next) {
        for (int i = from; i < to; i++) {
            long end = words.writtenEnd(bytes, i, to);
            if (end > to) {
                return end - next;
            }
            if (end < i && words.isQuote(bytes[i])) {
                return Literals.NONE;
            }
            i = end > i ? (int) end - 1 : i;
        }
        return Literals.NONE;
    }

    /**
     * Where the word in quotes, or the block without a length, begins that does not end in {@code
     * bytes[from, to)}; {@code to} if there is none.
     */
    static int open(Words words, byte[] bytes, int from, int to) {
        for (int i = from; i < to; ) {
            long end = words.writtenEnd(bytes, i, to);
            boolean quoted = words.isQuote(bytes[i]);
            if (quoted ? end < i : end == to && bytes[i + 1] == '0') {
                return i;
            }
            i = end > i ? (int) Math.min(end, to) : i + 1;
        }
        return to;
    }

    /** As {@link Quotes#settled}. */
    static int settled(Words words, byte[] bytes, int from, int to) {
        int i = from;
        while (to - i > LONGEST_HEAD) {
            long end = words.writtenEnd(bytes, i, to);
            if (end >= to || end < i && words.isQuote(bytes[i])) {
                return i;
            }
            i = end > i ? (int) end : i + 1;
        }
        return i;
    }

    /** As {@link Quotes#lineBytes}. */
    static int lineBytes(Words words, byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        while (at <= to) {
            int end = ByteArrays.find(bytes, at, to, '\n');
            long block = first(words, bytes, at, end);
            if (block != Literals.NONE) {
                count += (int) (block >>> Integer.SIZE) - at;
                at = (int) block;
            } else if (end == to) {
                return count + end - at;
            } else {
                count = 0;
                at = end + 1;
            }
        }
        return Integer.MAX_VALUE;
    }
}
