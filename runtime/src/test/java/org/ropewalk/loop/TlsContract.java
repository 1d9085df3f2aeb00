package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.Pems;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsContext.ClientAuthentication;
import org.ropewalk.tls.TlsSession;

/** What TLS promises, the same over every kernel. */
abstract class TlsContract extends Contract {
    private static final TlsContext SERVER =
            TlsContext.server(Pems.path("server.pem"), Pems.path("server.key"));
    private static final TlsContext CLIENT =
            TlsContext.builder().trust(Pems.path("ca.pem")).build();

    TlsContract(Kernel kernel) {
        super(kernel);
    }

    /** Tells of its handshake too. */
    private class Secured extends Recorder {
        TlsSession session;
        Throwable reason;

        Secured(String name) {
            super(name);
        }

        @Override
        public void handshakeCompleted() {
            session = transport().tls().orElseThrow();
            say(name + " secure");
        }

        @Override
        protected void connectionLost(Throwable why) {
            reason = why;
            super.connectionLost(why);
        }
    }

    /** Speaks TLS itself, over a connection that knows nothing of it. */
    private class PlainTls extends Recorder {
        private final SSLEngine engine;
        private boolean begun;
        private int rawBytes;
        private final ByteBuffer plain = ByteBuffer.allocate(64 * 1024);
        private ByteBuffer held = ByteBuffer.allocate(0);

        PlainTls(SSLEngine engine) {
            super("client");
            this.engine = engine;
        }

        @Override
        protected void connectionMade() {
            super.connectionMade();
            proceed();
        }

        @Override
        protected void dataReceived(byte[] data) {
            rawBytes += data.length;
            held = ByteBuffer.allocate(held.remaining() + data.length).put(held).put(data).flip();
            proceed();
        }

        private void proceed() {
            try {
                while (true) {
                    switch (engine.getHandshakeStatus()) {
                        case NEED_TASK -> engine.getDelegatedTask().run();
                        case NEED_WRAP -> wrap();
                        default -> {
                            if (!begun) {
                                begun = true;
                                engine.beginHandshake();
                            } else if (!held.hasRemaining()
                                    || engine.unwrap(held, plain).getStatus() != Status.OK) {
                                return;
                            }
                        }
                    }
                }
            } catch (SSLException e) {
                throw new IllegalStateException(e);
            }
        }

        private void wrap() throws SSLException {
            ByteBuffer record = ByteBuffer.allocate(64 * 1024);
            engine.wrap(ByteBuffer.allocate(0), record);
            byte[] bytes = new byte[record.flip().remaining()];
            record.get(bytes);
            transport().write(bytes);
        }
    }

    private void listenTls(TlsContext context, Recorder... protocols) {
        on(
                () ->
                        port =
                                reactor.listenTls(
                                        0,
                                        new RecordingFactory(protocols),
                                        () -> context,
                                        "127.0.0.1",
                                        50));
    }

    private void connectTls(TlsContext context, Recorder protocol) {
        on(
                () ->
                        connector =
                                reactor.connectTls(
                                        "localhost",
                                        portNumber(),
                                        new RecordingClientFactory(protocol),
                                        context));
    }

    /** Connects to the name in the certificate, without TLS at first. */
    private void pairByName(Recorder server, Recorder client) {
        listen(new RecordingFactory(server));
        on(
                () ->
                        connector =
                                reactor.connectTcp(
                                        "localhost",
                                        portNumber(),
                                        new RecordingClientFactory(client)));
        untilSaid("client made");
    }

    private void secure(Secured server, Secured client) {
        listenTls(SERVER, server);
        connectTls(CLIENT, client);
        untilSaid(server.name + " secure");
        untilSaid(client.name + " secure");
    }

    @Test
    void TL1_TL2_Q13_theConnectionIsMade_thenSecure_thenDataArrives() {
        Secured server = new Secured("server");
        Secured client =
                new Secured("client") {
                    @Override
                    protected void connectionMade() {
                        super.connectionMade();
                        assertThat(transport().isSecure()).isTrue();
                        assertThat(transport().tls()).isEmpty();
                        write("early");
                    }
                };
        secure(server, client);
        on(() -> client.write(" late"));
        until(() -> server.hears("early late"));
        on(() -> assertThat(events).containsSubsequence("server made", "server secure"));
        on(() -> assertThat(events).containsSubsequence("client made", "client secure"));
        assertThat(server.session.version()).isEqualTo("TLSv1.3");
        assertThat(client.session.peerCertificates()).hasSize(1);
    }

    @Test
    void TL2_moreThanTheHighWaterMarkMayWaitForTheHandshake() {
        Secured server =
                new Secured("server") {
                    @Override
                    protected void connectionMade() {
                        super.connectionMade();
                        write("x".repeat(300_000));
                        assertThat(transport().isWritable()).isFalse();
                    }
                };
        Secured client = new Secured("client");
        secure(server, client);
        until(() -> client.heard.length() == 300_000);
    }

    @Test
    void TL3_plainTextInsteadOfAHandshakeIsRefused() {
        Secured server = new Secured("server");
        listenTls(SERVER, server);
        connect(
                new RecordingClientFactory(
                        new Recorder("client") {
                            @Override
                            protected void connectionMade() {
                                super.connectionMade();
                                write("GET / HTTP/1.0\r\n\r\n");
                            }
                        }));
        untilSaid("server lost TlsFailed");
        assertThat(server.reason).hasMessageStartingWith("TLS failed: ");
    }

    @Test
    void TL3_anEndBeforeTheHandshakeLosesTheConnection() {
        Secured server = new Secured("server");
        listenTls(SERVER, server);
        Recorder client = new Recorder("client");
        connect(new RecordingClientFactory(client));
        untilSaid("server made");
        untilSaid("client made");
        on(() -> client.transport().loseConnection());
        untilSaid("server lost ConnectionLost");
        assertThat(server.reason).hasMessage("the connection ended during the TLS handshake");
    }

    @Test
    void TL4_loseConnectionSendsEverything_thenBothSidesAreDone() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        secure(server, client);
        String large = "x".repeat(3_000_000);
        on(
                () -> {
                    client.write(large);
                    client.transport().loseConnection();
                    client.write("dropped");
                });
        untilSaid("client lost ConnectionDone");
        untilSaid("server lost ConnectionDone");
        on(() -> assertThat(server.heard).hasSize(large.length()));
    }

    @Test
    void TL4_lentBytesKeepTheirPlace_inClearAndBehindTheHandshake() {
        StringBuilder expected = new StringBuilder();
        Secured server =
                new Secured("server") {
                    @Override
                    protected void dataReceived(byte[] requests) {
                        for (byte request : requests) {
                            expected.append(LentReply.write(transport().output(), request));
                            transport().flushIfFull();
                        }
                        if (!transport().isSecure()) {
                            transport().startTls(SERVER);
                            expected.append(LentReply.write(transport().output(), (byte) '3'));
                        }
                    }
                };
        Secured client =
                new Secured("client") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        super.dataReceived(data);
                        if (!transport().isSecure() && heard.toString().endsWith("en")) {
                            transport().startTls(CLIENT);
                        }
                    }
                };
        pairByName(server, client);
        on(() -> client.write("1"));
        untilSaid("server secure");
        untilSaid("client secure");
        on(() -> client.write("2418"));
        until(() -> expected.indexOf("<8>") > 0 && client.heard.length() == expected.length());
        on(() -> assertThat(client.hears(expected.toString())).isTrue());
    }

    @Test
    void TL4_anAbortIsSeenAsALoss() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        secure(server, client);
        on(() -> client.transport().abortConnection());
        untilSaid("client lost ConnectionAborted");
        untilSaid("server lost ConnectionLost");
    }

    @Test
    void TL4_anEndWithoutCloseNotifyIsSeenAsALoss() {
        Secured server = new Secured("server");
        listenTls(SERVER, server);
        // A client that speaks TLS by itself over a plain connection, and ends only the latter.
        PlainTls client = new PlainTls(CLIENT.engine(true, "localhost", portNumber()));
        connect(new RecordingClientFactory(client));
        untilSaid("server secure");
        on(() -> client.transport().loseConnection());
        untilSaid("server lost ConnectionLost");
        assertThat(server.reason)
                .hasMessage("the connection was cut off: it ended without TLS's close_notify");
    }

    @Test
    void TL5_Q14_startTlsSecuresAConnectionInTheMiddle_withoutASecondMade() {
        Secured server =
                new Secured("server") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        super.dataReceived(data);
                        if (hears("starttls")) {
                            write("go");
                            transport().startTls(SERVER);
                            write(" secret");
                        }
                    }
                };
        Secured client =
                new Secured("client") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        super.dataReceived(data);
                        if (hears("go")) {
                            transport().startTls(CLIENT);
                        }
                    }

                    @Override
                    public void handshakeCompleted() {
                        super.handshakeCompleted();
                        write(" enc");
                    }
                };
        pairByName(server, client);
        on(() -> client.write("starttls"));
        until(() -> client.hears("go secret") && server.hears("starttls enc"));
        on(() -> assertThat(events).containsOnlyOnce("server made", "client made"));
    }

    @Test
    void TL6_Δ13_plainTextBehindTheRequestIsNeverHandled() {
        aRequestForTlsWith("rm -rf\n", Integer.MAX_VALUE);
    }

    @Test
    void TL6_Δ13_plainTextThatHasArrivedButWasNotShownIsNeverHandled() {
        aRequestForTlsWith("rm -rf\n".repeat(1_000), "starttls\n".length());
    }

    private void aRequestForTlsWith(String behind, int shownFirst) {
        Secured server =
                new Secured("server") {
                    @Override
                    public int takeInput(ByteBuffer received) {
                        return Math.min(shownFirst, received.remaining());
                    }

                    @Override
                    public void inputReceived(Input input) {
                        int end = "starttls\n".length();
                        if (input.remaining() < end) {
                            return;
                        }
                        heard.append(new String(input.take(end)));
                        write("go");
                        transport().startTls(SERVER);
                    }
                };
        Secured client = new Secured("client");
        pair(server, client);
        on(() -> client.write("starttls\n" + behind));
        until(() -> client.hears("go"));
        on(
                () -> {
                    client.transport().startTls(CLIENT);
                    client.write("in secret, please\n");
                });
        until(() -> server.hears("starttls\nin secret"));
        on(() -> assertThat(server.heard.toString()).doesNotContain("rm"));
    }

    @Test
    void TL6_Δ13_plainTextBehindTheAnswerEndsTheClientsConnection() {
        anAnswerWith(", and this is forged", Integer.MAX_VALUE);
    }

    @Test
    void TL6_Δ13_plainTextThatHasArrivedButWasNotShownEndsTheClientsConnection() {
        anAnswerWith("forged".repeat(1_000), 2);
    }

    private void anAnswerWith(String behind, int shownFirst) {
        Recorder server = new Recorder("server");
        Secured client =
                new Secured("client") {
                    @Override
                    public int takeInput(ByteBuffer received) {
                        return Math.min(shownFirst, received.remaining());
                    }

                    @Override
                    public void inputReceived(Input input) {
                        if (input.remaining() < 2) {
                            return;
                        }
                        heard.append(new String(input.take(2)));
                        transport().startTls(CLIENT);
                    }
                };
        pair(server, client);
        on(() -> server.write("go" + behind));
        untilSaid("client lost ConnectionDone");
        on(() -> assertThat(client.heard.toString()).isEqualTo("go"));
    }

    @Test
    void TL6_inputThatHasArrivedIsWholeWhenItsProtocolStartsTlsForAnother() {
        Secured other = new Secured("other");
        Secured server =
                new Secured("server") {
                    @Override
                    public int takeInput(ByteBuffer received) {
                        return 1;
                    }

                    @Override
                    public void inputReceived(Input input) {
                        super.inputReceived(input);
                        if (!other.transport().isSecure()) {
                            other.transport().startTls(SERVER);
                        }
                    }
                };
        Secured client = new Secured("client");
        Secured plain = new Secured("plain");
        secure(server, client);
        pair(other, plain);
        String text = "0123456789".repeat(1_000);
        on(() -> client.write(text));
        until(() -> server.heard.length() >= text.length() || events.contains("server lost"));
        on(() -> assertThat(server.heard.toString()).isEqualTo(text));
    }

    @Test
    void TL6_inputIsNotDroppedWhenItsProtocolStartsTlsForAnotherThatKeepsInput() {
        Secured other =
                new Secured("other") {
                    @Override
                    public void inputReceived(Input input) {
                        say("other keeps " + input.remaining());
                    }
                };
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void inputReceived(Input input) {
                        heard.append(new String(input.take(1), StandardCharsets.ISO_8859_1));
                        if (!other.transport().isSecure()) {
                            other.transport().startTls(SERVER);
                        }
                        super.inputReceived(input);
                    }
                };
        Recorder client = new Recorder("client");
        Recorder plain = new Recorder("plain");
        pair(other, plain);
        on(() -> plain.write("in clear"));
        untilSaid("other keeps 8");
        pair(server, client);
        on(() -> client.write("all of it"));
        until(() -> !server.heard.isEmpty());
        on(() -> assertThat(server.heard.toString()).isEqualTo("all of it"));
    }

    @Test
    void startTlsTwiceIsRefused() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        secure(server, client);
        on(
                () ->
                        assertThatThrownBy(() -> client.transport().startTls(CLIENT))
                                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void TL7_whatIsWrittenInOneTurnIsNoRecordForEachWrite() {
        Secured server =
                new Secured("server") {
                    @Override
                    public void handshakeCompleted() {
                        super.handshakeCompleted();
                        for (int i = 0; i < 10_000; i++) {
                            write("x");
                        }
                    }
                };
        listenTls(SERVER, server);
        PlainTls client = new PlainTls(CLIENT.engine(true, "localhost", portNumber()));
        connect(new RecordingClientFactory(client));
        until(() -> client.plain.position() == 10_000);
        on(() -> assertThat(client.rawBytes).isLessThan(20_000));
    }

    @Test
    void TL8_bothSidesKnowTheApplicationProtocol() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        listenTls(
                TlsContext.builder()
                        .certificate(Pems.path("server.pem"), Pems.path("server.key"))
                        .applicationProtocols("other", "line")
                        .build(),
                server);
        connectTls(
                TlsContext.builder()
                        .trust(Pems.path("ca.pem"))
                        .applicationProtocols("line", "more")
                        .build(),
                client);
        untilSaid("server secure");
        untilSaid("client secure");
        assertThat(server.session.applicationProtocol()).contains("line");
        assertThat(client.session.applicationProtocol()).contains("line");
    }

    @Test
    void TL8_aClientShowsItsCertificate() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        listenTls(askingServer(), server);
        connectTls(
                TlsContext.builder()
                        .trust(Pems.path("ca.pem"))
                        .certificate(Pems.path("client.pem"), Pems.path("client.key"))
                        .build(),
                client);
        untilSaid("server secure");
        assertThat(server.session.peerCertificates().get(0).getSubjectX500Principal().getName())
                .isEqualTo("CN=client");
    }

    @Test
    void TL8_aClientWithoutACertificateIsRefusedWhereOneIsRequired() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        listenTls(askingServer(), server);
        connectTls(CLIENT, client);
        untilSaid("server lost TlsFailed");
        untilSaid("client lost TlsFailed");
    }

    private static TlsContext askingServer() {
        return TlsContext.builder()
                .certificate(Pems.path("server.pem"), Pems.path("server.key"))
                .trust(Pems.path("ca.pem"))
                .clientAuthentication(ClientAuthentication.REQUIRED)
                .build();
    }

    @Test
    void TL9_theCertificateWithTheRequestedNameIsUsed() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        listenTls(
                TlsContext.builder()
                        .certificate(Pems.path("server.pem"), Pems.path("server.key"))
                        .certificate(Pems.path("other.pem"), Pems.path("other.key"))
                        .build(),
                server);
        connectTls(
                TlsContext.builder().trust(Pems.path("ca.pem")).serverName("other.example").build(),
                client);
        untilSaid("client secure");
        assertThat(client.session.peerCertificates().get(0).getSubjectX500Principal().getName())
                .isEqualTo("CN=other");
        untilSaid("server secure");
        assertThat(server.session.serverName()).contains("other.example");
    }

    @Test
    void TL9_aCertificateWithAnotherNameIsRefused() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        listenTls(SERVER, server);
        connectTls(
                TlsContext.builder()
                        .trust(Pems.path("ca.pem"))
                        .serverName("elsewhere.example")
                        .build(),
                client);
        untilSaid("client lost TlsFailed");
        assertThat(client.reason).hasMessageContaining("elsewhere.example");
    }

    @Test
    void TL9_anUntrustedCertificateIsRefused() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        listenTls(SERVER, server);
        connectTls(TlsContext.client(), client);
        untilSaid("client lost TlsFailed");
        untilSaid("server lost TlsFailed");
    }

    @Test
    void TL9_version12IsSpokenToo() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        listenTls(SERVER, server);
        connectTls(
                TlsContext.builder().trust(Pems.path("ca.pem")).versions("TLSv1.2").build(),
                client);
        untilSaid("client secure");
        untilSaid("server secure");
        on(() -> client.write("a"));
        until(() -> server.hears("a"));
        assertThat(client.session.version()).isEqualTo("TLSv1.2");
        on(() -> server.transport().loseConnection());
        untilSaid("client lost ConnectionDone");
        untilSaid("server lost ConnectionDone");
    }

    @Test
    void TL11_muchIsSentInBothDirectionsAtOnce() {
        Secured server =
                new Secured("server") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        super.dataReceived(data);
                        transport().write(data);
                    }
                };
        Secured client = new Secured("client");
        secure(server, client);
        String large = "abcdefghij".repeat(200_000);
        on(() -> client.write(large));
        until(() -> client.heard.length() == large.length());
        on(() -> assertThat(client.heard.toString()).isEqualTo(large));
    }

    @Test
    void TL11_aPeerThatDoesNotReadIsNotReadFrom() {
        byte[] answer = new byte[32 * 1024];
        int[] answered = {0};
        Secured server =
                new Secured("server") {
                    @Override
                    public void inputReceived(Input input) {
                        while (input.remaining() > 0) {
                            input.consumeTo(input.position() + 1);
                            transport().output().write(answer);
                            answered[0]++;
                            if (!transport().flushIfFull()) {
                                return;
                            }
                        }
                    }
                };
        Secured client = new Secured("client");
        secure(server, client);
        on(() -> client.transport().pauseReading());
        on(() -> client.write("x".repeat(1_000)));
        until(() -> answered[0] > 3);
        on(() -> assertThat(answered[0]).isLessThan(1_000));
        on(() -> client.transport().resumeReading());
        until(() -> client.heard.length() == 1_000 * answer.length);
    }

    @Test
    void Δ12_aHandshakeThatTakesTooLongEndsTheConnection() {
        Secured server = new Secured("server");
        listenTls(
                TlsContext.builder()
                        .certificate(Pems.path("server.pem"), Pems.path("server.key"))
                        .handshakeTimeout(Duration.ofMillis(20))
                        .build(),
                server);
        connect(new RecordingClientFactory(new Recorder("client")));
        untilSaid("server made");
        kernel().advance(Duration.ofMillis(20));
        untilSaid("server lost TlsFailed");
        assertThat(server.reason).hasMessage("the TLS handshake took longer than 20 ms");
    }

    @Test
    void TL4_loseConnectionInTheHandshakeAborts() {
        Secured server = new Secured("server");
        listenTls(SERVER, server);
        connect(new RecordingClientFactory(new Recorder("client")));
        untilSaid("server made");
        on(() -> server.transport().loseConnection());
        untilSaid("server lost ConnectionAborted");
    }

    @Test
    void aHalfClosedConnectionContinues() {
        Secured server =
                new Secured("server") {
                    @Override
                    public void readConnectionLost() {
                        write("answer");
                        transport().loseConnection();
                    }
                };
        Secured client = new Secured("client");
        secure(server, client);
        on(
                () -> {
                    client.write("question");
                    client.transport().loseWriteConnection();
                });
        untilSaid("client lost ConnectionDone");
        on(() -> assertThat(server.heard.toString()).isEqualTo("question"));
        on(() -> assertThat(client.heard.toString()).isEqualTo("answer"));
    }

    @Test
    void endpointStringsChooseTls() {
        Secured server = new Secured("server");
        Secured client = new Secured("client");
        on(
                () -> {
                    port =
                            reactor.listen(
                                    "tls:port=0:interface=127.0.0.1:certificate="
                                            + Pems.path("server.pem")
                                            + ":key="
                                            + Pems.path("server.key"),
                                    new RecordingFactory(server));
                    connector =
                            reactor.connect(
                                    "tls:localhost:"
                                            + portNumber()
                                            + ":trust="
                                            + Pems.path("ca.pem"),
                                    new RecordingClientFactory(client));
                });
        untilSaid("client secure");
        untilSaid("server secure");
    }

    @Test
    void aKeyFileThatIsNoneIsReportedBeforeAnythingListens() {
        Reactor asked = reactor;
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                asked.listen(
                                                        "tls:0:certificate=/nowhere/chain.pem",
                                                        new RecordingFactory()))
                                .hasMessage(
                                        "there is no file /nowhere/chain.pem; give the path of a PEM file"));
        on(() -> assertThat(events).isEqualTo(List.of()));
    }
}
