package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.StringTransport;

/** Groups may be joined, left and pushed to on any thread, whatever their members do. */
class GroupFaultsTest {
    private static final int ROUNDS = 2_000;
    private final Group group = new Group();
    private final List<Peer> peers = new ArrayList<>();
    private final LateFactory factory =
            new LateFactory(
                    peer -> {
                        peers.add(peer);
                        return new Handler();
                    });

    private static final class Handler implements Late.Home {
        @Override
        public String name() {
            return "host";
        }

        @Override
        public CompletionStage<String> later(String key) {
            return new CompletableFuture<>();
        }

        @Override
        public String now(String key) {
            return key;
        }

        @Override
        public Late.Body data() {
            return null;
        }

        @Override
        public CompletionStage<Long> put(PayloadStream data) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Late.Said> say(String key) {
            return new CompletableFuture<>();
        }
    }

    private Protocol build() {
        return factory.buildProtocol(new InetSocketAddress(1));
    }

    @Test
    void F17_aMemberWhoseConnectionIsNotMadeDoesNotStopAPush() {
        StringTransport first = new StringTransport().connect(factory);
        build();
        StringTransport last = new StringTransport().connect(factory);
        peers.forEach(group::add);
        assertThat(group.size()).isEqualTo(3);

        LatePushes.to(group).told("a");
        first.runTurns();
        last.runTurns();

        assertThat(peers.get(1).loop()).isNull();
        assertThat(peers.get(1).isOpen()).isFalse();
        assertThat(first.text()).isEqualTo("! a\r\n");
        assertThat(last.text()).isEqualTo("! a\r\n");
    }

    @Test
    void F17_aPeerMayBeUsedWhileItsHandlerIsMade() {
        List<Object> seen = new ArrayList<>();
        LateFactory made =
                new LateFactory(
                        peer -> {
                            seen.add(peer.isOpen());
                            seen.add(peer.isSecure());
                            seen.add(peer.offersTls());
                            seen.add(peer.tls().isPresent());
                            peer.afterReply(() -> seen.add("task"));
                            LatePushes.to(peer).told("a");
                            seen.add(group.add(peer));
                            return new Handler();
                        });

        StringTransport transport = new StringTransport().connect(made);

        assertThat(seen).containsExactly(false, false, false, false, true);
        assertThat(transport.text()).isEmpty();
        LatePushes.to(group).told("b");
        assertThat(transport.text()).isEqualTo("! b\r\n");
    }

    @Test
    void F17_aConnectionThatIsClosedWhileItsHandlerIsMadeEndsWithoutAGreeting() {
        LateFactory late =
                new LateFactory(
                        peer -> {
                            peer.close();
                            peer.close();
                            return new Handler();
                        });

        StringTransport transport = new StringTransport().connect(late);
        transport.deliver("NOW a\r\n");

        assertThat(transport.text()).isEmpty();
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(late.endings(CloseReason.CLOSED)).isEqualTo(1);
        assertThat(late.connections()).isZero();
    }

    @Test
    void F17_aMemberThatLeavesDuringAPushDoesNotStopIt() {
        StringTransport first = new StringTransport().connect(factory);
        StringTransport second = new StringTransport().connect(factory);
        StringTransport third = new StringTransport().connect(factory);
        peers.forEach(group::add);

        LatePushes.to(group).told("a");
        second.lose(new ConnectionLost("x"));
        first.runTurns();
        third.runTurns();

        assertThat(group.size()).isEqualTo(2);
        assertThat(peers.get(1).loop()).isNull();
        assertThat(group.add(peers.get(1))).isFalse();
        assertThat(first.text()).isEqualTo("! a\r\n");
        assertThat(third.text()).isEqualTo("! a\r\n");
    }

    @Test
    void F17_aPeerThatEndsWhileItJoinsIsNoMember() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier barrier = new CyclicBarrier(2);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Protocol built = build();
                Peer peer = peers.get(i);
                var joins =
                        threads.submit(
                                () -> {
                                    barrier.await();
                                    return group.add(peer);
                                });
                var ends =
                        threads.submit(
                                () -> {
                                    barrier.await();
                                    built.endConnection(new ConnectionLost("x"));
                                    return null;
                                });
                joins.get(10, TimeUnit.SECONDS);
                ends.get(10, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(group.size()).isZero();
        assertThat(factory.connections()).isZero();
    }
}
