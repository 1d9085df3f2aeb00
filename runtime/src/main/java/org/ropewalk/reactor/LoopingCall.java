package org.ropewalk.reactor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call repeatedly. Calls are aligned to the start plus a multiple of the interval; missed
 * calls are skipped. Belongs to the thread of its clock.
 */
public final class LoopingCall {
    /** A longer interval never ends. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Clock clock;
    private final LongFunction<? extends @Nullable CompletionStage<?>> call;
    private CompletableFuture<LoopingCall> result = new CompletableFuture<>();
    private @Nullable DelayedCall next;
    private long intervalNs;
    private long startNs;
    private long countedUntil;
    private boolean running;
    private boolean calling;

    private LoopingCall(Clock clock, LongFunction<? extends @Nullable CompletionStage<?>> call) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.call = Objects.requireNonNull(call, "call");
    }

    /** Calls {@code call}. */
    public static LoopingCall of(Clock clock, Runnable call) {
        Objects.requireNonNull(call, "call");
        return new LoopingCall(
                clock,
                count -> {
                    call.run();
                    return null;
                });
    }

    /** Calls {@code call}, and waits until its result is complete before the next call. */
    public static LoopingCall ofStage(
            Clock clock, Supplier<? extends @Nullable CompletionStage<?>> call) {
        Objects.requireNonNull(call, "call");
        return new LoopingCall(clock, count -> call.get());
    }

    /**
     * Calls {@code call} with the number of intervals since the call before; more than 1 if some
     * were missed.
     */
    public static LoopingCall withCount(
            Clock clock, LongFunction<? extends @Nullable CompletionStage<?>> call) {
        return new LoopingCall(clock, call);
    }

    /**
     * Starts; with an interval of zero, it calls in each turn of the loop.
     *
     * @param now whether the first call is made inside this method, or one interval later
     * @return completes with this when it was {@linkplain #stop() stopped}; fails with the
     *     exception of a call, which stops it too
     * @throws IllegalArgumentException if the interval is negative
     * @throws IllegalStateException if it is running
     */
    public CompletableFuture<LoopingCall> start(Duration every, boolean now) {
        if (every.isNegative()) {
            throw new IllegalArgumentException("an interval must not be negative: " + every);
        }
        if (running) {
            throw new IllegalStateException("the looping call is already running");
        }
        // Refused on another thread, before anything is changed.
        clock.callLater(Duration.ZERO, () -> {}).cancel();
        intervalNs = every.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : every.toNanos();
        running = true;
        startNs = clock.nanoTime();
        countedUntil = now ? -1 : 0;
        CompletableFuture<LoopingCall> begun = new CompletableFuture<>();
        result = begun;
        if (now) {
            call();
        } else {
            schedule();
        }
        return begun;
    }

    /** Whether it is running. */
    public boolean isRunning() {
        return running;
    }

    /**
     * Stops. A call in progress is not interrupted; the future of {@link #start} waits for it.
     *
     * @throws IllegalStateException if it is not running
     */
    public void stop() {
        if (!running) {
            throw new IllegalStateException("the looping call is not running");
        }
        if (next != null) {
            // Refused on another thread, before anything is changed.
            next.cancel();
            next = null;
        }
        running = false;
        if (!calling) {
            result.complete(this);
        }
    }

    /**
     * Restarts the interval: the next call is one interval from now.
     *
     * @throws IllegalStateException if it is not running
     */
    public void reset() {
        if (!running) {
            throw new IllegalStateException("the looping call is not running");
        }
        if (next != null) {
            next.cancel();
            next = null;
            startNs = clock.nanoTime();
            countedUntil = 0;
            schedule();
        }
    }

    private void schedule() {
        long ns = intervalNs;
        long sinceNs = clock.nanoTime() - startNs;
        long untilNs = ns == 0 ? 0 : ns - sinceNs % ns;
        next =
                clock.callLater(
                        Duration.ofNanos(untilNs),
                        () -> {
                            next = null;
                            call();
                        });
    }

    private void call() {
        long ns = intervalNs;
        long intervals = ns == 0 ? countedUntil + 1 : (clock.nanoTime() - startNs) / ns;
        long count = intervals - countedUntil;
        countedUntil = intervals;
        calling = true;
        CompletionStage<?> stage;
        try {
            stage = call.apply(count);
        } catch (Throwable e) {
            called(e);
            return;
        }
        if (stage == null) {
            called(null);
        } else {
            CurrentLoop.whenComplete(stage, this::called);
        }
    }

    private void called(@Nullable Throwable failure) {
        calling = false;
        if (failure != null) {
            running = false;
            result.completeExceptionally(failure);
        } else if (running) {
            schedule();
        } else {
            result.complete(this);
        }
    }
}
