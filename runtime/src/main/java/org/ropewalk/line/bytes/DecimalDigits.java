package org.ropewalk.line.bytes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Output;

/** Writes whole numbers in decimal digits. */
public final class DecimalDigits {
    /** Digits of the largest number of any size that a reader takes. */
    public static final int MOST = 1_000;

    private static final byte[] MIN_VALUE =
            "-9223372036854775808".getBytes(StandardCharsets.ISO_8859_1);

    /** Characters of the number that has most of them. */
    public static final int MOST_CHARACTERS = 20;

    /** Digits of the largest number that has a sign. */
    private static final int MOST_DIGITS = 19;

    /** The digits of a bit, which are a little more than log10(2), in units of 1/4096. */
    private static final int DIGITS_OF_BITS = 1233;

    private static final int DIGITS_SHIFT = 12;

    /** The powers of ten with up to 19 digits, by their zeros. */
    private static final long[] POWERS = powers();

    /** Numbers below this have two digits at the most. */
    private static final int FEW = 100;

    /** To divide a number of few by ten. */
    private static final int TENTH = 103;

    private static final int TENTH_SHIFT = 10;

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
        byte[] array = output.ensure(MOST_CHARACTERS);
        int at = output.position();
        output.wrote(put(value, array, at) - at);
    }

    /** The digits of a number that is larger than one with a sign, and negative as one. */
    public static byte[] unsigned(long value) {
        byte[] digits = new byte[MOST_CHARACTERS];
        long tenth = Long.divideUnsigned(value, 10);
        int last = putDigits(tenth, digits, 0);
        digits[last] = (byte) ('0' + value - 10 * tenth);
        return last == MOST_DIGITS ? digits : Arrays.copyOf(digits, last + 1);
    }

    /** Writes a blank and {@code value}: the next word of a line. */
    public static void writeNext(long value, Output output) {
        byte[] array = output.ensure(1 + MOST_CHARACTERS);
        int at = output.position();
        output.wrote(putNext(value, array, at) - at);
    }

    /** Puts {@code value} where there is room for {@link #MOST_CHARACTERS}; returns its end. */
    private static int put(long value, byte[] array, int at) {
        if (value < 0 || value >= FEW) {
            return putMany(value, array, at);
        }
        if (value < 10) {
            array[at] = (byte) ('0' + value);
            return at + 1;
        }
        putPair((int) value, array, at);
        return at + 2;
    }

    /**
     * Puts a blank and {@code value} into {@code array} at {@code at}, where there is room for one
     * byte more than {@link #MOST_CHARACTERS}; returns where they end.
     */
    public static int putNext(long value, byte[] array, int at) {
        array[at] = ' ';
        return put(value, array, at + 1);
    }

    private static int putMany(long value, byte[] array, int at) {
        if (value >= 0) {
            return putDigits(value, array, at);
        }
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN_VALUE, 0, array, at, MIN_VALUE.length);
            return at + MIN_VALUE.length;
        }
        array[at] = '-';
        return putDigits(-value, array, at + 1);
    }

    private static int putDigits(long value, byte[] array, int from) {
        int end = from + count(value);
        int at = end;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long hundredth = rest / 100;
            at -= 2;
            putPair((int) (rest - hundredth * 100), array, at);
            rest = hundredth;
        }
        int small = (int) rest;
        while (small >= 10) {
            int hundredth = small / 100;
            at -= 2;
            putPair(small - hundredth * 100, array, at);
            small = hundredth;
        }
        if (at > from) {
            array[from] = (byte) ('0' + small);
        }
        return end;
    }

    private static void putPair(int value, byte[] array, int at) {
        int tens = value * TENTH >>> TENTH_SHIFT;
        array[at] = (byte) ('0' + tens);
        array[at + 1] = (byte) ('0' + value - 10 * tens);
    }

    /** How many digits {@code value} has, which is not negative. */
    public static int count(long value) {
        // Zero has as many digits as one; the last bit tells no other numbers of digits apart.
        long positive = value | 1;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(positive);
        // As many digits as the smallest number of so many bits has, or one less.
        int digits = bits * DIGITS_OF_BITS >>> DIGITS_SHIFT;
        return digits < MOST_DIGITS && positive >= POWERS[digits] ? digits + 1 : digits;
    }

    private static long[] powers() {
        long[] all = new long[MOST_DIGITS];
        all[0] = 1;
        for (int i = 1; i < MOST_DIGITS; i++) {
            all[i] = 10 * all[i - 1];
        }
        return all;
    }
}
