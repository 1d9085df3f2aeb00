package org.ropewalk.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** A hit that takes a borrowed key allocates nothing, from the socket to the socket. */
class AllocationTest {
    private static final int BATCHES = 500;
    private static final int GETS = 64;
    private static final String VALUE = "x".repeat(32);

    /** What the JDK's own selector may cost, spread over a batch: far below one byte for a get. */
    private static final double MAX_BYTES_PER_GET = 0.5;

    @Test
    void a_get_hit_with_a_borrowed_key_allocates_nothing() throws Exception {
        try (Reactor reactor = NioReactor.create()) {
            Port port = reactor.listen("tcp:port=0:interface=127.0.0.1", BenchExample.factory());
            reactor.start();
            CompletableFuture<Long> loop = new CompletableFuture<>();
            reactor.callFromThread(() -> loop.complete(Thread.currentThread().getId()));
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            try (Socket socket =
                    new Socket(
                            InetAddress.getLoopbackAddress(),
                            ((InetSocketAddress) port.getHost()).getPort())) {
                socket.setTcpNoDelay(true);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                exchange(socket, in, "set key 5 0 32\r\n" + VALUE + "\r\n", "STORED\r\n");
                String gets = "get key\r\n".repeat(GETS);
                String hits = ("VALUE key 5 32\r\n" + VALUE + "\r\nEND\r\n").repeat(GETS);
                for (int i = 0; i < BATCHES; i++) {
                    exchange(socket, in, gets, hits);
                }

                long before = threads.getThreadAllocatedBytes(loop.join());
                for (int i = 0; i < BATCHES; i++) {
                    exchange(socket, in, gets, hits);
                }
                long allocated = threads.getThreadAllocatedBytes(loop.join()) - before;

                assertThat((double) allocated / (BATCHES * GETS))
                        .as("bytes for each get")
                        .isLessThan(MAX_BYTES_PER_GET);
            }
        }
    }

    private static void exchange(Socket socket, DataInputStream in, String request, String reply)
            throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
        byte[] received = new byte[reply.length()];
        in.readFully(received);
        assertThat(new String(received, UTF_8)).isEqualTo(reply);
    }
}
