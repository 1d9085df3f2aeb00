package org.ropewalk.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.ropewalk.loop.RealPeers.bytes;
import static org.ropewalk.loop.RealPeers.connect;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.loop.RealPeers.Echo;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.MemoryExhausted;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.Transport;
import org.ropewalk.uring.UringReactor;

/** What a ring can do wrong and a selector cannot: each has a test of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UringSocketsTest {
    private Reactor reactor;

    @AfterEach
    void close() {
        if (reactor != null) {
            reactor.close();
        }
    }

    private Port serve(int loops, Factory factory) {
        reactor = SocketReactors.uring(loops);
        Port port = reactor.listenTcp(0, factory, "127.0.0.1", 1_024);
        reactor.start();
        return port;
    }

    // ---- availability

    @Test
    void an_older_release_of_Java_is_named() {
        assumeThat(Runtime.version().feature()).isLessThan(22);
        assertThatThrownBy(UringReactor::create)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(
                        "io_uring needs JDK 22 or later and a JAR file that was built with it; this"
                                + " is JDK "
                                + Runtime.version().feature());
    }

    @Test
    void a_wrong_number_of_loops_is_refused() {
        assertThatThrownBy(() -> UringReactor.create(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a reactor has 1 to 1024 loops, not 0");
    }

    // ---- output

    /** A second send must not overtake the rest of the first, whatever turns they come from. */
    @Test
    void output_for_a_slow_reader_keeps_its_order() throws Exception {
        byte[] all = bytes(1, 8_000_000);
        Port port =
                serve(
                        1,
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            private final Random sizes = new Random(2);
                                            private int at;

                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                next();
                                            }

                                            private void next() {
                                                int count =
                                                        Math.min(
                                                                all.length - at,
                                                                1 + sizes.nextInt(100_000));
                                                transport().write(all, at, count);
                                                at += count;
                                                if (at < all.length) {
                                                    reactor.callFromThread(this::next);
                                                }
                                            }
                                        }));
        try (Socket socket = connect(port)) {
            socket.setReceiveBufferSize(128 * 1024);
            socket.getOutputStream().write('x');
            InputStream in = socket.getInputStream();
            byte[] received = new byte[all.length];
            for (int at = 0; at < all.length; ) {
                int count = in.read(received, at, Math.min(7_001, all.length - at));
                assertThat(count).isPositive();
                at += count;
            }
            assertThat(Arrays.equals(received, all)).isTrue();
        }
    }

    /** More bytes than the memory of a turn's sends has room for, to many at once. */
    @Test
    void a_turn_that_writes_more_than_its_memory_loses_nothing() throws Exception {
        byte[] news = bytes(3, 100_000);
        int members = 50;
        List<Protocol> joined = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(members);
        Port port =
                serve(
                        1,
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void connectionMade() {
                                                joined.add(this);
                                                all.countDown();
                                            }
                                        }));
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            sockets.add(connect(port));
        }
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        reactor.callFromThread(() -> joined.forEach(each -> each.transport().write(news)));
        for (Socket each : sockets) {
            try (each) {
                byte[] received = each.getInputStream().readNBytes(news.length);
                assertThat(Arrays.equals(received, news)).isTrue();
            }
        }
    }

    /** The rest of a send must not keep a connection from being reset for its peer. */
    @Test
    void a_peer_that_never_reads_is_ended_and_leaves_nothing() throws Exception {
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        Factory factory =
                new Factory() {
                    @Override
                    public Protocol buildProtocol(java.net.SocketAddress peer) {
                        return new Protocol() {
                            @Override
                            protected void dataReceived(byte[] data) {
                                transport().write(new byte[20 << 20]);
                            }

                            @Override
                            protected void connectionLost(Throwable reason) {
                                lost.complete(reason);
                            }
                        };
                    }

                    @Override
                    public OutputLimits outputLimits() {
                        return new OutputLimits(64 << 10, 10 << 20, Duration.ofSeconds(60));
                    }
                };
        Port port = serve(1, factory);
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write('x');
            assertThat(lost.get(30, TimeUnit.SECONDS)).hasMessageContaining("does not read");
        }
        assertThat(reactor.memory().used()).isZero();
    }

    /** Writes much to a peer that has little room for it, when that asks. */
    private static Factory writing(byte[] all, CompletableFuture<Throwable> lost) {
        return Factory.forProtocol(
                () ->
                        new Protocol() {
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
                        });
    }

    private static Socket connectSlowly(Port port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8_192);
        socket.connect((InetSocketAddress) port.getHost());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write('x');
        return socket;
    }

    /** What the ring keeps for a slow reader is counted as what a selector leaves in the queue. */
    @Test
    void output_that_waits_for_a_slow_reader_is_counted() throws Exception {
        byte[] all = bytes(6, 60_000);
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        Port port = serve(1, writing(all, lost));
        try (Socket socket = connectSlowly(port)) {
            socket.getInputStream().readNBytes(1);
            while (reactor.memory().used() < 20_000) {
                Thread.onSpinWait();
            }
            byte[] received = socket.getInputStream().readNBytes(all.length - 1);
            assertThat(received).isEqualTo(Arrays.copyOfRange(all, 1, all.length));
            while (reactor.memory().used() > 0) {
                Thread.onSpinWait();
            }
        }
        lost.get(30, TimeUnit.SECONDS);
        assertThat(reactor.memory().used()).isZero();
    }

    /** A peer that never reads: what was counted is given back when the connection is dropped. */
    @Test
    void output_that_waits_for_a_reader_that_leaves_is_given_back() throws Exception {
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        Port port = serve(1, writing(new byte[60_000], lost));
        try (Socket socket = connectSlowly(port)) {
            while (reactor.memory().used() < 20_000) {
                Thread.onSpinWait();
            }
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        lost.get(30, TimeUnit.SECONDS);
        assertThat(reactor.memory().used()).isZero();
    }

    @Test
    void output_for_which_there_is_no_memory_ends_its_connection_alone() throws Exception {
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        Port port = serve(1, writing(bytes(7, 60_000), lost));
        reactor.memory().limit(10_000);
        try (Socket slow = connectSlowly(port)) {
            assertThat(lost.get(30, TimeUnit.SECONDS)).isInstanceOf(MemoryExhausted.class);
            assertThat(reactor.memory().used()).isZero();
            // Nothing comes behind the gap.
            byte[] start = new byte[60_000];
            int count = 0;
            try {
                for (int n = 0; n >= 0; n = slow.getInputStream().read(start, count, 4_096)) {
                    count += n;
                }
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
            assertThat(Arrays.copyOf(start, count))
                    .isEqualTo(Arrays.copyOf(bytes(7, 60_000), count));
        }
        try (Socket quick = connect(port)) {
            reactor.memory().limit(1 << 20);
            quick.getOutputStream().write('x');
            assertThat(quick.getInputStream().readNBytes(60_000)).isEqualTo(bytes(7, 60_000));
        }
    }

    // ---- input

    /** Reads what has arrived in one turn, and pauses within it. */
    private Port servePausing(List<Protocol> built, CompletableFuture<Throwable> lost) {
        return serve(
                1,
                Factory.forProtocol(
                        () -> {
                            Protocol pausing =
                                    new Echo() {
                                        private int count;

                                        @Override
                                        protected void dataReceived(byte[] data) {
                                            if (++count == 2) {
                                                transport().pauseReading();
                                            }
                                            super.dataReceived(data);
                                        }

                                        @Override
                                        protected void connectionLost(Throwable reason) {
                                            lost.complete(reason);
                                        }
                                    };
                            built.add(pausing);
                            return pausing;
                        }));
    }

    /** Has all bytes there before the loop looks for any. */
    private void writeWhileBlocked(Socket socket, byte[] sent) throws Exception {
        socket.getOutputStream().write(sent, 0, 1);
        assertThat(socket.getInputStream().read()).isEqualTo(sent[0] & 0xFF);
        CountDownLatch blocked = new CountDownLatch(1);
        reactor.callFromThread(
                () -> {
                    try {
                        blocked.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        socket.getOutputStream().write(sent, 1, sent.length - 1);
        blocked.countDown();
    }

    @Test
    void input_that_the_ring_has_received_during_a_pause_is_counted() throws Exception {
        List<Protocol> built = new ArrayList<>();
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        Port port = servePausing(built, lost);
        byte[] sent = bytes(8, 300_000);
        try (Socket socket = connect(port)) {
            writeWhileBlocked(socket, sent);
            while (reactor.memory().used() == 0) {
                Thread.onSpinWait();
            }
            reactor.callFromThread(() -> built.get(0).transport().resumeReading());
            byte[] received = socket.getInputStream().readNBytes(sent.length - 1);
            assertThat(received).isEqualTo(Arrays.copyOfRange(sent, 1, sent.length));
        }
        lost.get(30, TimeUnit.SECONDS);
        assertThat(reactor.memory().used()).isZero();
    }

    @Test
    void input_for_which_there_is_no_memory_ends_its_connection_alone() throws Exception {
        List<Protocol> built = new ArrayList<>();
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        Port port = servePausing(built, lost);
        reactor.memory().limit(1_000);
        try (Socket socket = connect(port)) {
            writeWhileBlocked(socket, bytes(9, 300_000));
            assertThat(lost.get(30, TimeUnit.SECONDS)).isInstanceOf(MemoryExhausted.class);
        }
        assertThat(reactor.memory().used()).isZero();
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
        }
    }

    /** All buffers are taken at once, again and again. */
    @Test
    void floods_of_many_connections_take_turns_with_the_buffers() throws Exception {
        Port port = serve(2, Factory.forProtocol(Echo::new));
        byte[] sent = bytes(4, 400_000);
        List<CompletableFuture<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            results.add(result);
            Socket socket = connect(port);
            Thread writer =
                    new Thread(
                            () -> {
                                try {
                                    socket.getOutputStream().write(sent);
                                } catch (IOException e) {
                                    result.completeExceptionally(e);
                                }
                            });
            Thread reader =
                    new Thread(
                            () -> {
                                try (socket) {
                                    byte[] received =
                                            new DataInputStream(socket.getInputStream())
                                                    .readNBytes(sent.length);
                                    result.complete(Arrays.equals(received, sent));
                                } catch (IOException e) {
                                    result.completeExceptionally(e);
                                }
                            });
            writer.start();
            reader.start();
        }
        for (CompletableFuture<Boolean> each : results) {
            assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What had arrived when reading was paused is neither shown before it goes on, nor lost. */
    @Test
    void a_pause_holds_what_the_ring_has_received() throws Exception {
        CountDownLatch paused = new CountDownLatch(1);
        List<Protocol> built = new ArrayList<>();
        Port port =
                serve(
                        1,
                        Factory.forProtocol(
                                () -> {
                                    Protocol echo =
                                            new Protocol() {
                                                private boolean first = true;

                                                @Override
                                                protected void dataReceived(byte[] data) {
                                                    if (first) {
                                                        first = false;
                                                        transport().pauseReading();
                                                        paused.countDown();
                                                    }
                                                    transport().write(data);
                                                }
                                            };
                                    built.add(echo);
                                    return echo;
                                }));
        byte[] sent = bytes(5, 300_000);
        try (Socket socket = connect(port)) {
            Thread writer =
                    new Thread(
                            () -> {
                                try {
                                    socket.getOutputStream().write(sent);
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            writer.start();
            assertThat(paused.await(30, TimeUnit.SECONDS)).isTrue();
            reactor.callFromThread(() -> built.get(0).transport().resumeReading());
            byte[] received = socket.getInputStream().readNBytes(sent.length);
            assertThat(Arrays.equals(received, sent)).isTrue();
        }
    }

    /** Connects on the loop's thread: what is sent has arrived when the loop reads it first. */
    private Socket connectWith(Port port, byte[] sent) throws Exception {
        CompletableFuture<Socket> connected = new CompletableFuture<>();
        reactor.callFromThread(
                () -> {
                    try {
                        Socket socket = connect(port);
                        socket.getOutputStream().write(sent);
                        socket.shutdownOutput();
                        connected.complete(socket);
                    } catch (IOException e) {
                        connected.completeExceptionally(e);
                    }
                });
        return connected.get(30, TimeUnit.SECONDS);
    }

    /** Reads nothing until it is told to. */
    private static final class Pausing extends Protocol {
        private final CountDownLatch paused = new CountDownLatch(1);
        private boolean reads;

        @Override
        public void inputReceived(Input input) {
            if (reads) {
                input.consumeAll();
            } else {
                transport().pauseReading();
                paused.countDown();
            }
        }

        void read() {
            reads = true;
            transport().resumeReading();
        }
    }

    @Test
    void a_connection_whose_end_came_while_it_paused_ends_when_it_reads_again() throws Exception {
        Pausing pausing = new Pausing();
        Port port = serve(1, Factory.forProtocol(() -> pausing));
        try (Socket socket = connectWith(port, bytes(7, Transport.CHUNK_BYTES))) {
            assertThat(pausing.paused.await(30, TimeUnit.SECONDS)).isTrue();
            for (int turn = 0; turn < 5; turn++) {
                // The loop takes all that has arrived.
                CompletableFuture<Void> taken = new CompletableFuture<>();
                reactor.callFromThread(() -> taken.complete(null));
                taken.get(30, TimeUnit.SECONDS);
            }
            reactor.callFromThread(pausing::read);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    // ---- descriptors and slots

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void short_connections_leave_no_descriptors() throws Exception {
        CountDownLatch lost = new CountDownLatch(3_000);
        Port port =
                serve(
                        2,
                        Factory.forProtocol(
                                () ->
                                        new Echo() {
                                            @Override
                                            protected void connectionLost(Throwable reason) {
                                                lost.countDown();
                                            }
                                        }));
        long before = 0;
        for (int i = 0; i < 3_000; i++) {
            try (Socket socket = connect(port)) {
                if (i % 3 == 0) {
                    socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
                socket.getOutputStream().write("hello".getBytes(US_ASCII));
                assertThat(socket.getInputStream().readNBytes(5)).hasSize(5);
            }
            if (i == 100) {
                before = descriptors();
            }
        }
        assertThat(lost.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(descriptors()).isLessThan(before + 50);
    }
}
