package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;

/** What is pushed to many: formatted once, each member bounded. */
class GroupTest {
    private static final int MOST = 1_000;

    /** More than networks and transports hold. */
    private static final int LINES = 2_000;

    private static final String LONG = "x".repeat(100);
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Group group = new Group();
    private final List<Peer> peers = new ArrayList<>();

    /** Somebody who hears, if he wants to. */
    private static final class Hearer extends Protocol {
        private final StringBuilder heard = new StringBuilder();
        private Throwable ended;

        @Override
        public void inputReceived(Input input) {
            heard.append(
                    new String(input.array(), input.position(), input.remaining(), ISO_8859_1));
            input.consumeAll();
        }

        @Override
        public void connectionLost(Throwable reason) {
            ended = reason;
        }

        void listens(boolean now) {
            if (now) {
                transport().resumeReading();
            } else {
                transport().pauseReading();
            }
        }

        void send(String text) {
            transport().write(text.getBytes(ISO_8859_1));
        }
    }

    private Town citizen(Peer peer) {
        peers.add(peer);
        return text -> TownPushes.to(group.except(peer)).said(new Town.Text(text));
    }

    private List<Hearer> connect(CommandFactory<?> factory, int count) {
        network.bufferBytes(200);
        factory.limits(limits -> limits.withPushed(MOST));
        reactor.listen("tcp:4000", factory);
        List<Hearer> hearers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Hearer hearer = new Hearer();
            hearers.add(hearer);
            reactor.connect(
                    "tcp:127.0.0.1:4000",
                    new ClientFactory() {
                        @Override
                        public Protocol buildProtocol(SocketAddress peer) {
                            return hearer;
                        }
                    });
            network.run();
        }
        peers.forEach(group::add);
        return hearers;
    }

    @Test
    void a_message_for_all_is_formatted_once() {
        List<Hearer> hearers = connect(new TownFactory(this::citizen), 3);
        Town.Text.takeWritten();

        TownPushes.to(group).said(new Town.Text("hello"));
        network.run();

        assertThat(Town.Text.takeWritten()).isEqualTo(1);
        assertThat(hearers)
                .extracting(hearer -> hearer.heard.toString())
                .containsOnly("* hello\r\n");
    }

    @Test
    void an_author_does_not_receive_the_own_message() {
        List<Hearer> hearers = connect(new TownFactory(this::citizen), 3);

        hearers.get(1).send("SAY hello\r\n");
        network.run();

        assertThat(hearers)
                .extracting(hearer -> hearer.heard.toString())
                .containsExactly("* hello\r\n", "SAID\r\n", "* hello\r\n");
    }

    @Test
    void a_closed_connection_leaves_and_no_peer_is_a_member_twice() {
        List<Hearer> hearers = connect(new TownFactory(this::citizen), 3);
        assertThat(group.add(peers.get(0))).isFalse();
        assertThat(group.size()).isEqualTo(3);

        hearers.get(0).transport().loseConnection();
        network.run();

        assertThat(group.size()).isEqualTo(2);
        assertThat(group.add(peers.get(0))).isFalse();
        assertThat(group.remove(peers.get(1))).isTrue();
        assertThat(group.remove(peers.get(1))).isFalse();
        TownPushes.to(group).said(new Town.Text("hello"));
        network.run();
        assertThat(hearers)
                .extracting(hearer -> hearer.heard.toString())
                .containsExactly("", "", "* hello\r\n");
    }

    @Test
    void a_value_that_cannot_be_written_is_sent_to_no_member() {
        List<Hearer> hearers = connect(new TownFactory(this::citizen), 2);

        assertThatThrownBy(() -> TownPushes.to(group).said(new Town.Text("a\r\nSAID")))
                .isInstanceOf(IllegalArgumentException.class);
        network.run();

        assertThat(hearers).extracting(hearer -> hearer.heard.toString()).containsOnly("");
    }

    @Test
    void a_slow_member_is_disconnected_and_the_others_receive_everything() {
        List<Hearer> hearers = connect(new TownFactory(this::citizen), 2);
        hearers.get(0).listens(false);

        for (int i = 0; i < LINES; i++) {
            TownPushes.to(group).said(new Town.Text(LONG));
            network.run();
        }

        assertThat(group.size()).isEqualTo(1);
        hearers.get(0).listens(true);
        network.run();
        assertThat(hearers.get(0).ended).isNotNull();
        assertThat(hearers.get(1).ended).isNull();
        assertThat(hearers.get(1).heard.toString()).isEqualTo(("* " + LONG + "\r\n").repeat(LINES));
    }

    @Test
    void a_slow_member_misses_whole_lines_with_drop() {
        List<Hearer> hearers =
                connect(
                        new SquareFactory(
                                peer -> {
                                    peers.add(peer);
                                    return () -> {};
                                }),
                        2);
        hearers.get(0).listens(false);

        for (int i = 0; i < LINES; i++) {
            SquarePushes.to(group).said(LONG);
            network.run();
        }
        hearers.get(0).listens(true);
        network.run();
        SquarePushes.to(group).said("again");
        hearers.get(0).send("PING\r\n");
        network.run();

        String line = "* " + LONG + "\r\n";
        String heard = hearers.get(0).heard.toString();
        assertThat(heard).endsWith("* again\r\nPONG\r\n");
        int whole = (heard.length() - "* again\r\nPONG\r\n".length()) / line.length();
        assertThat(whole).isBetween(MOST / line.length(), LINES - 1);
        assertThat(heard).startsWith(line.repeat(whole) + "* again");
        assertThat(hearers.get(1).heard.toString()).isEqualTo(line.repeat(LINES) + "* again\r\n");
    }

    /** Each member is on a loop of its own; all lines come to all, in their order. */
    @Test
    void members_receive_in_order_on_every_loop() throws Exception {
        int members = 8;
        int lines = 500;
        CountDownLatch whole = new CountDownLatch(members);
        List<List<String>> heard = new ArrayList<>();
        try (Reactor loops = RealReactors.create(4)) {
            loops.start();
            CountDownLatch joined = new CountDownLatch(members);
            int port =
                    ((InetSocketAddress)
                                    loops.listen(
                                                    "tcp:port=0:interface=127.0.0.1",
                                                    new SquareFactory(
                                                            peer ->
                                                                    () -> {
                                                                        group.add(peer);
                                                                        joined.countDown();
                                                                    }))
                                            .getHost())
                            .getPort();
            List<Connection<SquareClient>> connections = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                List<String> mine = new ArrayList<>();
                heard.add(mine);
                CompletableFuture<Connection<SquareClient>> opened =
                        SquareClient.open(
                                loops,
                                "tcp:127.0.0.1:" + port,
                                text -> {
                                    mine.add(text);
                                    if (mine.size() == lines) {
                                        whole.countDown();
                                    }
                                });
                connections.add(opened.join());
                connections.get(i).commands().ping();
            }
            assertThat(joined.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < lines; i++) {
                SquarePushes.to(group).said("line " + i);
            }
            assertThat(whole.await(20, TimeUnit.SECONDS)).isTrue();
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            all.add("line " + i);
        }
        assertThat(heard).allMatch(all::equals);
    }
}
