package org.ropewalk.frame;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Transport;

/** How long a connection waits for what comes next. */
public final class ReadTimeouts {
    /** The usual times, which are made once. */
    private static final Duration[] SECONDS = new Duration[601];

    /** Seconds between commands, where so many connections are open that idle ones must go. */
    private static final int OVERLOADED_IDLE_SECONDS = 10;

    private ReadTimeouts() {}

    /** The time for the next command, or for the end of a line; null if there is no limit. */
    static @Nullable Duration of(ReadWait wait, LineLimits limits, boolean overloaded) {
        return switch (wait) {
            case COMMAND ->
                    seconds(
                            overloaded
                                    ? Math.min(OVERLOADED_IDLE_SECONDS, limits.idleSeconds())
                                    : limits.idleSeconds());
            case LINE_END -> seconds(limits.lineSeconds());
            default -> null;
        };
    }

    /**
     * Whether the time for a line that is waited for already must be set again; may reset it.
     *
     * @param lines whether lines have arrived
     */
    static boolean isSetAgain(ReadWait same, Transport transport, boolean lines) {
        if (same == ReadWait.COMMAND) {
            transport.resetTimeout();
        }
        return same == ReadWait.LINE_END && lines;
    }

    /** So many seconds; null if that is no limit. */
    public static @Nullable Duration seconds(int seconds) {
        if (seconds >= SECONDS.length) {
            return seconds == LineLimits.UNLIMITED ? null : Duration.ofSeconds(seconds);
        }
        Duration known = SECONDS[seconds];
        if (known == null) {
            known = Duration.ofSeconds(seconds);
            SECONDS[seconds] = known;
        }
        return known;
    }
}
