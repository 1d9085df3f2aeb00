package org.ropewalk.examples.value;

import java.util.OptionalLong;
import org.ropewalk.line.Bytes;

/** Unsigned 64-bit numbers as memcached keeps them: decimal digits in a value. */
public final class Decimal {
    private static final long TENTH = Long.divideUnsigned(-1, 10);

    private Decimal() {}

    /**
     * The number at the beginning of {@code data}, as C's {@code strtoull} reads it: blanks before
     * it are skipped, and everything after it is ignored. Empty if there is none.
     */
    public static OptionalLong read(Bytes data) {
        int start = 0;
        while (start < data.length() && data.at(start) == ' ') {
            start++;
        }
        int end = start;
        long number = 0;
        for (; end < data.length() && data.at(end) != ' '; end++) {
            int digit = data.at(end) - '0';
            boolean fits = Long.compareUnsigned(number, TENTH) < 0 || number == TENTH && digit <= 5;
            if (digit < 0 || digit > 9 || !fits) {
                return OptionalLong.empty();
            }
            number = number * 10 + digit;
        }
        return end == start ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** The digits of {@code number}, padded with blanks to {@code width} bytes. */
    public static Bytes write(long number, int width) {
        Bytes digits = Bytes.of(Long.toUnsignedString(number));
        if (digits.length() >= width) {
            return digits;
        }
        byte[] padded = new byte[width];
        for (int i = 0; i < width; i++) {
            padded[i] = i < digits.length() ? digits.at(i) : (byte) ' ';
        }
        return Bytes.of(padded);
    }
}
