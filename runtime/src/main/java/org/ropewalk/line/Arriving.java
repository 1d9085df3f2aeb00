package org.ropewalk.line;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A payload that has not come whole, and the clock against which it comes: who sends a byte now and
 * then gains no more time than the byte is worth.
 */
abstract class Arriving extends Partial {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long NS_PER_BYTE = SECOND_NS / LineLimits.MIN_BYTES_PER_SECOND;
    private static final long UNCLOCKED = -1;

    final LineLimits limits;
    private long beganNs;
    private long before = UNCLOCKED;

    Arriving(LineLimits limits) {
        this.limits = limits;
    }

    /** How many bytes have come. */
    abstract long received();

    @Override
    Awaited awaited(boolean bytesLeft) {
        return Awaited.PAYLOAD;
    }

    /** Whether its time runs. */
    final boolean isClocked() {
        return before != UNCLOCKED;
    }

    /** Lets its time run from now on. */
    final void clock(long nowNs) {
        beganNs = nowNs;
        before = received();
    }

    /** When to look again whether it comes fast enough; null if its time is over. */
    final Duration left(long nowNs) {
        long allowedNs = limits.payloadSeconds() * SECOND_NS + (received() - before) * NS_PER_BYTE;
        long leftNs = allowedNs - (nowNs - beganNs);
        if (leftNs <= 0) {
            return null;
        }
        // Whole seconds, and not many of them: connections with the same timeout share a timer.
        long seconds = (leftNs + SECOND_NS - 1) / SECOND_NS;
        return Duration.ofSeconds(Math.min(seconds, limits.payloadSeconds()));
    }
}
