package org.ropewalk.it.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.finger.FingerClient;
import org.ropewalk.pool.ClientPool;
import org.ropewalk.pool.NoServerException;
import org.ropewalk.pool.Policy;
import org.ropewalk.pool.PoolListener;
import org.ropewalk.pool.PoolOptions;
import org.ropewalk.pool.PoolServer;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.TlsConfigurationException;

/** Calls that are spread over several servers, which fail and come back. */
class ClientPoolTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final MemoryNetwork network = new MemoryNetwork(5);
    private final Reactor reactor = network.reactor();
    private final List<CounterServer> servers =
            List.of(
                    new CounterServer(network, 4001),
                    new CounterServer(network, 4002),
                    new CounterServer(network, 4003));
    private final List<String> events = new ArrayList<>();

    private PoolOptions options(Policy policy) {
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

    private ClientPool<CounterClient> started(PoolOptions options) {
        return started(
                CounterClient.pool(
                        reactor, servers.stream().map(CounterServer::endpoint).toList(), options));
    }

    private ClientPool<CounterClient> started(ClientPool<CounterClient> pool) {
        reactor.callFromThread(pool::startService);
        network.run();
        return pool;
    }

    private <T> T result(CompletableFuture<T> call) throws Exception {
        network.run();
        assertThat(call).isDone();
        return call.get();
    }

    private Map<String, Integer> calls(ClientPool<CounterClient> pool, int count) throws Exception {
        Map<String, Integer> calls = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            calls.merge(result(pool.commands().who()), 1, Integer::sum);
        }
        return calls;
    }

    private static Throwable failure(CompletableFuture<?> call) {
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

    @Test
    void round_robin_gives_each_server_its_part_of_the_calls() throws Exception {
        ClientPool<CounterClient> pool =
                started(options(Policy.roundRobin()).weight(servers.get(1).endpoint(), 2));
        assertThat(calls(pool, 40)).isEqualTo(Map.of("4001", 10, "4002", 20, "4003", 10));
    }

    @Test
    void a_server_is_resumed_only_in_a_pool_that_runs() throws Exception {
        PoolOptions options = options(Policy.roundRobin());
        String endpoint = servers.get(0).endpoint();
        ClientPool<CounterClient> pool = CounterClient.pool(reactor, List.of(endpoint), options);
        pool.drain(endpoint);
        network.run();
        reactor.callFromThread(() -> pool.resume(endpoint));
        network.run();
        assertThat(events).isEmpty();

        started(pool);
        assertThat(events).containsExactly("+" + endpoint);

        result(pool.drain(endpoint));
        reactor.callFromThread(pool::stopService);
        network.run();
        reactor.callFromThread(() -> pool.resume(endpoint));
        network.run();
        assertThat(events).containsExactly("+" + endpoint, "-" + endpoint);
        assertThat(pool.commandsOf(endpoint)).isEmpty();
    }

    @Test
    void a_drained_server_is_not_connected_with_when_the_pool_starts() {
        String endpoint = servers.get(0).endpoint();
        ClientPool<CounterClient> pool =
                CounterClient.pool(reactor, List.of(endpoint), options(Policy.roundRobin()));
        pool.drain(endpoint);
        started(pool);
        assertThat(events).isEmpty();
        reactor.callFromThread(() -> pool.resume(endpoint));
        network.run();
        assertThat(events).containsExactly("+" + endpoint);
    }

    @Test
    void least_pending_avoids_a_slow_server() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.leastPending()));
        servers.get(0).slow = new CompletableFuture<>();
        for (int i = 0; i < 30; i++) {
            pool.commands().add("n");
            network.run();
        }
        assertThat(pool.servers().get(0).pending()).isEqualTo(1);
        servers.get(0).slow.complete(null);
        network.run();
        assertThat(pool.servers()).extracting(PoolServer::pending).containsExactly(0, 0, 0);
    }

    @Test
    void the_key_of_a_call_tells_its_server() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.ketama()));
        for (int round = 1; round <= 2; round++) {
            for (int i = 0; i < 300; i++) {
                assertThat(result(pool.commands().add("n" + i))).isEqualTo(round);
            }
        }
        assertThat(servers.stream().mapToInt(CounterServer::size).sum()).isEqualTo(300);
        assertThat(servers).allSatisfy(server -> assertThat(server.size()).isGreaterThan(50));
    }

    @Test
    void a_policy_with_keys_is_refused_for_a_protocol_without_keys() {
        PoolOptions ketama = PoolOptions.standard().policy(Policy.ketama());
        assertThatThrownBy(() -> FingerClient.pool(reactor, List.of("tcp:localhost:79"), ketama))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the policy Ketama selects a server by the key of a call, but no command of"
                                + " Finger has a parameter with @Key; annotate one, or use another"
                                + " policy");
    }

    @Test
    void a_server_whose_name_has_several_addresses_is_one_server_at_the_first_that_answers()
            throws Exception {
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(InetAddress.getByName("127.0.0.9"));
        network.refuse("127.0.0.9");
        addresses.add(InetAddress.getLoopbackAddress());
        reactor.installResolver(host -> CompletableFuture.completedFuture(List.copyOf(addresses)));
        String endpoint = "tcp:counter.example:4001";
        ClientPool<CounterClient> pool =
                started(
                        CounterClient.pool(
                                reactor, List.of(endpoint), options(Policy.roundRobin())));
        network.advance(Duration.ofSeconds(1));
        assertThat(calls(pool, 4)).isEqualTo(Map.of("4001", 4));
        assertThat(pool.servers()).hasSize(1);
        assertThat(servers.get(0).connections).isEqualTo(1);
    }

    @Test
    void the_keys_of_one_call_belong_to_one_server() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.ketama()));
        List<String> together = new ArrayList<>();
        List<String> apart = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "n" + i;
            apart.add(name);
            if (pool.serverOf(name).orElseThrow() == pool.servers().get(0)) {
                result(pool.commands().add(name));
                together.add(name);
            }
        }
        assertThat(result(pool.commands().sum(together))).isEqualTo(together.size());
        assertThat(failure(pool.commands().sum(apart)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the keys of one call of sum belong to several servers");
    }

    @Test
    void keys_of_several_servers_are_no_matter_where_the_policy_does_not_use_them()
            throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        assertThat(result(pool.commands().sum(List.of("a", "b", "c", "d")))).isZero();
        assertThat(pool.serverOf("a")).isEmpty();
    }

    @Test
    void a_server_that_is_gone_gets_no_calls_until_it_is_back() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        servers.get(0).stop();
        network.run();
        assertThat(calls(pool, 20)).isEqualTo(Map.of("4002", 10, "4003", 10));
        servers.get(0).listen();
        network.advance(Duration.ofSeconds(10));
        assertThat(calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
        assertThat(events.subList(3, 5))
                .containsExactly("-tcp:localhost:4001", "+tcp:localhost:4001");
    }

    @Test
    void calls_in_progress_with_a_server_that_goes_fail_and_are_not_sent_again() {
        ClientPool<CounterClient> pool = started(options(Policy.ketamaWithFailover()));
        servers.forEach(server -> server.slow = new CompletableFuture<>());
        CompletableFuture<Long> call = pool.commands().add("n");
        network.run();
        servers.forEach(CounterServer::stop);
        network.run();
        assertThat(call).isCompletedExceptionally();
        assertThat(servers.stream().mapToInt(CounterServer::size).sum()).isEqualTo(1);
        assertThat(pool.servers()).extracting(PoolServer::pending).containsExactly(0, 0, 0);
    }

    @Test
    void a_call_without_a_server_fails_at_once() {
        ClientPool<CounterClient> pool = started(options(Policy.ketama()));
        servers.forEach(CounterServer::stop);
        network.run();
        String ended = " (the other side closed the connection)";
        assertThat(failure(pool.commands().who()))
                .isInstanceOf(NoServerException.class)
                .hasMessage(
                        "no server of the pool is available: tcp:localhost:4001"
                                + ended
                                + ", tcp:localhost:4002"
                                + ended
                                + ", tcp:localhost:4003"
                                + ended);
        network.advance(Duration.ofSeconds(5));
        assertThat(failure(pool.commands().add("n")))
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
                        reactor,
                        servers.stream().map(CounterServer::endpoint).toList(),
                        options(Policy.roundRobin()));
        assertThat(failure(pool.commands().who()))
                .hasMessageContaining("tcp:localhost:4001 (the pool does not run), ");
        servers.get(0).ill = true;
        servers.get(1).stop();
        pool.drain(servers.get(2).endpoint());
        started(pool);
        assertThat(failure(pool.commands().who()))
                .hasMessageContaining("tcp:localhost:4001 (")
                .hasMessageContaining("tcp:localhost:4002 (")
                .hasMessageContaining("Connection refused")
                .hasMessageEndingWith("tcp:localhost:4003 (it is drained)");
    }

    @Test
    void a_pool_tells_its_policy_and_its_servers() {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        pool.drain(servers.get(2).endpoint());
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
        servers.forEach(CounterServer::stop);
        network.run();
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        CompletableFuture<Void> available = pool.whenAvailable();
        CompletableFuture<Void> cancelled = pool.whenAvailable();
        cancelled.cancel(false);
        network.advance(Duration.ofSeconds(3));
        assertThat(available).isNotDone();
        servers.get(1).listen();
        network.advance(Duration.ofSeconds(30));
        assertThat(available).isCompleted();
        assertThat(pool.whenAvailable()).isCompleted();

        pool.drain(servers.get(1).endpoint());
        CompletableFuture<Void> again = pool.whenAvailable();
        network.run();
        assertThat(again).isNotDone();
        pool.resume(servers.get(1).endpoint());
        network.run();
        assertThat(again).isCompleted();

        pool.drain(servers.get(1).endpoint());
        CompletableFuture<Void> stopped = pool.whenAvailable();
        reactor.callFromThread(pool::stopService);
        network.run();
        assertThat(stopped).isCancelled();
    }

    @Test
    void a_drain_that_is_taken_back_at_once_makes_the_server_available() {
        ClientPool<CounterClient> pool =
                started(
                        CounterClient.pool(
                                reactor,
                                List.of(servers.get(0).endpoint()),
                                options(Policy.roundRobin())));
        servers.get(0).slow = new CompletableFuture<>();
        pool.commands().add("n");
        network.run();
        pool.drain(servers.get(0).endpoint());
        CompletableFuture<Void> available = pool.whenAvailable();
        assertThat(available).isNotDone();
        pool.resume(servers.get(0).endpoint());
        assertThat(available).isCompleted();
    }

    @Test
    void a_server_is_drained_and_resumed_on_any_thread() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        String endpoint = servers.get(0).endpoint();
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
        network.run();
        assertThat(made).allSatisfy(each -> assertThat(each).isCompleted());
        assertThat(calls(pool, 20)).isEqualTo(Map.of("4002", 10, "4003", 10));
        Thread last = new Thread(() -> made.add(pool.resume(endpoint)));
        last.start();
        last.join();
        network.run();
        assertThat(calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
    }

    @Test
    void a_server_that_is_drained_while_it_is_connected_is_never_in_rotation() {
        String endpoint = servers.get(0).endpoint();
        CompletableFuture<Void> prepared = new CompletableFuture<>();
        ClientPool<CounterClient> pool =
                CounterClient.pool(reactor, List.of(endpoint), options(Policy.roundRobin()))
                        .prepareConnection(opened -> prepared);
        started(pool);
        CompletableFuture<Void> drained = pool.drain(endpoint);
        prepared.complete(null);
        network.run();
        assertThat(drained).isCompleted();
        assertThat(events).isEmpty();
        pool.resume(endpoint);
        network.run();
        assertThat(events).containsExactly("+" + endpoint);
    }

    @Test
    void calls_in_progress_stay_with_their_server_when_the_name_leads_to_another() {
        List<InetAddress> addresses = new ArrayList<>(List.of(InetAddress.getLoopbackAddress()));
        reactor.installResolver(host -> CompletableFuture.completedFuture(List.copyOf(addresses)));
        String endpoint = "tcp:counter.example:4001";
        ClientPool<CounterClient> pool =
                started(
                        CounterClient.pool(
                                reactor, List.of(endpoint), options(Policy.roundRobin())));
        servers.get(0).slow = new CompletableFuture<>();
        CompletableFuture<Long> call = pool.commands().add("n");
        network.run();
        addresses.clear();
        servers.get(0).slow.complete(null);
        network.run();
        assertThat(call).isCompletedWithValue(1L);

        // The name is looked up when the next connection is made.
        servers.get(0).stop();
        network.run();
        network.advance(Duration.ofSeconds(5));
        assertThat(failure(pool.commands().who())).hasMessageContaining(endpoint + " (");
        addresses.add(InetAddress.getLoopbackAddress());
        servers.get(0).listen();
        network.advance(Duration.ofMinutes(2));
        assertThat(pool.whenAvailable()).isCompleted();
    }

    @Test
    void a_server_that_refuses_the_probe_keeps_its_calls_in_progress_and_gets_no_others()
            throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        CounterServer ill = servers.get(1);
        ill.ill = true;
        network.advance(INTERVAL);
        assertThat(calls(pool, 20)).isEqualTo(Map.of("4001", 10, "4003", 10));
        assertThat(ill.connections).isEqualTo(1);
        ill.ill = false;
        network.advance(INTERVAL);
        assertThat(calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
        assertThat(ill.connections).isEqualTo(1);
    }

    @Test
    void a_server_that_does_not_answer_the_probe_is_connected_again() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        CounterServer mute = servers.get(2);
        mute.slow = new CompletableFuture<>();
        network.advance(INTERVAL.plus(TIMEOUT));
        assertThat(calls(pool, 20)).isEqualTo(Map.of("4001", 10, "4002", 10));
        mute.slow = null;
        network.advance(Duration.ofSeconds(30));
        assertThat(calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
        assertThat(mute.connections).isGreaterThan(1);
    }

    @Test
    void a_server_that_is_ill_when_it_is_connected_is_never_in_rotation() {
        servers.get(0).ill = true;
        started(options(Policy.roundRobin()));
        assertThat(events).containsExactlyInAnyOrder("+tcp:localhost:4002", "+tcp:localhost:4003");
    }

    @Test
    void a_connection_is_prepared_before_it_is_used() throws Exception {
        List<Connection<CounterClient>> prepared = new ArrayList<>();
        ClientPool<CounterClient> pool =
                CounterClient.pool(
                        reactor, List.of("tcp:localhost:4001"), options(Policy.roundRobin()));
        pool.prepareConnection(
                opened -> {
                    prepared.add(opened);
                    return opened.commands().add("prepared");
                });
        started(pool);
        assertThat(prepared).hasSize(1);
        assertThat(result(pool.commands().add("prepared"))).isEqualTo(2);
    }

    @Test
    void a_drained_server_ends_its_calls_and_gets_no_others() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        CounterServer slow = servers.get(0);
        slow.slow = new CompletableFuture<>();
        CompletableFuture<Long> call = pool.commandsOf(slow.endpoint()).orElseThrow().add("n");
        List<CompletableFuture<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            calls.add(pool.commands().add("m"));
        }
        network.run();

        CompletableFuture<Void> drained = pool.drain(slow.endpoint());
        network.run();
        assertThat(drained).isNotDone();
        assertThat(calls(pool, 20)).isEqualTo(Map.of("4002", 10, "4003", 10));
        assertThat(pool.commandsOf(slow.endpoint())).isEmpty();
        slow.slow.complete(null);
        network.run();
        assertThat(drained).isCompleted();
        for (CompletableFuture<Long> each : calls) {
            assertThat(each).isCompleted();
        }
        assertThat(call).isDone();

        slow.slow = null;
        reactor.callFromThread(() -> pool.resume(slow.endpoint()));
        network.run();
        assertThat(calls(pool, 30)).isEqualTo(Map.of("4001", 10, "4002", 10, "4003", 10));
    }

    @Test
    void a_drain_that_is_taken_back_does_not_end_the_connection() throws Exception {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        CounterServer slow = servers.get(0);
        slow.slow = new CompletableFuture<>();
        for (int i = 0; i < 3; i++) {
            pool.commands().add("m");
        }
        network.run();
        CompletableFuture<Void> drained = pool.drain(slow.endpoint());
        reactor.callFromThread(() -> pool.resume(slow.endpoint()));
        network.run();
        slow.slow.complete(null);
        network.run();
        assertThat(drained).isCompleted();
        assertThat(slow.connections).isEqualTo(1);
        assertThat(calls(pool, 30)).containsEntry("4001", 10);
    }

    @Test
    void calls_have_the_timeout_of_their_commands() {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        servers.forEach(server -> server.slow = new CompletableFuture<>());
        CompletableFuture<Long> call = pool.commands(Duration.ofSeconds(1)).add("n");
        network.run();
        assertThat(call).isNotDone();
        network.advance(Duration.ofSeconds(1));
        assertThat(failure(call)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void the_name_of_a_host_is_resolved_again_for_each_connection() {
        List<String> resolved = new ArrayList<>();
        reactor.installResolver(
                host -> {
                    resolved.add(host);
                    return CompletableFuture.completedFuture(
                            List.of(InetAddress.getLoopbackAddress()));
                });
        started(
                CounterClient.pool(
                        reactor, List.of("tcp:counter.example:4001"), options(Policy.ketama())));
        assertThat(events).containsExactly("+tcp:counter.example:4001");
        servers.get(0).stop();
        network.run();
        servers.get(0).listen();
        network.advance(Duration.ofSeconds(10));
        assertThat(events)
                .containsExactly(
                        "+tcp:counter.example:4001",
                        "-tcp:counter.example:4001",
                        "+tcp:counter.example:4001");
        assertThat(resolved).hasSizeGreaterThanOrEqualTo(2).containsOnly("counter.example");
    }

    @Test
    void a_stopped_pool_ends_its_connections() {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        CompletableFuture<CompletableFuture<Void>> stopped = new CompletableFuture<>();
        reactor.callFromThread(() -> stopped.complete(pool.stopService()));
        network.run();
        assertThat(stopped.join()).isCompleted();
        network.advance(Duration.ofMinutes(5));
        assertThat(events.subList(3, events.size()))
                .hasSize(3)
                .allMatch(each -> each.startsWith("-"));
        assertThat(servers).extracting(server -> server.connections).containsExactly(1, 1, 1);
        assertThat(failure(pool.commands().who()))
                .isInstanceOf(NoServerException.class)
                .hasMessageContaining(servers.get(0).endpoint() + " (the pool was stopped)")
                .hasMessageNotContaining("closed");
        assertThat(pool.toString()).contains("(the pool was stopped)");
    }

    @Test
    void a_pool_that_was_stopped_leaves_no_timer() {
        ClientPool<CounterClient> pool = started(options(Policy.roundRobin()));
        reactor.callFromThread(pool::stopService);
        network.run();
        assertThat(network.leaks()).noneMatch(each -> each.contains("delayed calls"));
    }

    @Test
    void wrong_options_are_refused() {
        PoolOptions options = PoolOptions.standard();
        assertThatThrownBy(() -> CounterClient.pool(reactor, List.of(), options))
                .hasMessage("a pool needs at least one endpoint");
        assertThatThrownBy(
                        () -> CounterClient.pool(reactor, List.of("tcp:a:1", "tcp:a:1"), options))
                .hasMessage("endpoint tcp:a:1 is given twice");
        assertThatThrownBy(
                        () ->
                                CounterClient.pool(
                                        reactor, List.of("tcp:a:1"), options.weight("tcp:b:1", 2)))
                .hasMessage(
                        "the weight of tcp:b:1, which is none of the pool's endpoints: [tcp:a:1]");
        assertThatThrownBy(
                        () ->
                                CounterClient.pool(
                                        reactor, List.of("tcp:a:1"), options.name("tcp:b:1", "n")))
                .hasMessage(
                        "the name of tcp:b:1, which is none of the pool's endpoints: [tcp:a:1]");
        assertThatThrownBy(
                        () -> CounterClient.pool(reactor, List.of("tls:a:1:trust=/none"), options))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessage(
                        "endpoint \"tls:a:1:trust=/none\": there is no file /none; give the path of"
                                + " a PEM file");
        assertThatThrownBy(() -> CounterClient.service(reactor, "tls:a:1:certificate=/c:key=/none"))
                .hasMessageContaining("there is no file /c");
        assertThatThrownBy(() -> CounterClient.service(reactor, "tls:a:1:key=/none"))
                .hasMessageEndingWith(
                        "a key is that of a certificate; add certificate=chain.pem, or leave it"
                                + " out");
        assertThatThrownBy(() -> CounterClient.service(reactor, "unix:/a\0b"))
                .hasMessageContaining("is not a path");
        assertThatThrownBy(() -> CounterClient.pool(reactor, List.of("tcp:a"), options))
                .hasMessage(
                        "endpoint \"tcp:a\", at character 6: \"port\" is missing, as in"
                                + " tcp:port=...");
        assertThatThrownBy(() -> CounterClient.pool(reactor, List.of("udp:a:1"), options))
                .hasMessageEndingWith(
                        "transport \"udp\" is not known; known are tcp, tls, unix, proxy, proxy2");
        assertThatThrownBy(() -> options.weight("tcp:a:1", 0))
                .hasMessage("a weight is from 1 to 1000, not 0");
        assertThatThrownBy(() -> options.probe(Duration.ZERO, TIMEOUT))
                .hasMessage("probeInterval must be positive, not PT0S");
    }
}
