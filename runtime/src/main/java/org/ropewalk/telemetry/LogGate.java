package org.ropewalk.telemetry;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Limits the lines of one cause in the log for each minute, and reports how many were left out.
 * Otherwise a peer could fill the disk. Any thread.
 */
public final class LogGate {
    /** Enough to see what happens; at a hundred bytes each, a week of them is ten megabytes. */
    private static final int LINES_PER_MINUTE = 10;

    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final int budget;
    private long minuteNs;
    private int left;
    private long held;

    /** A gate that allows ten lines in a minute. */
    public LogGate(Logger log) {
        this(log, LINES_PER_MINUTE);
    }

    /** A gate that allows {@code budget} lines in a minute. */
    public LogGate(Logger log, int budget) {
        this.log = log;
        this.budget = budget;
        this.left = budget;
    }

    /**
     * Logs a line, unless there were too many in this minute. Never throws: a logger that fails has
     * no effect.
     *
     * @param nowNs a clock that never goes back
     * @param format as slf4j's
     * @param arguments as slf4j's: a throwable at the end is logged with its stack trace
     */
    public void log(long nowNs, Level level, String format, Object... arguments) {
        try {
            if (log.isEnabledForLevel(level)) {
                long before = takeOne(nowNs);
                if (before >= 0) {
                    write(level, before, format, arguments);
                }
            }
        } catch (Throwable failed) {
            // There is no other place to report it to.
            return;
        }
    }

    private void write(Level level, long before, String format, Object... arguments) {
        String line =
                before == 0
                        ? format
                        : format + " (" + before + " similar messages were suppressed)";
        LoggingEventBuilder event = log.atLevel(level);
        int last = arguments.length - 1;
        if (last >= 0 && arguments[last] instanceof Throwable cause) {
            event.setCause(cause).log(line, Arrays.copyOf(arguments, last));
        } else {
            event.log(line, arguments);
        }
    }

    /** Whether one more line is allowed in this minute; it is counted. */
    public boolean lets(long nowNs) {
        return takeOne(nowNs) >= 0;
    }

    /** Whether a line may pass: how many were held back before it; negative if it may not. */
    private synchronized long takeOne(long nowNs) {
        if (left == budget || nowNs - minuteNs >= MINUTE_NS) {
            minuteNs = nowNs;
            left = budget;
        }
        if (left == 0) {
            held++;
            return -1;
        }
        left--;
        long before = held;
        held = 0;
        return before;
    }
}
