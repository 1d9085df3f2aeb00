package org.ropewalk.uring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.loop.RealPeers.bytes;
import static org.ropewalk.loop.RealPeers.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.loop.RealPeers.Echo;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;

/** States of a ring that are rare: a queue is full, no buffer is left, a number is used again. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UringTrapsTest {
    private final TestedRing ring = new TestedRing();

    @AfterEach
    void close() {
        ring.close();
    }

    /** Has all loops wait until what is returned is counted down. */
    private CountDownLatch block() {
        CountDownLatch blocked = new CountDownLatch(1);
        ring.reactor.callFromThread(
                () -> {
                    try {
                        blocked.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return blocked;
    }

    /** Each of so many clients has {@code size} bytes sent back; all have arrived in one turn. */
    private void echoAtOnce(Port port, int clients, int size) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Socket socket = connect(port);
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            sockets.add(socket);
        }
        CountDownLatch blocked = block();
        for (int i = 0; i < clients; i++) {
            sockets.get(i).getOutputStream().write(bytes(i, size));
        }
        blocked.countDown();
        for (int i = 0; i < clients; i++) {
            try (Socket socket = sockets.get(i)) {
                assertThat(socket.getInputStream().readNBytes(size)).isEqualTo(bytes(i, size));
            }
        }
    }

    // ---- queues

    /** More results come in a turn than there is room for, and more operations are queued. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void rings_with_little_room_lose_nothing(int room) throws Exception {
        ring.create(
                1,
                new KernelAnswers() {
                    @Override
                    public int operations(int wanted) {
                        return room;
                    }

                    @Override
                    public int results(int wanted) {
                        return 2 * room;
                    }
                });
        AtomicInteger lost = new AtomicInteger();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Echo() {
                                            @Override
                                            protected void connectionLost(Throwable reason) {
                                                lost.incrementAndGet();
                                            }
                                        }));

        echoAtOnce(port, 100, 20_000);

        while (lost.get() < 100) {
            Thread.onSpinWait();
        }
        assertThat(ring.reactor.memory().used()).isZero();
    }

    private static String homeThread() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/task"))) {
            return all.filter(each -> name(each).equals("ropewalk-home"))
                    .map(each -> each.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    /** A signal with a handler ends a wait with EINTR. */
    @Test
    void signals_end_no_loop_and_no_wait_before_its_time() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        Port port = ring.serve(Factory.forProtocol(Echo::new));
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            CompletableFuture<Long> called = new CompletableFuture<>();
            long begunNs = System.nanoTime();
            ring.reactor.callFromThread(
                    () ->
                            ring.reactor.callLater(
                                    Duration.ofMillis(300),
                                    () -> called.complete(System.nanoTime() - begunNs)));
            // The JDK's handler of this signal does nothing.
            String signals = "i=0; while [ $i -lt 500 ]; do kill -PIPE $0; i=$((i+1)); done";
            Process killer = new ProcessBuilder("sh", "-c", signals, homeThread()).start();
            for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write(i);
                assertThat(socket.getInputStream().read()).isEqualTo(i & 0xFF);
            }
            assertThat(called.get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(300_000_000L);
            assertThat(killer.waitFor()).isZero();
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    // ---- buffers

    /** More has arrived than all buffers have room for. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void input_waits_in_the_system_while_no_buffer_is_left(boolean incremental) throws Exception {
        ring.create(
                1,
                new KernelAnswers() {
                    @Override
                    public boolean fillsIncrementally() {
                        return incremental;
                    }
                });
        echoAtOnce(ring.serve(Factory.forProtocol(Echo::new)), 24, 100_000);
    }

    /** The memory of a turn's sends is used again while a peer has not read its part. */
    @Test
    void a_slow_reader_does_not_stay_in_the_memory_of_a_turn() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        byte[] all = bytes(1, 250_000);
        // More than a connection sends in a turn, so that it is where the rest of the other was.
        byte[] other = new byte[250_000];
        Arrays.fill(other, (byte) 'b');
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                if (data[0] == 'a') {
                                                    transport()
                                                            .setOption(
                                                                    StandardSocketOptions.SO_SNDBUF,
                                                                    8_192);
                                                }
                                                transport().write(data[0] == 'a' ? all : other);
                                            }
                                        }));
        Socket slow = new Socket();
        slow.setReceiveBufferSize(8_192);
        slow.setSoTimeout(30_000);
        try (slow;
                Socket quick = connect(port)) {
            slow.connect((InetSocketAddress) port.getHost());
            slow.getOutputStream().write('a');
            for (int i = 0; i < 20; i++) {
                quick.getOutputStream().write('b');
                assertThat(quick.getInputStream().readNBytes(other.length)).isEqualTo(other);
            }
            assertThat(slow.getInputStream().readNBytes(all.length)).isEqualTo(all);
        }
    }

    // ---- numbers and descriptors

    /**
     * Connections end with sends, receptions and rests in the ring; others have their numbers and
     * descriptors at once, and see nothing of theirs.
     */
    @Test
    void numbers_are_used_again_when_nothing_of_the_last_holder_is_in_the_ring() throws Exception {
        ring.create(2, KernelAnswers.OWN);
        AtomicInteger open = new AtomicInteger();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void connectionMade() {
                                                open.incrementAndGet();
                                            }

                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                byte[] many = new byte[200_000];
                                                Arrays.fill(many, data[0]);
                                                transport().write(many);
                                                if (data[0] % 3 == 0) {
                                                    transport().abortConnection();
                                                }
                                            }

                                            @Override
                                            protected void connectionLost(Throwable reason) {
                                                open.decrementAndGet();
                                            }
                                        }));
        for (int i = 0; i < 600; i++) {
            byte own = (byte) (1 + i % 100);
            try (Socket socket = connect(port)) {
                socket.setOption(StandardSocketOptions.SO_LINGER, i % 2 == 0 ? 0 : -1);
                socket.getOutputStream().write(own);
                checkAll(socket, own, i % 5 == 0 ? 200_000 : 1_000);
            }
        }
        while (open.get() > 0) {
            Thread.onSpinWait();
        }
        assertThat(ring.reactor.memory().used()).isZero();
    }

    /** At most so many bytes are read, and all are {@code own}. */
    private static void checkAll(Socket socket, byte own, int most) throws IOException {
        byte[] some = new byte[8_192];
        try {
            int count = 0;
            for (int left = most; left > 0 && count >= 0; left -= count) {
                count = socket.getInputStream().read(some, 0, Math.min(left, some.length));
                for (int i = 0; i < count; i++) {
                    if (some[i] != own) {
                        throw new AssertionError("received " + some[i] + " instead of " + own);
                    }
                }
            }
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void what_is_written_is_sent_at_once_as_on_the_selector() throws Exception {
        ring.create(2, KernelAnswers.OWN);
        BlockingQueue<Boolean> options = new LinkedBlockingQueue<>();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void connectionMade() {
                                                options.add(
                                                        transport()
                                                                .getOption(
                                                                        StandardSocketOptions
                                                                                .TCP_NODELAY));
                                            }
                                        }));
        for (int i = 0; i < 4; i++) {
            connect(port).close();
            assertThat(options.poll(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    // ---- output

    /** Requests that have arrived are answered as the peer reads the answers, and not before. */
    @Test
    void buffered_requests_are_not_answered_before_the_peer_reads() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        int requests = 2_000;
        byte[] answer = bytes(2, 16_384);
        AtomicInteger answered = new AtomicInteger();
        Factory factory =
                new Factory() {
                    @Override
                    public Protocol buildProtocol(java.net.SocketAddress peer) {
                        return new Protocol() {
                            @Override
                            public void inputReceived(Input input) {
                                while (input.remaining() > 0 && transport().flushIfFull()) {
                                    input.take(1);
                                    answered.incrementAndGet();
                                    transport().output().write(answer, 0, answer.length);
                                }
                            }
                        };
                    }

                    @Override
                    public OutputLimits outputLimits() {
                        return new OutputLimits(64 << 10, 1 << 20, Duration.ofSeconds(60));
                    }
                };
        Port port = ring.serve(factory);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8_192);
            socket.connect((InetSocketAddress) port.getHost());
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(new byte[requests]);
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(answer.length)).isEqualTo(answer);
            // The system's own buffer of a connection holds at most 4 MiB.
            assertThat(answered.get()).isLessThan(500);
            assertThat(ring.reactor.memory().used()).isLessThan(1 << 20);
            for (int i = 1; i < requests; i++) {
                assertThat(in.readNBytes(answer.length)).isEqualTo(answer);
            }
            assertThat(answered).hasValue(requests);
        }
    }

    /** A slow reader and one that never reads differ, also in what the ring has taken. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_time_of_a_peer_runs_for_what_the_ring_has_taken(boolean reads) throws Exception {
        ring.create(1, KernelAnswers.OWN);
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        byte[] all = bytes(4, 60_000);
        Factory factory =
                new Factory() {
                    @Override
                    public Protocol buildProtocol(java.net.SocketAddress peer) {
                        return new Protocol() {
                            @Override
                            protected void connectionMade() {
                                transport().setOption(StandardSocketOptions.SO_SNDBUF, 8_192);
                            }

                            @Override
                            protected void dataReceived(byte[] data) {
                                transport().write(all);
                            }

                            @Override
                            protected void connectionLost(Throwable reason) {
                                lost.complete(reason);
                            }
                        };
                    }

                    @Override
                    public OutputLimits outputLimits() {
                        return new OutputLimits(64 << 10, 1 << 20, Duration.ofMillis(300));
                    }
                };
        Port port = ring.serve(factory);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8_192);
            socket.connect((InetSocketAddress) port.getHost());
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write('a');
            if (reads) {
                // A part each 20 ms: all takes longer than the peer may read nothing.
                ByteArrayOutputStream received = new ByteArrayOutputStream();
                long nextNs = System.nanoTime();
                while (received.size() < all.length) {
                    while (System.nanoTime() < nextNs) {
                        Thread.onSpinWait();
                    }
                    nextNs += 20_000_000;
                    int most = Math.min(2_000, all.length - received.size());
                    received.write(socket.getInputStream().readNBytes(most));
                }
                assertThat(received.toByteArray()).isEqualTo(all);
                assertThat(lost).isNotDone();
            } else {
                assertThat(lost.get(30, TimeUnit.SECONDS))
                        .hasMessage("the peer did not read its output in time");
            }
        }
    }

    /** The end of the output comes behind all of it, also behind what waits for the peer. */
    @Test
    void a_half_close_comes_behind_a_rest_and_leaves_the_input() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        byte[] all = bytes(3, 400_000);
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            private boolean first = true;

                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                if (first) {
                                                    first = false;
                                                    transport().write(all);
                                                    transport().loseWriteConnection();
                                                } else {
                                                    received.add(data);
                                                }
                                            }
                                        }));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8_192);
            socket.connect((InetSocketAddress) port.getHost());
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write('a');
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(all);
            socket.getOutputStream().write("still read".getBytes(US_ASCII));
            assertThat(received.poll(30, TimeUnit.SECONDS)).asString().isEqualTo("still read");
        }
    }

    // ---- the PROXY protocol

    /** The socket goes to another loop while input arrives: none is lost, and the order is kept. */
    @Test
    void input_behind_a_PROXY_header_follows_the_connection_to_its_loop() throws Exception {
        ring.create(3, KernelAnswers.OWN);
        Port port =
                ring.reactor.listen(
                        "proxy:tcp:port=0:interface=127.0.0.1", Factory.forProtocol(Echo::new));
        ring.reactor.start();
        byte[] header = "PROXY TCP4 192.0.2.1 192.0.2.2 1000 2000\r\n".getBytes(US_ASCII);
        for (int i = 0; i < 30; i++) {
            byte[] sent = bytes(i, 100_000);
            try (Socket socket = connect(port)) {
                OutputStream out = socket.getOutputStream();
                out.write(header, 0, 10);
                byte[] rest = Arrays.copyOfRange(header, 10, header.length + 50_000);
                System.arraycopy(sent, 0, rest, header.length - 10, 50_000);
                out.write(rest);
                out.write(sent, 50_000, 50_000);
                assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            }
        }
        while (ring.reactor.memory().used() > 0) {
            Thread.onSpinWait();
        }
    }
}
