package org.ropewalk.it.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolOptions;

/** A server that is taken out of a pool, and taken back. */
class ServerDrainTest {
    private final CounterPools pools = new CounterPools();

    @Test
    void a_server_is_resumed_only_in_a_pool_that_runs() throws Exception {
        PoolOptions options = pools.options(Policy.roundRobin());
        String endpoint = pools.servers.get(0).endpoint();
        ClientPool<CounterClient> pool =
                CounterClient.pool(pools.reactor, List.of(endpoint), options);
        pool.drain(endpoint);
        pools.network.run();
        pools.reactor.callFromThread(() -> pool.resume(endpoint));
        pools.network.run();
        assertThat(pools.events).isEmpty();

        pools.started(pool);
        assertThat(pools.events).containsExactly("+" + endpoint);

        pools.result(pool.drain(endpoint));
        pools.reactor.callFromThread(pool::stopService);
        pools.network.run();
        pools.reactor.callFromThread(() -> pool.resume(endpoint));
        pools.network.run();
        assertThat(pools.events).containsExactly("+" + endpoint, "-" + endpoint);
        assertThat(pool.commandsOf(endpoint)).isEmpty();
    }

    @Test
    void a_drained_server_is_not_connected_with_when_the_pool_starts() {
        String endpoint = pools.servers.get(0).endpoint();
        ClientPool<CounterClient> pool =
                CounterClient.pool(
                        pools.reactor, List.of(endpoint), pools.options(Policy.roundRobin()));
        pool.drain(endpoint);
        pools.started(pool);
        assertThat(pools.events).isEmpty();
        pools.reactor.callFromThread(() -> pool.resume(endpoint));
        pools.network.run();
        assertThat(pools.events).containsExactly("+" + endpoint);
    }

    @Test
    void a_drain_that_is_taken_back_at_once_makes_the_server_available() {
        ClientPool<CounterClient> pool =
                pools.started(
                        CounterClient.pool(
                                pools.reactor,
                                List.of(pools.servers.get(0).endpoint()),
                                pools.options(Policy.roundRobin())));
        pools.servers.get(0).slow = new CompletableFuture<>();
        pool.commands().add("n");
        pools.network.run();
        pool.drain(pools.servers.get(0).endpoint());
        CompletableFuture<Void> available = pool.whenAvailable();
        assertThat(available).isNotDone();
        pool.resume(pools.servers.get(0).endpoint());
        assertThat(available).isCompleted();
    }

    @Test
    void a_server_is_drained_and_resumed_on_any_thread() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        String endpoint = pools.servers.get(0).endpoint();
        List<CompletableFuture<Void>> made = Collections.synchronizedList(new ArrayList<>());
        Thread other =
                new Thread(
                        () -> {
                            made.add(pool.drain(endpoint));
                            made.add(pool.resume(endpoint));
                            made.add(pool.drain(endpoint));
                        });
        other.start();
        other.join();
        pools.network.run();
        assertThat(made).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(pools.calls(pool, 20)).isEqualTo(Map.of("4002", 10, "4003", 10));
        Thread last = new Thread(() -> made.add(pool.resume(endpoint)));
        last.start();
        last.join();
        pools.network.run();
        assertThat(pools.calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
    }

    @Test
    void a_server_that_is_drained_while_it_is_connected_is_never_in_rotation() {
        String endpoint = pools.servers.get(0).endpoint();
        CompletableFuture<Void> prepared = new CompletableFuture<>();
        ClientPool<CounterClient> pool =
                CounterClient.pool(
                                pools.reactor,
                                List.of(endpoint),
                                pools.options(Policy.roundRobin()))
                        .prepareConnection(opened -> prepared);
        pools.started(pool);
        CompletableFuture<Void> drained = pool.drain(endpoint);
        prepared.complete(null);
        pools.network.run();
        assertThat(drained).isCompleted();
        assertThat(pools.events).isEmpty();
        pool.resume(endpoint);
        pools.network.run();
        assertThat(pools.events).containsExactly("+" + endpoint);
    }

    @Test
    void a_drained_server_ends_its_calls_and_gets_no_others() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        CounterServer slow = pools.servers.get(0);
        slow.slow = new CompletableFuture<>();
        CompletableFuture<Long> call = pool.commandsOf(slow.endpoint()).orElseThrow().add("n");
        List<CompletableFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(pool.commands().add("m"));
        }
        pools.network.run();

        CompletableFuture<Void> drained = pool.drain(slow.endpoint());
        pools.network.run();
        assertThat(drained).isNotDone();
        assertThat(pools.calls(pool, 20)).isEqualTo(Map.of("4002", 10, "4003", 10));
        assertThat(pool.commandsOf(slow.endpoint())).isEmpty();
        slow.slow.complete(null);
        pools.network.run();
        assertThat(drained).isCompleted();
        for (CompletableFuture<Long> each : calls) {
            assertThat(each).isCompleted();
        }
        assertThat(call).isDone();

        slow.slow = null;
        pools.reactor.callFromThread(() -> pool.resume(slow.endpoint()));
        pools.network.run();
        assertThat(pools.calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
    }

    @Test
    void a_drain_that_is_taken_back_does_not_end_the_connection() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        CounterServer slow = pools.servers.get(0);
        slow.slow = new CompletableFuture<>();
        for (int i = 0; i < 3; i++) {
            pool.commands().add("m");
        }
        pools.network.run();
        CompletableFuture<Void> drained = pool.drain(slow.endpoint());
        pools.reactor.callFromThread(() -> pool.resume(slow.endpoint()));
        pools.network.run();
        slow.slow.complete(null);
        pools.network.run();
        assertThat(drained).isCompleted();
        assertThat(slow.connections).isEqualTo(1);
        assertThat(pools.calls(pool, 30)).containsEntry("4001", 10);
    }
}
