package org.ropewalk.loop;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls from other threads, in the order of each thread; one wake-up for as many as come before the
 * loop takes them. Each call that is accepted is run; after the loop's end none is accepted.
 */
final class ThreadCallQueue {
    private final ConcurrentLinkedQueue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ArrayDeque<Runnable> taken = new ArrayDeque<>();
    private volatile boolean closed;

    /** Adds a call; false if the queue is closed: the call is not run then. Any thread. */
    boolean add(Runnable call) {
        if (closed) {
            return false;
        }
        calls.add(call);
        // A call that came while the queue was closed is either taken by the loop or refused here.
        return !closed || !calls.remove(call);
    }

    /** Whether the loop must be woken for a call that was added; true once for each wait. */
    boolean claimWakeup() {
        return !woken.get() && woken.compareAndSet(false, true);
    }

    /** Accepts no more calls; those that were accepted are still in the queue. */
    void close() {
        closed = true;
    }

    /** How many calls wait that the loop has not taken; any thread. */
    int size() {
        return calls.size();
    }

    /**
     * Whether the loop may wait. The wake-up is due again before the queue is looked at: one that a
     * poll without a wait has taken away was perhaps for a call that was taken before it.
     */
    boolean mayWait() {
        expectWakeup();
        return isEmpty();
    }

    /** The next call wakes the loop. */
    private void expectWakeup() {
        if (woken.get()) {
            woken.set(false);
        }
    }

    /** Whether no call waits. */
    boolean isEmpty() {
        return taken.isEmpty() && calls.isEmpty();
    }

    /**
     * Begins a round: calls that come from now on belong to the next. False if there are none. The
     * wake-up is due again before the queue is looked at, so that no call can come between unseen.
     */
    boolean beginRound() {
        expectWakeup();
        for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
            taken.add(call);
        }
        return !taken.isEmpty();
    }

    /** The next call of the round, or null. */
    Runnable next() {
        return taken.poll();
    }
}
