package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.testing.StringTransport;
import org.slf4j.event.Level;

/** What all connections of a factory, and of a reactor, keep together has a bound. */
class MemoryTest {
    private static final int LIMIT = 10_000;

    private final List<Peer> peers = new ArrayList<>();
    private final CorpusFactory factory =
            new CorpusFactory(
                    peer -> {
                        peers.add(peer);
                        return new CorpusHandler(new ArrayList<>(), peer);
                    });
    private CapturedLog log;

    @BeforeEach
    void listenToTheLog() throws Exception {
        log = CapturedLog.of(CommandFactory.class, Level.DEBUG);
        factory.memory().limit(LIMIT);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    private StringTransport connect() {
        return CorpusTest.connect(factory);
    }

    private static void deliverInPieces(StringTransport transport, String text) {
        for (int at = 0; at < text.length(); at += 1_000) {
            transport.deliver(text.substring(at, Math.min(text.length(), at + 1_000)));
        }
    }

    // ---- payloads in progress

    @Test
    void F3_aCountedPayloadWithoutMemoryIsSkippedAndRefused() {
        StringTransport transport = connect();
        deliverInPieces(transport, "PUT k 20000\r\n" + "x".repeat(20_000) + "\r\nPING\r\n");

        assertThat(transport.text()).isEqualTo("-ERR TOOBIG\r\n+PONG\r\n");
        assertThat(factory.errors(ErrorKind.MEMORY)).isEqualTo(1);
        assertThat(factory.memory().used()).isZero();
        assertThat(log.lines())
                .anyMatch(line -> line.contains(" WARN ") && line.contains("not enough memory"));
    }

    @Test
    void F3_aDottedPayloadWithoutMemoryIsSkippedAndRefused() {
        StringTransport transport = connect();
        String line = "y".repeat(98) + "\r\n";
        deliverInPieces(transport, "DATA\r\n" + line.repeat(200) + ".\r\nPING\r\n");

        assertThat(transport.text()).isEqualTo("+SEND\r\n-ERR TOOBIG\r\n+PONG\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void F3_whatIsRefusedForMemoryIsNoErrorOfThePeer() {
        StringTransport transport = connect();
        for (int i = 0; i < 20; i++) {
            deliverInPieces(transport, "PUT k 20000\r\n" + "x".repeat(20_000) + "\r\n");
        }
        transport.deliver("PING\r\n");

        assertThat(transport.text()).isEqualTo("-ERR TOOBIG\r\n".repeat(20) + "+PONG\r\n");
    }

    @Test
    void F3_thePayloadsOfAllConnectionsAreCountedTogether_andGivenBack() {
        StringTransport first = connect();
        StringTransport second = connect();
        String most = "PUT k 6000\r\n" + "x".repeat(5_999);
        deliverInPieces(first, most);
        deliverInPieces(second, most);
        second.deliver("x\r\n");
        assertThat(second.text()).isEqualTo("-ERR TOOBIG\r\n");
        assertThat(factory.memory().used()).isBetween(5_999L, (long) LIMIT);

        first.lose(new ConnectionLost("gone"));
        assertThat(factory.memory().used()).isZero();
        deliverInPieces(second, most);
        second.deliver("x\r\n");

        assertThat(second.text()).isEqualTo("-ERR TOOBIG\r\n+OK stored 6000\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    // ---- replies and pushes that wait

    private final CompletableFuture<Void> later = new CompletableFuture<>();
    private final LaterFactory pipelined =
            new LaterFactory(
                    peer ->
                            new Later() {
                                @Override
                                public CompletableFuture<Void> later() {
                                    return later;
                                }

                                @Override
                                public String echo(String text) {
                                    return text;
                                }
                            });

    private static final String LINE = "x".repeat(200) + "\r\n";

    @Test
    void F3_repliesThatWaitForAnotherHaveABound() {
        pipelined.memory().limit(LIMIT);
        StringTransport transport = new StringTransport().connect(pipelined);
        transport.deliver("LATER\r\n" + ("ECHO " + LINE).repeat(100));

        assertThat(transport.isOpen()).isFalse();
        assertThat(transport.text()).isEmpty();
        transport.finish();
        assertThat(pipelined.endings(CloseReason.MEMORY)).isEqualTo(1);
        assertThat(pipelined.memory().used()).isZero();
    }

    @Test
    void F3_repliesThatWaitAreGivenBackWhenTheyAreSent() {
        pipelined.memory().limit(LIMIT);
        StringTransport transport = new StringTransport().connect(pipelined);
        transport.deliver("LATER\r\n" + ("ECHO " + LINE).repeat(10));
        assertThat(pipelined.memory().used()).isGreaterThan(2_000);

        later.complete(null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("DONE\r\n" + LINE.repeat(10));
        assertThat(pipelined.memory().used()).isZero();
    }

    private final MemoryNetwork network = new MemoryNetwork(1).bufferBytes(1_000);

    private MemoryPeer dial(Reactor reactor) {
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        return peer;
    }

    private void send(MemoryPeer peer, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        for (int at = 0; at < bytes.length; ) {
            int count = peer.write(bytes, at, bytes.length - at);
            network.run();
            if (count == 0) {
                return;
            }
            at += count;
        }
    }

    @Test
    void F3_onlyThePeerThatDoesNotReadIsDisconnected() {
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", factory);
        MemoryPeer greedy = dial(reactor);
        MemoryPeer modest = dial(reactor);
        send(greedy, "HUGE 20000\r\n");
        network.run();

        assertThat(factory.endings(CloseReason.MEMORY)).isEqualTo(1);
        assertThat(factory.connections()).isEqualTo(1);
        send(modest, "PING\r\n");
        assertThat(new String(modest.readAll(), US_ASCII)).isEqualTo("+PONG\r\n");
        assertThat(factory.memory().used()).isZero();
        assertThat(reactor.memory().used()).isZero();
        assertThat(factory.memory().refused()).isEqualTo(1);
        modest.close();
        reactor.close();
    }

    @Test
    void F3_whatWaitsForAPeerIsGivenBackAsItReads() {
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", factory);
        MemoryPeer peer = dial(reactor);
        send(peer, "HUGE 8000\r\n");
        assertThat(factory.memory().used()).isGreaterThan(6_000);
        assertThat(reactor.memory().used()).isEqualTo(factory.memory().used());

        StringBuilder read = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            read.append(new String(peer.readAll(), US_ASCII));
            network.run();
        }

        assertThat(read).hasToString("$8000\r\n" + "x".repeat(8_000) + "\r\n");
        assertThat(factory.memory().used()).isZero();
        assertThat(reactor.memory().used()).isZero();
        peer.close();
        reactor.close();
    }

    @Test
    void F3_theReactorBoundsAllItsFactoriesTogether() {
        factory.memory().limit(1 << 20);
        Reactor reactor = network.reactor();
        reactor.memory().limit(LIMIT);
        reactor.listen("tcp:4000", factory);
        MemoryPeer peer = dial(reactor);
        send(peer, "HUGE 20000\r\n");

        assertThat(factory.endings(CloseReason.MEMORY)).isEqualTo(1);
        assertThat(reactor.memory().refused()).isEqualTo(1);
        assertThat(reactor.memory().used()).isZero();
        reactor.close();
    }

    // ---- input that is kept

    @Test
    void F3_inputThatIsKeptHasABound() {
        Reactor reactor = network.reactor();
        reactor.listen("tcp:4000", factory);
        List<MemoryPeer> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            MemoryPeer peer = dial(reactor);
            all.add(peer);
            // The bound of a line is 512: what comes behind a command that waits is kept.
            send(peer, "DATA\r\n" + "z".repeat(2_000));
        }
        assertThat(factory.memory().used()).isLessThanOrEqualTo(LIMIT);
        all.forEach(MemoryPeer::close);
        network.run();

        assertThat(factory.connections()).isZero();
        assertThat(factory.memory().used()).isZero();
        assertThat(reactor.memory().used()).isZero();
        reactor.close();
    }
}
