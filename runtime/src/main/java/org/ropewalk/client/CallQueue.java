package org.ropewalk.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Reactor;

/**
 * The calls of one connection that wait to be sent, in the order in which they were made. Their
 * count and the bytes of their arguments are bounded, and so is the memory of all calls that wait
 * in the connection's factory and reactor.
 */
final class CallQueue {
    /** The memory of a call, its arguments not counted. */
    private static final int CALL_BYTES = 128;

    /** Memory is reserved in steps; less than one is a part of what every connection costs. */
    private static final int STEP_BYTES = 16 * 1024;

    private final Reactor reactor;
    private final int maxCalls;
    private final long maxBytes;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Bytes of the arguments and of the calls themselves. */
    private final AtomicLong held = new AtomicLong();

    private final Queue<Call<?>> made = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final Queue<Call<?>> calls = new ArrayDeque<>();

    /** Those of them that interrupt others. */
    private final Queue<Call<?>> interrupting = new ArrayDeque<>();

    /** While it waits for its reply, only a call that interrupts it is sent; null if none does. */
    private @Nullable Call<?> alone;

    /** The first of the calls that interrupts {@link #alone}; null if none does. */
    private @Nullable Call<?> interrupter;

    /** Whose budget of memory counts; null before the connection is made. */
    private volatile @Nullable Factory factory;

    CallQueue(Reactor reactor, ClientOptions options) {
        this.reactor = reactor;
        this.maxCalls = options.waitingCalls();
        this.maxBytes = options.waitingBytes();
    }

    /** The connection is made by {@code builder}; no call was made before. */
    void begin(Factory builder) {
        factory = builder;
    }

    // ---- any thread

    /**
     * Adds a call, or fails it if there is no room. One call that is larger than the limit is
     * accepted while no other waits.
     *
     * @return whether the caller must have {@link #gather} called on the connection's loop
     */
    boolean add(Call<?> call) {
        TooManyCallsException refusal = reserve(call.heldBytes());
        if (refusal != null) {
            call.completeExceptionally(refusal);
            return false;
        }
        made.add(call);
        return gathering.compareAndSet(false, true);
    }

    /** Reserves room; returns why there is none, or null. */
    private @Nullable TooManyCallsException reserve(long size) {
        if (count.incrementAndGet() > maxCalls) {
            count.decrementAndGet();
            return new TooManyCallsException(
                    maxCalls
                            + " calls wait to be sent (ClientOptions.waitingCalls); wait for some of them");
        }
        long sum = bytes.addAndGet(size);
        if (sum > maxBytes && sum > size) {
            count.decrementAndGet();
            bytes.addAndGet(-size);
            return new TooManyCallsException(
                    "calls with "
                            + (sum - size)
                            + " bytes wait to be sent, at most "
                            + maxBytes
                            + " may (ClientOptions.waitingBytes); wait for some of them");
        }
        if (!reserveMemory(size + CALL_BYTES)) {
            count.decrementAndGet();
            bytes.addAndGet(-size);
            return new TooManyCallsException(
                    "there is not enough memory for calls that wait to be sent (memory().limit of the"
                            + " reactor or of the factory); wait for some of them");
        }
        return null;
    }

    private boolean reserveMemory(long weight) {
        long after = held.addAndGet(weight);
        long more = steps(after) - steps(after - weight);
        if (more == 0 || MemoryBudget.reserveSpare(factory, reactor, more)) {
            return true;
        }
        // Others may have added meanwhile: what is reserved must be what the rest needs.
        long rest = held.addAndGet(-weight);
        MemoryBudget.release(factory, reactor, steps(rest + weight) - steps(rest) - more);
        return false;
    }

    private static long steps(long bytes) {
        return bytes - bytes % STEP_BYTES;
    }

    private void release(long size) {
        count.decrementAndGet();
        bytes.addAndGet(-size);
        long weight = size + CALL_BYTES;
        long rest = held.addAndGet(-weight);
        long less = steps(rest + weight) - steps(rest);
        if (less > 0) {
            MemoryBudget.release(factory, reactor, less);
        }
    }

    /** Fails the calls that the loop has not gathered. */
    void failMade(Throwable reason) {
        for (Call<?> call = made.poll(); call != null; call = made.poll()) {
            fail(call, reason);
        }
    }

    private void fail(Call<?> call, Throwable reason) {
        release(call.heldBytes());
        call.releaseWriter();
        call.completeExceptionally(reason);
    }

    // ---- on the connection's loop

    /** Takes what was added. */
    void gather() {
        gathering.set(false);
        for (Call<?> call = made.poll(); call != null; call = made.poll()) {
            calls.add(call);
            if (!call.spec().interrupts().isEmpty()) {
                interrupting.add(call);
                if (alone != null && interrupter == null && call.interrupts(alone)) {
                    interrupter = call;
                }
            }
        }
    }

    /** Holds all calls but one that interrupts {@code waits}; none if that is null. */
    void hold(@Nullable Call<?> waits) {
        alone = waits;
        interrupter =
                waits == null || interrupting.isEmpty()
                        ? null
                        : interrupting.stream()
                                .filter(call -> call.interrupts(waits))
                                .findFirst()
                                .orElse(null);
    }

    /** Whether a call may be sent. */
    boolean hasNext() {
        return alone == null ? !calls.isEmpty() : interrupter != null;
    }

    /** The call that {@link #hasNext}. */
    @SuppressWarnings("NullAway") // Called where there is one.
    Call<?> next() {
        return alone == null ? calls.element() : interrupter;
    }

    /** Removes the call that {@link #hasNext}. */
    Call<?> remove() {
        Call<?> call = next();
        interrupter = null;
        // Both are at the beginning, unless the call overtakes others.
        calls.remove(call);
        if (!call.spec().interrupts().isEmpty()) {
            interrupting.remove(call);
        }
        release(call.heldBytes());
        return call;
    }

    /** None will be sent. */
    void fail(Throwable reason) {
        gather();
        interrupting.clear();
        interrupter = null;
        for (Call<?> call = calls.poll(); call != null; call = calls.poll()) {
            fail(call, reason);
        }
    }
}
