package org.ropewalk.batch;

import java.util.concurrent.CompletionStage;

/** The commands that a state with {@code @Batch} has kept, in their order. Used on its loop. */
public interface QueuedCommands {
    /** How many commands were kept. */
    int size();

    /** How many commands were refused instead of being kept. */
    int refused();

    /**
     * Runs them, each after the reply to the one before, by the handler of the other state. The
     * result is complete at once unless one of them completes later.
     *
     * @throws IllegalStateException if they were run before, or the state was left
     */
    CompletionStage<Replayed> run();
}
