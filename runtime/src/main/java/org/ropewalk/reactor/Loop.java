package org.ropewalk.reactor;

/**
 * One thread that serves connections, timers and calls from other threads. A connection belongs to
 * one loop until it ends, so its protocol needs no locks for its own state.
 */
public interface Loop extends Clock {
    /**
     * Runs {@code call} on this loop's thread, soon. Calls of one thread run in their order. May be
     * called from any thread, also before the reactor runs. If the call throws an exception, it is
     * logged.
     *
     * @return true if the call is run; false if the loop has ended, and the call is not run
     */
    boolean callFromThread(Runnable call);

    /** Whether calls from other threads wait for their turn. Only on the loop's thread. */
    boolean hasPendingCalls();

    /** Whether the calling thread is this loop's. */
    boolean isInLoopThread();

    /**
     * Checks that the calling thread is this loop's, before state of the loop is changed.
     *
     * @throws IllegalStateException if the loop runs on another thread
     */
    void checkThread();

    /**
     * Runs {@code call} at once if this is the loop's thread, else soon.
     *
     * @return as {@link #callFromThread}
     */
    default boolean callInLoop(Runnable call) {
        if (isInLoopThread()) {
            call.run();
            return true;
        }
        return callFromThread(call);
    }

    /**
     * Informs the protocol of each connection of this loop that too many connections are open, or
     * no longer ({@link Protocol#overloadChanged()}). Only on the loop's thread.
     */
    void overloadChanged();

    /**
     * The object of this kind that all connections of this loop share; it is created at the first
     * call. Only on the loop's thread.
     */
    <T> T shared(LoopLocal<T> kind);

    /**
     * The bytes that all connections of this loop's reactor may keep together; a quarter of the
     * largest heap unless its limit is set. Any thread.
     */
    MemoryBudget memory();

    /**
     * The time at which the current input arrived, in nanoseconds on the loop's clock: when the
     * loop last polled the network, or when it began the current timer. Only on the loop's thread.
     */
    default long turnNanoTime() {
        return nanoTime();
    }

    /**
     * Whether objects that are valid only until a handler returns are used again. Test loops do not
     * use them again, so that a test detects a handler that keeps one.
     */
    default boolean lendsAgain() {
        return true;
    }

    /**
     * Runs {@code task} on this loop after the current event, before the loop waits again. A task
     * is in the queue at most once. Only on the loop's thread.
     */
    void afterTurn(TurnTask task);
}
