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
     * #packed} has the same result.
     */
    public static long of(byte[] bytes, int from, int to, boolean folds) {
        long bits = 1;
        for (int i = from; i < to; i++) {
            int one = folds ? ByteArrays.upper(bytes[i]) : bytes[i] & 0xFF;
            bits = Long.rotateLeft(bits, Byte.SIZE) ^ one;
        }
        return to - from >= Long.BYTES ? bits << Byte.SIZE : bits;
    }

    /** Eight bytes of the array, the first of which is low. */
    public static long word(byte[] bytes, int from) {
        return (long) ByteArrays.LONGS.get(bytes, from);
    }

    /** How many bytes of a word are before its first blank. */
    public static int blank(long word) {
        long blanks = word ^ BLANKS;
        long found = (blanks - ONES) & ~blanks & HIGHS;
        return Long.numberOfTrailingZeros(found) >>> 3;
    }

    /** The bits of the verb that is the first {@code length} bytes of a word, less than eight. */
    public static long packed(long word, int length, boolean folds) {
        long packed = Long.reverseBytes(folds ? upper(word) : word);
        int bits = length << 3;
        return 1L << bits | packed >>> Byte.SIZE >>> Long.SIZE - Byte.SIZE - bits;
    }

    /** All ASCII letters in upper case. */
    private static long upper(long word) {
        long low = word & LOWS;
        long lower = (low + TO_LOWER_A) & ~(low + BEYOND_LOWER_Z) & ~word & HIGHS;
        return word ^ lower >>> 2;
    }
}
