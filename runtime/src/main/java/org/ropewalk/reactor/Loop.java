package org.ropewalk.reactor;

/**
 * One thread that serves connections, timers and calls from other threads. A connection lives on
 * one loop for its whole life, so its protocol needs no locks for its own state.
 */
public interface Loop extends Clock {
    /**
     * Runs {@code call} on this loop's thread, soon; calls of one thread run in the order in which
     * it made them. The one method that may be called from any thread, before the reactor runs too.
     * An exception of the call is logged.
     *
     * @return true if the call is run; false if the loop has ended, and the call is not run
     */
    boolean callFromThread(Runnable call);

    /** Whether the calling thread is this loop's. */
    boolean isInLoopThread();

    /**
     * Checks that the calling thread is this loop's, before anything is changed that belongs to it.
     *
     * @throws IllegalStateException if the loop runs on another thread
     */
    void checkThread();

    /**
     * Runs {@code call} at once on this loop's thread, soon from any other.
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
     * Tells the protocol of each connection of this loop that too many are open, or are no more
     * ({@link Protocol#overloadChanged()}). Only on the loop's thread.
     */
    void overloadChanged();

    /**
     * The object of this kind that all connections of this loop share; made when first asked for.
     * Only on the loop's thread.
     */
    <T> T shared(LoopLocal<T> kind);

    /**
     * The bytes that all connections of this loop's reactor may keep together; a quarter of the
     * largest heap unless its limit is set. Any thread.
     */
    MemoryBudget memory();

    /**
     * The time when what is being served now had come: when the loop last looked at the network, in
     * nanoseconds on its clock. Only on the loop's thread.
     */
    default long turnNanoTime() {
        return nanoTime();
    }

    /**
     * Whether what is lent to handlers until they return is lent again later. A loop of tests lends
     * nothing twice, so that each use of something that was kept fails.
     */
    default boolean lendsAgain() {
        return true;
    }

    /**
     * Runs {@code task} on this loop after what is being served now, before the loop waits again. A
     * task is queued at most once at a time. Only on the loop's thread.
     */
    void afterTurn(TurnTask task);
}
