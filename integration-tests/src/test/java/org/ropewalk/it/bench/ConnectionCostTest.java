package org.ropewalk.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.examples.bench.BenchFactory;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/**
 * How many bytes a connection costs: allocated from its begin to its end, kept while it is idle.
 */
class ConnectionCostTest {
    private static final int WARM_UP = 500;
    private static final int CONNECTIONS = 500;

    /** About 840 are the JDK's, for a channel and its key. */
    private static final int MOST_ALLOCATED = 1_280;

    /** The objects of this library, without those of the JDK. */
    private static final int MOST_KEPT = 240;

    /** On the selector with the JDK's channel, its key, and an exception. */
    private static final int MOST_FOR_RESET = RealReactors.areRings() ? 1_000 : 3_300;

    private static final byte[] PING = "PING\r\n".getBytes(US_ASCII);

    @Test
    void a_short_connection_allocates_little() throws Exception {
        try (Server server = new Server(NioReactor.create())) {
            server.serveShort(WARM_UP);
            long before = server.allocated();
            server.serveShort(CONNECTIONS);
            assertThat((server.allocated() - before) / CONNECTIONS)
                    .isPositive()
                    .isLessThan(MOST_ALLOCATED);
        }
    }

    /** Peers reset connections as often as they like. */
    @Test
    void a_connection_that_is_reset_allocates_little() throws Exception {
        try (Server server = new Server(RealReactors.create())) {
            server.serveReset(WARM_UP);
            long before = server.allocated();
            server.serveReset(CONNECTIONS);
            assertThat((server.allocated() - before) / CONNECTIONS)
                    .isPositive()
                    .isLessThan(MOST_FOR_RESET);
        }
    }

    @Test
    void an_idle_connection_keeps_little() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (Server server = new Server(NioReactor.create())) {
            server.connect().close();
            server.awaitEnds();
            long before = kept();
            for (int i = 0; i < CONNECTIONS; i++) {
                idle.add(server.connect());
            }
            long perConnection = (kept() - before) / CONNECTIONS;
            assertThat(perConnection).isPositive().isLessThanOrEqualTo(MOST_KEPT);
        } finally {
            for (Socket each : idle) {
                each.close();
            }
        }
    }

    /** The bytes of all objects of this library's classes, after a collection. */
    private static long kept() throws Exception {
        String histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        return Pattern.compile("(\\d+)\\s+org\\.ropewalk\\.")
                .matcher(histogram)
                .results()
                .map((MatchResult line) -> line.group(1))
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** A server on a thread of its own. */
    private static final class Server implements AutoCloseable {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final BenchFactory factory = BenchExample.factory();
        private final Reactor reactor;
        private final Port port;
        private final long loop;

        Server(Reactor reactor) throws Exception {
            this.reactor = reactor;
            port = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);
            reactor.start();
            loop = onLoop(() -> Thread.currentThread().getId());
        }

        private <T> T onLoop(Callable<T> call) throws Exception {
            FutureTask<T> task = new FutureTask<>(call);
            reactor.callFromThread(task);
            return task.get();
        }

        long allocated() {
            return threads.getThreadAllocatedBytes(loop);
        }

        /** A connection that has been answered once. */
        Socket connect() throws IOException {
            int number = ((InetSocketAddress) port.getHost()).getPort();
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), number);
            socket.getOutputStream().write(PING);
            assertThat(socket.getInputStream().readNBytes(PING.length)).asString().contains("PONG");
            return socket;
        }

        void serveShort(int count) throws Exception {
            for (int i = 0; i < count; i++) {
                try (Socket socket = connect()) {
                    socket.shutdownOutput();
                    // The server has closed it, too.
                    assertThat(socket.getInputStream().read()).isNegative();
                }
            }
            awaitEnds();
        }

        void serveReset(int count) throws Exception {
            for (int i = 0; i < count; i++) {
                try (Socket socket = connect()) {
                    socket.setSoLinger(true, 0);
                }
            }
            awaitEnds();
        }

        /** Waits until the ends of all connections that were closed have been told. */
        void awaitEnds() throws Exception {
            while (factory.connections() > 0) {
                onLoop(() -> null);
            }
        }

        @Override
        public void close() {
            reactor.close();
        }
    }
}
