package org.ropewalk.reactor;

import java.time.Duration;

/**
 * A call that will be made later; it can be cancelled or moved. Belongs to the thread of its loop.
 */
public interface DelayedCall {
    /**
     * Cancels the call, and releases its references.
     *
     * @throws IllegalStateException if it was already made ("already called") or cancelled
     *     ("already cancelled")
     */
    void cancel();

    /**
     * Sets the call to {@code delay} from now.
     *
     * @throws IllegalStateException if it was already made or cancelled
     */
    void reset(Duration delay);

    /**
     * Makes the call {@code extra} later than it was set to; a negative duration makes it earlier.
     *
     * @throws IllegalStateException if it was already made or cancelled
     */
    void delay(Duration extra);

    /** Whether the call still waits; false while it runs. */
    boolean isActive();

    /**
     * When the call is due, in nanoseconds on the clock that made it ({@link Clock#nanoTime()}).
     */
    long getTime();
}
