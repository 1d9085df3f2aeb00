package org.ropewalk.loop.ports;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.ropewalk.loop.LoopConnection;

/** Counts the connections that a reactor has accepted, on all its loops, while they stand. */
final class AcceptedConnections implements LoopConnection.Owner {
    private final AtomicInteger count = new AtomicInteger();
    private volatile CompletableFuture<Void> none;

    void begun() {
        count.incrementAndGet();
    }

    @Override
    public void connectionEnded(Throwable reason) {
        if (count.decrementAndGet() > 0) {
            return;
        }
        // Read after the count: a drain looks at the count after it has set this.
        CompletableFuture<Void> awaited = none;
        if (awaited != null) {
            awaited.complete(null);
        }
    }

    int count() {
        return count.get();
    }

    /**
     * Completes when there is none, on the thread of the last one's loop; the same for all who wait
     * at the same time. On the home loop.
     */
    CompletableFuture<Void> none() {
        CompletableFuture<Void> awaited = none;
        if (awaited == null || awaited.isDone()) {
            awaited = new CompletableFuture<>();
            none = awaited;
        }
        if (count.get() == 0) {
            awaited.complete(null);
        }
        return awaited;
    }
}
