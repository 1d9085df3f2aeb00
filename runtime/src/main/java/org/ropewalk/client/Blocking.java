package org.ropewalk.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What the blocking view of a generated client waits with. */
public final class Blocking {
    private Blocking() {}

    /**
     * Waits for {@code call}.
     *
     * @throws RuntimeException the call's own, if it is unchecked
     * @throws CompletionException with the reason, if it is checked: a declared exception among
     *     them
     * @throws IllegalStateException on a loop's thread, or while the reactor does not run
     */
    public static <T> T await(CompletableFuture<T> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw e;
        }
    }
}
