package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.Reactor.Phase;
import org.ropewalk.reactor.Reactor.SystemEvent;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.TlsContext;

/** What only a simulated network can be made to do. */
class MemoryOnlyTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<String> events = new ArrayList<>();

    private Port listen() {
        return reactor.listenTcp(
                0,
                Factory.forProtocol(
                        () ->
                                new Protocol() {
                                    @Override
                                    protected void connectionMade() {
                                        events.add("accepted");
                                    }
                                }));
    }

    private void connect(Port port) {
        reactor.connectTcp(
                "127.0.0.1",
                ((InetSocketAddress) port.getHost()).getPort(),
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return new Protocol() {};
                    }
                });
    }

    @Test
    void TP6_TP7_acceptingThatFailsIsTriedAgainLater_withoutASpin() {
        Port port = listen();
        network.failAccepts(2);
        connect(port);
        network.run();
        assertThat(events).isEmpty();
        network.advance(Duration.ofMillis(100));
        assertThat(events).isEmpty();
        network.advance(Duration.ofMillis(200));
        assertThat(events).containsExactly("accepted");
    }

    @Test
    void TP5_manyConnectionsAreAcceptedInBatches() {
        Port port = listen();
        for (int i = 0; i < 300; i++) {
            connect(port);
        }
        network.run();
        assertThat(events).hasSize(300);
    }

    @Test
    void RC5_RC7_RC10_triggersOfTheStartRunOnce_inTheirPhases() {
        reactor.callWhenRunning(() -> events.add("when running " + reactor.isRunning()));
        for (Phase phase : List.of(Phase.AFTER, Phase.DURING, Phase.BEFORE)) {
            reactor.addSystemEventTrigger(
                    phase,
                    SystemEvent.STARTUP,
                    () -> {
                        events.add(phase.toString());
                        return null;
                    });
        }
        network.run();
        network.run();
        assertThat(events).containsExactly("BEFORE", "DURING", "when running true", "AFTER");
    }

    @Test
    void RC12_RC13_connectionsAreDroppedBeforeTheUsersTriggersOfThatPhase() {
        Port port = listen();
        connect(port);
        network.run();
        events.clear();
        reactor.addSystemEventTrigger(
                Phase.DURING,
                SystemEvent.SHUTDOWN,
                () -> {
                    events.add("during, with " + network.leaks());
                    return null;
                });
        reactor.stop();
        network.run();
        assertThat(events).containsExactly("during, with []");
    }

    @Test
    void RC14_callsOfOtherThreadsRunBeforeTimers_andCallsThatTheyQueueRunLater() {
        network.run();
        reactor.callLater(Duration.ZERO, () -> events.add("timer"));
        reactor.callFromThread(
                () -> {
                    events.add("call");
                    reactor.callFromThread(() -> events.add("queued by the call"));
                });
        network.run();
        assertThat(events).containsExactly("call", "timer", "queued by the call");
    }

    @Test
    void Δ2_aMillionResetsKeepOneTimer() {
        network.run();
        var call = reactor.callLater(Duration.ofSeconds(1), () -> events.add("called"));
        for (int i = 0; i < 1_000_000; i++) {
            call.reset(Duration.ofSeconds(1));
        }
        assertThat(network.leaks()).containsExactly("1 delayed calls wait");
        network.advance(Duration.ofSeconds(1));
        assertThat(events).containsExactly("called");
    }

    @Test
    void E22_timers_keep_their_order_when_the_clock_runs_over_its_end() {
        long beginNs = reactor.nanoTime();
        for (int seconds : new int[] {90, 30, 61, 59, 200}) {
            reactor.callLater(Duration.ofSeconds(seconds), () -> events.add("" + seconds));
        }
        network.advance(Duration.ofSeconds(120));
        assertThat(reactor.nanoTime()).isLessThan(0);
        assertThat(beginNs).isPositive();
        assertThat(events).containsExactly("30", "59", "61", "90");
        network.advance(Duration.ofSeconds(80));
        assertThat(events).endsWith("200");
    }

    @Test
    void E23_a_flood_of_timers_leaves_the_network_its_turn() {
        for (int i = 0; i < 3_000; i++) {
            reactor.callLater(Duration.ofSeconds(1), () -> events.add("timer"));
        }
        Port port = listen();
        connect(port);
        reactor.callLater(Duration.ofSeconds(1), () -> events.add("last"));
        network.advance(Duration.ofMillis(999));
        events.clear();
        connect(port);
        network.advance(Duration.ofMillis(1));
        assertThat(events).hasSize(3_002).endsWith("last");
        assertThat(events.indexOf("accepted")).isLessThan(2 * 1_024);
    }

    /** Listens with protocols that write down when their time is over, and set it again. */
    private Port listenWithTimeout(Duration timeout) {
        long beginNs = reactor.nanoTime();
        return reactor.listenTcp(
                0,
                Factory.forProtocol(
                        () ->
                                new Protocol() {
                                    @Override
                                    protected void connectionMade() {
                                        transport().setTimeout(timeout);
                                    }

                                    @Override
                                    public void timeoutConnection() {
                                        long ns = reactor.nanoTime() - beginNs;
                                        events.add("" + Duration.ofNanos(ns).toSeconds());
                                        if (events.size() < 10) {
                                            transport().setTimeout(timeout);
                                        }
                                    }
                                }));
    }

    @Test
    void Δ2_a_timeout_that_is_set_again_when_it_has_expired_is_as_long_as_before() {
        connect(listenWithTimeout(Duration.ofSeconds(60)));
        network.advance(Duration.ofSeconds(180));
        assertThat(events).containsExactly("60", "120", "180");
    }

    @Test
    void Δ2_a_timeout_is_on_time_when_another_is_set_again_before() {
        Port port = listenWithTimeout(Duration.ofSeconds(60));
        connect(port);
        network.advance(Duration.ofSeconds(1));
        connect(port);
        network.advance(Duration.ofSeconds(120));
        assertThat(events).containsExactly("60", "61", "120", "121");
    }

    @Test
    void S13_so_many_handshakes_are_under_way_and_no_more() {
        Path tls = Path.of("src", "test", "resources", "tls");
        List<Protocol> made = new ArrayList<>();
        Port port =
                reactor.listenTls(
                        0,
                        Factory.forProtocol(
                                () -> {
                                    made.add(new Protocol() {});
                                    return made.get(made.size() - 1);
                                }),
                        TlsContext.server(tls.resolve("server.pem"), tls.resolve("server.key")));
        for (int i = 0; i < 300; i++) {
            connect(port);
        }
        network.advance(Duration.ofSeconds(1));
        assertThat(made).hasSize(256);

        // Those who say nothing are given up, and those who waited have their turn.
        network.advance(Duration.ofSeconds(10));
        assertThat(made).hasSize(300);
        network.advance(Duration.ofSeconds(11));
    }
}
