package org.ropewalk.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One server after the other; each as often as its weight says. */
final class RoundRobin implements Policy.Selector {
    /** The turns of one round; the turns of a heavy server are spread over it. */
    private final PoolServer[] turns;

    private final AtomicInteger next = new AtomicInteger();

    RoundRobin(List<PoolServer> servers) {
        List<PoolServer> round = new ArrayList<>();
        int most = servers.stream().mapToInt(PoolServer::weight).max().orElse(0);
        for (int turn = 0; turn < most; turn++) {
            for (PoolServer server : servers) {
                if (turn < server.weight()) {
                    round.add(server);
                }
            }
        }
        turns = round.toArray(PoolServer[]::new);
    }

    @Override
    public @Nullable PoolServer select(byte @Nullable [] key) {
        int available = 0;
        for (PoolServer server : turns) {
            available += server.isAvailable() ? 1 : 0;
        }
        if (available == 0) {
            return null;
        }
        // The turns of servers that are not available are spread over all others.
        int skipped = Math.floorMod(next.getAndIncrement(), available);
        PoolServer last = null;
        for (PoolServer server : turns) {
            if (server.isAvailable()) {
                last = server;
                if (skipped-- == 0) {
                    return server;
                }
            }
        }
        return last;
    }
}
