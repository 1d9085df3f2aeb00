package org.ropewalk.reactor;

import java.time.Duration;

/** A source of monotonic time, and of calls that are made when some of it has passed. */
public interface Clock {
    /** The time in nanoseconds on a clock that never jumps; only differences mean something. */
    long nanoTime();

    /**
     * Calls {@code call} once, on this clock's thread, when {@code delay} has passed; calls with
     * one deadline run in the order in which they were made. Never runs it inside this method, not
     * even for a delay of zero.
     *
     * @throws IllegalArgumentException if the delay is negative
     * @throws IllegalStateException on a thread that belongs to no loop of this reactor while it
     *     runs: use {@link Loop#callFromThread} there
     */
    DelayedCall callLater(Duration delay, Runnable call);
}
