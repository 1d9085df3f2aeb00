package org.ropewalk.it.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ropewalk.it.corpus.CorpusTest.Outcome;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.policy.ProtocolWrapper;
import org.ropewalk.policy.WrappingFactory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.TlsContext;

/**
 * The corpus over sockets, in clear, by TLS and of UNIX: whole and cut at random, each part sent
 * when the server has read the one before.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CorpusSocketsTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final int RANDOM_SPLITS = 16;
    private static final int SECONDS = 20;

    private static Reactor reactor;
    private static Port clear;
    private static Port secure;

    @TempDir private static Path directory;
    private static SSLContext anybody;

    /** What the server knows of the connection that was made last. */
    private static final BlockingQueue<Served> MADE = new LinkedBlockingQueue<>();

    /** One connection, as the server sees it. */
    private static final class Served extends ProtocolWrapper {
        private final List<String> calls;
        private final CompletableFuture<Void> lost = new CompletableFuture<>();
        private long read;
        private int kept;
        private boolean ended;

        Served(Protocol wrapped, List<String> calls) {
            super(wrapped);
            this.calls = calls;
        }

        @Override
        public void inputReceived(Input input) {
            int before = input.remaining();
            super.inputReceived(input);
            // What is kept is shown again, and has been read all the same.
            note(Math.max(0, before - kept), !transport().isOpen());
            kept = input.remaining();
        }

        private synchronized void note(int bytes, boolean over) {
            read += bytes;
            ended |= over;
            notifyAll();
        }

        @Override
        protected void connectionLost(Throwable reason) {
            super.connectionLost(reason);
            note(0, true);
            lost.complete(null);
        }

        /** Waits until the server has read so many bytes, or wants no more. */
        synchronized boolean awaitRead(long bytes) throws InterruptedException {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (read < bytes && !ended) {
                long left = giveUp - System.nanoTime();
                assertThat(left).as("read %s of %s", read, bytes).isPositive();
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return !ended;
        }
    }

    private static WrappingFactory factory() {
        ThreadLocal<List<String>> last = new ThreadLocal<>();
        CorpusFactory served =
                new CorpusFactory(
                        peer -> {
                            List<String> calls = new java.util.ArrayList<>();
                            last.set(calls);
                            return new CorpusHandler(calls, peer);
                        });
        return new WrappingFactory(served) {
            @Override
            protected ProtocolWrapper wrap(Protocol protocol) {
                Served wrapper = new Served(protocol, last.get());
                MADE.add(wrapper);
                return wrapper;
            }
        };
    }

    @BeforeAll
    static void start() throws Exception {
        reactor = RealReactors.create();
        clear = reactor.listen("tcp:port=0:interface=127.0.0.1", factory());
        secure =
                reactor.listenTls(
                        0,
                        factory(),
                        TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key")));
        reactor.listenUnix(unix(), factory());
        reactor.start();
        X509TrustManager all = TrustManagerUtils.getAcceptAllTrustManager();
        anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new TrustManager[] {all}, null);
    }

    private static Path unix() {
        return directory.resolve("corpus.sock");
    }

    /** The client's end of a connection. */
    private record Wire(InputStream in, OutputStream out, Ending end, Closeable closing)
            implements Closeable {
        /** Ends one direction. */
        private interface Ending {
            void end() throws IOException;
        }

        static Wire of(Socket socket) throws IOException {
            socket.setSoTimeout(SECONDS * 1000);
            socket.setTcpNoDelay(true);
            return new Wire(
                    socket.getInputStream(),
                    socket.getOutputStream(),
                    socket::shutdownOutput,
                    socket);
        }

        static Wire of(SocketChannel channel) {
            return new Wire(
                    Channels.newInputStream(channel),
                    Channels.newOutputStream(channel),
                    channel::shutdownOutput,
                    channel);
        }

        @Override
        public void close() throws IOException {
            closing.close();
        }
    }

    private static Socket plain() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), number(clear));
    }

    private static Socket secured() throws IOException {
        return anybody.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), number(secure));
    }

    private static int number(Port port) {
        return ((InetSocketAddress) port.getHost()).getPort();
    }

    @AfterAll
    static void stop() {
        reactor.close();
    }

    static Stream<Arguments> entries() throws IOException {
        return CorpusTest.entries();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void an_entry_is_answered_the_same_over_tcp(String id, JsonNode entry) throws Exception {
        for (int seed = 0; seed <= RANDOM_SPLITS; seed++) {
            check(entry, seed, () -> Wire.of(plain()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void an_entry_is_answered_the_same_over_tls(String id, JsonNode entry) throws Exception {
        for (int seed = 0; seed <= RANDOM_SPLITS; seed++) {
            check(entry, seed, () -> Wire.of(secured()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void an_entry_is_answered_the_same_over_a_unix_socket(String id, JsonNode entry)
            throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(unix());
        for (int seed = 0; seed <= RANDOM_SPLITS; seed++) {
            check(entry, seed, () -> Wire.of(SocketChannel.open(address)));
        }
    }

    /** Seed 0 sends everything at once. */
    private static void check(JsonNode entry, int seed, Callable<Wire> connecting)
            throws Exception {
        byte[] input = CorpusTest.input(entry);
        Outcome expected = CorpusTest.expected(entry);
        int[] cuts =
                seed == 0
                        ? new int[0]
                        : new Random(seed)
                                .ints(4, 0, input.length + 1)
                                .sorted()
                                .distinct()
                                .toArray();
        Served served;
        boolean open;
        byte[] output;
        try (Wire wire = connecting.call()) {
            served = MADE.poll(SECONDS, TimeUnit.SECONDS);
            open = send(wire.out(), served, input, cuts);
            // The end of the input calls nothing, and brings the end of the output.
            if (open) {
                wire.end().end();
            }
            output = readAll(wire.in());
        }
        // A server that has refused waits for the client's end.
        served.lost.get(SECONDS, TimeUnit.SECONDS);
        Outcome seen = new Outcome(CorpusTest.replies(output), served.calls, open);
        assertThat(seen).as("%s, seed %s", entry.get("title").asText(), seed).isEqualTo(expected);
    }

    private static boolean send(OutputStream out, Served served, byte[] input, int[] cuts)
            throws Exception {
        int from = 0;
        boolean open = true;
        for (int i = 0; i <= cuts.length && open; i++) {
            int to = i < cuts.length ? cuts[i] : input.length;
            try {
                out.write(Arrays.copyOfRange(input, from, to));
                out.flush();
            } catch (IOException closed) {
                return false;
            }
            open = served.awaitRead(to);
            from = to;
        }
        return open;
    }

    private static byte[] readAll(InputStream in) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        try {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (IOException reset) {
            // What came before counts.
        }
        return all.toByteArray();
    }
}
