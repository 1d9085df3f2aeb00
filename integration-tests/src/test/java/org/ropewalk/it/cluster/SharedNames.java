package org.ropewalk.it.cluster;

import java.util.ArrayList;
import java.util.List;
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

    /** Claims that are not answered yet; null if all are at once. */
    private List<Runnable> late;

    SharedNames(Registry all, Reactor reactor) {
        this.all = all;
        this.reactor = reactor;
    }

    /** Answers no claim until {@code late} is false again. */
    void late(boolean is) {
        List<Runnable> claims = late;
        late = is ? new ArrayList<>() : null;
        if (claims != null) {
            claims.forEach(reactor::callFromThread);
        }
    }

    void away(boolean is) {
        away = is;
    }

    @Override
    public CompletionStage<Optional<Lease>> claim(String name, Runnable lost) {
        CompletableFuture<Optional<Lease>> claimed = new CompletableFuture<>();
        Runnable answer =
                () -> {
                    if (away) {
                        claimed.completeExceptionally(new IllegalStateException("away"));
                    } else {
                        all.claim(name, lost).thenAccept(claimed::complete);
                    }
                };
        if (late == null) {
            reactor.callFromThread(answer);
        } else {
            late.add(answer);
        }
        return claimed;
    }

    @Override
    public void close() {}
}
