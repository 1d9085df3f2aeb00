package org.ropewalk.it.pool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A server of a pool, which can be ill, slow and gone. */
final class CounterServer implements Counter {
    final int port;
    private final MemoryNetwork network;
    int connections;
    int probes;
    boolean ill;

    /** Not null: it answers when this does. */
    CompletableFuture<Void> slow;

    private final Map<String, Long> counts = new HashMap<>();
    private Reactor reactor;

    CounterServer(MemoryNetwork network, int port) {
        this.port = port;
        this.network = network;
        listen();
    }

    void listen() {
        reactor = network.reactor();
        reactor.listen(
                "tcp:" + port,
                new CounterFactory(
                        peer -> {
                            connections++;
                            return this;
                        }));
    }

    /** Closes all connections, and accepts none. */
    void stop() {
        reactor.callFromThread(reactor::stop);
    }

    String endpoint() {
        return "tcp:localhost:" + port;
    }

    @Override
    public CompletionStage<Long> add(String name) {
        long count = counts.merge(name, 1L, Long::sum);
        return slow == null
                ? CompletableFuture.completedFuture(count)
                : slow.thenApply(nothing -> count);
    }

    @Override
    public long sum(List<String> names) {
        return names.stream().mapToLong(name -> counts.getOrDefault(name, 0L)).sum();
    }

    @Override
    public String who() {
        return "" + port;
    }

    @Override
    public CompletionStage<Void> check() throws Ill {
        probes++;
        if (ill) {
            throw new Ill();
        }
        return slow == null ? CompletableFuture.completedFuture(null) : slow;
    }

    int size() {
        return counts.size();
    }
}
