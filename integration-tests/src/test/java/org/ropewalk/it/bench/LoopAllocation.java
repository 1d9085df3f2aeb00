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
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Counts what a loop's thread allocates for a command, from the socket to the socket. */
final class LoopAllocation {
    private static final int BATCHES = 1_000;
    private static final int ROUNDS = 5;

    /**
     * Fewer than a connection may say in its turn: the bytes of others would be kept for the next.
     */
    private static final int COMMANDS = 32;

    private final Factory factory;
    private final String begin;
    private final String begun;

    /** Of the servers of {@code factory}. */
    LoopAllocation(Factory factory) {
        this(factory, "", "");
    }

    /** Each connection begins with {@code begin}, whose reply is {@code begun}. */
    LoopAllocation(Factory factory, String begin, String begun) {
        this.factory = factory;
        this.begin = begin;
        this.begun = begun;
    }

    /** Bytes for each command. A semicolon is a line end. */
    double of(String command, String reply) throws Exception {
        return of(command, reply, BATCHES, COMMANDS);
    }

    /**
     * Bytes for each command in the round that allocates least: code that is not compiled yet
     * allocates more.
     */
    double of(String command, String reply, int batches, int each) throws Exception {
        try (Reactor reactor = NioReactor.create()) {
            Port port = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);
            reactor.start();
            CompletableFuture<Long> loop = new CompletableFuture<>();
            reactor.callFromThread(() -> loop.complete(Thread.currentThread().getId()));
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            int number = ((InetSocketAddress) port.getHost()).getPort();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
                socket.setTcpNoDelay(true);
                DataInputStream in = new DataInputStream(socket.getInputStream());
                exchange(socket, in, lines(begin), lines(begun));
                String commands = lines(command).repeat(each);
                String replies = lines(reply).repeat(each);
                long least = Long.MAX_VALUE;
                for (int round = 0; round < ROUNDS; round++) {
                    long before = threads.getThreadAllocatedBytes(loop.join());
                    for (int i = 0; i < batches; i++) {
                        exchange(socket, in, commands, replies);
                    }
                    least = Math.min(least, threads.getThreadAllocatedBytes(loop.join()) - before);
                }
                return (double) least / (batches * each);
            }
        }
    }

    private static String lines(String text) {
        return text.isEmpty() ? "" : text.replace(";", "\r\n") + "\r\n";
    }

    private static void exchange(Socket socket, DataInputStream in, String request, String reply)
            throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
        byte[] received = new byte[reply.length()];
        in.readFully(received);
        assertThat(new String(received, UTF_8)).isEqualTo(reply);
    }
}
