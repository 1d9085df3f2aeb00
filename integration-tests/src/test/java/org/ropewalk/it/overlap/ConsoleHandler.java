package org.ropewalk.it.overlap;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Completes what waits only where it is interrupted. */
final class ConsoleHandler implements Console {
    private CompletableFuture<List<String>> idle;
    private CompletableFuture<Void> copy;

    @Override
    public CompletionStage<List<String>> idle() {
        idle = new CompletableFuture<>();
        return idle;
    }

    @Override
    public CompletionStage<Void> copy(String name) {
        copy = new CompletableFuture<>();
        return copy;
    }

    /** What is copied is there. */
    void copied() {
        copy.complete(null);
    }

    @Override
    public void noIdle() {
        idle.complete(List.of("a"));
    }

    @Override
    public void abort() {
        copy.complete(null);
    }

    @Override
    public void ping(int n) {}
}
