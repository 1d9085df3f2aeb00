package org.ropewalk.loop;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Calls from other threads, in the order of each thread; one wake-up for as many as come before the
 * loop takes them.
 */
final class CallQueue {
    private final ConcurrentLinkedQueue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ArrayDeque<Runnable> taken = new ArrayDeque<>();

    /** Adds a call; true if the loop must be woken. Any thread. */
    boolean add(Runnable call) {
        calls.add(call);
        return !woken.get() && woken.compareAndSet(false, true);
    }

    /** Whether the loop may wait. */
    boolean isEmpty() {
        return taken.isEmpty() && calls.isEmpty();
    }

    /**
     * Begins a round: calls that come from now on belong to the next. False if there are none. The
     * wake-up is due again before the queue is looked at, so that no call can come between unseen.
     */
    boolean beginRound() {
        if (woken.get()) {
            woken.set(false);
        }
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
