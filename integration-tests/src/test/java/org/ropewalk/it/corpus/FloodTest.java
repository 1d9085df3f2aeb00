package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.it.real.RealReactors;

/**
 * Floods against a server with a heap of 64 MB: its memory stays flat, and a new client is answered
 * while the flood lasts.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FloodTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int FLOOD_BYTES = 30 * MEGABYTE;
    private static final int CONNECTIONS = 10_000;
    private static final int MILLION = 1_000_000;

    /** Descriptors that this process needs beside its connections. */
    private static final int OTHERS = 500;

    private Process process;
    private BufferedReader said;
    private PrintWriter ask;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        process = RealReactors.startWithSmallHeap(List.of("org.ropewalk.it.corpus.CorpusServer"));
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
        ask = new PrintWriter(process.getOutputStream(), true, US_ASCII);
        int port = Integer.parseInt(said.readLine());
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    /** Bytes of the server's heap that are in use. */
    private long heap() throws IOException {
        ask.println("heap");
        return Long.parseLong(said.readLine());
    }

    private void aNewClientIsAnswered() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, 20_000);
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(7), US_ASCII))
                    .isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void a_client_that_sends_and_never_reads_is_not_read_from() throws Exception {
        aNewClientIsAnswered();
        long before = heap();
        byte[] commands = ("ECHO " + "x".repeat(400) + "\r\n").repeat(200).getBytes(US_ASCII);
        try (SocketChannel flood = SocketChannel.open(address);
                Selector selector = Selector.open()) {
            flood.configureBlocking(false);
            flood.register(selector, SelectionKey.OP_WRITE);
            long sent = 0;
            ByteBuffer buffer = ByteBuffer.wrap(commands);
            // Ends when the server has taken nothing for a second, or all.
            while (sent < FLOOD_BYTES && selector.select(1_000) > 0) {
                selector.selectedKeys().clear();
                buffer.rewind();
                sent += flood.write(buffer);
            }

            assertThat(sent).isLessThan(FLOOD_BYTES);
            aNewClientIsAnswered();
            assertThat(heap() - before).isLessThan(2L * MEGABYTE);
        }
    }

    @Test
    void an_endless_line_is_not_kept() throws Exception {
        aNewClientIsAnswered();
        long before = heap();
        byte[] block = "a".repeat(MEGABYTE).getBytes(US_ASCII);
        for (int round = 0; round < 10; round++) {
            try (Socket flood = new Socket()) {
                flood.connect(address, 20_000);
                flood.setSoTimeout(20_000);
                try {
                    for (int i = 0; i < 64; i++) {
                        flood.getOutputStream().write(block);
                    }
                } catch (IOException closed) {
                    // The server has said so, and wants no more.
                }
            }
            aNewClientIsAnswered();
        }

        assertThat(heap() - before).isLessThan(2L * MEGABYTE);
    }

    @Test
    void O13_a_refused_peer_that_is_sending_much_still_reads_the_reason() throws Exception {
        byte[] line = "a".repeat(8 * MEGABYTE).getBytes(US_ASCII);
        for (int round = 0; round < 10; round++) {
            try (Socket flood = new Socket()) {
                flood.connect(address, 20_000);
                flood.setSoTimeout(20_000);
                flood.getOutputStream().write(line);
                assertThat(new String(flood.getInputStream().readAllBytes(), US_ASCII))
                        .isEqualTo("-ERR TOOLONG\r\n");
            }
        }
    }

    @Test
    void E12_a_handler_that_finds_no_memory_ends_its_own_connection() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (Socket greedy = new Socket();
                    Socket other = new Socket()) {
                greedy.connect(address, 20_000);
                other.connect(address, 20_000);
                greedy.setSoTimeout(20_000);
                other.setSoTimeout(20_000);
                greedy.getOutputStream().write("HUGE 1000000000\r\n".getBytes(US_ASCII));
                assertThat(new String(greedy.getInputStream().readAllBytes(), US_ASCII))
                        .isEqualTo("-ERR INTERNAL\r\n");
                other.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
                assertThat(new String(other.getInputStream().readNBytes(7), US_ASCII))
                        .isEqualTo("+PONG\r\n");
            }
        }
    }

    @Test
    void announced_payloads_take_no_memory_before_they_come() throws Exception {
        long descriptors =
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        ? os.getMaxFileDescriptorCount()
                        : OTHERS;
        int count = (int) Math.min(CONNECTIONS, descriptors - OTHERS);
        aNewClientIsAnswered();
        long before = heap();
        ByteBuffer announcement = ByteBuffer.wrap("PUT key 65536\r\nabc".getBytes(US_ASCII));
        List<SocketChannel> flood = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(address);
                announcement.rewind();
                channel.write(announcement);
                flood.add(channel);
            }

            aNewClientIsAnswered();
            long used = heap() - before;
            assertThat(used / count).as("bytes of each of %s connections", count).isLessThan(3_000);
            aNewClientIsAnswered();
        } finally {
            for (SocketChannel channel : flood) {
                channel.close();
            }
        }
    }

    @Test
    void S39_a_million_commands_leave_a_session_as_small_as_it_was() throws Exception {
        aNewClientIsAnswered();
        String round =
                "AUTH u p\r\nPING\r\nECHO x\r\nPUT k 1\r\nx\r\nGET k\r\nGET none\r\nDATA\r\n.\r\nTWICE\r\n"
                        + "SLOW 0\r\nADD 1\r\nWHOAMI\r\n";
        String answers =
                "+OK\r\n+PONG\r\n+OK x\r\n+OK stored 1\r\n$1\r\nx\r\n-ERR NOTFOUND\r\n+SEND\r\n+OK 0\r\n+OK 1\r\n"
                        + "+OK slow\r\n-ERR ARGS\r\n+OK u\r\n";
        byte[] commands = round.repeat(100).getBytes(US_ASCII);
        String expected = answers.repeat(100);
        try (Socket socket = new Socket()) {
            socket.connect(address, 20_000);
            socket.setSoTimeout(20_000);
            long before = 0;
            for (int i = 0; i < MILLION / 1_100; i++) {
                socket.getOutputStream().write(commands);
                byte[] read = socket.getInputStream().readNBytes(expected.length());
                assertThat(new String(read, US_ASCII)).isEqualTo(expected);
                if (i == 10) {
                    before = heap();
                }
            }

            assertThat(heap() - before).isLessThan(MEGABYTE / 2);
        }
    }
}
