package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.Transport;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.ropewalk.tls.TlsContext;

/** What a connection has accepted before its close is delivered, or its end says that it is not. */
class DeliveryBeforeCloseTest {
    private static final Path PEMS = Path.of("src", "test", "resources", "tls");
    private static final byte[] BIG = big(1_000_000);

    private final MemoryNetwork network = new MemoryNetwork(2);
    private final Reactor reactor = network.reactor();
    private final List<String> events = new ArrayList<>();

    private static byte[] big(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    /** Sends much and closes, as soon as it receives something. */
    private final class Server extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {
            transport().write(data[0] == 's' ? "bye".getBytes(US_ASCII) : BIG);
            switch (data[0]) {
                case 'f' -> throw new IllegalStateException("the handler failed");
                default -> transport().loseConnection();
            }
        }

        @Override
        protected void connectionLost(Throwable reason) {
            events.add(reason.getClass().getSimpleName() + ": " + reason.getMessage());
        }
    }

    /** Reads a piece each ten seconds. */
    private final class SlowReader extends Protocol {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final String question;

        SlowReader(String question) {
            this.question = question;
        }

        @Override
        protected void connectionMade() {
            transport().write(question.getBytes(US_ASCII));
        }

        @Override
        protected void dataReceived(byte[] data) {
            received.writeBytes(data);
            Transport reading = transport();
            reading.pauseReading();
            reading.loop().callLater(Duration.ofSeconds(10), reading::resumeReading);
        }

        @Override
        protected void connectionLost(Throwable reason) {
            events.add("client " + reason.getClass().getSimpleName());
        }
    }

    private SlowReader readSlowly(String endpoint, String question) {
        SlowReader reader = new SlowReader(question);
        Factory factory = Factory.forProtocol(Server::new);
        ClientFactory clientFactory =
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return reader;
                    }
                };
        switch (endpoint) {
            case "tls" -> {
                reactor.listenTls(
                        4000,
                        factory,
                        TlsContext.server(PEMS.resolve("server.pem"), PEMS.resolve("server.key")));
                reactor.connectTls(
                        "localhost",
                        4000,
                        clientFactory,
                        TlsContext.builder().trust(PEMS.resolve("ca.pem")).build());
            }
            case "unix" -> {
                reactor.listen("unix:memory.sock", factory);
                reactor.connect("unix:memory.sock", clientFactory);
            }
            default -> {
                reactor.listen("tcp:4000", factory);
                reactor.connect("tcp:localhost:4000", clientFactory);
            }
        }
        network.advance(Duration.ofMinutes(5));
        return reader;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls", "unix"})
    void F2_aSlowReaderReceivesEverythingBeforeTheClose(String endpoint) {
        assertThat(readSlowly(endpoint, "close").received.toByteArray()).isEqualTo(BIG);
        assertThat(events)
                .containsExactlyInAnyOrder(
                        "client ConnectionDone",
                        "ConnectionDone: both sides closed the connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls", "unix"})
    void F2_whatWasSentBeforeAFailureIsDelivered(String endpoint) {
        assertThat(readSlowly(endpoint, "fail").received.toByteArray()).isEqualTo(BIG);
        assertThat(events).contains("IllegalStateException: the handler failed");
    }

    private MemoryPeer ask(String question) {
        reactor.listen("tcp:4000", Factory.forProtocol(Server::new));
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        peer.write(question.getBytes(US_ASCII));
        network.run();
        return peer;
    }

    @Test
    void F2_aPeerThatContinuesToSendReceivesEverything() {
        network.bufferBytes(50_000).sendBufferBytes(300_000);
        MemoryPeer peer = ask("close");
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        for (int second = 0; second < 100; second++) {
            peer.write(new byte[30_000]);
            received.writeBytes(peer.read(10_000));
            network.advance(Duration.ofSeconds(1));
        }
        received.writeBytes(peer.readAll());

        assertThat(received.toByteArray()).isEqualTo(BIG);
        assertThat(peer.isEnded()).isTrue();
        assertThat(events).isEmpty();
        peer.close();
        network.run();
        assertThat(events).containsExactly("ConnectionDone: both sides closed the connection");
    }

    @Test
    void F2_anEndThatThePeerDoesNotConfirmIsReported_andWhatTheSystemHasArrives() {
        network.bufferBytes(100_000).sendBufferBytes(2_000_000);
        MemoryPeer peer = ask("close");
        network.advance(Duration.ofSeconds(59));
        assertThat(events).isEmpty();
        network.advance(Duration.ofSeconds(1));

        assertThat(events)
                .containsExactly(
                        "ConnectionStalled: this side closed the connection, and the peer did not"
                                + " confirm in time that it received everything");
        assertThat(peer.readAll()).isEqualTo(BIG);
        assertThat(peer.isReset()).isFalse();
    }

    @Test
    void F2_soManyPeersAreWaitedFor_thenTheOldestIsNot() {
        ask("short");
        List<MemoryPeer> peers = new ArrayList<>();
        for (int i = 0; i < 1_024; i++) {
            peers.add(network.connectPeer(4000));
        }
        network.run();
        peers.subList(1, 1_024).forEach(peer -> peer.write("short".getBytes(US_ASCII)));
        network.run();
        assertThat(events).isEmpty();
        peers.get(0).write("short".getBytes(US_ASCII));
        network.run();

        assertThat(events).hasSize(1);
        assertThat(events.get(0)).contains("did not confirm in time");
    }

    @Test
    void F2_aPeerThatTakesNothingIsReset() {
        MemoryPeer peer = ask("close");
        network.advance(Duration.ofSeconds(59));
        assertThat(events).isEmpty();
        network.advance(Duration.ofSeconds(1));

        assertThat(events)
                .containsExactly("ConnectionStalled: the peer did not read its output in time");
        peer.readAll();
        assertThat(peer.isReset()).isTrue();
    }

    @Test
    void F2_aPeerThatSendsWithoutEndIsReset() {
        network.sendBufferBytes(2_000_000);
        MemoryPeer peer = ask("close");
        byte[] piece = new byte[60_000];
        for (int sent = 0; sent <= 16 << 20; sent += piece.length) {
            assertThat(events).isEmpty();
            assertThat(peer.write(piece)).isEqualTo(piece.length);
            network.run();
        }

        assertThat(events)
                .containsExactly(
                        "ConnectionLost: the peer sent more than 16777216 bytes after this side"
                                + " had closed the connection");
    }

    @Test
    void F2_aClearLineBeforeAHandshakeThatIsGivenUpIsDelivered() {
        reactor.listen(
                "tcp:4000",
                Factory.forProtocol(
                        () ->
                                new Protocol() {
                                    @Override
                                    protected void dataReceived(byte[] data) {
                                        transport().write("go ahead\r\n".getBytes(US_ASCII));
                                        transport()
                                                .startTls(
                                                        TlsContext.server(
                                                                PEMS.resolve("server.pem"),
                                                                PEMS.resolve("server.key")));
                                        transport().loseConnection();
                                    }

                                    @Override
                                    protected void connectionLost(Throwable reason) {
                                        events.add(reason.getMessage());
                                    }
                                }));
        network.bufferBytes(4).sendBufferBytes(1_000);
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        peer.write("TLS\n".getBytes(US_ASCII));
        network.run();

        assertThat(new String(peer.readAll(), US_ASCII)).isEqualTo("go ahead\r\n");
        assertThat(peer.isReset()).isFalse();
        peer.close();
        network.run();
        assertThat(events).containsExactly("this side closed the connection in the handshake");
    }
}
