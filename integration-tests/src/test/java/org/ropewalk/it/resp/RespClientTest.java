package org.ropewalk.it.resp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** What a client writes, and how it reads what a server of either version writes. */
class RespClientTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> pushed = new ArrayList<>();
    private final StringBuilder received = new StringBuilder();
    private Server server;

    /** Plays the server. */
    private final class Server extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {
            received.append(new String(data, UTF_8));
        }

        void say(String text) {
            transport().write(text.getBytes(UTF_8));
        }
    }

    @BeforeEach
    void listen() {
        reactor.listen(
                "tcp:4000",
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        server = new Server();
                        return server;
                    }
                });
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private static Bytes bytes(String text) {
        return Bytes.of(text);
    }

    private Connection<PocketClient> open() {
        var opened =
                PocketClient.open(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        (channel, message, number) ->
                                pushed.add(channel + " " + message + " " + number));
        network.run();
        return opened.join();
    }

    /** What a call gives when the server answers it with {@code reply}. */
    private <T> T call(Function<PocketClient, CompletableFuture<T>> call, String reply) {
        Connection<PocketClient> connection = open();
        CompletableFuture<T> result = call.apply(connection.commands());
        network.run();
        server.say(reply.replace("/", "\r\n"));
        network.run();
        try {
            assertThat(result).isDone();
            return result.join();
        } finally {
            connection.close();
            network.run();
        }
    }

    private <T> ObjectAssert<Object> gives(
            Function<PocketClient, CompletableFuture<T>> call, String reply) {
        return assertThat((Object) call(call, reply));
    }

    @SuppressWarnings("unchecked")
    private <T> void fails(
            Function<PocketClient, CompletableFuture<T>> call, String reply, Class<?> type) {
        assertThatThrownBy(() -> call(call, reply))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf((Class<? extends Throwable>) type.asSubclass(Throwable.class));
    }

    @Test
    void commands_are_arrays() {
        call(client -> client.ping(), "+PONG/");
        call(
                client ->
                        client.set(
                                bytes("a key"),
                                bytes(""),
                                new Pocket.SetOptions(
                                        OptionalLong.of(5), OptionalLong.empty(), true, false)),
                "+OK/");
        Map<Bytes, Bytes> fields = new LinkedHashMap<>();
        fields.put(bytes("a"), bytes("1\r\n2"));
        fields.put(bytes("b"), bytes("3"));
        call(client -> client.hset(bytes("h"), fields), ":2/");
        call(client -> client.blpop(List.of(bytes("x"), bytes("y")), 0.5), "*-1/");
        call(client -> client.echo("two words"), "$9/two words/");
        assertThat(received.toString())
                .isEqualTo(
                        RespServerTest.array("PING")
                                + RespServerTest.array("SET", "a key", "", "EX", "5", "NX")
                                + RespServerTest.array("HSET", "h", "a", "1\r\n2", "b", "3")
                                + RespServerTest.array("BLPOP", "x", "y", "0.5")
                                + RespServerTest.array("ECHO", "two words"));
    }

    @Test
    void values_of_both_versions_are_read() {
        gives(client -> client.get(bytes("k")), "$3/a/b/".replace("a/b", "a b"))
                .isEqualTo(Optional.of(bytes("a b")));
        gives(client -> client.get(bytes("k")), "$-1/").isEqualTo(Optional.empty());
        gives(client -> client.get(bytes("k")), "_/").isEqualTo(Optional.empty());
        gives(client -> client.get(bytes("k")), "$0//").isEqualTo(Optional.of(bytes("")));
        gives(client -> client.mget(List.of(bytes("k"))), "*3/$1/a/$-1/_/")
                .isEqualTo(List.of(Optional.of(bytes("a")), Optional.empty(), Optional.empty()));
        gives(client -> client.expire(bytes("k"), 1), ":1/").isEqualTo(true);
        gives(client -> client.expire(bytes("k"), 1), "#f/").isEqualTo(false);
        gives(client -> client.score(bytes("k")), "$3/1.5/").isEqualTo(1.5);
        gives(client -> client.score(bytes("k")), ",-1e3/").isEqualTo(-1000.0);
        gives(client -> client.lrange(bytes("k"), 0, -1), "*2/$1/a/$0//")
                .isEqualTo(List.of(bytes("a"), bytes("")));
        gives(client -> client.lrange(bytes("k"), 0, -1), "~1/+a/").isEqualTo(List.of(bytes("a")));
        gives(client -> client.hgetall(bytes("k")), "*2/$1/a/$1/1/")
                .isEqualTo(Map.of(bytes("a"), bytes("1")));
        gives(client -> client.hgetall(bytes("k")), "%1/$1/a/$1/1/")
                .isEqualTo(Map.of(bytes("a"), bytes("1")));
        gives(client -> client.blpop(List.of(bytes("q")), 0), "*2/$1/q/$1/v/")
                .isEqualTo(Optional.of(new Pocket.Popped(bytes("q"), bytes("v"))));
        gives(client -> client.blpop(List.of(bytes("q")), 0), "*-1/").isEqualTo(Optional.empty());
        gives(client -> client.type(bytes("k")), "+list/").isEqualTo(Pocket.Kind.list);
        gives(client -> client.incr(bytes("k")), ":-5/").isEqualTo(-5L);
    }

    @Test
    void objects_are_what_they_are() {
        Map<String, Object> about =
                call(
                        client ->
                                client.hello(
                                        OptionalInt.of(3),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                        "%6/$1/a/$1/b/$1/c/:5/+d/*2/_/#t/+e/%1/:1/,1.5/+f/(99999999999999999999/+g/$-1/");
        assertThat(about)
                .hasSize(6)
                .containsEntry("a", "b")
                .containsEntry("c", 5L)
                .containsEntry("e", Map.of(1L, 1.5))
                .containsEntry("f", new java.math.BigInteger("99999999999999999999"))
                .containsEntry("g", null);
        assertThat((List<?>) about.get("d")).isEqualTo(java.util.Arrays.asList(null, true));
    }

    @Test
    void one_call_may_have_several_replies() {
        List<Pocket.Entered> both =
                List.of(new Pocket.Entered(bytes("a"), 1), new Pocket.Entered(bytes("b"), 2));
        List<Bytes> channels = List.of(bytes("a"), bytes("b"));
        String reply = "*3/$9/subscribe/$1/a/:1/*3/$9/subscribe/$1/b/:2/";
        gives(client -> client.subscribe(channels), reply).isEqualTo(both);
        gives(client -> client.subscribe(channels), reply.replace('*', '>')).isEqualTo(both);
    }

    @Test
    void quotes_are_for_lines_alone() {
        gives(client -> client.ping(bytes("a \"b\"")), "$5/a \"b\"/").isEqualTo(bytes("a \"b\""));
        assertThat(received.toString()).isEqualTo(RespServerTest.array("PING", "a \"b\""));
    }

    @Test
    void parts_of_a_word_have_no_blanks() {
        call(client -> client.move(new Pocket.Place("a", "\"c\"")), "+moved \"a-\\\"c\\\"\"/");
        assertThat(received.toString()).isEqualTo(RespServerTest.array("MOVE", "a-\"c\""));
        assertThatThrownBy(() -> call(client -> client.move(new Pocket.Place("a b", "c")), "+OK/"))
                .hasMessageContaining("a blank in a value that must be one word");
    }

    @Test
    void null_may_be_the_absence_of_a_line() {
        Pocket.SetOptions plain =
                new Pocket.SetOptions(OptionalLong.empty(), OptionalLong.empty(), false, false);
        gives(client -> client.set(bytes("k"), bytes("v"), plain), "+OK/")
                .isEqualTo(Optional.of(new Pocket.Done()));
        gives(client -> client.set(bytes("k"), bytes("v"), plain), "$-1/")
                .isEqualTo(Optional.empty());
        gives(client -> client.set(bytes("k"), bytes("v"), plain), "_/")
                .isEqualTo(Optional.empty());
    }

    @Test
    void errors_are_exceptions() {
        fails(
                client -> client.get(bytes("k")),
                "-WRONGTYPE Operation against a key holding the wrong kind of value/",
                Pocket.WrongType.class);
        fails(client -> client.incr(bytes("k")), "-OOM no memory/", Pocket.Failed.class);
        fails(client -> client.get(bytes("k")), "-OOM no memory/", CommandRejected.class);
        fails(client -> client.ping(), "-NOAUTH Authentication required./", CommandRejected.class);
    }

    @Test
    void a_value_of_another_type_ends_the_connection() {
        for (String other : List.of("*1/$1/a/", ":x/", "$5/ab cd/", "+OK/", "%0/", "$-1/")) {
            assertThatThrownBy(() -> call(client -> client.incr(bytes("k")), other))
                    .as(other)
                    .hasMessageContaining("unexpected reply");
        }
        assertThatThrownBy(() -> call(client -> client.get(bytes("k")), "?5/"))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> call(client -> client.get(bytes("k")), "*1/".repeat(100)))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> call(client -> client.get(bytes("k")), "$99999999/"))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void a_list_may_have_more_elements_than_a_command() {
        int size = (1 << 16) + 1;
        List<Bytes> list =
                call(
                        client -> client.lrange(bytes("k"), 0, -1),
                        "*" + size + "/" + "$1/x/".repeat(size));
        assertThat(list).hasSize(size);
        assertThatThrownBy(
                        () ->
                                call(
                                        client ->
                                                client.lpush(
                                                        bytes("k"), list.subList(0, (1 << 16) - 1)),
                                        ":1/"))
                .hasMessageContaining("a command of more than 65536 words");
    }

    @Test
    void attributes_are_dropped() {
        gives(client -> client.get(bytes("k")), "|1/+ttl/:5/$1/v/")
                .isEqualTo(Optional.of(bytes("v")));
        gives(
                        client -> client.lrange(bytes("k"), 0, -1),
                        "|0/*2/|2/+a/*2/:1/|1/+b/+c/:2/+d/_/$1/x/$1/y/")
                .isEqualTo(List.of(bytes("x"), bytes("y")));
        gives(client -> client.ping(), "|1/+a/+b/+PONG/").isNull();
        fails(client -> client.get(bytes("k")), "|1/+a/?/", ProtocolViolation.class);
    }

    @Test
    void pushes_of_both_versions_come_between_replies() {
        Connection<PocketClient> connection = open();
        CompletableFuture<Void> ping = connection.commands().ping();
        network.run();
        server.say(
                "*4/$7/message/$1/c/$2/hi/:1/>4/$7/message/$1/d/$0//:2/+PONG/"
                        .replace("/", "\r\n"));
        network.run();
        assertThat(ping).isCompleted();
        assertThat(pushed).containsExactly("c hi 1", "d  2");
    }
}
