package org.ropewalk.examples.redis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.ropewalk.line.Bytes;

/** When a key expires: the option of a command. */
public final class Expiry {
    /** A key that is written does not expire. */
    public static final Expiry NEVER = new Expiry(0, Unit.NONE);

    /** A key that is written expires as it did before. */
    public static final Expiry KEEP = new Expiry(0, Unit.KEEP);

    private static final long MS_PER_SECOND = 1_000;

    private final long amount;
    private final Unit unit;

    /** How an amount is counted. */
    private enum Unit {
        NONE,
        KEEP,
        SECONDS,
        MILLISECONDS,
        SECOND,
        MILLISECOND
    }

    private Expiry(long amount, Unit unit) {
        this.amount = amount;
        this.unit = unit;
    }

    /** In so many seconds from now. */
    public static Expiry seconds(long seconds) {
        return new Expiry(seconds, Unit.SECONDS);
    }

    /** In so many milliseconds from now. */
    public static Expiry milliseconds(long milliseconds) {
        return new Expiry(milliseconds, Unit.MILLISECONDS);
    }

    /** At a second since 1970. */
    public static Expiry atSecond(long second) {
        return new Expiry(second, Unit.SECOND);
    }

    /** At a millisecond since 1970. */
    public static Expiry atMillisecond(long millisecond) {
        return new Expiry(millisecond, Unit.MILLISECOND);
    }

    /**
     * The one of the options that is given.
     *
     * @param other an option without a number
     * @param none what it is without any
     */
    public static Expiry chosen(
            Optional<Bytes> seconds,
            Optional<Bytes> milliseconds,
            Optional<Bytes> second,
            Optional<Bytes> millisecond,
            Optional<Expiry> other,
            Expiry none)
            throws Refused {
        List<Expiry> given = new ArrayList<>();
        add(seconds, Unit.SECONDS, given);
        add(milliseconds, Unit.MILLISECONDS, given);
        add(second, Unit.SECOND, given);
        add(millisecond, Unit.MILLISECOND, given);
        other.ifPresent(given::add);
        if (given.size() > 1) {
            throw Refused.syntax();
        }
        return given.isEmpty() ? none : given.get(0);
    }

    private static void add(Optional<Bytes> amount, Unit unit, List<Expiry> given) throws Refused {
        if (amount.isPresent()) {
            long number = Numbers.integer(amount.get()).orElseThrow(Refused::noInteger);
            given.add(new Expiry(number, unit));
        }
    }

    boolean keeps() {
        return unit == Unit.KEEP;
    }

    /**
     * The time for a command that writes a value, which may not be in the past.
     *
     * @param command its name in lower case
     */
    long writtenMs(long nowMs, String command) throws Refused {
        if (unit == Unit.NONE || unit == Unit.KEEP) {
            return Entry.NEVER;
        }
        if (amount <= 0) {
            throw invalid(command);
        }
        return timeMs(nowMs, command);
    }

    /** The time in milliseconds since 1970; one in the past is 0 at the least. */
    long timeMs(long nowMs, String command) throws Refused {
        LongUnaryOperator ms = value -> Math.multiplyExact(value, MS_PER_SECOND);
        try {
            return Math.max(
                    0,
                    switch (unit) {
                        case SECONDS -> Math.addExact(nowMs, ms.applyAsLong(amount));
                        case MILLISECONDS -> Math.addExact(nowMs, amount);
                        case SECOND -> ms.applyAsLong(amount);
                        default -> amount;
                    });
        } catch (ArithmeticException tooFar) {
            throw invalid(command);
        }
    }

    private static Refused invalid(String command) {
        return new Refused("invalid expire time in '" + command + "' command");
    }
}
