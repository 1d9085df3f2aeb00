package org.ropewalk.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.NoServerException;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolOptions;
import org.ropewalk.tls.TlsConfigurationException;

/** A pool of clients from its start to its end, and its options. */
class ClientPoolTest {
    private final CounterPools pools = new CounterPools();

    @Test
    void a_server_whose_name_has_several_addresses_is_one_server_at_the_first_that_answers()
            throws Exception {
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(InetAddress.getByName("127.0.0.9"));
        pools.network.refuse("127.0.0.9");
        addresses.add(InetAddress.getLoopbackAddress());
        pools.reactor.installResolver(
                host -> CompletableFuture.completedFuture(List.copyOf(addresses)));
        String endpoint = "tcp:counter.example:4001";
        ClientPool<CounterClient> pool =
                pools.started(
                        CounterClient.pool(
                                pools.reactor,
                                List.of(endpoint),
                                pools.options(Policy.roundRobin())));
        pools.network.advance(Duration.ofSeconds(1));
        assertThat(pools.calls(pool, 4)).isEqualTo(Map.of("4001", 4));
        assertThat(pool.servers()).hasSize(1);
        assertThat(pools.servers.get(0).connections).isEqualTo(1);
    }

    @Test
    void a_pool_tells_its_policy_and_its_servers() {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        pool.drain(pools.servers.get(2).endpoint());
        assertThat(pool)
                .hasToString(
                        "pool with round robin of tcp:localhost:4001 (0 calls in progress),"
                                + " tcp:localhost:4002 (0 calls in progress), tcp:localhost:4003"
                                + " (it is drained)");
        assertThat(
                        List.of(
                                Policy.roundRobin(),
                                Policy.leastPending(),
                                Policy.ketama(),
                                Policy.ketamaWithFailover()))
                .extracting(Object::toString)
                .containsExactly(
                        "round robin", "fewest pending calls", "Ketama", "Ketama with failover");
    }

    @Test
    void a_program_waits_until_a_server_is_available() {
        pools.servers.forEach(CounterServer::stop);
        pools.network.run();
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        CompletableFuture<Void> available = pool.whenAvailable();
        CompletableFuture<Void> cancelled = pool.whenAvailable();
        cancelled.cancel(false);
        pools.network.advance(Duration.ofSeconds(3));
        assertThat(available).isNotDone();
        pools.servers.get(1).listen();
        pools.network.advance(Duration.ofSeconds(30));
        assertThat(available).isCompleted();
        assertThat(pool.whenAvailable()).isCompleted();

        pool.drain(pools.servers.get(1).endpoint());
        CompletableFuture<Void> again = pool.whenAvailable();
        pools.network.run();
        assertThat(again).isNotDone();
        pool.resume(pools.servers.get(1).endpoint());
        pools.network.run();
        assertThat(again).isCompleted();

        pool.drain(pools.servers.get(1).endpoint());
        CompletableFuture<Void> stopped = pool.whenAvailable();
        pools.reactor.callFromThread(pool::stopService);
        pools.network.run();
        assertThat(stopped).isCancelled();
    }

    @Test
    void calls_in_progress_stay_with_their_server_when_the_name_leads_to_another() {
        List<InetAddress> addresses = new ArrayList<>(List.of(InetAddress.getLoopbackAddress()));
        pools.reactor.installResolver(
                host -> CompletableFuture.completedFuture(List.copyOf(addresses)));
        String endpoint = "tcp:counter.example:4001";
        ClientPool<CounterClient> pool =
                pools.started(
                        CounterClient.pool(
                                pools.reactor,
                                List.of(endpoint),
                                pools.options(Policy.roundRobin())));
        pools.servers.get(0).slow = new CompletableFuture<>();
        CompletableFuture<Long> call = pool.commands().add("n");
        pools.network.run();
        addresses.clear();
        pools.servers.get(0).slow.complete(null);
        pools.network.run();
        assertThat(call).isCompletedWithValue(1L);

        // The name is looked up when the next connection is made.
        pools.servers.get(0).stop();
        pools.network.run();
        pools.network.advance(Duration.ofSeconds(5));
        assertThat(CounterPools.failure(pool.commands().who()))
                .hasMessageContaining(endpoint + " (");
        addresses.add(InetAddress.getLoopbackAddress());
        pools.servers.get(0).listen();
        pools.network.advance(Duration.ofMinutes(2));
        assertThat(pool.whenAvailable()).isCompleted();
    }

    @Test
    void a_connection_is_prepared_before_it_is_used() throws Exception {
        List<Connection<CounterClient>> prepared = new ArrayList<>();
        ClientPool<CounterClient> pool =
                CounterClient.pool(
                        pools.reactor,
                        List.of("tcp:localhost:4001"),
                        pools.options(Policy.roundRobin()));
        pool.prepareConnection(
                opened -> {
                    prepared.add(opened);
                    return opened.commands().add("prepared");
                });
        pools.started(pool);
        assertThat(prepared).hasSize(1);
        assertThat(pools.result(pool.commands().add("prepared"))).isEqualTo(2);
    }

    @Test
    void calls_have_the_timeout_of_their_commands() {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        pools.servers.forEach(server -> server.slow = new CompletableFuture<>());
        CompletableFuture<Long> call = pool.commands(Duration.ofSeconds(1)).add("n");
        pools.network.run();
        assertThat(call).isNotDone();
        pools.network.advance(Duration.ofSeconds(1));
        assertThat(CounterPools.failure(call)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void the_name_of_a_host_is_resolved_again_for_each_connection() {
        List<String> resolved = new ArrayList<>();
        pools.reactor.installResolver(
                host -> {
                    resolved.add(host);
                    return CompletableFuture.completedFuture(
                            List.of(InetAddress.getLoopbackAddress()));
                });
        pools.started(
                CounterClient.pool(
                        pools.reactor,
                        List.of("tcp:counter.example:4001"),
                        pools.options(Policy.ketama())));
        assertThat(pools.events).containsExactly("+tcp:counter.example:4001");
        pools.servers.get(0).stop();
        pools.network.run();
        pools.servers.get(0).listen();
        pools.network.advance(Duration.ofSeconds(10));
        assertThat(pools.events)
                .containsExactly(
                        "+tcp:counter.example:4001",
                        "-tcp:counter.example:4001",
                        "+tcp:counter.example:4001");
        assertThat(resolved).hasSizeGreaterThanOrEqualTo(2).containsOnly("counter.example");
    }

    @Test
    void a_stopped_pool_ends_its_connections() {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        CompletableFuture<CompletableFuture<Void>> stopped = new CompletableFuture<>();
        pools.reactor.callFromThread(() -> stopped.complete(pool.stopService()));
        pools.network.run();
        assertThat(stopped.join()).isCompleted();
        pools.network.advance(Duration.ofMinutes(5));
        assertThat(pools.events.subList(3, pools.events.size()))
                .hasSize(3)
                .allMatch(each -> each.startsWith("-"));
        assertThat(pools.servers).extracting(server -> server.connections).containsExactly(1, 1, 1);
        assertThat(CounterPools.failure(pool.commands().who()))
                .isInstanceOf(NoServerException.class)
                .hasMessageContaining(pools.servers.get(0).endpoint() + " (the pool was stopped)")
                .hasMessageNotContaining("closed");
        assertThat(pool.toString()).contains("(the pool was stopped)");
    }

    @Test
    void a_pool_that_was_stopped_leaves_no_timer() {
        ClientPool<CounterClient> pool = pools.started(pools.options(Policy.roundRobin()));
        pools.reactor.callFromThread(pool::stopService);
        pools.network.run();
        assertThat(pools.network.leaks()).noneMatch(each -> each.contains("delayed calls"));
    }

    @Test
    void wrong_options_are_refused() {
        PoolOptions options = PoolOptions.standard();
        assertThatThrownBy(() -> CounterClient.pool(pools.reactor, List.of(), options))
                .hasMessage("a pool needs at least one endpoint");
        assertThatThrownBy(
                        () ->
                                CounterClient.pool(
                                        pools.reactor, List.of("tcp:a:1", "tcp:a:1"), options))
                .hasMessage("endpoint tcp:a:1 is given twice");
        assertThatThrownBy(
                        () ->
                                CounterClient.pool(
                                        pools.reactor,
                                        List.of("tcp:a:1"),
                                        options.weight("tcp:b:1", 2)))
                .hasMessage(
                        "the weight of tcp:b:1, which is none of the pool's endpoints: [tcp:a:1]");
        assertThatThrownBy(
                        () ->
                                CounterClient.pool(
                                        pools.reactor,
                                        List.of("tcp:a:1"),
                                        options.name("tcp:b:1", "n")))
                .hasMessage(
                        "the name of tcp:b:1, which is none of the pool's endpoints: [tcp:a:1]");
        assertThatThrownBy(
                        () ->
                                CounterClient.pool(
                                        pools.reactor, List.of("tls:a:1:trust=/none"), options))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessage(
                        "endpoint \"tls:a:1:trust=/none\": there is no file /none; give the path of"
                                + " a PEM file");
        assertThatThrownBy(
                        () ->
                                CounterClient.service(
                                        pools.reactor, "tls:a:1:certificate=/c:key=/none"))
                .hasMessageContaining("there is no file /c");
        assertThatThrownBy(() -> CounterClient.service(pools.reactor, "tls:a:1:key=/none"))
                .hasMessageEndingWith(
                        "a key is that of a certificate; add certificate=chain.pem, or leave it"
                                + " out");
        assertThatThrownBy(() -> CounterClient.service(pools.reactor, "unix:/a\0b"))
                .hasMessageContaining("is not a path");
        assertThatThrownBy(() -> CounterClient.pool(pools.reactor, List.of("tcp:a"), options))
                .hasMessage(
                        "endpoint \"tcp:a\", at character 6: \"port\" is missing, as in"
                                + " tcp:port=...");
        assertThatThrownBy(() -> CounterClient.pool(pools.reactor, List.of("udp:a:1"), options))
                .hasMessageEndingWith(
                        "transport \"udp\" is not known; known are tcp, tls, unix, proxy, proxy2");
        assertThatThrownBy(() -> options.weight("tcp:a:1", 0))
                .hasMessage("a weight is from 1 to 1000, not 0");
        assertThatThrownBy(() -> options.probe(Duration.ZERO, CounterPools.TIMEOUT))
                .hasMessage("probeInterval must be positive, not PT0S");
    }
}
