package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.loop.SocketReactors;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.TlsContext;

/** A peer that reads slowly receives over real sockets what was sent before the close. */
class DeliveryOverSocketsTest {
    private static final Path PEMS = Path.of("src", "test", "resources", "tls");
    private static final byte[] BIG = new byte[1_000_000];

    /** A second and a half for everything: longer than a reset was ever waited for. */
    private static final int PIECE_BYTES = 20_000;

    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(30);

    static {
        for (int i = 0; i < BIG.length; i++) {
            BIG[i] = (byte) (i % 251);
        }
    }

    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final Factory factory =
            Factory.forProtocol(
                    () ->
                            new Protocol() {
                                @Override
                                protected void dataReceived(byte[] data) {
                                    transport().write(BIG);
                                    transport().loseConnection();
                                }

                                @Override
                                protected void connectionLost(Throwable reason) {
                                    ended.complete(reason);
                                }
                            });
    private Reactor reactor;

    @TempDir Path directory;

    @BeforeEach
    void start() {
        reactor = SocketReactors.create();
        reactor.start();
    }

    @AfterEach
    void stop() {
        reactor.close();
    }

    private static void check(InputStream in) throws IOException {
        byte[] received = new byte[BIG.length];
        int count = 0;
        while (count < BIG.length) {
            int read = in.read(received, count, Math.min(PIECE_BYTES, BIG.length - count));
            assertThat(read).isPositive();
            count += read;
            LockSupport.parkNanos(PAUSE_NS);
        }
        assertThat(Arrays.equals(received, BIG)).isTrue();
        assertThat(in.read()).isEqualTo(-1);
    }

    private void checkEnd() throws Exception {
        assertThat(ended.get(20, TimeUnit.SECONDS)).hasMessage("both sides closed the connection");
    }

    /** The authority that has signed the server's certificate. */
    private static TrustManager[] trust() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(PEMS.resolve("ca.pem"))) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        return managers.getTrustManagers();
    }

    private static SSLSocket secured(Socket plain) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust(), null);
        return (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 1, true);
    }

    private Socket connect(Port port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.connect(
                new InetSocketAddress("localhost", ((InetSocketAddress) port.getHost()).getPort()));
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void F2_overTcp() throws Exception {
        try (Socket socket = connect(reactor.listenTcp(0, factory))) {
            socket.getOutputStream().write("get big\r\nquit\r\nmore\r\n".getBytes(US_ASCII));
            check(socket.getInputStream());
        }
        checkEnd();
    }

    @Test
    void F2_overTcp_toAPeerThatHasEndedItsSide() throws Exception {
        try (Socket socket = connect(reactor.listenTcp(0, factory))) {
            socket.getOutputStream().write("get big\r\nquit\r\n".getBytes(US_ASCII));
            socket.shutdownOutput();
            check(socket.getInputStream());
        }
    }

    @Test
    void F2_overTls() throws Exception {
        Port port =
                reactor.listenTls(
                        0,
                        factory,
                        TlsContext.server(PEMS.resolve("server.pem"), PEMS.resolve("server.key")));
        try (Socket plain = connect(port);
                SSLSocket socket = secured(plain)) {
            socket.getOutputStream().write("get big\r\nquit\r\n".getBytes(US_ASCII));
            check(socket.getInputStream());
        }
        checkEnd();
    }

    @Test
    void F2_overUnixSockets() throws Exception {
        Path path = directory.resolve("s");
        reactor.listen("unix:" + path, factory);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.write(ByteBuffer.wrap("get big\r\nquit\r\n".getBytes(US_ASCII)));
            check(Channels.newInputStream(channel));
        }
        checkEnd();
    }
}
