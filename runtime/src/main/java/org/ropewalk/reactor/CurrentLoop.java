package org.ropewalk.reactor;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop of the calling thread. Code that continues after a future uses it to return to its loop,
 * because any thread may complete the future.
 */
public final class CurrentLoop {
    private static final ThreadLocal<Loop> CURRENT = new ThreadLocal<>();

    private CurrentLoop() {}

    /** The loop of the calling thread; empty if the thread belongs to no loop. */
    public static Optional<Loop> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Runs {@code next} when {@code stage} is complete, with its failure or null. Runs it at once
     * if the stage is complete, else on the loop that calls this, in a later turn. On a thread that
     * belongs to no loop, and after the loop's end, it runs on the thread that completes the stage.
     */
    public static void whenComplete(CompletionStage<?> stage, Consumer<@Nullable Throwable> next) {
        if (isDone(stage)) {
            next.accept(
                    cause(stage.toCompletableFuture().handle((value, failure) -> failure).join()));
            return;
        }
        Loop loop = CURRENT.get();
        stage.whenComplete(
                (value, failure) -> {
                    Runnable call = () -> next.accept(cause(failure));
                    if (loop == null || !loop.callFromThread(call)) {
                        call.run();
                    }
                });
    }

    /**
     * Whether {@code stage} is known to be complete. One of another class than {@code
     * CompletableFuture} is not: {@code isDone} of a minimal stage throws.
     */
    public static boolean isDone(CompletionStage<?> stage) {
        return stage.getClass() == CompletableFuture.class
                && ((CompletableFuture<?>) stage).isDone();
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** Sets the loop of the calling thread; called by loops. */
    public static void enter(Loop loop) {
        CURRENT.set(loop);
    }

    /** Clears the loop of the calling thread; called by loops. */
    public static void leave() {
        CURRENT.remove();
    }
}
