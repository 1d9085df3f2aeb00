package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Replies that overtake each other, on both sides. */
class TasksTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Map<String, CompletableFuture<Integer>> running = new TreeMap<>();
    private Played server;

    private final class Handler implements Tasks {
        @Override
        public CompletableFuture<Integer> run(String name) {
            return running.computeIfAbsent(name, missing -> new CompletableFuture<>());
        }

        @Override
        public void ping() {}

        @Override
        public List<Integer> list(int count) {
            return java.util.stream.IntStream.range(0, count).boxed().toList();
        }

        @Override
        public Data echo(Bytes data) {
            return new Data(data);
        }

        @Override
        public void quit() {}
    }

    /** A server that the test plays. */
    private static final class Played extends Protocol {
        private final StringBuilder received = new StringBuilder();

        @Override
        protected void dataReceived(byte[] data) {
            received.append(new String(data, UTF_8));
        }
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private StringTransport connect() {
        return new StringTransport().connect(new TasksFactory(peer -> new Handler()));
    }

    private TasksClient client(Factory factory) {
        reactor.listen("tcp:4000", factory);
        CompletableFuture<Connection<TasksClient>> opened =
                TasksClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        return opened.join().commands();
    }

    private TasksClient playedClient() {
        return client(
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        server = new Played();
                        return server;
                    }
                });
    }

    private void say(String text) {
        server.transport().write(text.getBytes(UTF_8));
        network.run();
    }

    // ---- the server

    @Test
    void a_tagged_reply_is_sent_when_it_is_complete() {
        StringTransport transport = connect();

        transport.deliver(
                "1 RUN a\r\n2 RUN b\r\n3 PING\r\n4 LIST 2\r\n5 ECHO 2\r\nhi\r\n6 WHAT\r\n");
        running.get("b").complete(7);
        transport.runTurns();
        running.get("a").completeExceptionally(new Tasks.Stopped("enough"));
        transport.runTurns();

        assertThat(transport.text())
                .isEqualTo(
                        "3 PONG\r\n4 ITEM 0\r\n4 ITEM 1\r\n4 END\r\n5 DATA 2\r\nhi\r\n6 BAD WHAT\r\n"
                                + "2 DONE b 7\r\n1 STOPPED enough\r\n");
    }

    @Test
    void a_failure_is_told_under_its_own_tag() {
        StringTransport transport = connect();

        transport.deliver("1 RUN a\r\n2 PING\r\n");
        running.get("a").completeExceptionally(new IllegalStateException("secret"));
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("2 PONG\r\n1 FAILED\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void what_cannot_be_read_is_answered_without_a_tag() {
        StringTransport transport = connect();

        transport.deliver("1 PING\r\n" + "x".repeat(9_000) + "\r\n2 PING\r\n");

        // It might have announced a payload, which must not be taken for commands.
        assertThat(transport.text()).isEqualTo("1 PONG\r\n* LONG\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void the_end_waits_for_the_replies_that_are_under_way() {
        StringTransport transport = connect();

        transport.deliver("1 RUN a\r\n2 QUIT\r\n3 PING\r\n");
        assertThat(transport.text()).isEqualTo("2 BYE\r\n");
        running.get("a").complete(1);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("2 BYE\r\n1 DONE a 1\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    // ---- both sides

    @Test
    void each_caller_gets_its_own_reply() {
        TasksClient client = client(new TasksFactory(peer -> new Handler()));
        CompletableFuture<Integer> a = client.run("a");
        CompletableFuture<Integer> b = client.run("b");
        CompletableFuture<List<Integer>> list = client.list(3);
        CompletableFuture<Tasks.Data> echo = client.echo(Bytes.of("x\r\ny"));
        network.run();

        assertThat(list.join()).containsExactly(0, 1, 2);
        assertThat(echo.join().data()).isEqualTo(Bytes.of("x\r\ny"));
        running.get("b").complete(2);
        network.run();
        assertThat(b.join()).isEqualTo(2);
        assertThat(a).isNotDone();
        running.get("a").complete(1);
        network.run();
        assertThat(a.join()).isEqualTo(1);
    }

    // ---- the client

    @Test
    void lines_of_several_replies_may_be_mixed() {
        TasksClient client = playedClient();
        CompletableFuture<List<Integer>> one = client.list(2);
        CompletableFuture<List<Integer>> two = client.list(2);
        CompletableFuture<Tasks.Data> echo = client.echo(Bytes.of("x"));
        network.run();
        assertThat(server.received).hasToString("1 LIST 2\r\n2 LIST 2\r\n3 ECHO 1\r\nx\r\n");

        say("2 ITEM 5\r\n1 ITEM 1\r\n3 DATA 3\r\n1 E");
        say("\r\n1 END\r\n2 ITEM 6\r\n2 END\r\n");

        assertThat(one.join()).containsExactly(1);
        assertThat(two.join()).containsExactly(5, 6);
        assertThat(echo.join().data()).isEqualTo(Bytes.of("1 E"));
    }

    @Test
    void an_error_line_is_its_own_callers() {
        TasksClient client = playedClient();
        CompletableFuture<Void> one = client.ping();
        CompletableFuture<Void> two = client.ping();
        network.run();

        say("2 BAD PING\r\n1 PONG\r\n");

        assertThat(one).isCompleted();
        assertThatThrownBy(two::join).hasCauseInstanceOf(CommandRejected.class);
    }

    @Test
    void a_call_that_times_out_fails_alone_and_its_late_reply_is_dropped() {
        TasksClient client = playedClient();
        CompletableFuture<Void> late = client.ping();
        network.run();
        network.advance(Duration.ofSeconds(61));
        assertThatThrownBy(late::join).hasCauseInstanceOf(TimeoutException.class);

        CompletableFuture<Void> next = client.ping();
        network.run();
        say("1 PONG\r\n");
        assertThat(next).isNotDone();
        say("2 PONG\r\n");

        assertThat(next).isCompleted();
    }

    @Test
    void an_unknown_tag_ends_the_connection() {
        TasksClient client = playedClient();
        CompletableFuture<Void> one = client.ping();
        network.run();

        say("9 PONG\r\n");

        assertThatThrownBy(one::join).hasCauseInstanceOf(ProtocolViolation.class);
    }
}
