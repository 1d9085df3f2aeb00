package org.ropewalk.examples.nmea.value;

import java.math.BigDecimal;

/**
 * Minutes of a degree with two digits before the point, as in {@code 07.0380}.
 *
 * @param number from 0 to less than 60, with at most 20 digits after the point
 */
public record Minutes(BigDecimal number) {
    private static final BigDecimal DEGREE = BigDecimal.valueOf(60);
    private static final int MOST_DIGITS = 20;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is less than 0, a degree or more, or has more digits
     */
    public Minutes {
        boolean inDegree = number.signum() >= 0 && number.compareTo(DEGREE) < 0;
        if (!inDegree || number.scale() < 0 || number.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("not minutes of a degree");
        }
    }

    /** So many units, of which 10 to the power of {@code digits} are one minute. */
    public static Minutes of(long units, int digits) {
        return new Minutes(BigDecimal.valueOf(units, digits));
    }

    /**
     * The minutes that {@code text} is.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Minutes parse(String text) {
        if (!text.matches("[0-5][0-9](\\.[0-9]{1,20})?")) {
            throw new IllegalArgumentException("not minutes of a degree");
        }
        return new Minutes(new BigDecimal(text));
    }

    @Override
    public String toString() {
        boolean twoDigits = number.compareTo(BigDecimal.TEN) >= 0;
        return (twoDigits ? "" : "0") + number.toPlainString();
    }
}
