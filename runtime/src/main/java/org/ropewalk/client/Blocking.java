package org.ropewalk.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.ropewalk.annotation.ForGeneratedCode;

/** Waits for calls; the blocking view of a generated client uses it. */
@ForGeneratedCode
public final class Blocking {
    private Blocking() {}

    /**
     * Waits for {@code call}.
     *
     * @throws RuntimeException the call's own, if it is unchecked
     * @throws CompletionException with the reason, if it is checked: a declared exception among
     *     them
     * @throws CallInterruptedException if the thread is interrupted; its interrupt flag is set
     *     again, and the call keeps its place
     * @throws IllegalStateException on a loop's thread, or while the reactor does not run
     */
    public static <T> T await(CompletableFuture<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(e);
        }
    }

    /**
     * Waits for {@code call}, whose command has no result; see {@link #await(CompletableFuture)}.
     */
    public static void done(CompletableFuture<Void> call) {
        await(call);
    }

    /**
     * Waits for {@code call}, whose command declares one exception.
     *
     * @throws E if the reply is the declared exception
     * @throws RuntimeException as {@link #await(CompletableFuture)} does, for the rest
     */
    public static <T, E extends Exception> T await(CompletableFuture<T> call, Class<E> declared)
            throws E {
        try {
            return await(call);
        } catch (CompletionException e) {
            if (declared.isInstance(e.getCause())) {
                throw declared.cast(e.getCause());
            }
            throw e;
        }
    }
}
