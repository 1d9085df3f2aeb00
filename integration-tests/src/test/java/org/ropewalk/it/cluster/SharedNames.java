package org.ropewalk.it.cluster;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.cluster.Registry;
import org.ropewalk.reactor.Reactor;

/** The registry of all nodes as one of them sees it: it answers later, or not at all. */
final class SharedNames implements Registry {
    private final Registry all;
    private final Reactor reactor;
    private boolean away;

    SharedNames(Registry all, Reactor reactor) {
        this.all = all;
        this.reactor = reactor;
    }

    void away(boolean is) {
        away = is;
    }

    @Override
    public CompletionStage<Optional<Lease>> claim(String name, Runnable lost) {
        CompletableFuture<Optional<Lease>> claimed = new CompletableFuture<>();
        reactor.callFromThread(
                () -> {
                    if (away) {
                        claimed.completeExceptionally(new IllegalStateException("away"));
                    } else {
                        all.claim(name, lost).thenAccept(claimed::complete);
                    }
                });
        return claimed;
    }

    @Override
    public void close() {}
}
