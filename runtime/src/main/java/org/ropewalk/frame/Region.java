package org.ropewalk.frame;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Input;

/**
 * A payload in progress: where it ends, what becomes of its bytes, and the clock against which it
 * comes. A peer that sends a byte now and then gains no more time than the byte is worth.
 */
final class Region {
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long NS_PER_BYTE = SECOND_NS / LineLimits.MIN_BYTES_PER_SECOND;
    private static final long UNCLOCKED = -1;

    private final byte @Nullable [] line;
    private final RegionEnd end;
    private final RegionSink sink;
    private final LineLimits limits;
    private long beganNs;
    private long before = UNCLOCKED;

    /**
     * A payload that is to come.
     *
     * @param line the line that announced it; null if that was refused already
     */
    Region(byte @Nullable [] line, RegionEnd end, RegionSink sink, LineLimits limits) {
        this.line = line;
        this.end = end;
        this.sink = sink;
        this.limits = limits;
    }

    /** The line that announced it; null if there is nothing to answer after it. */
    byte @Nullable [] line() {
        return line;
    }

    RegionEnd end() {
        return end;
    }

    RegionSink sink() {
        return sink;
    }

    /** Takes what has arrived of it. */
    Progress read(Input input) {
        return end.read(input, sink);
    }

    /** Why it is refused, now that it is whole; null if it is not. */
    @Nullable FrameError refusal() {
        return sink.refusal() != null ? sink.refusal() : end.fault();
    }

    /** Whether it is so long that no more of it is skipped. */
    boolean isBeyondDiscard() {
        return end.isBeyond(limits.payloadDiscard());
    }

    // ---- time

    /** Whether its time runs. */
    boolean isClocked() {
        return before != UNCLOCKED;
    }

    /** Lets its time run from now on; returns how much there is at first, null without a limit. */
    @Nullable Duration clock(long nowNs) {
        beganNs = nowNs;
        before = end.received();
        return ReadTimeouts.seconds(limits.payloadSeconds());
    }

    /** When to look again whether it comes fast enough; null if its time is over. */
    @Nullable Duration left(long nowNs) {
        long earnedNs = (end.received() - before) * NS_PER_BYTE;
        long allowedNs = limits.payloadSeconds() * SECOND_NS + earnedNs;
        long leftNs = allowedNs - (nowNs - beganNs);
        if (leftNs <= 0) {
            return null;
        }
        // Whole seconds, and not many of them: connections with the same timeout share a timer.
        long seconds = (leftNs + SECOND_NS - 1) / SECOND_NS;
        return ReadTimeouts.seconds((int) Math.min(seconds, limits.payloadSeconds()));
    }
}
