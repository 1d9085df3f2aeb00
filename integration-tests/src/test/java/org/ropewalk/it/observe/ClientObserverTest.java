package org.ropewalk.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.application.LineClientService;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.TlsContext;

/** What an observer of a client is told, and of a server whose connections are secured. */
class ClientObserverTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Jobber handler = new Jobber();
    private final JobsFactory factory = new JobsFactory(peer -> handler);
    private final Recorder recorder = new Recorder();
    private final ClientOptions options = ClientOptions.standard().observe(recorder);

    private Connection<JobsClient> open() {
        factory.blocking(Runnable::run);
        reactor.listen("tcp:port=7", factory);
        CompletableFuture<Connection<JobsClient>> opening =
                JobsClient.open(reactor, "tcp:localhost:7", options);
        network.run();
        assertThat(recorder.take()).containsExactly("client Jobs opened", "attempt Jobs");
        return opening.join();
    }

    /** What is told, without the times. */
    private List<String> told() {
        network.run();
        return recorder.take();
    }

    @Test
    void a_call_is_told_from_its_begin_to_its_reply() {
        Connection<JobsClient> connection = open();

        connection.commands().get("a");
        assertThat(told()).containsExactly("started get", "get replied 0 ms 0 ms in 0 out 0");
        connection.commands().get("gone");
        assertThat(told()).containsExactly("started get", "get rejected 0 ms 0 ms in 0 out 0");
    }

    @Test
    void the_duration_of_a_call_includes_a_late_reply() {
        Connection<JobsClient> connection = open();

        connection.commands().run("a");
        assertThat(told()).containsExactly("started run");
        network.advance(Duration.ofMillis(40));
        handler.running.get(0).complete(1);

        assertThat(told()).containsExactly("run replied 0 ms 40 ms in 0 out 0");
    }

    @Test
    void calls_that_are_not_answered_are_closed_with_the_connection() {
        Connection<JobsClient> connection = open();
        connection.commands().run("a");
        told();

        connection.close();

        assertThat(told()).containsExactly("run closed 0 ms 0 ms in 0 out 0");
        handler.running.get(0).complete(1);
        assertThat(told()).containsExactly("closed done 0 ms");
        connection.commands().get("a");
        assertThat(told()).containsExactly("started get", "get closed 0 ms 0 ms in 0 out 0");
    }

    @Test
    void a_call_that_cannot_be_written_has_failed() {
        Connection<JobsClient> connection = open();

        connection.commands().get("a b");

        assertThat(told()).containsExactly("started get", "get failed 0 ms 0 ms in 0 out 0");
    }

    @Test
    void a_service_tells_of_each_attempt() {
        LineClientService<JobsClient> service =
                JobsClient.service(reactor, "tcp:localhost:7", options);
        network.run();
        service.startService();
        network.advance(Duration.ofSeconds(1));
        network.run();
        assertThat(recorder.take()).startsWith("attempt Jobs failed");

        reactor.listen("tcp:port=7", factory);
        network.advance(Duration.ofMinutes(5));
        network.run();

        assertThat(recorder.take()).endsWith("client Jobs opened", "attempt Jobs again");
    }

    @Test
    void a_service_prepares_each_connection_before_it_counts() {
        reactor.listen("tcp:port=7", factory);
        LineClientService<JobsClient> service =
                JobsClient.service(reactor, "tcp:localhost:7", options)
                        .prepareConnection(opened -> opened.commands().get("hello"));
        network.run();
        service.startService();
        network.run();
        assertThat(recorder.take()).endsWith("started get", "get replied 0 ms 0 ms in 0 out 0");

        service.commands().quit();
        network.run();
        assertThat(recorder.take()).endsWith("closed done 0 ms");
        network.advance(Duration.ofMinutes(1));
        network.run();

        assertThat(recorder.take())
                .contains("attempt Jobs again")
                .endsWith("started get", "get replied 0 ms 0 ms in 0 out 0");
        assertThat(service.connection()).isPresent();
    }

    @Test
    void both_sides_are_told_of_a_handshake() {
        Recorder server = new Recorder();
        factory.observe(server);
        reactor.listenTls(
                7,
                factory,
                () -> TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key")),
                "",
                10);
        TlsContext context =
                TlsContext.builder().trust(TLS.resolve("ca.pem")).serverName("localhost").build();
        JobsClient.open(reactor, "tls:localhost:7:trust=" + TLS.resolve("ca.pem"), options);
        network.run();

        assertThat(server.take())
                .containsExactly("server Jobs opened", "handshake TLSv1.3 " + suite() + " 0 ms");
        assertThat(recorder.take()).contains("handshake TLSv1.3 " + suite() + " 0 ms");
        assertThat(context.certificateExpiry()).isEmpty();
    }

    private static String suite() {
        return "TLS_AES_256_GCM_SHA384";
    }

    @Test
    void a_handshake_that_fails_is_told_of() {
        Recorder server = new Recorder();
        factory.observe(server);
        reactor.listenTls(
                7,
                factory,
                () -> TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key")),
                "",
                10);
        JobsClient.open(reactor, "tls:localhost:7", options);
        network.run();

        assertThat(server.take())
                .containsExactly("server Jobs opened", "handshake failed", "closed tls 0 ms");
        assertThat(recorder.take()).contains("handshake failed", "closed tls 0 ms");
    }
}
