package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.testing.StringTransport;

/** What handlers have while they work, and what waits for another loop, is bounded in sum. */
class HeldMemoryTest {
    private static final int LIMIT = 10_000;
    private static final String PAYLOAD = "x".repeat(6_000) + "\r\n";

    private final Queue<Runnable> blocking = new ArrayDeque<>();
    private final List<CompletableFuture<Integer>> results = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private boolean failing;

    private final class Handler implements Held {
        @Override
        public int put(Bytes data) {
            return data.length();
        }

        @Override
        public CompletionStage<Integer> later(Bytes data) {
            if (failing) {
                throw new IllegalStateException("test");
            }
            results.add(new CompletableFuture<>());
            return results.get(results.size() - 1);
        }

        @Override
        public CompletionStage<Integer> text(Bytes text) {
            return later(text);
        }

        @Override
        public void ping() {}
    }

    private final HeldFactory factory =
            new HeldFactory(
                    peer -> {
                        peers.add(peer);
                        return new Handler();
                    });

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();

    @BeforeEach
    void bound() {
        factory.memory().limit(LIMIT);
        factory.blocking(blocking::add);
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private StringTransport connect() {
        return new StringTransport().connect(factory);
    }

    private void deliverInParts(StringTransport transport, String text) {
        for (int at = 0; at < text.length(); at += 1_000) {
            transport.deliver(text.substring(at, Math.min(text.length(), at + 1_000)));
        }
    }

    // ---- payloads

    @Test
    void F3_aPayloadThatABlockingHandlerHasIsCountedUntilItReturns() {
        StringTransport first = connect();
        StringTransport second = connect();
        first.deliver("PUT 6000\r\n" + PAYLOAD);
        assertThat(factory.memory().used()).isEqualTo(6_000);
        second.deliver("PUT 6000\r\n" + PAYLOAD + "PING\r\n");
        assertThat(second.text()).isEqualTo("-MEMORY\r\n+PONG\r\n");
        assertThat(factory.errors(ErrorKind.MEMORY)).isEqualTo(1);

        blocking.remove().run();
        first.runTurns();
        assertThat(first.text()).isEqualTo("+PUT 6000\r\n");
        assertThat(factory.memory().used()).isZero();
        second.deliver("PUT 6000\r\n" + PAYLOAD);
        blocking.remove().run();
        second.runTurns();
        assertThat(second.text()).isEqualTo("-MEMORY\r\n+PONG\r\n+PUT 6000\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void F3_aPayloadThatHasComeInPartsIsCountedOnce() {
        StringTransport transport = connect();
        deliverInParts(transport, "PUT 6000\r\n" + PAYLOAD);
        assertThat(factory.memory().used()).isEqualTo(6_000);
        blocking.remove().run();
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("+PUT 6000\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void F3_aPayloadIsCountedAsLongAsTheHandlerHasIt_evenAfterTheEndOfItsConnection() {
        StringTransport transport = connect();
        transport.deliver("PUT 6000\r\n" + PAYLOAD);
        transport.lose(new ConnectionLost("gone"));
        assertThat(factory.memory().used()).isEqualTo(6_000);

        blocking.remove().run();

        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void F3_aPayloadOfAHandlerThatCompletesLaterIsCountedUntilThen() {
        factory.memory().limit(2 * LIMIT);
        StringTransport transport = connect();
        transport.deliver("LATER 6000\r\n" + PAYLOAD + "TEXT\r\n" + PAYLOAD + ".\r\nPING\r\n");
        assertThat(factory.memory().used()).isGreaterThan(6_000);
        results.get(0).complete(1);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("+LATER 1\r\n-MEMORY\r\n+PONG\r\n");
        assertThat(factory.memory().used()).isZero();
        transport.deliver("TEXT\r\n" + PAYLOAD + ".\r\n");
        assertThat(factory.memory().used()).isEqualTo(6_002);
        results.get(1).complete(2);
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("+LATER 1\r\n-MEMORY\r\n+PONG\r\n+TEXT 2\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void F3_aPayloadOfAHandlerThatFailsIsNotCounted() {
        StringTransport transport = connect();
        failing = true;
        transport.deliver("LATER 6000\r\n" + PAYLOAD);

        assertThat(transport.text()).isEqualTo("-FAILED\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    // ---- pushes from other threads

    private MemoryPeer dial() {
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        return peer;
    }

    private static void elsewhere(Runnable pushing) throws InterruptedException {
        Thread thread = new Thread(pushing);
        thread.start();
        thread.join();
    }

    @Test
    void F3_pushesThatWaitForAnotherLoopAreBounded() throws Exception {
        reactor.listen("tcp:4000", factory);
        MemoryPeer slow = dial();
        MemoryPeer other = dial();
        elsewhere(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        HeldPushes.to(peers.get(0)).said("x".repeat(200));
                    }
                });
        assertThat(factory.memory().used()).isBetween(LIMIT - 500L, (long) LIMIT);
        assertThat(reactor.memory().used()).isEqualTo(factory.memory().used());
        network.run();

        assertThat(factory.endings(CloseReason.MEMORY)).isEqualTo(1);
        assertThat(factory.connections()).isEqualTo(1);
        assertThat(factory.memory().used()).isZero();
        slow.close();
        other.close();
    }

    @Test
    void F3_pushesToAGroupThatWaitForAnotherLoopAreBounded() throws Exception {
        reactor.listen("tcp:4000", factory);
        MemoryPeer first = dial();
        MemoryPeer second = dial();
        Group group = new Group();
        peers.forEach(group::add);
        elsewhere(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        HeldPushes.to(group).said("x".repeat(200));
                    }
                });
        assertThat(factory.memory().used()).isBetween(LIMIT - 500L, (long) LIMIT);
        network.run();

        assertThat(factory.endings(CloseReason.MEMORY)).isEqualTo(2);
        assertThat(group.size()).isZero();
        assertThat(factory.memory().used()).isZero();
        assertThat(reactor.memory().used()).isZero();
        first.close();
        second.close();
    }

    @Test
    void F3_pushesForWhichThereIsMemoryArrive() throws Exception {
        reactor.listen("tcp:4000", factory);
        MemoryPeer peer = dial();
        elsewhere(
                () -> {
                    for (int i = 0; i < 10; i++) {
                        HeldPushes.to(peers.get(0)).said("x".repeat(200));
                    }
                });
        network.run();

        assertThat(new String(peer.readAll()))
                .isEqualTo(("! " + "x".repeat(200) + "\r\n").repeat(10));
        assertThat(factory.memory().used()).isZero();
        peer.close();
    }
}
