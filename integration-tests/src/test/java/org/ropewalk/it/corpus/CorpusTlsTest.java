package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.TlsContext;

/** What the corpus says of TLS, with the JDK's own sockets on the other side. */
class CorpusTlsTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final int PATIENCE_MS = 20_000;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Reactor reactor = RealReactors.create();
    private SSLContext anybody;
    private Port clear;
    private Port secure;

    @BeforeEach
    void start() throws Exception {
        TlsContext context =
                TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key"));
        CorpusFactory factory = new CorpusFactory(peer -> new CorpusHandler(calls, peer));
        factory.tls(context);
        clear = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);
        secure =
                reactor.listenTls(
                        0, new CorpusFactory(peer -> new CorpusHandler(calls, peer)), context);
        reactor.start();
        anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new TrustManager[] {TrustManagerUtils.getAcceptAllTrustManager()}, null);
    }

    @AfterEach
    void stop() {
        reactor.close();
    }

    private static Socket connect(Port port) throws IOException {
        int number = ((InetSocketAddress) port.getHost()).getPort();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), number);
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    private SSLSocket secure(Socket socket, String version) throws IOException {
        SSLSocket secured =
                (SSLSocket) anybody.getSocketFactory().createSocket(socket, "localhost", 1, true);
        secured.setEnabledProtocols(new String[] {version});
        return secured;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String line(Socket socket) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    @Test
    void K02_a_command_in_clear_before_the_handshake_ends_the_connection() throws Exception {
        try (Socket socket = connect(clear)) {
            send(socket, "STARTTLS\r\n");
            assertThat(line(socket)).isEqualTo("+OK begin TLS");
            send(socket, "PING\r\n");
            SSLSocket secured = secure(socket, "TLSv1.3");
            assertThatThrownBy(secured::startHandshake).isInstanceOf(IOException.class);
        }
        assertThat(calls).containsExactly("STARTTLS");
    }

    @Test
    void K03_half_a_line_in_clear_is_no_beginning_of_the_first_line_by_TLS() throws Exception {
        try (Socket socket = connect(clear)) {
            send(socket, "STARTTLS\r\nECHO ");
            assertThat(line(socket)).isEqualTo("+OK begin TLS");
            SSLSocket secured = secure(socket, "TLSv1.3");
            send(secured, "PING\r\n");
            assertThat(line(secured)).isEqualTo("+PONG");
        }
        assertThat(calls).containsExactly("STARTTLS", "PING");
    }

    @Test
    void K12_plain_text_to_the_port_of_TLS_gets_no_reply() throws Exception {
        try (Socket socket = connect(secure)) {
            send(socket, "PING\r\n");
            byte[] alert = socket.getInputStream().readAllBytes();
            assertThat(alert.length).isLessThanOrEqualTo(7);
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void K15_S17_a_second_handshake_ends_the_connection() throws Exception {
        try (SSLSocket socket = secure(connect(secure), "TLSv1.2")) {
            send(socket, "PING\r\n");
            assertThat(line(socket)).isEqualTo("+PONG");
            socket.startHandshake();
            assertThatThrownBy(
                            () -> {
                                send(socket, "NOOP\r\n");
                                String reply = line(socket);
                                if (reply.isEmpty()) {
                                    throw new IOException("the end");
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        assertThat(calls).containsExactly("PING");
    }

    @Test
    void K16_S18_a_reply_is_still_sent_after_the_peers_end_of_output() throws Exception {
        try (SSLSocket socket = secure(connect(secure), "TLSv1.3")) {
            send(socket, "SLOW 50\r\n");
            socket.shutdownOutput();
            assertThat(line(socket)).isEqualTo("+OK slow");
            assertThat(socket.getInputStream().read()).isNegative();
        }
        assertThat(calls).containsExactly("SLOW");
    }
}
