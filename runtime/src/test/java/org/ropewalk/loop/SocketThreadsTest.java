package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** Reactors and the threads around them. */
class SocketThreadsTest {
    private static class Echo extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {
            transport().write(data);
        }
    }

    private static int number(Port port) {
        return ((InetSocketAddress) port.getHost()).getPort();
    }

    private static String echo(Port port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number(port))) {
            socket.getOutputStream().write('x');
            return "" + (char) socket.getInputStream().read();
        }
    }

    @Test
    void a_port_that_another_thread_opens_listens_though_the_loop_was_asleep() throws Exception {
        try (Reactor reactor = SocketReactors.create()) {
            reactor.start();
            assertThat(echo(reactor.listenTcp(0, Factory.forProtocol(Echo::new)))).isEqualTo("x");
        }
    }

    @Test
    void what_fails_on_the_loop_fails_for_the_thread_that_asked() {
        try (Reactor reactor = SocketReactors.create()) {
            reactor.start();
            Port taken = reactor.listenTcp(0, Factory.forProtocol(Echo::new));
            assertThatThrownBy(
                            () -> reactor.listenTcp(number(taken), Factory.forProtocol(Echo::new)))
                    .isInstanceOf(CannotListenException.class);
        }
    }

    @Test
    void RC1_Δ1_run_blocks_until_it_is_stopped_and_a_second_run_is_refused() throws Exception {
        Reactor reactor = SocketReactors.create();
        CountDownLatch running = new CountDownLatch(1);
        reactor.callWhenRunning(running::countDown);
        Thread thread = new Thread(reactor::run);
        thread.start();
        running.await();
        assertThatThrownBy(reactor::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor is already running");
        reactor.stop();
        thread.join();
        assertThatThrownBy(reactor::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("create another");
    }

    @Test
    void connections_live_on_all_loops_in_turn_and_factories_on_the_home_loop() throws Exception {
        Set<String> loops = ConcurrentHashMap.newKeySet();
        Set<String> factories = ConcurrentHashMap.newKeySet();
        try (Reactor reactor = SocketReactors.create(3)) {
            reactor.start();
            Port port =
                    reactor.listenTcp(
                            0,
                            Factory.forProtocol(
                                    () -> {
                                        factories.add(Thread.currentThread().getName());
                                        return new Echo() {
                                            @Override
                                            protected void connectionMade() {
                                                loops.add(Thread.currentThread().getName());
                                            }
                                        };
                                    }));
            for (int i = 0; i < 6; i++) {
                assertThat(echo(port)).isEqualTo("x");
            }
        }
        assertThat(loops).hasSize(3);
        assertThat(factories).hasSize(1);
    }

    @Test
    void timers_refuse_other_threads_and_name_the_right_method() {
        try (Reactor reactor = SocketReactors.create()) {
            reactor.start();
            assertThatThrownBy(() -> reactor.callLater(Duration.ZERO, () -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("callFromThread");
        }
    }

    @Test
    void E2_an_interrupt_of_a_loops_thread_is_forgotten() throws Exception {
        try (Reactor reactor = SocketReactors.create()) {
            reactor.start();
            CountDownLatch interrupted = new CountDownLatch(1);
            reactor.callFromThread(
                    () -> {
                        Thread.currentThread().interrupt();
                        interrupted.countDown();
                    });
            interrupted.await();
            assertThat(echo(reactor.listenTcp(0, Factory.forProtocol(Echo::new)))).isEqualTo("x");
            CompletableFuture<Boolean> still = new CompletableFuture<>();
            reactor.callFromThread(() -> still.complete(Thread.currentThread().isInterrupted()));
            assertThat(still.get(20, TimeUnit.SECONDS)).isFalse();
        }
    }

    /** All are ready in one turn, and the first that is served ends the others. */
    @Test
    void E5_a_connection_that_another_ends_in_its_turn_ends_no_turn() throws Exception {
        List<Protocol> all = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(3);
        CountDownLatch made = new CountDownLatch(4);
        class Killer extends Echo {
            @Override
            protected void connectionMade() {
                all.add(this);
                made.countDown();
            }

            @Override
            protected void dataReceived(byte[] data) {
                all.stream()
                        .filter(other -> other != this)
                        .forEach(other -> ((Killer) other).abort());
                super.dataReceived(data);
            }

            void abort() {
                if (transport() != null) {
                    transport().abortConnection();
                }
            }

            @Override
            protected void connectionLost(Throwable reason) {
                all.remove(this);
                ended.countDown();
            }
        }
        try (Reactor reactor = SocketReactors.create()) {
            reactor.start();
            Port port = reactor.listenTcp(0, Factory.forProtocol(Killer::new));
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), number(port)));
            }
            made.await();
            CountDownLatch sent = new CountDownLatch(1);
            reactor.callFromThread(
                    () -> {
                        try {
                            sent.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
            for (Socket socket : sockets) {
                socket.getOutputStream().write('x');
            }
            sent.countDown();
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(echo(port)).isEqualTo("x");
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void E21_a_delay_of_less_than_a_millisecond_is_waited_for() throws Exception {
        try (Reactor reactor = SocketReactors.create()) {
            reactor.start();
            CompletableFuture<Void> called = new CompletableFuture<>();
            reactor.callFromThread(
                    () ->
                            reactor.callLater(
                                    Duration.ofNanos(400_000), () -> called.complete(null)));
            assertThat(called.get(20, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void E24_no_call_of_many_threads_is_lost() throws Exception {
        int threads = 8;
        int calls = 20_000;
        long[] sum = {0};
        CountDownLatch done = new CountDownLatch(threads);
        try (Reactor reactor = SocketReactors.create()) {
            reactor.start();
            for (int i = 0; i < threads; i++) {
                new Thread(
                                () -> {
                                    for (int call = 0; call < calls; call++) {
                                        reactor.callFromThread(() -> sum[0]++);
                                    }
                                    reactor.callFromThread(done::countDown);
                                })
                        .start();
            }
            assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(sum[0]).isEqualTo((long) threads * calls);
    }
}
