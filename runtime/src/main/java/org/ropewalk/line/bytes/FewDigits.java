package org.ropewalk.line.bytes;

/**
 * Reads decimal numbers of few digits, with a minus sign and a point perhaps, without making text
 * of them.
 */
public final class FewDigits {
    /** So many digits a {@code double} holds exactly, with room for a sign and a point. */
    private static final int MOST_BYTES = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private FewDigits() {}

    /** Whether {@code length} bytes of a number are few enough. */
    public static boolean are(int length) {
        return length <= MOST_BYTES;
    }

    /** The digits in {@code bytes[from, to)} as a whole number, as if there were no point. */
    public static long unscaled(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        long digits = 0;
        for (int i = negative ? from + 1 : from; i < to; i++) {
            if (bytes[i] != '.') {
                digits = 10 * digits + bytes[i] - '0';
            }
        }
        return negative ? -digits : digits;
    }

    /** How many digits follow the point in {@code bytes[from, to)}. */
    public static int scale(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '.') {
                return to - i - 1;
            }
        }
        return 0;
    }

    /**
     * The number in {@code bytes[from, to)}, as {@link Double#parseDouble} reads it: both the
     * digits and the power of ten are exact, so their quotient is rounded once.
     */
    public static double floating(byte[] bytes, int from, int to) {
        double value = Math.abs(unscaled(bytes, from, to)) / POWERS[scale(bytes, from, to)];
        return bytes[from] == '-' ? -value : value;
    }
}
