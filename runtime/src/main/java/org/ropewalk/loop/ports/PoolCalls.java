package org.ropewalk.loop.ports;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Calls from the home loop to threads of the pool, and back. Each one completes. */
final class PoolCalls {
    private final LoopGroup loops;
    private final WorkerPool workers;

    PoolCalls(LoopGroup loops, WorkerPool workers) {
        this.loops = loops;
        this.workers = workers;
    }

    /** Runs {@code call} on a thread of the pool; its result is the home loop's. */
    <T> CompletableFuture<T> defer(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            workers.execute(
                    () -> callFor(result, call),
                    () -> result.completeExceptionally(LoopGroup.stopped()));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private <T> void callFor(CompletableFuture<T> result, Callable<T> call) {
        Runnable completion;
        try {
            T value = call.call();
            completion = () -> result.complete(value);
        } catch (Throwable e) {
            completion = () -> result.completeExceptionally(new CompletionException(e));
        }
        if (!loops.home().callFromThread(completion)) {
            result.completeExceptionally(LoopGroup.stopped());
        }
    }

    /** Runs {@code call} on the home loop, and waits for its result; not on a loop's thread. */
    <T> T block(Supplier<? extends CompletableFuture<T>> call) throws InterruptedException {
        if (loops.isInAnyLoopThread()) {
            throw new IllegalStateException("a loop's thread would wait for itself");
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        loops.home().callFromThread(() -> begin(call, result));
        try {
            return loops.await(result);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private static <T> void begin(
            Supplier<? extends CompletableFuture<T>> call, CompletableFuture<T> result) {
        try {
            call.get()
                    .whenComplete(
                            (value, failure) -> {
                                if (failure == null) {
                                    result.complete(value);
                                } else {
                                    result.completeExceptionally(failure);
                                }
                            });
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }
}
