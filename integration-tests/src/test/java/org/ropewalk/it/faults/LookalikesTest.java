package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Replies;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** A line that would be read as a line of another role is refused when it is written. */
class LookalikesTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private List<String> lines = List.of();
    private String value = "";
    private boolean catching;
    private Peer peer;

    private final class Handler implements Desk {
        @Override
        public List<String> list() throws Desk.No {
            if (lines.isEmpty()) {
                throw new Desk.No("lines");
            }
            return lines;
        }

        @Override
        public List<String> headed() {
            return lines;
        }

        @Override
        public CompletionStage<List<String>> later() {
            return CompletableFuture.completedFuture(lines);
        }

        @Override
        public void each(Replies<String> replies) {
            for (String line : lines) {
                try {
                    replies.send(line);
                } catch (IllegalArgumentException e) {
                    if (!catching) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public List<String> sized() {
            return lines;
        }

        @Override
        public String get() {
            return value;
        }

        @Override
        public Optional<String> find() {
            return Optional.of(value);
        }

        @Override
        public void put(String name) {}

        @Override
        public void putRest(String name, String rest) {}

        @Override
        public void putAll() {}

        @Override
        public void line(String line) {}
    }

    private DeskFactory factory() {
        return new DeskFactory(
                connected -> {
                    peer = connected;
                    return new Handler();
                });
    }

    private String answer(String input) {
        StringTransport transport = new StringTransport().connect(factory());
        transport.deliver(input.getBytes(ISO_8859_1));
        return transport.text();
    }

    private void refused(String input) {
        assertThat(answer(input)).as("%s of %s %s", input, lines, value).isEqualTo("-FAILED\r\n");
    }

    private void written(String input, String expected) {
        assertThat(answer(input)).as("%s of %s %s", input, lines, value).isEqualTo(expected);
    }

    private DeskClient client() {
        reactor.listen("tcp:4000", factory());
        CompletableFuture<Connection<DeskClient>> opened =
                DeskClient.open(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        new Desk.News() {
                            @Override
                            public void told(String text) {}

                            @Override
                            public void said(String from, String text) {}
                        });
        network.run();
        return opened.join().commands();
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    @Test
    void F22_anItemIsNotTheEndOfItsList() {
        for (String end : List.of(".", " .", ". ", " . ")) {
            lines = List.of("a", end, "b");
            refused("LIST\r\n");
            refused("HEADED\r\n");
            refused("LATER\r\n");
            refused("EACH\r\n");
        }
        lines = List.of("a", "..", ".b", ". c", "-", "");
        written("HEADED\r\n", "+OK\r\na\r\n..\r\n.b\r\n. c\r\n-\r\n\r\n.\r\n");
    }

    @Test
    void F22_anItemIsNotARefusal() {
        for (String refusal : List.of("-ERR", "-ERR x", "-err x y", "-NO x", "-FAILED")) {
            lines = List.of("a", refusal);
            if (!refusal.equals("-NO x")) {
                refused("EACH\r\n");
                refused("LATER\r\n");
            } else {
                refused("LIST\r\n");
                refused("HEADED\r\n");
            }
        }
        lines = List.of("-ERROR", "a -ERR", "-FAILED x");
        written("HEADED\r\n", "+OK\r\n-ERROR\r\na -ERR\r\n-FAILED x\r\n.\r\n");
    }

    @Test
    void F22_aRefusalThatTheHandlerCatchesIsARefusalAllTheSame() {
        lines = List.of("a", ".", "b");
        catching = true;

        refused("EACH\r\n");
    }

    @Test
    void F22_anItemOfASizedListMayBeADot() {
        lines = List.of("a", ".", "b");

        written("SIZED\r\n", "3\r\na\r\n.\r\nb\r\n");
    }

    @Test
    void F20_aListHasTheNumberOfItemsInItsLine() {
        for (int difference : List.of(-1, 1)) {
            lines =
                    new AbstractList<>() {
                        private final List<String> inner = new ArrayList<>(List.of("a", "b"));

                        @Override
                        public String get(int index) {
                            return inner.get(index);
                        }

                        @Override
                        public int size() {
                            return inner.size() + difference;
                        }

                        @Override
                        public java.util.Iterator<String> iterator() {
                            return inner.iterator();
                        }
                    };
            refused("SIZED\r\n");
        }
    }

    @Test
    void F22_aValueIsNotARefusal() {
        for (String refusal : List.of("-ERR x", "-NO x", "-FAILED", "~all x", "~a b")) {
            value = refusal;
            refused("GET\r\n");
        }
        value = "a";
        written("GET\r\n", "a\r\n");
    }

    @Test
    void F22_aValueIsNotTheLineForNone() {
        value = "none";
        refused("FIND\r\n");
        value = "None";
        refused("FIND\r\n");
        value = "none at all";
        written("FIND\r\n", "V none at all\r\n");
    }

    @Test
    void F22_aPushIsNotAnotherPush() {
        StringTransport transport = new StringTransport().connect(factory());
        DeskPushes pushes = DeskPushes.to(peer);

        assertThatThrownBy(() -> pushes.said("all", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        pushes.said("a", "x");

        assertThat(transport.text()).isEqualTo("~a x\r\n");
    }

    @Test
    void F22_aCommandIsNotAnother() {
        DeskClient client = client();
        assertThatThrownBy(() -> client.put("all").join())
                .hasCauseInstanceOf(IllegalArgumentException.class);
        for (String line : List.of("LIST", "list x", "PUT", "PUT a")) {
            assertThatThrownBy(() -> client.line(line).join())
                    .hasCauseInstanceOf(IllegalArgumentException.class);
        }
        CompletableFuture<Void> good = client.line("LISTS x");
        network.run();
        assertThat(good).isCompleted();
    }

    @Test
    void F22_aRefusedListLeavesTheConnectionsOthersAlone() {
        lines = List.of("a", ".", "b");
        DeskClient client = client();
        CompletableFuture<List<String>> list = client.list();
        CompletableFuture<String> behind = client.get();
        network.run();

        assertThat(list).isCompletedExceptionally();
        assertThat(behind).isCompletedExceptionally();
    }
}
