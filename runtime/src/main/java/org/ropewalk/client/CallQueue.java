package org.ropewalk.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The calls of one connection that wait to be sent, in the order in which they were made. Their
 * count and the bytes of their arguments are bounded.
 */
final class CallQueue {
    private final int maxCalls;
    private final long maxBytes;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Queue<Call<?>> made = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final Queue<Call<?>> calls = new ArrayDeque<>();

    CallQueue(ClientOptions options) {
        maxCalls = options.waitingCalls();
        maxBytes = options.waitingBytes();
    }

    // ---- any thread

    /**
     * Adds a call, or fails it if there is no room. One call that is larger than the bound is
     * accepted while no other waits.
     *
     * @return whether the caller must have {@link #gather} called on the connection's loop
     */
    boolean add(Call<?> call) {
        TooManyCallsException refusal = reserve(call.writer().heldBytes());
        if (refusal != null) {
            call.completeExceptionally(refusal);
            return false;
        }
        made.add(call);
        return gathering.compareAndSet(false, true);
    }

    /** Reserves room; returns why there is none, or null. */
    private TooManyCallsException reserve(long size) {
        if (count.incrementAndGet() > maxCalls) {
            count.decrementAndGet();
            return new TooManyCallsException(
                    maxCalls
                            + " calls wait to be sent (ClientOptions.waitingCalls); wait for some of them");
        }
        long sum = bytes.addAndGet(size);
        if (sum > maxBytes && sum > size) {
            release(size);
            return new TooManyCallsException(
                    "calls with "
                            + (sum - size)
                            + " bytes wait to be sent, at most "
                            + maxBytes
                            + " may (ClientOptions.waitingBytes); wait for some of them");
        }
        return null;
    }

    private void release(long size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
    }

    /** Fails the calls that the loop has not gathered. */
    void failMade(Throwable reason) {
        for (Call<?> call = made.poll(); call != null; call = made.poll()) {
            fail(call, reason);
        }
    }

    private void fail(Call<?> call, Throwable reason) {
        release(call.writer().heldBytes());
        call.completeExceptionally(reason);
    }

    // ---- on the connection's loop

    /** Takes what was added. */
    void gather() {
        gathering.set(false);
        for (Call<?> call = made.poll(); call != null; call = made.poll()) {
            calls.add(call);
        }
    }

    /** Whether none waits of those that were gathered. */
    boolean isEmpty() {
        return calls.isEmpty();
    }

    Call<?> remove() {
        Call<?> call = calls.remove();
        release(call.writer().heldBytes());
        return call;
    }

    /** None will be sent. */
    void fail(Throwable reason) {
        gather();
        for (Call<?> call = calls.poll(); call != null; call = calls.poll()) {
            fail(call, reason);
        }
    }
}
