package org.ropewalk.reactor;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop whose thread is calling. Code that continues after a future returns to its loop with it:
 * the future may be completed on any thread.
 */
public final class CurrentLoop {
    private static final ThreadLocal<Loop> CURRENT = new ThreadLocal<>();

    private CurrentLoop() {}

    /** The loop whose thread calls; empty on a thread that is no loop's. */
    public static Optional<Loop> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Runs {@code next} with the failure of {@code stage}, which is null if it did not fail: at
     * once if it is complete, else when it completes, on the loop whose thread calls this, in a
     * turn of its own. On a thread that is no loop's, and after the loop's end, it runs on the
     * thread that completes the stage.
     */
    public static void whenComplete(CompletionStage<?> stage, Consumer<@Nullable Throwable> next) {
        if (stage instanceof CompletableFuture<?> future && future.isDone()) {
            next.accept(cause(future.handle((value, failure) -> failure).join()));
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

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** The calling thread serves {@code loop} from now on; called by loops. */
    public static void enter(Loop loop) {
        CURRENT.set(loop);
    }

    /** The calling thread serves no loop any more; called by loops. */
    public static void leave() {
        CURRENT.remove();
    }
}
