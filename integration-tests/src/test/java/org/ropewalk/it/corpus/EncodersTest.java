package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.examples.pop3.Pop3Client;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.TlsContext;

/** Values that would split what is written, and servers that split what they answer. */
class EncodersTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Protocol server;

    private static Stream<Arguments> entries(String kind) throws IOException {
        return CorpusTest.corpus()
                .filter(entry -> entry.get("protocolKind").asText().equals(kind))
                .map(entry -> Arguments.of(entry.get("id").asText(), entry));
    }

    static Stream<Arguments> replies() throws IOException {
        return entries("reply-encoder");
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    // ---- L: replies

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void S22_S24_a_text_never_splits_a_reply(String id, JsonNode entry) {
        String value = entry.get("generator").get("value").asText();
        CorpusFactory factory =
                new CorpusFactory(
                        peer ->
                                new CorpusHandler(new ArrayList<>(), peer) {
                                    @Override
                                    public String echo(String text) {
                                        return value;
                                    }
                                });
        factory.limits(limits -> limits.withReply(512));
        StringTransport transport = CorpusTest.connect(factory);

        transport.deliver("ECHO x\r\nPING\r\n");

        String outcome = entry.get("expectation").get("outcome").asText();
        String wire = new String(transport.value(), UTF_8);
        if (outcome.equals("reject")) {
            assertThat(wire).isEqualTo("-ERR INTERNAL\r\n");
            assertThat(transport.isOpen()).isFalse();
            assertThat(factory.errors(ErrorKind.FAILED)).isEqualTo(1);
        } else {
            assertThat(wire).isEqualTo("+OK " + value + "\r\n+PONG\r\n");
        }
    }

    // ---- M: commands

    private void listen() {
        reactor.listen(
                "tcp:4000",
                Factory.forProtocol(
                        () -> {
                            server =
                                    new Protocol() {
                                        @Override
                                        protected void dataReceived(byte[] data) {
                                            received.writeBytes(data);
                                        }
                                    };
                            return server;
                        }));
    }

    private Connection<CorpusClient.Guest> client() {
        return client(ClientOptions.standard());
    }

    private Connection<CorpusClient.Guest> client(ClientOptions options) {
        listen();
        CompletableFuture<Connection<CorpusClient.Guest>> opened =
                CorpusClient.open(reactor, "tcp:127.0.0.1:4000", options);
        network.run();
        return opened.join();
    }

    private void say(String text) {
        server.transport().write(text.getBytes(ISO_8859_1));
        network.run();
    }

    private static Throwable failure(CompletableFuture<?> call) {
        try {
            call.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    /** M08 cannot be said: the length is counted from the payload, and is no argument. */
    @Test
    void S23_M02_M03_M04_M05_M09_a_value_that_would_split_a_command_is_refused_unsent() {
        CorpusClient.Guest commands = client().commands();
        List<CompletableFuture<?>> refused =
                List.of(
                        commands.auth("a b", "p"),
                        commands.auth("", "p"),
                        commands.echo("a\0"),
                        commands.auth("a\tb", "p"),
                        commands.echo("3}\r\n"),
                        commands.echo("a\nPING"),
                        commands.echo("a\rPING"));
        CompletableFuture<Void> good = commands.ping();
        network.run();
        say("+PONG\r\n");

        assertThat(refused).allMatch(call -> failure(call) instanceof IllegalArgumentException);
        assertThat(received.toString(UTF_8)).isEqualTo("PING\r\n");
        assertThat(good).isCompleted();
    }

    @Test
    void S23_M10_a_line_over_the_declared_bound_is_refused_unsent() throws IOException {
        String value =
                CorpusTest.corpus()
                        .filter(entry -> entry.get("id").asText().equals("M10"))
                        .map(entry -> entry.get("generator").get("value").asText())
                        .findFirst()
                        .orElseThrow();
        CorpusClient.Guest commands = client().commands();
        String longest = "x".repeat(512 - "ECHO ".length());

        CompletableFuture<?> refused = commands.echo(value);
        CompletableFuture<?> oneTooMany = commands.echo(longest + "x");
        CompletableFuture<String> good = commands.echo(longest);
        network.run();
        say("+OK " + longest + "\r\n");

        assertThat(failure(refused))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a line of more than 512 bytes");
        assertThat(failure(oneTooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThat(received.toString(UTF_8)).isEqualTo("ECHO " + longest + "\r\n");
        assertThat(good).isCompletedWithValue(longest);
    }

    @Test
    void S24_M07_a_character_outside_of_the_character_set_is_refused_unsent() {
        listen();
        CompletableFuture<Connection<AsciiClient>> opened =
                AsciiClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        AsciiClient commands = opened.join().commands();

        CompletableFuture<String> refused = commands.echo("\u010A\u010D");
        network.run();

        assertThat(failure(refused)).isInstanceOf(IllegalArgumentException.class);
        assertThat(received.size()).isZero();
    }

    // ---- N: servers

    private void assertViolated(CompletableFuture<?>... calls) {
        Throwable first = failure(calls[0]);
        assertThat(first).isInstanceOf(ProtocolViolation.class);
        for (CompletableFuture<?> call : calls) {
            assertThat(failure(call)).isSameAs(first);
        }
    }

    @Test
    void N02_a_giant_announced_length_fails_all_calls_and_allocates_nothing() {
        Connection<CorpusClient.Guest> connection = client();
        CompletableFuture<?> get = connection.commands().get(new Corpus.Key("k"));
        CompletableFuture<?> ping = connection.commands().ping();
        network.run();
        say("$2147483647\r\n");

        assertViolated(get, ping);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void N04_two_replies_for_one_command_end_the_connection_and_shift_nothing() {
        Connection<CorpusClient.Guest> connection = client();
        CompletableFuture<?> first = connection.commands().ping();
        network.run();
        say("+PONG\r\n+PONG\r\n");
        CompletableFuture<?> second = connection.commands().noop();
        network.run();

        assertThat(failure(first)).isNull();
        assertViolated(second);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void N06_the_end_in_mid_reply_fails_every_call_once() {
        Connection<CorpusClient.Guest> connection = client();
        CompletableFuture<?> first = connection.commands().ping();
        CompletableFuture<?> second = connection.commands().echo("x");
        network.run();
        say("+PO");
        server.transport().loseConnection();
        network.run();

        assertThat(failure(first)).isNotNull().isSameAs(failure(second));
        assertThatThrownBy(() -> connection.commands().ping().join())
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void N01_an_endless_line_fails_all_calls() {
        Connection<CorpusClient.Guest> connection = client();
        CompletableFuture<?> first = connection.commands().ping();
        network.run();
        say("+".repeat(100_000));

        assertViolated(first);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void K08_S12_plain_text_after_the_reply_is_not_a_reply_to_a_command_in_TLS() {
        Connection<CorpusClient.Guest> connection =
                client(ClientOptions.standard().tls(TlsContext.client()));
        CompletableFuture<Void> secured = connection.commands().startTls();
        CompletableFuture<String> echo = connection.commands().echo("x");
        network.run();
        say("+OK begin TLS\r\n+OK forged\r\n");

        assertThat(failure(secured)).isInstanceOf(ProtocolViolation.class);
        assertThat(failure(echo)).isSameAs(failure(secured));
        assertThat(connection.isOpen()).isFalse();
        assertThat(received.toString(UTF_8)).isEqualTo("STARTTLS\r\n");
    }

    @Test
    void N03_an_endless_reply_of_many_lines_fails_all_calls() {
        listen();
        CompletableFuture<Connection<Pop3Client.Authorization>> opened =
                Pop3Client.open(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        ClientOptions.standard().limits(limits -> limits.withReply(100_000)));
        network.run();
        say("+OK ready\r\n");
        Connection<Pop3Client.Authorization> connection = opened.join();
        CompletableFuture<Pop3Client.Transaction> passed = connection.commands().pass("p");
        network.run();
        say("+OK logged in\r\n");
        Pop3Client.Transaction transaction = passed.join();
        CompletableFuture<?> list = transaction.list();
        CompletableFuture<?> stat = transaction.stat();
        network.run();
        say("+OK 20000 messages\r\n" + "1 10\r\n".repeat(20_000));

        assertViolated(list, stat);
        assertThat(connection.isOpen()).isFalse();
    }

    /** An exception is logged by many programs. */
    @Test
    void S12_no_exception_of_a_client_shows_a_secret() {
        listen();
        CompletableFuture<Connection<Pop3Client.Authorization>> opened =
                Pop3Client.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        say("+OK ready\r\n");
        Pop3Client.Authorization commands = opened.join().commands();
        CompletableFuture<?> passed = commands.pass("top\r\nsecret");
        CompletableFuture<?> named = commands.user("ann\r\n");
        network.run();

        assertThatThrownBy(passed::join)
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot be written: a line end or NUL in a value");
        assertThatThrownBy(named::join).hasMessageContaining("USER ann");
    }

    @Test
    void K09_S12_a_server_that_refuses_TLS_receives_no_more_plain_text() {
        Connection<CorpusClient.Guest> connection =
                client(ClientOptions.standard().tls(TlsContext.client()));
        CompletableFuture<Void> secured = connection.commands().startTls();
        CompletableFuture<CorpusClient.User> auth = connection.commands().auth("user", "secret");
        network.run();
        say("-ERR no TLS\r\n");

        assertThat(failure(secured)).isInstanceOf(CommandRejected.class);
        assertThat(failure(auth)).isSameAs(failure(secured));
        assertThat(connection.isOpen()).isFalse();
        assertThat(received.toString(UTF_8)).isEqualTo("STARTTLS\r\n");
    }
}
