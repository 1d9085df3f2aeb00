package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.client.CallInterruptedException;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.benchstrings.BenchStrings;
import org.ropewalk.examples.benchstrings.BenchStringsClient;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** Threads that wait for a reply. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingThreadsTest {
    private static final int LOOPS = 3;

    /** Answers {@code PONG} to each {@code PING} when the test says so. */
    private static final class Slow extends Protocol {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final StringBuilder received = new StringBuilder();

        @Override
        protected void dataReceived(byte[] data) {
            received.append(new String(data));
            asked.countDown();
        }

        /** On its loop. */
        void answer() {
            transport().write("PONG\r\n".getBytes());
        }
    }

    /** Tells its loop. */
    private static final class Placed extends Protocol {
        private final Set<Loop> loops;

        Placed(Set<Loop> loops) {
            this.loops = loops;
        }

        @Override
        protected void connectionMade() {
            loops.add(transport().loop());
        }
    }

    private static Connection<BenchStringsClient> open(Reactor reactor, Port port) {
        String endpoint = "tcp:127.0.0.1:" + ((InetSocketAddress) port.getHost()).getPort();
        return BenchStringsClient.open(reactor, endpoint).join();
    }

    /** What {@code wait} throws on a loop's thread. */
    private static Throwable thrownOn(Loop loop, Runnable wait) throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        loop.callFromThread(
                () -> {
                    try {
                        wait.run();
                        thrown.complete(null);
                    } catch (Throwable e) {
                        thrown.complete(e);
                    }
                });
        return thrown.get();
    }

    @Test
    void F12_noLoopWaitsForAnotherOne() throws Exception {
        Set<Loop> loops = ConcurrentHashMap.newKeySet();
        try (Reactor reactor = RealReactors.create(LOOPS)) {
            Port port =
                    reactor.listen(
                            "tcp:port=0:interface=127.0.0.1",
                            Factory.forProtocol(() -> new Placed(loops)));
            reactor.start();
            List<Connection<BenchStringsClient>> connections = new ArrayList<>();
            while (loops.size() < LOOPS) {
                connections.add(open(reactor, port));
            }
            for (Loop loop : loops) {
                for (Connection<BenchStringsClient> other : connections) {
                    BenchStrings blocking = other.blocking();
                    List<Runnable> waits =
                            List.of(
                                    blocking::ping,
                                    () -> other.commands().ping().join(),
                                    () -> other.commands().ping().thenRun(() -> {}).join(),
                                    () -> other.closed().join());
                    for (Runnable wait : waits) {
                        assertThat(thrownOn(loop, wait))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("no thread of a reactor's loops may wait");
                    }
                }
            }
        }
    }

    @Test
    void F13_anInterruptEndsTheWait_andTheCallKeepsItsPlace() throws Exception {
        Slow server = new Slow();
        try (Reactor reactor = RealReactors.create()) {
            Port port =
                    reactor.listen(
                            "tcp:port=0:interface=127.0.0.1", Factory.forProtocol(() -> server));
            reactor.start();
            Connection<BenchStringsClient> connection = open(reactor, port);
            BenchStrings blocking = connection.blocking();
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread waiting =
                    new Thread(
                            () -> {
                                try {
                                    blocking.ping();
                                    thrown.complete(null);
                                } catch (Throwable e) {
                                    thrown.complete(e);
                                }
                                flag.complete(Thread.currentThread().isInterrupted());
                            });
            waiting.start();
            server.asked.await();
            waiting.interrupt();

            assertThat(thrown.get())
                    .isInstanceOf(CallInterruptedException.class)
                    .hasMessage("interrupted while waiting for a reply");
            assertThat(flag.get()).isTrue();
            CompletableFuture<String> behind = connection.commands().echo("behind");
            reactor.callFromThread(server::answer);
            reactor.callFromThread(() -> server.transport().write("behind\r\n".getBytes()));
            assertThat(behind.get()).isEqualTo("behind");
        }
    }
}
