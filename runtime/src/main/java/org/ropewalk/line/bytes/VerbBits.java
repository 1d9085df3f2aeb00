package org.ropewalk.line.bytes;

/**
 * Packs a verb into a number. A verb of up to seven bytes is these bytes after a 1, so that verbs
 * of different lengths differ. A longer verb is hashed, and its last byte is 0, so that its number
 * is that of no shorter verb.
 */
public final class VerbBits {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long LOWS = ~HIGHS;
    private static final long BLANKS = ONES * ' ';
    private static final long TO_LOWER_A = ONES * (0x80 - 'a');
    private static final long BEYOND_LOWER_Z = ONES * (0x7F - 'z');

    private VerbBits() {}

    /**
     * The bits of the verb {@code [from, to)}, letters in upper case if {@code folds}. {@link
     * #upToBlank} has the same result.
     */
    public static long of(byte[] bytes, int from, int to, boolean folds) {
        long bits = 1;
        for (int i = from; i < to; i++) {
            int one = folds ? ByteArrays.upper(bytes[i]) : bytes[i] & 0xFF;
            bits = Long.rotateLeft(bits, Byte.SIZE) ^ one;
        }
        return to - from >= Long.BYTES ? bits << Byte.SIZE : bits;
    }

    /**
     * The bits of the verb that begins at {@code from}, up to a blank or {@code to}, of eight bytes
     * that are read at once. 0 if the verb is longer, or the array ends before.
     */
    public static long upToBlank(byte[] bytes, int from, int to, boolean folds) {
        if (from > bytes.length - Long.BYTES) {
            return 0;
        }
        long word = (long) ByteArrays.LONGS.get(bytes, from);
        long blanks = word ^ BLANKS;
        long found = (blanks - ONES) & ~blanks & HIGHS;
        int length = Math.min(Long.numberOfTrailingZeros(found) >>> 3, to - from);
        if (length >= Long.BYTES) {
            return 0;
        }
        long packed = Long.reverseBytes(folds ? upper(word) : word);
        int bits = length << 3;
        return 1L << bits | packed >>> Byte.SIZE >>> Long.SIZE - Byte.SIZE - bits;
    }

    /** How many bytes a verb of at most seven has. */
    public static int length(long bits) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(bits) >>> 3;
    }

    /** All ASCII letters in upper case. */
    private static long upper(long word) {
        long low = word & LOWS;
        long lower = (low + TO_LOWER_A) & ~(low + BEYOND_LOWER_Z) & ~word & HIGHS;
        return word ^ lower >>> 2;
    }
}
