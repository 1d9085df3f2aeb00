package org.ropewalk.it.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolListener;
import org.ropewalk.pool.PoolOptions;
import org.ropewalk.pool.PoolServer;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Pools of clients of three servers, in memory. */
final class CounterPools {
    static final Duration INTERVAL = Duration.ofSeconds(10);

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    final MemoryNetwork network = new MemoryNetwork(5);

    final Reactor reactor = network.reactor();

    final List<CounterServer> servers =
            List.of(
                    new CounterServer(network, 4001),
                    new CounterServer(network, 4002),
                    new CounterServer(network, 4003));

    final List<String> events = new ArrayList<>();

    PoolOptions options(Policy policy) {
        return PoolOptions.standard()
                .policy(policy)
                .probe(INTERVAL, TIMEOUT)
                .listener(
                        new PoolListener() {
                            @Override
                            public void available(PoolServer server) {
                                events.add("+" + server.endpoint());
                            }

                            @Override
                            public void unavailable(PoolServer server, Throwable reason) {
                                events.add("-" + server.endpoint());
                            }
                        });
    }

    ClientPool<CounterClient> started(PoolOptions options) {
        return started(
                CounterClient.pool(
                        reactor, servers.stream().map(CounterServer::endpoint).toList(), options));
    }

    ClientPool<CounterClient> started(ClientPool<CounterClient> pool) {
        reactor.callFromThread(pool::startService);
        network.run();
        return pool;
    }

    <T> T result(CompletableFuture<T> call) throws Exception {
        network.run();
        assertThat(call).isDone();
        return call.get();
    }

    Map<String, Integer> calls(ClientPool<CounterClient> pool, int count) throws Exception {
        Map<String, Integer> calls = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            calls.merge(result(pool.commands().who()), 1, Integer::sum);
        }
        return calls;
    }

    static Throwable failure(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        try {
            call.get();
            throw new AssertionError("it has not failed");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
