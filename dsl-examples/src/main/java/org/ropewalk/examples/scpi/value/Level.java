package org.ropewalk.examples.scpi.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A level of a source: a number with a unit perhaps, or a bound. {@code 5}, {@code 1.5E1 V}, {@code
 * 500mV}, {@code MAXimum}.
 *
 * @param value the number, in the unit without a prefix; 0 for a bound
 * @param unit {@code V} or {@code A}; empty if none is given
 * @param bound a level without a number; null for a number
 */
public record Level(double value, String unit, Bound bound) {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "([+-]?(?:\\d{1,20}\\.?\\d{0,20}|\\.\\d{1,20})(?:E[+-]?\\d{1,2})?) ?(M?)([VA]?)");

    private static final int MILLI = -3;

    /** A number without a unit. */
    public static Level of(double value) {
        return new Level(value, "", null);
    }

    /** A level without a number. */
    public static Level of(Bound bound) {
        return new Level(0, "", bound);
    }

    /**
     * The level that {@code text} is.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Level parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        switch (upper) {
            case "MIN", "MINIMUM":
                return of(Bound.MIN);
            case "MAX", "MAXIMUM":
                return of(Bound.MAX);
            case "DEF", "DEFAULT":
                return of(Bound.DEF);
            default:
                return number(NUMBER.matcher(upper));
        }
    }

    private static Level number(Matcher matcher) {
        if (!matcher.matches() || !matcher.group(2).isEmpty() && matcher.group(3).isEmpty()) {
            throw new IllegalArgumentException("not a number with a unit");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        boolean milli = !matcher.group(2).isEmpty();
        double value = (milli ? number.scaleByPowerOfTen(MILLI) : number).doubleValue();
        return new Level(value, matcher.group(3), null);
    }

    /** As it is written: {@code 5.0 V}, {@code MAXIMUM}. */
    @Override
    public String toString() {
        if (bound != null) {
            return bound.name();
        }
        return unit.isEmpty() ? String.valueOf(value) : value + " " + unit;
    }
}
