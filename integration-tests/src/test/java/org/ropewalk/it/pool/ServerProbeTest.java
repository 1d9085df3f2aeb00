package org.ropewalk.it.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolServer;

/** Servers of a pool that fail, or do not answer, and come back. */
class ServerProbeTest {
    private final CounterPools pools = new CounterPools();

    @Test
    void a_server_that_is_gone_gets_no_calls_until_it_is_back() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        pools.servers.get(0).stop();
        pools.network.run();
        assertThat(pools.calls(pool, 20)).isEqualTo(Map.of("4002", 10, "4003", 10));
        pools.servers.get(0).listen();
        pools.network.advance(Duration.ofSeconds(10));
        assertThat(pools.calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
        assertThat(pools.events.subList(3, 5))
                .containsExactly("-tcp:localhost:4001", "+tcp:localhost:4001");
    }

    @Test
    void calls_in_progress_with_a_server_that_goes_fail_and_are_not_sent_again() {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.ketamaWithFailover()));
        pools.servers.forEach(server -> server.slow = new CompletableFuture<>());
        CompletableFuture<Long> call = pool.commands().add("n");
        pools.network.run();
        pools.servers.forEach(CounterServer::stop);
        pools.network.run();
        assertThat(call).isCompletedExceptionally();
        assertThat(pools.servers.stream().mapToInt(CounterServer::size).sum()).isEqualTo(1);
        assertThat(pool.servers()).extracting(PoolServer::pending).containsExactly(0, 0, 0);
    }

    @Test
    void a_server_that_refuses_the_probe_keeps_its_calls_in_progress_and_gets_no_others()
            throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        CounterServer ill = pools.servers.get(1);
        ill.ill = true;
        pools.network.advance(CounterPools.INTERVAL);
        assertThat(pools.calls(pool, 20)).isEqualTo(Map.of("4001", 10, "4003", 10));
        assertThat(ill.connections).isEqualTo(1);
        ill.ill = false;
        pools.network.advance(CounterPools.INTERVAL);
        assertThat(pools.calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
        assertThat(ill.connections).isEqualTo(1);
    }

    @Test
    void a_server_that_does_not_answer_the_probe_is_connected_again() throws Exception {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        CounterServer mute = pools.servers.get(2);
        mute.slow = new CompletableFuture<>();
        pools.network.advance(CounterPools.INTERVAL.plus(CounterPools.TIMEOUT));
        assertThat(pools.calls(pool, 20)).isEqualTo(Map.of("4001", 10, "4002", 10));
        mute.slow = null;
        pools.network.advance(Duration.ofSeconds(30));
        assertThat(pools.calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
        assertThat(mute.connections).isGreaterThan(1);
    }

    @Test
    void a_server_that_is_ill_when_it_is_connected_is_never_in_rotation() {
        pools.servers.get(0).ill = true;
        pools.started(pools.options(Policy.roundRobin()));
        assertThat(pools.events)
                .containsExactlyInAnyOrder("+tcp:localhost:4002", "+tcp:localhost:4003");
    }
}
