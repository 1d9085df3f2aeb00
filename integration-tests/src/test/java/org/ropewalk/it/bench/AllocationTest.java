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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.examples.benchstrings.BenchStringsExample;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/**
 * How many bytes the loop's thread allocates for a command of each shape, from the socket to the
 * socket. With borrowed arguments that is nothing; with strings it is the values that the handler
 * is given, and nothing else.
 */
class AllocationTest {
    private static final int BATCHES = 1_000;

    /**
     * Fewer than a connection may say in its turn: the bytes of others would be kept for the next.
     */
    private static final int COMMANDS = 32;

    /** What the JDK's own selector may cost, 16 bytes in a turn, spread over a batch. */
    private static final double NOTHING = 1;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get key | VALUE key 5 2;ab;END",
                "get miss | END",
                "set key 5 0 2;ab | STORED",
                "set key 5 0 2 noreply;ab;get key | VALUE key 5 2;ab;END",
                "delete miss | NOT_FOUND",
                "incr miss 18446744073709551615 | NOT_FOUND",
                "PING | PONG",
                "ECHO some text for an echo | some text for an echo",
            })
    void a_command_with_borrowed_arguments_allocates_nothing(String command, String reply)
            throws Exception {
        assertThat(allocated(BenchExample.factory(), command, reply)).isLessThan(NOTHING);
    }

    /** A string of up to 8 characters: 24 bytes, its array 24; an array of 2 bytes: 24. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PING | PONG | 0",
                "ECHO text | text | 48",
                "set key 5 0 2;ab | STORED | 72",
                "delete miss | NOT_FOUND | 48",
                "incr miss 5 | NOT_FOUND | 48",
                // A list is gone through by an iterator: 32 bytes; with one value it is 24 itself.
                "get miss | END | 80",
                "get key | VALUE key 5 2;ab;END | 104",
            })
    void a_command_with_strings_allocates_these_and_nothing_else(
            String command, String reply, int bytes) throws Exception {
        assertThat(allocated(BenchStringsExample.factory(), command, reply))
                .isLessThan(bytes + NOTHING);
    }

    /**
     * A payload that arrives in parts takes its array, and at most half as much until a quarter has
     * arrived. The handler copies it into an array that it has.
     */
    @Test
    void a_payload_in_parts_allocates_the_array_in_which_it_is_kept() throws Exception {
        int length = 300_000;
        String set = "set large 0 0 " + length + ";" + "x".repeat(length);
        assertThat(allocated(BenchExample.factory(), set, "STORED", 100, 1))
                .isBetween(1.0 * length, 1.6 * length);
    }

    /** Bytes for each command, after it was repeated often enough to be compiled. */
    private static double allocated(Factory factory, String command, String reply)
            throws Exception {
        return allocated(factory, command, reply, BATCHES, COMMANDS);
    }

    private static double allocated(
            Factory factory, String command, String reply, int batches, int each) throws Exception {
        try (Reactor reactor = NioReactor.create()) {
            Port port = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);
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
                exchange(socket, in, "set key 5 0 2\r\nab\r\n", "STORED\r\n");
                String commands = lines(command).repeat(each);
                String replies = lines(reply).repeat(each);
                for (int i = 0; i < batches; i++) {
                    exchange(socket, in, commands, replies);
                }
                long before = threads.getThreadAllocatedBytes(loop.join());
                for (int i = 0; i < batches; i++) {
                    exchange(socket, in, commands, replies);
                }
                return (double) (threads.getThreadAllocatedBytes(loop.join()) - before)
                        / (batches * each);
            }
        }
    }

    private static String lines(String text) {
        return text.replace(";", "\r\n") + "\r\n";
    }

    private static void exchange(Socket socket, DataInputStream in, String request, String reply)
            throws IOException {
        socket.getOutputStream().write(request.getBytes(UTF_8));
        byte[] received = new byte[reply.length()];
        in.readFully(received);
        assertThat(new String(received, UTF_8)).isEqualTo(reply);
    }
}
