package org.ropewalk.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.finger.FingerClient;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.NoServerException;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolOptions;
import org.ropewalk.pool.PoolServer;

/** Which server of a pool gets a call. */
class ServerChoiceTest {
    private final CounterPools pools = new CounterPools();

    @Test
    void round_robin_gives_each_server_its_part_of_the_calls() throws Exception {
        ClientPool<CounterClient> pool =
                pools.started(
                        pools.options(Policy.roundRobin())
                                .weight(pools.servers.get(1).endpoint(), 2));
        assertThat(pools.calls(pool, 40)).isEqualTo(Map.of("4001", 10, "4002", 20, "4003", 10));
    }

    @Test
    void least_pending_avoids_a_slow_server() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.leastPending()));
        pools.servers.get(0).slow = new CompletableFuture<>();
        for (int i = 0; i < 30; i++) {
            pool.commands().add("n");
            pools.network.run();
        }
        assertThat(pool.servers().get(0).pending()).isEqualTo(1);
        pools.servers.get(0).slow.complete(null);
        pools.network.run();
        assertThat(pool.servers()).extracting(PoolServer::pending).containsExactly(0, 0, 0);
    }

    @Test
    void the_key_of_a_call_tells_its_server() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.ketama()));
        for (int round = 1; round <= 2; round++) {
            for (int i = 0; i < 300; i++) {
                assertThat(pools.result(pool.commands().add("n" + i))).isEqualTo(round);
            }
        }
        assertThat(pools.servers.stream().mapToInt(CounterServer::size).sum()).isEqualTo(300);
        assertThat(pools.servers).allSatisfy(server -> assertThat(server.size()).isGreaterThan(50));
    }

    @Test
    void a_policy_with_keys_is_refused_for_a_protocol_without_keys() {
        PoolOptions ketama = PoolOptions.standard().policy(Policy.ketama());
        assertThatThrownBy(
                        () -> FingerClient.pool(pools.reactor, List.of("tcp:localhost:79"), ketama))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the policy Ketama selects a server by the key of a call, but no command of"
                                + " Finger has a parameter with @Key; annotate one, or use another"
                                + " policy");
    }

    @Test
    void the_keys_of_one_call_belong_to_one_server() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.ketama()));
        List<String> together = new ArrayList<>();
        List<String> apart = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "n" + i;
            apart.add(name);
            if (pool.serverOf(name).orElseThrow() == pool.servers().get(0)) {
                pools.result(pool.commands().add(name));
                together.add(name);
            }
        }
        assertThat(pools.result(pool.commands().sum(together))).isEqualTo(together.size());
        assertThat(CounterPools.failure(pool.commands().sum(apart)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the keys of one call of sum belong to several servers");
    }

    @Test
    void keys_of_several_servers_are_no_matter_where_the_policy_does_not_use_them()
            throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        assertThat(pools.result(pool.commands().sum(List.of("a", "b", "c", "d")))).isZero();
        assertThat(pool.serverOf("a")).isEmpty();
    }

    @Test
    void a_call_without_a_server_fails_at_once() {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.ketama()));
        pools.servers.forEach(CounterServer::stop);
        pools.network.run();
        String ended = " (the other side closed the connection)";
        assertThat(CounterPools.failure(pool.commands().who()))
                .isInstanceOf(NoServerException.class)
                .hasMessage(
                        "no server of the pool is available: tcp:localhost:4001"
                                + ended
                                + ", tcp:localhost:4002"
                                + ended
                                + ", tcp:localhost:4003"
                                + ended);
        pools.network.advance(Duration.ofSeconds(5));
        assertThat(CounterPools.failure(pool.commands().add("n")))
                .isInstanceOf(NoServerException.class)
                .hasMessageStartingWith(
                        "the server of this key is not available; not available are"
                                + " tcp:localhost:4001 (")
                .hasMessageContaining("Connection refused");
    }

    @Test
    void the_message_of_a_call_without_a_server_names_each_problem() {
        ClientPool<CounterClient> pool =
                CounterClient.pool(
                        pools.reactor,
                        pools.servers.stream().map(CounterServer::endpoint).toList(),
                        pools.options(Policy.roundRobin()));
        assertThat(CounterPools.failure(pool.commands().who()))
                .hasMessageContaining("tcp:localhost:4001 (the pool does not run), ");
        pools.servers.get(0).ill = true;
        pools.servers.get(1).stop();
        pool.drain(pools.servers.get(2).endpoint());
        pools.started(pool);
        assertThat(CounterPools.failure(pool.commands().who()))
                .hasMessageContaining("tcp:localhost:4001 (")
                .hasMessageContaining("tcp:localhost:4002 (")
                .hasMessageContaining("Connection refused")
                .hasMessageEndingWith("tcp:localhost:4003 (it is drained)");
    }
}
