package org.ropewalk.loop;

import org.slf4j.Logger;

/**
 * Runs code of others, and the steps of a shutdown, so that no failure reaches the caller: neither
 * theirs nor the log's.
 */
public final class Guard {
    private Guard() {}

    /** Runs {@code step}; logs what it throws. True if it threw nothing. Never throws. */
    public static boolean run(Logger log, String what, Runnable step) {
        try {
            step.run();
            return true;
        } catch (Throwable e) {
            failed(log, what, e);
            return false;
        }
    }

    /** As the other, for a call {@code of} that object, whose name the log needs only then. */
    public static boolean run(Logger log, String what, Object of, Runnable step) {
        try {
            step.run();
            return true;
        } catch (Throwable e) {
            failed(log, what, of, e);
            return false;
        }
    }

    private static void failed(Logger log, String what, Object of, Throwable cause) {
        try {
            log.error("{} of {} failed", what, of, cause);
        } catch (Throwable logFailed) {
            // There is no place left to report to.
            return;
        }
    }

    /** Logs that {@code what} failed. Never throws, even if the log or the stack is at its end. */
    public static void failed(Logger log, String what, Throwable cause) {
        try {
            log.error("{} failed", what, cause);
        } catch (Throwable logFailed) {
            // There is no place left to report to.
            return;
        }
    }
}
