package org.ropewalk.line.bytes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Output;

/** Writes whole numbers in decimal digits. */
public final class DecimalDigits {
    /** Digits of the largest number of any size that a reader takes. */
    public static final int MOST = 1_000;

    private static final byte[] MIN_VALUE =
            "-9223372036854775808".getBytes(StandardCharsets.ISO_8859_1);

    /** Digits of the largest number that has a sign. */
    private static final int MOST_DIGITS = 19;

    private DecimalDigits() {}

    /** What is wrong with a number of so many digits; null if a reader takes it. */
    public static @Nullable String fault(long digits) {
        return digits > MOST ? "a number of more than " + MOST + " digits" : null;
    }

    /**
     * The digits of a number, without an exponent.
     *
     * @throws IllegalArgumentException if they are more than a reader takes
     */
    public static String plain(BigDecimal value) {
        String fault = fault(Math.abs((long) value.scale()));
        if (fault != null) {
            throw new IllegalArgumentException("cannot be written: " + fault);
        }
        return value.toPlainString();
    }

    /** Writes {@code value}, with a minus sign if it is negative. */
    public static void write(long value, Output output) {
        if (value >= 0 && value < 10) {
            output.write((byte) ('0' + value));
        } else if (value >= 0 && value < 100) {
            int tens = (int) value / 10;
            output.write((byte) ('0' + tens), (byte) ('0' + (int) value - tens * 10));
        } else if (value >= 0) {
            digits(value, output);
        } else if (value == Long.MIN_VALUE) {
            output.write(MIN_VALUE);
        } else {
            output.write((byte) '-');
            digits(-value, output);
        }
    }

    /** How many digits {@code value} has, which is not negative. */
    public static int count(long value) {
        int digits = 1;
        for (long bound = 10; digits < MOST_DIGITS && value >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private static void digits(long value, Output output) {
        byte[] array = output.ensure(MOST_DIGITS);
        int at = output.position() + count(value);
        output.position(at);
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long tenth = rest / 10;
            array[--at] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        int small = (int) rest;
        do {
            int tenth = small / 10;
            array[--at] = (byte) ('0' + (small - tenth * 10));
            small = tenth;
        } while (small != 0);
    }
}
