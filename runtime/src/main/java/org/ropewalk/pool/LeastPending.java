package org.ropewalk.pool;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The server with the fewest calls in progress; of several, each in its turn. */
final class LeastPending implements Policy.Selector {
    private final PoolServer[] servers;
    private final AtomicInteger next = new AtomicInteger();

    LeastPending(List<PoolServer> servers) {
        this.servers = servers.toArray(PoolServer[]::new);
    }

    @Override
    public @Nullable PoolServer select(byte @Nullable [] key) {
        int first = next.getAndIncrement();
        PoolServer best = null;
        for (int i = 0; i < servers.length; i++) {
            PoolServer server = servers[Math.floorMod(first + i, servers.length)];
            if (server.isAvailable() && (best == null || load(server, best) < load(best, server))) {
                best = server;
            }
        }
        return best;
    }

    /** The load of a server, to be compared with that of {@code other}. */
    private static long load(PoolServer server, PoolServer other) {
        return (long) server.pending() * other.weight();
    }
}
