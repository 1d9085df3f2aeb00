package org.ropewalk.reactor;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A source of monotonic time that also makes calls after a delay. */
public interface Clock {
    /** The monotonic time in nanoseconds; only differences between two values have a meaning. */
    long nanoTime();

    /**
     * Calls {@code call} once, on this clock's thread, after {@code delay}. Calls with the same
     * deadline run in the order in which they were made. Never runs it inside this method, even if
     * the delay is zero. A call that still waits when its reactor has stopped is dropped.
     *
     * @throws IllegalArgumentException if the delay is negative
     * @throws IllegalStateException on a thread that belongs to no loop of this reactor while it
     *     runs: use {@link Loop#callFromThread} there; and after the reactor was stopped, because
     *     the call would never be made
     */
    DelayedCall callLater(Duration delay, Runnable call);

    /**
     * The result of {@code call}, which is called on this clock's thread after {@code delay}. If
     * the future is cancelled before, the call is not made. If the reactor stops before, the future
     * is not completed.
     *
     * @throws IllegalArgumentException if the delay is negative
     * @throws IllegalStateException as {@link #callLater}
     */
    default <T> CompletableFuture<T> deferLater(Duration delay, Callable<T> call) {
        Objects.requireNonNull(call, "call");
        CompletableFuture<T> result = new CompletableFuture<>();
        DelayedCall later =
                callLater(
                        delay,
                        () -> {
                            try {
                                result.complete(call.call());
                            } catch (Throwable e) {
                                result.completeExceptionally(e);
                            }
                        });
        CurrentLoop.whenComplete(
                result,
                failure -> {
                    if (result.isCancelled() && later.isActive()) {
                        later.cancel();
                    }
                });
        return result;
    }

    /**
     * Fails {@code future} with a {@link TimeoutException}, on this clock's thread, if it is not
     * complete when {@code delay} has passed; returns it.
     */
    default <T> CompletableFuture<T> timeOut(CompletableFuture<T> future, Duration delay) {
        DelayedCall later =
                callLater(
                        delay,
                        () ->
                                future.completeExceptionally(
                                        new TimeoutException(
                                                "nothing came within "
                                                        + delay.toMillis()
                                                        + " ms")));
        CurrentLoop.whenComplete(
                future,
                failure -> {
                    if (later.isActive()) {
                        later.cancel();
                    }
                });
        return future;
    }
}
