package org.ropewalk.examples.redis.store;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.ropewalk.line.Bytes;

/** Numbers in strings, as Redis reads and writes them. */
final class Numbers {
    /** The digits and the sign of the longest number of 64 bits. */
    private static final int MOST_DIGITS = 20;

    /** Redis writes as many decimals at the most. */
    private static final int DECIMALS = 17;

    /** The largest exponent of a number of Redis's type, which has 80 bits. */
    private static final int MOST_EXPONENT = 4932;

    /** Of a number with a fraction; a longer one is none. */
    private static final int MOST_CHARACTERS = 256;

    private Numbers() {}

    /** A whole number in the only form in which it is written; empty for anything else. */
    static OptionalLong integer(Bytes text) {
        int length = text.length();
        boolean negative = length > 1 && text.at(0) == '-';
        int from = negative ? 1 : 0;
        boolean zeroInFront = length > 1 && text.at(from) == '0';
        if (length == 0 || length > MOST_DIGITS || zeroInFront) {
            return OptionalLong.empty();
        }
        // Counted below zero, as there is one more number there.
        long number = 0;
        for (int i = from; i < length; i++) {
            int digit = text.at(i) - '0';
            if (digit < 0 || digit > 9 || number < (Long.MIN_VALUE + digit) / 10) {
                return OptionalLong.empty();
            }
            number = number * 10 - digit;
        }
        if (!negative && number == Long.MIN_VALUE) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(negative ? number : -number);
    }

    /** A number with or without a fraction; empty for anything else, also for infinite ones. */
    static Optional<BigDecimal> decimal(Bytes text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            // One character for each byte, so that only ASCII's digits count.
            BigDecimal number =
                    new BigDecimal(new String(text.toByteArray(), StandardCharsets.US_ASCII));
            long exponent = (long) number.precision() - number.scale();
            return Optional.of(number).filter(any -> Math.abs(exponent) <= MOST_EXPONENT);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** Without an exponent, and without zeros behind the fraction. */
    static Bytes write(BigDecimal number) {
        BigDecimal rounded = number.setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return Bytes.of(rounded.signum() == 0 ? "0" : rounded.toPlainString());
    }
}
