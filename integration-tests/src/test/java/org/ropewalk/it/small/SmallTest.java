package org.ropewalk.it.small;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.net.daytime.DaytimeTCPClient;
import org.apache.commons.net.finger.FingerClient;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.daytime.DaytimeClient;
import org.ropewalk.examples.daytime.DaytimeExample;
import org.ropewalk.examples.finger.FingerExample;
import org.ropewalk.examples.ident.Ident;
import org.ropewalk.examples.ident.Ident.TcpPort;
import org.ropewalk.examples.ident.IdentClient;
import org.ropewalk.examples.ident.IdentExample;
import org.ropewalk.it.real.Served;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The small examples: with clients that others wrote, with plain sockets, and with ours. */
class SmallTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    private static final String TIME = "Sun, 29 Nov 2026 12:00:00 GMT";

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();

    private static StringTransport connect(Factory factory) {
        return new StringTransport().connect(factory.buildProtocol(null));
    }

    private static void check(Factory factory, String sent, String answered, boolean closed) {
        StringTransport whole = connect(factory);
        whole.deliver(sent);
        assertThat(new String(whole.value(), US_ASCII)).isEqualTo(answered);
        assertThat(whole.isDisconnecting()).isEqualTo(closed);
        StringTransport single = connect(factory);
        for (byte one : sent.getBytes(US_ASCII)) {
            single.deliver(new byte[] {one});
        }
        assertThat(new String(single.value(), US_ASCII)).isEqualTo(answered);
    }

    private static String plain(Served served, String sent) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            socket.getOutputStream().write(sent.getBytes(US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    // ---- daytime

    @Test
    void daytimeTellsTheTimeAndCloses_whateverIsSent() {
        StringTransport transport = connect(DaytimeExample.factory(NOON));

        assertThat(new String(transport.value(), US_ASCII)).isEqualTo(TIME + "\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
        check(DaytimeExample.factory(NOON), "what time is it?\r\n", TIME + "\r\n", true);
    }

    @Test
    void daytimeToAClientOfOthers() throws Exception {
        try (Served served = new Served(reactor -> DaytimeExample.factory(NOON))) {
            DaytimeTCPClient client = new DaytimeTCPClient();
            client.connect(InetAddress.getLoopbackAddress(), served.port());
            assertThat(client.getTime().strip()).isEqualTo(TIME);
            client.disconnect();
            assertThat(plain(served, "")).isEqualTo(TIME + "\r\n");
        }
    }

    @Test
    void daytimeToOurClient() {
        reactor.listen("tcp:4000", DaytimeExample.factory(NOON));
        CompletableFuture<Connection<DaytimeClient>> connection =
                DaytimeClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();

        String time = connection.join().greeting();
        assertThat(time).isEqualTo(TIME);
    }

    // ---- finger

    private static final String ADA = "Login: ada  Name: Ada Lovelace\r\n";
    private static final String BLAISE = "Login: blaise  Name: Blaise Pascal\r\n";

    @Test
    void fingerAnswersOneLineAndCloses() {
        Factory factory = FingerExample.factory();

        check(factory, "ada\r\n", ADA, true);
        check(factory, "ADA\n", ADA, true);
        check(factory, "a\r\n", ADA + BLAISE, true);
        check(factory, "ada love\r\nblaise\r\n", ADA, true);
        check(factory, "\r\n", ADA + BLAISE, true);
        check(factory, "/W\r\n", ADA + BLAISE, true);
        check(factory, "/w ada\r\n", ADA + "Plan:\r\nThe next note.\r\n", true);
        check(factory, "nobody\r\n", "There is no user \"nobody\".\r\n", true);
        check(factory, "ada@there\r\n", "Finger forwarding service denied\r\n", true);
        check(factory, "@there@here\r\n", "Finger forwarding service denied\r\n", true);
        check(factory, "a\0b\r\n", "What was asked cannot be read.\r\n", true);
        check(factory, "x".repeat(600) + "\r\n", "That is too long.\r\n", true);
    }

    @Test
    void fingerToAClientOfOthers() throws Exception {
        try (Served served = new Served(reactor -> FingerExample.factory())) {
            FingerClient client = new FingerClient();
            client.connect(InetAddress.getLoopbackAddress(), served.port());
            assertThat(client.query(false, "ada")).isEqualTo(ADA);
            client.disconnect();
            client.connect(InetAddress.getLoopbackAddress(), served.port());
            assertThat(client.query(true, "ada")).isEqualTo(ADA + "Plan:\r\nThe next note.\r\n");
            client.disconnect();
            assertThat(plain(served, "blaise\r\n")).isEqualTo(BLAISE);
        }
    }

    @Test
    void fingerToOurClient() {
        reactor.listen("tcp:4000", FingerExample.factory());
        CompletableFuture<List<String>> lines =
                org.ropewalk.examples.finger.FingerClient.open(reactor, "tcp:127.0.0.1:4000")
                        .thenCompose(connection -> connection.commands().userAtLength("ada"));
        network.run();

        assertThat(lines.join()).containsExactly(ADA.strip(), "Plan:", "The next note.");
    }

    // ---- ident

    @Test
    void identReportsTheUserOfAConnection() {
        Factory factory = IdentExample.factory();

        check(factory, "6193, 23\r\n", "6193, 23 : USERID : UNIX : stjohns\r\n", false);
        check(
                factory,
                "6193,23\r\n 6195 , 23 \n6193 ,24\r\n",
                "6193, 23 : USERID : UNIX : stjohns\r\n"
                        + "6195, 23 : ERROR : HIDDEN-USER\r\n"
                        + "6193, 24 : ERROR : NO-USER\r\n",
                false);
        String invalid = "0, 0 : ERROR : INVALID-PORT\r\n";
        check(factory, "0, 23\r\n", invalid, false);
        check(factory, "65536, 23\r\n", invalid, false);
        check(factory, "6193\r\n6193, 23, 5\r\nx, y\r\n\0\r\n", invalid.repeat(4), false);
    }

    @Test
    void identToPlainSockets() throws Exception {
        try (Served served = new Served(reactor -> IdentExample.factory())) {
            assertThat(plain(served, "6193 , 23\r\n6195,23\r\n"))
                    .isEqualTo(
                            "6193, 23 : USERID : UNIX : stjohns\r\n"
                                    + "6195, 23 : ERROR : HIDDEN-USER\r\n");
        }
    }

    @Test
    void identToOurClient() {
        reactor.listen("tcp:4000", IdentExample.factory());
        CompletableFuture<Connection<IdentClient>> connection =
                IdentClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        IdentClient client = connection.join().commands();
        CompletableFuture<Ident.Answer> user = client.owner(new TcpPort(6193), new TcpPort(23));
        CompletableFuture<Ident.Answer> none = client.owner(new TcpPort(1), new TcpPort(65_535));
        network.run();

        assertThat(user.join()).isEqualTo(new Ident.Answer.User("UNIX", "stjohns"));
        assertThat(none.join()).isEqualTo(new Ident.Answer.Failure(Ident.Reason.NO_USER));
    }
}
