package org.ropewalk.uring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.loop.RealPeers.bytes;
import static org.ropewalk.loop.RealPeers.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.LoggedLines;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;

/** Sends, memory and numbers of a ring are used again when nothing needs them, and not before. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UringReuseTest {
    private final TestedRing ring = new TestedRing();

    @AfterEach
    void close() {
        ring.close();
    }

    private void onLoop(Runnable task) throws Exception {
        FutureTask<Void> run = new FutureTask<>(task, null);
        ring.reactor.callFromThread(run);
        run.get(30, TimeUnit.SECONDS);
    }

    // ---- sends

    /** A part of the first push waits for the peer when the next ones are written. */
    @Test
    void the_output_of_later_turns_does_not_overtake_a_rest() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        CompletableFuture<Protocol> made = new CompletableFuture<>();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void connectionMade() {
                                                transport()
                                                        .setOption(
                                                                StandardSocketOptions.SO_SNDBUF,
                                                                8_192);
                                                made.complete(this);
                                            }
                                        }));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8_192);
            socket.connect((InetSocketAddress) port.getHost());
            socket.setSoTimeout(30_000);
            Protocol served = made.get(30, TimeUnit.SECONDS);
            for (int i = 0; i < 4; i++) {
                byte[] push = bytes(i, 50_000);
                onLoop(() -> served.transport().write(push));
            }
            for (int i = 0; i < 4; i++) {
                assertThat(read(socket, 50_000)).isEqualTo(bytes(i, 50_000));
            }
        }
    }

    private static KernelAnswers room(int operations) {
        return new KernelAnswers() {
            @Override
            public int operations(int wanted) {
                return Math.min(operations, wanted);
            }
        };
    }

    /** With little room, the first sends are submitted while the task still writes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 256})
    void a_send_is_extended_only_by_what_is_next_to_it(int room) throws Exception {
        ring.create(1, room(room));
        List<Protocol> made = new ArrayList<>();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void connectionMade() {
                                                made.add(this);
                                            }
                                        }));
        try (Socket first = connect(port);
                Socket second = connect(port)) {
            AtomicInteger count = new AtomicInteger();
            while (count.get() < 2) {
                onLoop(() -> count.set(made.size()));
            }
            onLoop(
                    () -> {
                        for (int i = 0; i < 10; i++) {
                            made.get(0).transport().write(bytes(i, 500));
                            made.get(1).transport().write(bytes(100 + i, 500));
                            made.get(0).transport().write(bytes(200 + i, 500));
                        }
                    });
            // Accepted in either order.
            List<byte[]> received =
                    first.getLocalPort() == port(made.get(0))
                            ? List.of(read(first, 10_000), read(second, 5_000))
                            : List.of(read(second, 10_000), read(first, 5_000));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ByteArrayOutputStream seconds = new ByteArrayOutputStream();
            for (int i = 0; i < 10; i++) {
                all.writeBytes(bytes(i, 500));
                all.writeBytes(bytes(200 + i, 500));
                seconds.writeBytes(bytes(100 + i, 500));
            }
            assertThat(received.get(0)).isEqualTo(all.toByteArray());
            assertThat(received.get(1)).isEqualTo(seconds.toByteArray());
        }
    }

    private static int port(Protocol protocol) {
        return ((InetSocketAddress) protocol.transport().getPeer()).getPort();
    }

    private static byte[] read(Socket socket, int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Numbers of errors with which the kernel takes nothing for now; 0 if it takes one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 11, 16, 62})
    void what_the_kernel_does_not_take_at_once_is_submitted_later(int errno) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ring.create(
                1,
                new KernelAnswers() {
                    @Override
                    public int submits(int queued) {
                        boolean takesAll = calls.incrementAndGet() % 3 == 0;
                        return takesAll || queued == 0 ? queued : errno == 0 ? 1 : -errno;
                    }
                });
        List<Protocol> made = new ArrayList<>();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void connectionMade() {
                                                made.add(this);
                                                transport().write(new byte[] {(byte) made.size()});
                                            }
                                        }));
        checkNothingFails(
                EventLoop.class,
                () -> {
                    List<Socket> sockets = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        sockets.add(connect(port));
                        assertThat(sockets.get(i).getInputStream().read()).isEqualTo(i + 1);
                    }
                    pushInTurns(made, 30);
                    for (int i = 0; i < sockets.size(); i++) {
                        for (int turn = 30; turn > 0; turn--) {
                            assertThat(read(sockets.get(i), 100)).isEqualTo(bytes(i + turn, 100));
                        }
                        sockets.get(i).close();
                    }
                });
    }

    /** Each of so many turns writes to all. */
    private void pushInTurns(List<Protocol> all, int turns) {
        ring.reactor.callFromThread(
                () -> {
                    for (int i = 0; i < all.size(); i++) {
                        all.get(i).transport().write(bytes(i + turns, 100));
                    }
                    if (turns > 1) {
                        pushInTurns(all, turns - 1);
                    }
                });
    }

    /** The socket is closed in the turn of the write, as there may be no memory for more. */
    @Test
    void what_was_written_before_the_connection_is_dropped_is_sent() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                transport().write("last".getBytes(US_ASCII));
                                                throw new OutOfMemoryError("test");
                                            }
                                        }));
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("last");
        }
    }

    // ---- numbers

    private interface Action {
        void run() throws Exception;
    }

    /** Nothing is logged: a result for a number that nothing has would be, for example. */
    private void checkNothingFails(Class<?> logs, Action action) {
        String logged =
                LoggedLines.of(
                        logs,
                        () -> {
                            try {
                                action.run();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                            // All results have been told, and the log is written.
                            ring.reactor.close();
                        });
        assertThat(logged).isEmpty();
    }

    private static Class<?> network() throws ClassNotFoundException {
        return Class.forName("org.ropewalk.uring.UringNetwork");
    }

    /** Connections end with receptions and rests in the ring. */
    @Test
    void the_number_of_a_closed_connection_is_kept_until_all_its_results_have_come()
            throws Exception {
        ring.create(1, KernelAnswers.OWN);
        AtomicInteger open = new AtomicInteger();
        Port port =
                ring.serve(
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void connectionMade() {
                                                open.incrementAndGet();
                                                transport()
                                                        .setOption(
                                                                StandardSocketOptions.SO_SNDBUF,
                                                                8_192);
                                            }

                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                transport().write(new byte[data[0] * 1_000]);
                                                // Two turns later, so that a rest waits.
                                                ring.reactor.callFromThread(
                                                        () ->
                                                                ring.reactor.callFromThread(
                                                                        transport()
                                                                                ::abortConnection));
                                            }

                                            @Override
                                            protected void connectionLost(Throwable reason) {
                                                open.decrementAndGet();
                                            }
                                        }));
        checkNothingFails(
                network(),
                () -> {
                    for (int i = 0; i < 100; i++) {
                        try (Socket socket = connect(port)) {
                            // Few bytes leave the reception in the ring, many leave a rest.
                            socket.getOutputStream().write(i);
                            socket.getInputStream().readAllBytes();
                        } catch (IOException reset) {
                            assertThat(reset).hasMessageContaining("reset");
                        }
                    }
                    while (open.get() > 0) {
                        Thread.onSpinWait();
                    }
                });
    }

    /** A client connects again at once, while its last connection still receives. */
    @Test
    void a_connection_made_at_once_has_no_input_of_the_last_one() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        CompletableFuture<byte[]> received = new CompletableFuture<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            FutureTask<Void> peers =
                    new FutureTask<>(
                            () -> {
                                for (int i = 0; i < 50; i++) {
                                    try (Socket socket = server.accept()) {
                                        byte[] own = new byte[30_000];
                                        Arrays.fill(own, (byte) i);
                                        socket.getOutputStream().write(own);
                                        socket.getInputStream().readAllBytes();
                                    } catch (IOException reset) {
                                        continue;
                                    }
                                }
                                return null;
                            });
            new Thread(peers, "peers").start();
            ByteArrayOutputStream firsts = new ByteArrayOutputStream();
            ClientFactory factory =
                    new ClientFactory() {
                        @Override
                        public Protocol buildProtocol(java.net.SocketAddress peer) {
                            return new Protocol() {
                                private boolean begun;

                                @Override
                                protected void dataReceived(byte[] data) {
                                    if (!begun) {
                                        begun = true;
                                        firsts.write(data[0]);
                                        transport().abortConnection();
                                    }
                                }
                            };
                        }

                        @Override
                        public void clientConnectionLost(Connector connector, Throwable reason) {
                            if (firsts.size() < 50) {
                                connector.connect();
                            } else {
                                received.complete(firsts.toByteArray());
                            }
                        }
                    };
            ring.reactor.start();
            ring.reactor.connectTcp("127.0.0.1", server.getLocalPort(), factory);
            byte[] expected = new byte[50];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (byte) i;
            }
            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(expected);
            peers.get(30, TimeUnit.SECONDS);
        }
    }

    /** Attempts to connect that hang are given up. */
    @Test
    void the_number_of_an_attempt_is_kept_until_it_is_cancelled() throws Exception {
        ring.create(1, KernelAnswers.OWN);
        ring.reactor.start();
        InetAddress here = InetAddress.getLoopbackAddress();
        ConcurrentLinkedQueue<Throwable> failed = new ConcurrentLinkedQueue<>();
        ClientFactory factory =
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(java.net.SocketAddress peer) {
                        return new Protocol() {};
                    }

                    @Override
                    public void clientConnectionFailed(Connector connector, Throwable reason) {
                        failed.add(reason);
                    }
                };
        try (ServerSocket full = new ServerSocket(0, 1, here);
                Socket first = new Socket(here, full.getLocalPort());
                Socket second = new Socket(here, full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            checkNothingFails(
                    network(),
                    () -> {
                        List<Connector> attempts = new ArrayList<>();
                        for (int i = 0; i < 20; i++) {
                            attempts.add(
                                    ring.reactor.connectTcp(
                                            "127.0.0.1", full.getLocalPort(), factory));
                        }
                        ring.reactor.callFromThread(
                                () -> attempts.forEach(Connector::stopConnecting));
                        while (failed.size() < 20) {
                            Thread.onSpinWait();
                        }
                    });
        }
    }
}
