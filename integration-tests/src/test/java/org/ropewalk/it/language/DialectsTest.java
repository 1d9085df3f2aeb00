package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** A client reads each spelling of a reply; a server writes the first. */
class DialectsTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> pushed = new ArrayList<>();
    private Server server;

    /** Plays the server. */
    private static final class Server extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {}

        void say(String text) {
            transport().write(text.getBytes(UTF_8));
        }
    }

    private final Dialects.Events listener =
            new Dialects.Events() {
                @Override
                public void added(int number) {
                    pushed.add("added " + number);
                }

                @Override
                public void all(String title, List<Integer> numbers) {
                    pushed.add(title + " " + numbers);
                }
            };

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

    /** What a call gives when the server answers it with {@code reply}. */
    private <T> CompletableFuture<T> call(
            Function<DialectsClient, CompletableFuture<T>> call, String reply) {
        var opened = DialectsClient.open(reactor, "tcp:127.0.0.1:4000", listener);
        network.run();
        CompletableFuture<T> result = call.apply(opened.join().commands());
        network.run();
        server.say(reply.replace("\n", "\r\n"));
        network.run();
        return result;
    }

    private static Throwable failure(CompletableFuture<?> call) {
        return call.handle((result, failure) -> failure).join();
    }

    @Test
    void a_client_reads_each_spelling() {
        for (String reply : List.of("200 done\n", "250\n", "250 whatever\n")) {
            assertThat(call(client -> client.mode("a"), reply)).isCompleted();
        }
        for (String reply : List.of("111 7 utc\n", "112 utc 7\n")) {
            assertThat(call(client -> client.date("utc"), reply)).isCompletedWithValue(7);
        }
        for (String reply : List.of("220 a b\n", "221 FOUND a b\n")) {
            assertThat(call(client -> client.find("x"), reply))
                    .isCompletedWithValue(Optional.of("a b"));
        }
        for (String reply : List.of("211 1 9\n", "212 9 DOWN TO 1\n")) {
            assertThat(call(DialectsClient::group, reply))
                    .isCompletedWithValue(new Dialects.Group(1, 9));
        }
    }

    @Test
    void a_client_reads_each_head_of_a_list() {
        for (String head : List.of("225 follow\n", "225\n", "224 LIST\n", "224 LIST here\n")) {
            assertThat(call(DialectsClient::list, head + "1 a\n2 b c\n.\n"))
                    .isCompletedWithValue(
                            List.of(new Dialects.Entry(1, "a"), new Dialects.Entry(2, "b c")));
        }
        for (String head : List.of("226 2\n", "227 NAMES 2\n")) {
            assertThat(call(DialectsClient::names, head + "a\nb\n"))
                    .isCompletedWithValue(List.of("a", "b"));
        }
    }

    @Test
    void a_client_reads_each_spelling_of_an_exception_and_of_an_error() {
        for (String reply : List.of("430 5\n", "423 NO 5\n")) {
            assertThat(failure(call(client -> client.mode("a"), reply)))
                    .isInstanceOfSatisfying(
                            Dialects.Refused.class, no -> assertThat(no.code()).isEqualTo(5));
        }
        for (String reply : List.of("500 unknown\n", "502\n")) {
            assertThat(failure(call(client -> client.mode("a"), reply)))
                    .isInstanceOfSatisfying(
                            CommandRejected.class,
                            no -> assertThat(no.kinds()).contains(ErrorKind.UNKNOWN));
        }
    }

    @Test
    void a_listener_gets_each_spelling_of_a_push() {
        call(
                client -> client.mode("a"),
                "* NEW 1\n* 2 EXISTS\n* ALL x\n* 1\n* .\n* EVERY y THING\n* 2\n* 3\n* .\n200\n");
        assertThat(pushed).containsExactly("added 1", "added 2", "x [1]", "y [2, 3]");
    }

    /** Writes everything. */
    private record Handler(Peer peer) implements Dialects {
        @Override
        public void mode(String name) throws Refused {
            DialectsPushes.to(peer).added(3);
            DialectsPushes.to(peer).all("t", List.of(1));
            if (name.equals("bad")) {
                throw new Refused(5);
            }
        }

        @Override
        public int date(String zone) {
            return 7;
        }

        @Override
        public Optional<String> find(String name) {
            return Optional.of("a b");
        }

        @Override
        public List<Entry> list() {
            return List.of(new Entry(1, "a"));
        }

        @Override
        public List<String> names() {
            return List.of("a");
        }

        @Override
        public Group group() {
            return new Group(1, 9);
        }
    }

    @Test
    void a_server_writes_the_first_spelling() {
        StringTransport transport =
                new StringTransport().connect(new DialectsFactory(Handler::new));
        transport.deliver("MODE bad\r\nDATE utc\r\nFIND x\r\nLIST\r\nNAMES\r\nGROUP\r\nJUMP\r\n");
        assertThat(transport.text())
                .isEqualTo(
                        String.join(
                                "\r\n",
                                "* NEW 3",
                                "* ALL t",
                                "* 1",
                                "* .",
                                "430 5",
                                "111 7 utc",
                                "220 a b",
                                "225 follow",
                                "1 a",
                                ".",
                                "226 1",
                                "a",
                                "211 1 9",
                                "500 unknown",
                                ""));
    }
}
