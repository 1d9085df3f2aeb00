package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** What the generated client sends, what it makes of replies, and what it refuses. */
class GeneratedClientTest {
    private static final Served X =
            Served.compile(
                    """
                    @LineProtocol(caseSensitive = true)
                    @Errors(unknown = @Reply("ERR {'{message}'}"))
                    @Limits(line = 100, payload = 1000, reply = 2000, replyLine = 100, requestSeconds = 5, pipelined = 4)
                    public interface X {
                        @Command("FIXED") @Reply("OK") void fixed();
                        @Command("ECHO {word}") @Reply("= {*}") String echo(String word);
                        @Command("ADD {a} {b}") @Reply("{}") int add(int a, int b);
                        @Command("FIND {key}") @Reply(value = "FOUND {}", absent = "NONE") Optional<String> find(String key);
                        @Command("HAS {key}") @Reply(value = "YES", absent = "NO") boolean has(String key);
                        @Command("LIST") @Reply(each = "* {*}", end = ".") List<String> list();
                        @Command("SIZED") @Reply(value = "{items.size}", each = "* {}") List<Integer> sized();
                        @Command("SHAPE") Shape shape();
                        @Command("PUT {name} {data.length}[ noreply]") @Reply("OK {data.length}") void put(String name, @Payload Bytes data, @NoReply boolean noreply);
                        @Command("GET {key}") @Reply(end = "END") List<Data> get(String key);
                        @Command("REFUSE") @Reply("OK") void refuse() throws Refused;
                        @Command("EVEN") @Reply("{}") Even even();
                        @Command("TEXT {name}") @Reply("+ {name}") @Payload(Payload.Framing.DOTTED) Bytes text(String name) throws Refused;
                        @Command("POST {name}") @Reply("OK") void post(String name, @Payload(Payload.Framing.DOTTED) Bytes text);

                        @Command("VALUE") @Reply("V {*}") String value() throws Missing;
                        @Command("GOT") Got got();
                        @Command("WORD") @Reply("{}") String word() throws Busy;
                        @Command("RANGE") Range range();
                        @Reply("V missing") final class Missing extends Exception {
                            public Missing() {}
                        }
                        @Reply("TRY {seconds}") final class Busy extends Exception {
                            private final int seconds;
                            public Busy(int seconds) { this.seconds = seconds; }
                            public int seconds() { return seconds; }
                        }
                        sealed interface Got {}
                        @Reply("GOT {x*}") record Text(String x) implements Got {}
                        @Reply("GOT {n}") record Number(int n) implements Got {}
                        @Reply("GOT nothing") record Nothing() implements Got {}
                        @Reply("GOT {a} {b}") record Two(String a, String b) implements Got {}
                        sealed interface Range {}
                        @Reply("R {kind} {low} {high}") record Wide(String kind, int low, int high) implements Range {}
                        @Reply("R {kind} {low} open") record Open(String kind, int low) implements Range {}
                        @Reply("R {kind} {low} {word}") record Named(String kind, int low, String word) implements Range {}

                        sealed interface Shape {}
                        @Reply("CIRCLE {radius}") record Circle(int radius) implements Shape {}
                        @Reply("POINT") record Point() implements Shape {}
                        @Reply("DATA {key} {data.length}") record Data(String key, @Payload Bytes data) {}
                        record Even(int value) {
                            public Even {
                                if (value % 2 != 0) { throw new IllegalArgumentException("odd"); }
                            }
                        }
                        @Reply("NO {code} {message*}") final class Refused extends Exception {
                            private final int code;
                            public Refused(int code, String message) { super(message); this.code = code; }
                            public int code() { return code; }
                        }
                    }

                    final class H implements X {
                        public String value() { return ""; }
                        public X.Got got() { return null; }
                        public String word() { return ""; }
                        public X.Range range() { return null; }
                        public void fixed() {}
                        public String echo(String word) { return word; }
                        public int add(int a, int b) { return a + b; }
                        public Optional<String> find(String key) { return Optional.empty(); }
                        public boolean has(String key) { return true; }
                        public List<String> list() { return List.of(); }
                        public List<Integer> sized() { return List.of(); }
                        public Shape shape() { return new Point(); }
                        public void put(String name, Bytes data, boolean noreply) {}
                        public List<Data> get(String key) { return List.of(); }
                        public void refuse() {}
                        public Even even() { return new Even(2); }
                        public Bytes text(String name) { return Bytes.empty(); }
                        public void post(String name, Bytes text) {}
                    }
                    """);

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Script server = new Script();
    private Connection<?> connection;

    /** A server that says what the test wants. */
    private static final class Script extends Protocol {
        private final StringBuilder received = new StringBuilder();
        private Throwable lost;

        @Override
        protected void dataReceived(byte[] data) {
            received.append(new String(data, UTF_8));
        }

        @Override
        protected void connectionLost(Throwable reason) {
            lost = reason;
        }
    }

    @BeforeEach
    void connect() throws Exception {
        network.run();
        reactor.listen(
                "tcp:4000",
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return server;
                    }
                });
        Method open = X.type("XClient").getMethod("open", Reactor.class, String.class);
        CompletableFuture<?> opened =
                (CompletableFuture<?>) open.invoke(null, reactor, "tcp:127.0.0.1:4000");
        network.run();
        connection = (Connection<?>) opened.join();
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private CompletableFuture<?> call(String method, Object... arguments) {
        try {
            Object commands = connection.commands();
            Method called =
                    Arrays.stream(commands.getClass().getMethods())
                            .filter(candidate -> candidate.getName().equals(method))
                            .findFirst()
                            .orElseThrow();
            CompletableFuture<?> future = (CompletableFuture<?>) called.invoke(commands, arguments);
            network.run();
            return future;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private void say(String bytes) {
        server.transport().write(bytes.getBytes(UTF_8), 0, bytes.getBytes(UTF_8).length);
        network.run();
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        try {
            future.join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    private void assertViolated(CompletableFuture<?> future, String message) {
        assertThat(failure(future))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining(message);
        assertThat(connection.isOpen()).isFalse();
        assertThat(server.lost).isNotNull();
    }

    // ---- commands and replies

    @Test
    void commands_are_written_as_they_are_declared() {
        call("fixed");
        call("add", 1, -2);
        call("put", "n", Bytes.of("a\r\nb"));
        call("putNoReply", "n", Bytes.of(""));

        assertThat(server.received)
                .hasToString("FIXED\r\nADD 1 -2\r\nPUT n 4\r\na\r\nb\r\nPUT n 0 noreply\r\n\r\n");
    }

    private Object answered(String method, String line) {
        CompletableFuture<?> future = call(method);
        say(line + "\r\n");
        return future.isCompletedExceptionally() ? failure(future) : future.join();
    }

    @Test
    void F40_theMoreSpecificReplyIsUsed() {
        assertThat(answered("value", "V missing").getClass().getSimpleName()).isEqualTo("Missing");
        assertThat(answered("value", "V missing not")).isEqualTo("missing not");
        assertThat(answered("got", "GOT nothing")).hasToString("Nothing[]");
        assertThat(answered("got", "GOT 7")).hasToString("Number[n=7]");
        assertThat(answered("got", "GOT 7 8")).hasToString("Two[a=7, b=8]");
        assertThat(answered("got", "GOT seven")).hasToString("Text[x=seven]");
        assertThat(answered("got", "GOT a b c")).hasToString("Text[x=a b c]");
        assertThat(answered("word", "TRY 5").getClass().getSimpleName()).isEqualTo("Busy");
        assertThat(answered("word", "TRY")).isEqualTo("TRY");
    }

    @Test
    void F40_repliesThatDifferInLaterWordsArriveAsThemselves() {
        assertThat(answered("range", "R a 1 2")).hasToString("Wide[kind=a, low=1, high=2]");
        assertThat(answered("range", "R a 1 open")).hasToString("Open[kind=a, low=1]");
        assertThat(answered("range", "R a 1 z")).hasToString("Named[kind=a, low=1, word=z]");
    }

    @Test
    void a_dotted_text_is_sent_with_its_dots() {
        CompletableFuture<?> posted = call("post", "n", Bytes.of(".a\nb"));
        say("OK\r\n");

        assertThat(server.received).hasToString("POST n\r\n..a\r\nb\r\n.\r\n");
        assertThat(posted).isCompleted();
    }

    @Test
    void a_dotted_text_is_read_without_its_dots() {
        CompletableFuture<?> text = call("text", "n");
        CompletableFuture<?> next = call("text", "m");
        CompletableFuture<?> refused = call("text", "o");
        for (char c : "+ n\r\n..a\r\n...\r\n.\r\n+ m\r\n.\r\nNO 1 none\r\n".toCharArray()) {
            say(String.valueOf(c));
        }

        assertThat(text.join()).isEqualTo(Bytes.of(".a\r\n..\r\n"));
        assertThat(next.join()).isEqualTo(Bytes.empty());
        assertThat(failure(refused)).hasMessage("none");
    }

    @Test
    void a_dotted_text_with_other_line_ends() {
        assertViolated(callAndSay("text", "+ n\r\na\nb\r\n.\r\n"), "has a wrong end");
    }

    @Test
    void a_dotted_text_over_its_bound() {
        CompletableFuture<?> text = callAndSay("text", "+ n\r\n" + "x".repeat(5_000));
        assertThat(text).isNotDone();
        say("\r\n.\r\n");
        assertThat(failure(text))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("more than 1000 bytes after");
        assertThat(connection.isOpen()).isTrue();
    }

    private CompletableFuture<?> callAndSay(String method, String bytes) {
        CompletableFuture<?> call = call(method, "n");
        say(bytes);
        return call;
    }

    @Test
    void replies_are_matched_in_the_order_of_the_commands() {
        CompletableFuture<?> first = call("add", 1, 2);
        CompletableFuture<?> second = call("echo", "x");
        CompletableFuture<?> third = call("has", "x");
        say("3\r\n= a b\r\nNO\r\n");

        assertThat(first.join()).isEqualTo(3);
        assertThat(second.join()).isEqualTo("a b");
        assertThat(third.join()).isEqualTo(false);
    }

    @Test
    void a_reply_may_come_byte_by_byte() {
        CompletableFuture<?> got = call("get", "k");
        for (char c : "DATA k 4\r\n\r\n\r\n\r\nEND\r\n".toCharArray()) {
            say(String.valueOf(c));
        }

        assertThat(got.join().toString()).startsWith("[Data[key=k");
    }

    @Test
    void what_may_be_absent_and_alternatives() {
        CompletableFuture<?> found = call("find", "k");
        CompletableFuture<?> none = call("find", "k");
        CompletableFuture<?> circle = call("shape");
        CompletableFuture<?> point = call("shape");
        say("FOUND v\r\nNONE\r\nCIRCLE 3\r\nPOINT\r\n");

        assertThat(found.join()).hasToString("Optional[v]");
        assertThat(none.join()).hasToString("Optional.empty");
        assertThat(circle.join()).hasToString("Circle[radius=3]");
        assertThat(point.join()).hasToString("Point[]");
    }

    @Test
    void lists_with_an_end_and_with_a_size() {
        CompletableFuture<?> ended = call("list");
        CompletableFuture<?> sized = call("sized");
        CompletableFuture<?> empty = call("sized");
        say("* a b\r\n* c\r\n.\r\n2\r\n* 1\r\n* 2\r\n0\r\n");

        assertThat(ended.join()).isEqualTo(List.of("a b", "c"));
        assertThat(sized.join()).isEqualTo(List.of(1, 2));
        assertThat(empty.join()).isEqualTo(List.of());
    }

    @Test
    void a_declared_exception_completes_its_call_alone() {
        CompletableFuture<?> refused = call("refuse");
        CompletableFuture<?> fixed = call("fixed");
        say("NO 7 not now\r\nOK\r\n");

        assertThat(failure(refused)).hasMessage("not now").hasFieldOrPropertyWithValue("code", 7);
        assertThat(fixed).isCompleted();
    }

    @Test
    void an_error_line_completes_its_call_alone() {
        CompletableFuture<?> rejected = call("fixed");
        CompletableFuture<?> fixed = call("fixed");
        say("ERR go away\r\nOK\r\n");

        assertThat(failure(rejected))
                .isInstanceOf(CommandRejected.class)
                .hasMessageContaining("ERR go away");
        assertThat(fixed).isCompleted();
    }

    @Test
    void a_cancelled_call_keeps_its_place() {
        CompletableFuture<?> cancelled = call("add", 1, 1);
        CompletableFuture<?> second = call("add", 2, 2);
        cancelled.cancel(false);
        say("2\r\n4\r\n");

        assertThat(second.join()).isEqualTo(4);
    }

    @Test
    void no_more_commands_are_under_way_than_the_bound() {
        List<CompletableFuture<?>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(call("add", i, 0));
        }
        assertThat(server.received).hasToString("ADD 0 0\r\nADD 1 0\r\nADD 2 0\r\nADD 3 0\r\n");
        say("0\r\n1\r\n");

        assertThat(server.received.toString()).endsWith("ADD 4 0\r\nADD 5 0\r\n");
        say("2\r\n3\r\n4\r\n5\r\n");
        assertThat(calls).allMatch(CompletableFuture::isDone);
    }

    @Test
    void a_value_that_would_split_the_command_is_refused_before_a_byte_is_sent() {
        CompletableFuture<?> split = call("echo", "a\r\nFIXED");
        CompletableFuture<?> blank = call("echo", "a b");
        CompletableFuture<?> empty = call("echo", "");
        CompletableFuture<?> fixed = call("fixed");

        assertThat(failure(split)).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure(blank)).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure(empty)).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.received).hasToString("FIXED\r\n");
        say("OK\r\n");
        assertThat(fixed).isCompleted();
    }

    // ---- what a server may not do

    @Test
    void Δ26_a_reply_that_fits_nothing() {
        CompletableFuture<?> first = call("add", 1, 2);
        CompletableFuture<?> second = call("fixed");
        say("three\r\nOK\r\n");

        assertViolated(first, "unexpected reply \"three\"");
        assertThat(failure(second)).isSameAs(failure(first));
    }

    @Test
    void a_surplus_reply() {
        CompletableFuture<?> first = call("fixed");
        say("OK\r\nOK\r\n");

        assertThat(first).isCompleted();
        assertViolated(call("fixed"), "a reply without a command");
    }

    @Test
    void a_reply_before_any_command() {
        say("OK\r\n");

        assertViolated(call("fixed"), "a reply without a command");
    }

    @Test
    void an_endless_line() {
        CompletableFuture<?> echo = call("echo", "x");
        say("= " + "x".repeat(200));

        assertViolated(echo, "longer than 100 bytes");
    }

    @Test
    void an_endless_list() {
        CompletableFuture<?> list = call("list");
        for (int i = 0; i < 50; i++) {
            say("* " + "x".repeat(60) + "\r\n");
        }

        assertViolated(list, "a reply of more than 2000 bytes");
    }

    @Test
    void unannounced_items() {
        CompletableFuture<?> sized = call("sized");
        say("* 1\r\n");

        assertViolated(sized, "unexpected reply");
    }

    @Test
    void a_giant_announced_length() {
        CompletableFuture<?> get = call("get", "k");
        say("DATA k 999999999\r\n");

        assertViolated(get, "more than 1000 bytes after");
    }

    @Test
    void a_payload_that_does_not_end() {
        CompletableFuture<?> get = call("get", "k");
        say("DATA k 2\r\nabcd\r\n");

        assertViolated(get, "has a wrong end");
    }

    @Test
    void another_line_end() {
        CompletableFuture<?> fixed = call("fixed");
        say("OK\n");

        assertViolated(fixed, "has a wrong line end");
    }

    @Test
    void a_control_character() {
        CompletableFuture<?> echo = call("echo", "x");
        say("= a\u0007\r\n");

        assertViolated(echo, "a control character");
    }

    @Test
    void a_value_that_its_type_refuses() {
        CompletableFuture<?> even = call("even");
        say("3\r\n");

        assertThat(failure(even)).isInstanceOf(ProtocolViolation.class);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void AM5_the_end_in_mid_reply_fails_each_call_once_with_one_cause() {
        CompletableFuture<?> list = call("list");
        CompletableFuture<?> fixed = call("fixed");
        say("* a\r\n* b");
        server.transport().loseConnection();
        network.run();

        assertThat(failure(list)).isInstanceOf(ConnectionLost.class);
        assertThat(failure(fixed)).isSameAs(failure(list));
        assertThat(failure(call("fixed"))).isSameAs(failure(list));
    }

    @Test
    void the_end_between_replies_is_a_clean_one() {
        server.transport().loseConnection();
        network.run();

        assertThat(connection.closed().join()).isInstanceOf(ConnectionDone.class);
    }

    @Test
    void a_reply_that_does_not_come_ends_the_connection_so_that_no_reply_is_shifted() {
        CompletableFuture<?> first = call("fixed");
        network.advance(Duration.ofSeconds(3));
        CompletableFuture<?> second = call("fixed");
        assertThat(first).isNotDone();
        network.advance(Duration.ofSeconds(3));

        assertThat(failure(first)).isInstanceOf(TimeoutException.class);
        assertThat(failure(second)).isSameAs(failure(first));
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void a_closed_connection_takes_no_commands() {
        connection.close();
        network.run();

        assertThat(failure(call("fixed"))).isInstanceOf(ConnectionDone.class);
    }

    @Test
    void the_blocking_view_refuses_a_loops_thread() throws Exception {
        Object blocking = connection.blocking();
        Method fixed = X.type("X").getMethod("fixed");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        reactor.callFromThread(
                () -> {
                    try {
                        fixed.invoke(blocking);
                        thrown.complete(null);
                    } catch (ReflectiveOperationException e) {
                        thrown.complete(e.getCause());
                    }
                });
        network.run();

        assertThat(thrown.join()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> {
                            throw thrown.join();
                        })
                .hasMessageContaining("thread");
    }
}
