package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.TlsFailed;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.tls.Pems;
import org.ropewalk.tls.TlsContext;

/** A peer that speaks TLS as no library would costs its own connection, and little memory. */
class HostileTlsTest {
    private static final TlsContext SERVER =
            TlsContext.server(Pems.path("server.pem"), Pems.path("server.key"));
    private static final byte[] CHUNK = new byte[16_000];
    private static final byte[] NOTHING = {};

    private final MemoryNetwork network = new MemoryNetwork(5);
    private final Reactor reactor = network.reactor();
    private final StringBuilder received = new StringBuilder();
    private final List<Throwable> ends = new ArrayList<>();
    private boolean answersLate;
    private Runnable answer;

    /** Answers each line with itself; "quit" ends the connection. */
    private final class Echo extends Protocol {
        @Override
        protected void connectionMade() {
            transport().setTimeout(Duration.ofSeconds(5));
        }

        @Override
        protected void dataReceived(byte[] data) {
            transport().resetTimeout();
            String text = new String(data, US_ASCII);
            received.append(text);
            if (answersLate) {
                answer =
                        () -> {
                            transport().write(data);
                            transport().loseConnection();
                        };
                return;
            }
            transport().write(data);
            if (text.contains("quit")) {
                transport().loseConnection();
            }
        }

        @Override
        public void readConnectionLost() {
            if (!answersLate) {
                super.readConnectionLost();
            }
        }

        @Override
        protected void connectionLost(Throwable reason) {
            ends.add(reason);
        }
    }

    /** A client that decides about each record. */
    private final class TlsPeer {
        private final MemoryPeer peer = network.connectPeer(4000);
        private final SSLEngine engine;
        private final ByteBuffer plain = ByteBuffer.allocate(1 << 17);
        private ByteBuffer held = ByteBuffer.allocate(0);
        private final Output unsent = new Output(1024);

        TlsPeer(String version) throws SSLException {
            engine =
                    TlsContext.builder()
                            .trust(Pems.path("ca.pem"))
                            .versions(version)
                            .build()
                            .engine(true, "localhost", 4000);
            engine.beginHandshake();
            for (int i = 0; i < 20; i++) {
                step();
            }
        }

        /** Sends what there is to send, and reads. */
        void step() throws SSLException {
            wrapDue();
            network.run();
            byte[] data = peer.readAll();
            held = ByteBuffer.allocate(held.remaining() + data.length).put(held).put(data).flip();
            while (held.hasRemaining()
                    && !engine.isInboundDone()
                    && engine.unwrap(held, plain).getStatus() == Status.OK) {
                wrapDue();
            }
            wrapDue();
            network.run();
        }

        private void wrapDue() throws SSLException {
            while (true) {
                HandshakeStatus status = engine.getHandshakeStatus();
                if (status == HandshakeStatus.NEED_TASK) {
                    engine.getDelegatedTask().run();
                } else if (status != HandshakeStatus.NEED_WRAP || !send(NOTHING)) {
                    return;
                }
            }
        }

        /** Sends a record. */
        boolean send(byte[] data) throws SSLException {
            ByteBuffer record = ByteBuffer.allocate(1 << 15);
            Status status = engine.wrap(ByteBuffer.wrap(data), record).getStatus();
            record.flip();
            int taken = peer.write(record.array(), 0, record.remaining());
            assertThat(taken == record.remaining() || taken == 0 && peer.isReset()).isTrue();
            return status == Status.OK;
        }

        boolean send(String text) throws SSLException {
            return send(text.getBytes(US_ASCII));
        }

        /** Begins another handshake; in version 1.3 asks for other keys. */
        void askForKeys() throws SSLException {
            engine.beginHandshake();
            send(NOTHING);
        }

        /** What was received since the last call. */
        String heard() {
            String text = new String(plain.array(), 0, plain.position(), US_ASCII);
            plain.clear();
            return text;
        }
    }

    @BeforeEach
    void listen() {
        reactor.listenTls(4000, Factory.forProtocol(Echo::new), () -> SERVER, "127.0.0.1", 50);
    }

    /** Nothing is kept of the hostile peer, and another is served. */
    private void checkServes() throws SSLException {
        assertThat(reactor.memory().used()).isZero();
        TlsPeer other = new TlsPeer("TLSv1.3");
        other.send("other");
        other.step();
        assertThat(other.heard()).isEqualTo("other");
    }

    /** Sends much until the connection is reset; the most memory that was kept meanwhile. */
    private long flood(TlsPeer peer) throws SSLException {
        long most = 0;
        for (int i = 0; i < 2_000 && !peer.peer.isReset(); i++) {
            peer.send(CHUNK);
            network.run();
            most = Math.max(most, reactor.memory().used());
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void F3_aPeerThatRequestsKeysAfterTheCloseAndContinuesToSendIsReset(String version)
            throws SSLException {
        TlsPeer peer = new TlsPeer(version);
        peer.send("quit");
        network.run();
        peer.askForKeys();
        network.run();

        long most = flood(peer);

        assertThat(most).isLessThan(100_000);
        assertThat(peer.peer.isReset()).isTrue();
        assertThat(ends).hasSize(1);
        checkServes();
    }

    @Test
    void F3_aPeerThatAsksForKeysAndReadsNothingIsNotReadFrom() throws SSLException {
        TlsPeer peer = new TlsPeer("TLSv1.3");
        int sent = 0;
        long most = 0;
        for (boolean taken = true; taken && sent < 100_000; sent++) {
            ByteBuffer record = ByteBuffer.allocate(1 << 15);
            peer.engine.beginHandshake();
            peer.engine.wrap(ByteBuffer.wrap(NOTHING), record);
            int length = record.flip().remaining();
            taken = peer.peer.write(record.array(), 0, length) == length;
            if (sent % 100 == 0) {
                network.run();
                most = Math.max(most, reactor.memory().used());
            }
        }

        assertThat(sent).isLessThan(100_000);
        assertThat(most).isBetween(1L, 200_000L);
        network.advance(Duration.ofSeconds(100));
        assertThat(ends).hasSize(1).first().isInstanceOf(ConnectionStalled.class);
        checkServes();
    }

    @Test
    void otherKeysChangeNothing() throws SSLException {
        TlsPeer peer = new TlsPeer("TLSv1.3");
        for (int i = 0; i < 200; i++) {
            peer.askForKeys();
            peer.send("a" + i);
            peer.step();
            assertThat(peer.heard()).isEqualTo("a" + i);
        }
        assertThat(ends).isEmpty();
    }

    @Test
    void F7_emptyRecordsAreNoActivity() throws SSLException {
        TlsPeer peer = new TlsPeer("TLSv1.3");
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 100; j++) {
                peer.send(NOTHING);
            }
            network.advance(Duration.ofSeconds(1));
        }
        peer.step();

        assertThat(peer.engine.isInboundDone()).isTrue();
        assertThat(received).isEmpty();
    }

    @Test
    void F2_emptyRecordsAfterTheCloseAreNotProgress() throws SSLException {
        TlsPeer peer = new TlsPeer("TLSv1.3");
        peer.send("quit");
        network.run();
        for (int i = 0; i < 61; i++) {
            for (int j = 0; j < 100; j++) {
                peer.send(NOTHING);
            }
            network.advance(Duration.ofSeconds(1));
        }

        assertThat(ends).hasSize(1).first().isInstanceOf(ConnectionStalled.class);
        checkServes();
    }

    /** Sends two words, the end of TLS and {@code behind}, all at once. */
    private void sendAndClose(TlsPeer peer, byte[] behind) throws SSLException {
        ByteBuffer all = ByteBuffer.allocate(1 << 16);
        peer.engine.wrap(ByteBuffer.wrap("one ".getBytes(US_ASCII)), all);
        peer.engine.wrap(ByteBuffer.wrap("two ".getBytes(US_ASCII)), all);
        peer.engine.closeOutbound();
        peer.engine.wrap(ByteBuffer.wrap(NOTHING), all);
        all.put(behind);
        peer.peer.write(all.array(), 0, all.position());
        network.run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void F2_whatCameBeforeTheEndOfTlsIsAnswered(String version) throws SSLException {
        TlsPeer peer = new TlsPeer(version);

        sendAndClose(peer, new byte[500]);

        byte[] answer = peer.peer.readAll();
        ByteBuffer plain = ByteBuffer.allocate(1 << 15);
        if (version.equals("TLSv1.3")) {
            peer.engine.unwrap(ByteBuffer.wrap(answer), plain);
            assertThat(new String(plain.array(), 0, plain.position(), US_ASCII))
                    .isEqualTo("one two ");
        } else {
            // The engine of a client that has closed 1.2 decrypts nothing: a record of data came.
            assertThat(answer[0]).isEqualTo((byte) 23);
        }
        assertThat(received.toString()).isEqualTo("one two ");
        assertThat(ends).hasSize(1).first().isInstanceOf(ConnectionDone.class);
        checkServes();
    }

    @Test
    void F2_whatIsSentAfterTheEndOfTls12IsReportedAsNotDelivered() throws SSLException {
        answersLate = true;
        TlsPeer peer = new TlsPeer("TLSv1.2");

        sendAndClose(peer, NOTHING);
        answer.run();
        network.run();

        assertThat(ends)
                .hasSize(1)
                .first()
                .isInstanceOf(ConnectionLost.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("the peer had closed TLS, and the output was dropped");
    }

    @Test
    void handshakesThatDoNotGoOnEndAtTheirTime() throws SSLException {
        byte[][] begun = {{}, {22}, {22, 3, 1, 0x40, 0}, {22, 3, 1, 0x40, 0, 1, 0, (byte) 0xff}};
        List<MemoryPeer> peers = new ArrayList<>();
        for (byte[] each : begun) {
            peers.add(network.connectPeer(4000));
            peers.get(peers.size() - 1).write(each);
        }
        for (int i = 0; i < 100; i++) {
            peers.get(2).write(new byte[100]);
            network.advance(Duration.ofSeconds(1));
        }
        assertThat(ends).hasSize(begun.length);
        checkServes();
    }

    @Test
    void F3_aMessageOfAHandshakeThatIsTooLargeIsNotKept() throws SSLException {
        MemoryPeer peer = network.connectPeer(4000);
        byte[] record = new byte[5 + 16_000];
        System.arraycopy(
                new byte[] {22, 3, 1, 16_000 >> 8, (byte) 16_000, 1, -1, -1, -1}, 0, record, 0, 9);

        peer.write(record);
        network.run();

        peer.close();
        network.run();
        assertThat(ends).hasSize(1).first().isInstanceOf(TlsFailed.class);
        checkServes();
    }
}
