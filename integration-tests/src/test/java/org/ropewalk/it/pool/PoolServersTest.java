package org.ropewalk.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.endpoint.EndpointSyntaxException;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolOptions;
import org.ropewalk.pool.PoolServer;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A pool whose list of servers is replaced while it runs. */
class PoolServersTest {
    private static final String FIRST = "tcp:localhost:4001";
    private static final String SECOND = "tcp:localhost:4002";
    private static final String THIRD = "tcp:localhost:4003";
    private static final String FOURTH = "tcp:localhost:4004";

    private final MemoryNetwork network = new MemoryNetwork(5);
    private final Reactor reactor = network.reactor();
    private final List<CounterServer> servers =
            IntStream.rangeClosed(4001, 4004)
                    .mapToObj(port -> new CounterServer(network, port))
                    .toList();

    private ClientPool<CounterClient> pool(Policy policy, String... endpoints) {
        return CounterClient.pool(
                reactor, List.of(endpoints), PoolOptions.standard().policy(policy));
    }

    private ClientPool<CounterClient> started(Policy policy, String... endpoints) {
        ClientPool<CounterClient> pool = pool(policy, endpoints);
        reactor.callFromThread(pool::startService);
        network.run();
        return pool;
    }

    private static List<String> endpoints(ClientPool<?> pool) {
        return pool.servers().stream().map(PoolServer::endpoint).toList();
    }

    /** How many of these calls each server has answered. */
    private Map<String, Integer> calls(ClientPool<CounterClient> pool, int count) {
        Map<String, Integer> calls = new HashMap<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<String> call = pool.commands().who();
            network.run();
            calls.merge(call.join(), 1, Integer::sum);
        }
        return calls;
    }

    private Map<String, String> serversOfKeys(ClientPool<CounterClient> pool) {
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            owners.put("key" + i, pool.serverOf("key" + i).orElseThrow().endpoint());
        }
        return owners;
    }

    @Test
    void servers_that_stay_keep_their_connections_and_new_ones_get_calls() {
        ClientPool<CounterClient> pool = started(Policy.roundRobin(), FIRST, SECOND);
        CompletableFuture<Void> changed = pool.servers(List.of(SECOND, THIRD));
        network.run();
        assertThat(changed).isCompleted();
        assertThat(endpoints(pool)).containsExactly(SECOND, THIRD);
        assertThat(calls(pool, 20)).isEqualTo(Map.of("4002", 10, "4003", 10));
        assertThat(servers.get(1).connections).isEqualTo(1);
        assertThat(pool)
                .hasToString(
                        "pool with round robin of tcp:localhost:4002 (0 calls in progress),"
                                + " tcp:localhost:4003 (0 calls in progress)");
    }

    @Test
    void a_removed_server_answers_its_calls_and_is_then_closed() {
        ClientPool<CounterClient> pool = started(Policy.roundRobin(), FIRST, SECOND);
        servers.get(0).slow = new CompletableFuture<>();
        CompletableFuture<Long> call = pool.commandsOf(FIRST).orElseThrow().add("n");
        CompletableFuture<Long> counted = pool.commands().add("n");
        network.run();
        CompletableFuture<Void> changed = pool.servers(List.of(SECOND));
        network.run();
        assertThat(call).isNotDone();
        assertThat(changed).isNotDone();
        assertThat(calls(pool, 10)).isEqualTo(Map.of("4002", 10));
        assertThatThrownBy(() -> pool.commandsOf(FIRST))
                .hasMessage(
                        "tcp:localhost:4001 is none of the pool's endpoints: [tcp:localhost:4002]");

        servers.get(0).slow.complete(null);
        network.run();
        assertThat(call).isDone();
        assertThat(counted).isCompletedWithValue(2L);
        assertThat(changed).isCompleted();
    }

    @Test
    void a_server_that_is_removed_and_comes_back_has_another_connection() {
        ClientPool<CounterClient> pool = started(Policy.roundRobin(), FIRST, SECOND);
        servers.get(0).slow = new CompletableFuture<>();
        CompletableFuture<Long> call = pool.commands().add("n");
        network.run();
        CompletableFuture<Void> removed = pool.servers(List.of(SECOND));
        servers.get(0).slow.complete(null);
        servers.get(0).slow = null;
        pool.servers(List.of(FIRST, SECOND));
        network.run();
        assertThat(call).isCompletedWithValue(1L);
        assertThat(removed).isCompleted();
        assertThat(servers.get(0).connections).isEqualTo(2);
        assertThat(calls(pool, 20)).isEqualTo(Map.of("4001", 10, "4002", 10));
    }

    @Test
    void keys_move_only_as_ketama_has_it() {
        ClientPool<CounterClient> pool = started(Policy.ketama(), FIRST, SECOND, THIRD);
        Map<String, String> before = serversOfKeys(pool);

        pool.servers(List.of(FIRST, SECOND, THIRD, FOURTH));
        network.run();
        Map<String, String> more = serversOfKeys(pool);
        assertThat(more)
                .isEqualTo(serversOfKeys(started(Policy.ketama(), FIRST, SECOND, THIRD, FOURTH)));
        before.forEach((key, owner) -> assertThat(more.get(key)).isIn(owner, FOURTH));
        assertThat(more.values().stream().filter(FOURTH::equals).count()).isBetween(350L, 650L);

        pool.servers(List.of(THIRD, FOURTH, FIRST));
        network.run();
        Map<String, String> fewer = serversOfKeys(pool);
        more.forEach(
                (key, owner) -> {
                    if (!owner.equals(SECOND)) {
                        assertThat(fewer).containsEntry(key, owner);
                    }
                });
    }

    @Test
    void a_pool_that_does_not_run_connects_with_its_last_servers() {
        ClientPool<CounterClient> pool = pool(Policy.roundRobin(), FIRST, SECOND);
        CompletableFuture<Void> changed = pool.servers(List.of(THIRD));
        network.run();
        assertThat(changed).isCompleted();
        assertThat(servers).extracting(server -> server.connections).containsOnly(0);
        reactor.callFromThread(pool::startService);
        network.run();
        assertThat(calls(pool, 5)).isEqualTo(Map.of("4003", 5));
    }

    @Test
    void a_pool_is_stopped_when_its_removed_servers_have_ended_too() {
        ClientPool<CounterClient> pool = started(Policy.roundRobin(), FIRST, SECOND);
        servers.get(0).slow = new CompletableFuture<>();
        CompletableFuture<Long> call = pool.commands().add("n");
        network.run();
        CompletableFuture<Void> changed = pool.servers(List.of(SECOND));
        List<CompletableFuture<Void>> stopped = new ArrayList<>();
        reactor.callFromThread(() -> stopped.add(pool.stopService()));
        network.run();
        assertThat(stopped.get(0)).isNotDone();
        servers.get(0).slow.complete(null);
        network.run();
        assertThat(stopped.get(0)).isCompleted();
        assertThat(changed).isCompleted();
        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void a_program_that_waits_for_a_server_is_informed_of_a_new_one() {
        servers.get(0).stop();
        network.run();
        ClientPool<CounterClient> pool = started(Policy.roundRobin(), FIRST);
        CompletableFuture<Void> available = pool.whenAvailable();
        network.run();
        assertThat(available).isNotDone();
        pool.servers(List.of(SECOND));
        network.run();
        assertThat(available).isCompleted();
    }

    @Test
    void a_wrong_list_changes_nothing() {
        ClientPool<CounterClient> pool = started(Policy.roundRobin(), FIRST, SECOND);
        assertThatThrownBy(() -> pool.servers(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pool needs at least one endpoint");
        assertThatThrownBy(() -> pool.servers(List.of(THIRD, THIRD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint tcp:localhost:4003 is given twice");
        assertThatThrownBy(() -> pool.servers(List.of(THIRD, "tcp:localhost")))
                .isInstanceOf(EndpointSyntaxException.class);
        network.run();
        assertThat(endpoints(pool)).containsExactly(FIRST, SECOND);
        assertThat(calls(pool, 10)).isEqualTo(Map.of("4001", 5, "4002", 5));
        assertThat(servers.get(2).connections).isZero();
    }

    @Test
    void a_server_that_is_drained_stays_so_while_it_is_in_the_list() {
        ClientPool<CounterClient> pool = started(Policy.roundRobin(), FIRST, SECOND);
        pool.drain(FIRST);
        network.run();
        pool.servers(List.of(FIRST, THIRD));
        network.run();
        assertThat(calls(pool, 10)).isEqualTo(Map.of("4003", 10));
        pool.resume(FIRST);
        network.run();
        assertThat(calls(pool, 10)).isEqualTo(Map.of("4001", 5, "4003", 5));
    }

    @Test
    void the_list_is_replaced_on_any_thread_while_calls_are_made() throws Exception {
        ClientPool<CounterClient> pool = started(Policy.ketama(), FIRST, SECOND, THIRD);
        Thread other =
                new Thread(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                pool.servers(List.of(FIRST, SECOND));
                                pool.servers(List.of(FIRST, SECOND, THIRD));
                            }
                        });
        other.start();
        for (int i = 0; i < 1_000; i++) {
            // Its server may be new, and not connected yet; then it fails at once.
            pool.commands().add("n" + i);
        }
        other.join();
        network.run();
        assertThat(calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
        assertThat(pool.servers()).extracting(PoolServer::pending).containsOnly(0);
    }
}
