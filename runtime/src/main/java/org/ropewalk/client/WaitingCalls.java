package org.ropewalk.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** The calls of one connection that wait to be sent, in the order in which they were made. */
final class WaitingCalls {
    /** Beyond those that wait for a reply; more are refused at once. */
    private static final int MAX_WAITING = 1 << 16;

    private final Queue<PendingCall<?>> made = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final Queue<PendingCall<?>> calls = new ArrayDeque<>();

    /**
     * Adds one; any thread.
     *
     * @return whether somebody must {@link #gather} what was added
     */
    boolean add(PendingCall<?> call) {
        made.add(call);
        return gathering.compareAndSet(false, true);
    }

    // ---- on the connection's loop

    /** Takes what was added. */
    void gather() {
        gathering.set(false);
        for (PendingCall<?> call = made.poll(); call != null; call = made.poll()) {
            if (calls.size() >= MAX_WAITING) {
                call.completeExceptionally(
                        new IllegalStateException(
                                MAX_WAITING
                                        + " calls wait for the server already; wait for some of them"));
            } else {
                calls.add(call);
            }
        }
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    PendingCall<?> remove() {
        return calls.remove();
    }

    /** None will be sent. */
    void fail(Throwable reason) {
        gather();
        for (PendingCall<?> call = calls.poll(); call != null; call = calls.poll()) {
            call.completeExceptionally(reason);
        }
    }
}
