package org.ropewalk.examples.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What a gauge is set to, or by how much it is changed: a number with a sign changes it.
 *
 * @param isChange whether the gauge is changed
 * @param value its value, or the change
 */
public record Level(boolean isChange, double value) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,400}(\\.\\d{1,400})?");

    /** A negative value cannot be set. */
    public Level {
        if (!isChange && value < 0
                || 1 / value == Double.NEGATIVE_INFINITY
                || Double.isNaN(value)) {
            throw new IllegalArgumentException("a gauge cannot be set to " + value);
        }
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("number out of range");
        }
    }

    /** Reads what {@link #toString} writes. */
    public static Level parse(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a level");
        }
        boolean sign = text.startsWith("+") || text.startsWith("-");
        return new Level(sign, Double.parseDouble(text));
    }

    @Override
    public String toString() {
        String digits = new BigDecimal(Double.toString(value)).toPlainString();
        return isChange && !digits.startsWith("-") ? "+" + digits : digits;
    }
}
