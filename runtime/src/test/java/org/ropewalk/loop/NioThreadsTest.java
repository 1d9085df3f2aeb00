package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** Reactors and the threads around them. */
class NioThreadsTest {
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
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            assertThat(echo(reactor.listenTcp(0, Factory.forProtocol(Echo::new)))).isEqualTo("x");
        }
    }

    @Test
    void what_fails_on_the_loop_fails_for_the_thread_that_asked() {
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            Port taken = reactor.listenTcp(0, Factory.forProtocol(Echo::new));
            assertThatThrownBy(
                            () -> reactor.listenTcp(number(taken), Factory.forProtocol(Echo::new)))
                    .isInstanceOf(CannotListenException.class);
        }
    }

    @Test
    void RC1_Δ1_run_blocks_until_it_is_stopped_and_a_second_run_is_refused() throws Exception {
        Reactor reactor = NioReactor.create();
        CountDownLatch running = new CountDownLatch(1);
        reactor.callWhenRunning(running::countDown);
        Thread thread = new Thread(reactor::run);
        thread.start();
        running.await();
        assertThatThrownBy(reactor::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor runs already");
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
        try (Reactor reactor = NioReactor.create(3)) {
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
    void timers_refuse_foreign_threads_and_name_the_way() {
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            assertThatThrownBy(() -> reactor.callLater(java.time.Duration.ZERO, () -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("callFromThread");
        }
    }
}
