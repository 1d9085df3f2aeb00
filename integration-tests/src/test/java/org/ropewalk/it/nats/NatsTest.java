package org.ropewalk.it.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Options;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.Nats;
import org.ropewalk.examples.nats.NatsClient;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.value.Json;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.it.real.Script;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** The server that the declaration of NATS became, and its client. */
@SuppressWarnings("try")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NatsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Served serve() {
        return new Served(reactor -> NatsExample.factory(new Broker()));
    }

    // ---- a client that others wrote

    private static io.nats.client.Connection connect(Served served) throws Exception {
        return io.nats.client.Nats.connect(
                new Options.Builder()
                        .server("nats://127.0.0.1:" + served.port())
                        .connectionTimeout(SOON)
                        .noReconnect()
                        .build());
    }

    @Test
    void jnats_publishes_subscribes_and_asks() throws Exception {
        try (Served served = serve();
                io.nats.client.Connection one = connect(served);
                io.nats.client.Connection two = connect(served)) {
            Subscription all = two.subscribe("news.>");
            Subscription some = two.subscribe("news.*.short");
            two.flush(SOON);
            one.publish("news.today.short", "hello".getBytes(UTF_8));
            assertThat(new String(all.nextMessage(SOON).getData(), UTF_8)).isEqualTo("hello");
            assertThat(some.nextMessage(SOON).getSubject()).isEqualTo("news.today.short");

            Dispatcher echo =
                    two.createDispatcher(
                            message -> two.publish(message.getReplyTo(), message.getData()));
            echo.subscribe("echo");
            two.flush(SOON);
            Message reply = one.request("echo", "again".getBytes(UTF_8), SOON);
            assertThat(new String(reply.getData(), UTF_8)).isEqualTo("again");
            // The server says that nobody is there, and the client takes the request back.
            assertThatThrownBy(
                            () ->
                                    one.request("nobody", new byte[0])
                                            .get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void jnats_sends_headers() throws Exception {
        try (Served served = serve();
                io.nats.client.Connection one = connect(served)) {
            Subscription all = one.subscribe("head");
            one.flush(SOON);
            one.publish("head", new Headers().add("Colour", "red"), "x".getBytes(UTF_8));
            Message message = all.nextMessage(SOON);
            assertThat(message.getHeaders().getFirst("Colour")).isEqualTo("red");
        }
    }

    @Test
    void one_member_of_a_queue_group_receives_each_message() throws Exception {
        try (Served served = serve();
                io.nats.client.Connection one = connect(served)) {
            Subscription first = one.subscribe("work", "workers");
            Subscription second = one.subscribe("work", "workers");
            one.flush(SOON);
            for (int i = 0; i < 10; i++) {
                one.publish("work", new byte[] {(byte) i});
            }
            one.flush(SOON);
            assertThat(first.getPendingMessageCount() + second.getPendingMessageCount())
                    .isEqualTo(10);
            assertThat(first.getPendingMessageCount()).isEqualTo(5);
        }
    }

    // ---- the transcripts of the real server

    private static String answer(String input) {
        return Script.answer(() -> NatsExample.factory(new Broker()), input)
                .replaceFirst("^INFO [^\r]*\r\n", "");
    }

    @Test
    void with_verbose_every_command_is_answered() {
        assertThat(
                        answer(
                                "CONNECT {\"verbose\":true}\r\nPING\r\nSUB foo.* 1\r\nPUB foo.bar 5\r\nhello\r\n"
                                        + "SUB q.> grp 2\r\nPUB q.a reply.to 0\r\n\r\nUNSUB 1\r\nPUB foo.x 1\r\na\r\n"))
                .isEqualTo(
                        "+OK\r\nPONG\r\n+OK\r\n+OK\r\nMSG foo.bar 1 5\r\nhello\r\n+OK\r\n+OK\r\n"
                                + "MSG q.a 2 reply.to 0\r\n\r\n+OK\r\n+OK\r\n");
    }

    @Test
    void headers_tabs_small_letters_and_bare_line_ends_are_taken() {
        assertThat(
                        answer(
                                "CONNECT {\"verbose\":false,\"headers\":true}\r\nSUB h 9\r\nHPUB h 22 24\r\n"
                                        + "NATS/1.0\r\nBar: Baz\r\n\r\nhi\r\nping\nsub\ta   2\r\npub a 2\r\nhi\r\n"
                                        + "UNSUB 2 2\r\nPUB a 1\r\n1\r\nPUB a 1\r\n2\r\nPUB a 1\r\n3\r\nPING\r\n"))
                .isEqualTo(
                        "HMSG h 9 22 24\r\nNATS/1.0\r\nBar: Baz\r\n\r\nhi\r\nPONG\r\nMSG a 2 2\r\nhi\r\n"
                                + "MSG a 2 1\r\n1\r\nPONG\r\n");
    }

    @Test
    void errors_are_answered_as_the_real_server_answers_them() {
        String quiet = "CONNECT {\"verbose\":false}\r\n";
        assertThat(answer("FOO\r\nPING\r\n")).isEqualTo("-ERR 'Unknown Protocol Operation'\r\n");
        assertThat(answer("CONNECT {}\r\nPUB foo 9999999\r\n"))
                .isEqualTo("+OK\r\n-ERR 'Maximum Payload Violation'\r\n");
        assertThat(answer(quiet + "PUB a 3\r\nabcdef\r\n"))
                .isEqualTo("-ERR 'Unknown Protocol Operation'\r\n");
        assertThat(answer(quiet + "SUB bad..subj 3\r\nPING\r\n"))
                .isEqualTo("-ERR 'Invalid Subject'\r\nPONG\r\n");
        assertThat(answer(quiet + "SUB foo\r\nPING\r\n")).isEmpty();
        assertThat(answer("CONNECT {bad\r\nPING\r\n")).isEmpty();
    }

    // ---- the generated client

    /** A listener that keeps what it hears. */
    private static final class Heard implements Nats.Deliveries {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public void message(String subject, String sid, Optional<String> reply, Bytes data) {
            messages.add(subject + " " + sid + " " + reply.orElse("-") + " " + data);
        }

        @Override
        public void message(
                String subject, String sid, Optional<String> reply, Bytes headers, Bytes data) {
            messages.add(subject + " " + sid + " " + headers.length() + " " + data);
        }

        @Override
        public void ping() {}

        @Override
        public void info(Json info) {}

        @Override
        public void error(String message) {
            messages.add("error " + message);
        }

        String next() throws InterruptedException {
            return messages.poll(20, TimeUnit.SECONDS);
        }
    }

    private static void talk(Reactor reactor, String endpoint) throws Exception {
        Heard heard = new Heard();
        try (Connection<NatsClient> connection =
                NatsClient.open(reactor, endpoint, heard).get(20, TimeUnit.SECONDS)) {
            Json info = connection.greeting();
            assertThat(info.members()).containsKey("max_payload");
            Nats nats = connection.blocking();
            nats.connect(new Json(Map.of("verbose", false, "headers", true)));
            nats.subscribe("a.*", Optional.empty(), "7");
            nats.ping();
            nats.publish("a.b", Optional.of("r"), Bytes.of("one\r\ntwo"));
            assertThat(heard.next()).isEqualTo("a.b 7 r one\r\ntwo");
            nats.publish(
                    "a.c",
                    Optional.empty(),
                    Bytes.of("NATS/1.0\r\nA: b\r\n\r\n"),
                    Bytes.of("three"));
            assertThat(heard.next()).isEqualTo("a.c 7 18 three");
            nats.subscribe("bad..subject", Optional.empty(), "8");
            assertThat(heard.next()).isEqualTo("error Invalid Subject");
            nats.unsubscribe("7", java.util.OptionalInt.empty());
            nats.publish("a.d", Optional.empty(), Bytes.of("nobody"));
            nats.ping();
            assertThat(heard.messages).isEmpty();
        }
    }

    @Test
    void the_generated_client_talks_to_the_generated_server() throws Exception {
        try (Served served = serve()) {
            talk(served.reactor(), served.endpoint());
        }
    }

    @Test
    void the_generated_client_talks_to_the_real_server() throws Exception {
        try (RealProcess real =
                        RealProcess.start(
                                "nats-server",
                                port -> List.of("-a", "127.0.0.1", "-p", String.valueOf(port)));
                Reactor reactor = RealReactors.create()) {
            reactor.start();
            talk(reactor, real.endpoint());
        }
    }
}
