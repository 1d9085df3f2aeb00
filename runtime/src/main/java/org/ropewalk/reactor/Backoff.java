package org.ropewalk.reactor;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The delays between attempts: longer after each failure, up to a limit, and with a random part.
 *
 * @param initial the delay after the first failure
 * @param max the longest delay, with its random part
 * @param factor the factor from one delay to the next
 * @param jitter the random part of a delay, from 0 (none) to 1 (all of it)
 */
public record Backoff(Duration initial, Duration max, double factor, double jitter) {
    /** One second, then half as much more each time, up to a minute; a quarter is random. */
    public static final Backoff STANDARD =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 1.5, 0.25);

    /** The constants of Twisted's ReconnectingClientFactory: up to an hour. */
    public static final Backoff TWISTED =
            new Backoff(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3_600),
                    2.7182818284590451,
                    0.119626565582);

    private static final double NS = 1e9;

    /** Checks the ranges. */
    public Backoff {
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(max, "max");
        if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException(
                    "waits are positive, and the longest is not shorter than the first: "
                            + initial
                            + ", "
                            + max);
        }
        if (!(factor >= 1) || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException(
                    "a factor is at least 1 and a jitter 0 to 1, not " + factor + " and " + jitter);
        }
    }

    /** The same delays without a random part. */
    public Backoff withoutJitter() {
        return new Backoff(initial, max, factor, 0);
    }

    /**
     * The delay before attempt number {@code retry}, the first of which is 0; never longer than
     * {@link #max}, never negative.
     */
    public Duration delay(int retry, RandomGenerator random) {
        double seconds = initial.toNanos() / NS * Math.pow(factor, retry);
        double bounded = Math.min(seconds, max.toNanos() / NS);
        double chosen = bounded * (1 - jitter * random.nextDouble());
        return Duration.ofNanos((long) (chosen * NS));
    }
}
