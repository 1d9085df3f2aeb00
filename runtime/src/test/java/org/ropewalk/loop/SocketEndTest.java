package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** The end of a reactor and of its process, over the system's threads. */
@Timeout(60)
class SocketEndTest {
    private static final int SECONDS = 20;

    /** Calls System.exit on a loop's thread. */
    static final class Exiting {
        private Exiting() {}

        public static void main(String[] arguments) {
            Reactor reactor = SocketReactors.create(Integer.parseInt(arguments[0]));
            reactor.callWhenRunning(() -> System.exit(7));
            reactor.run();
        }
    }

    private static int exitStatus(String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Exiting.class.getName(),
                        arguments[0]);
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            assertThat(process.waitFor(2 * SECONDS, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void F83_aLoopsThreadMayEndTheProcess() throws Exception {
        assertThat(exitStatus("1")).isEqualTo(7);
    }

    @Test
    void F89_theEndWaitsForCallsInThreads() throws Exception {
        Reactor reactor = SocketReactors.create();
        reactor.start();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        boolean[] done = {false};
        reactor.callInThread(
                () -> {
                    begun.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    done[0] = true;
                });
        begun.await();
        goOn.countDown();
        reactor.close();
        assertThat(done[0]).isTrue();
    }

    @Test
    void F89_whatWaitsForTheLoopFailsWhenThatEnds() throws Exception {
        Reactor reactor = SocketReactors.create();
        reactor.start();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        new Thread(
                        () -> {
                            try {
                                reactor.blockingCallFromThread(
                                        () -> {
                                            asked.complete(null);
                                            return new CompletableFuture<Void>();
                                        });
                            } catch (Exception e) {
                                outcome.complete(e);
                            }
                        })
                .start();
        asked.get(SECONDS, TimeUnit.SECONDS);
        reactor.close();
        assertThat(outcome.get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the reactor was stopped");
    }

    @Test
    void F89_aCallFromThreadsBeforeTheReactorRunsFailsWhenThatNeverRuns() throws Exception {
        Reactor reactor = SocketReactors.create();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread waiting =
                new Thread(
                        () -> {
                            try {
                                reactor.blockingCallFromThread(CompletableFuture<Void>::new);
                            } catch (Exception e) {
                                outcome.complete(e);
                            }
                        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        reactor.close();
        assertThat(outcome.get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void F89_aDeferredCallThatIsUnderWayAtTheEndCompletes() throws Exception {
        Reactor reactor = SocketReactors.create();
        reactor.start();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Integer> result =
                reactor.deferToThread(
                        () -> {
                            begun.countDown();
                            goOn.await();
                            return 1;
                        });
        begun.await();
        goOn.countDown();
        reactor.close();
        assertThat(result).isCompletedWithValue(1);
    }

    @Test
    void F80_aLoopsThreadCannotWaitForItsOwnEnd() throws Exception {
        Reactor reactor = SocketReactors.create(2);
        reactor.start();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        reactor.callFromThread(
                () -> {
                    try {
                        reactor.close();
                    } catch (Throwable e) {
                        outcome.complete(e);
                    }
                });
        assertThat(outcome.get(SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class);
        reactor.close();
        assertThatThrownBy(reactor::stop).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void F82_anAddressIsFreeAtOnceBeforeTheReactorRuns() throws Exception {
        Reactor reactor = SocketReactors.create();
        Factory factory = Factory.forProtocol(() -> new Protocol() {});
        Port port = reactor.listenTcp(0, factory, "127.0.0.1", 5);
        InetSocketAddress at = (InetSocketAddress) port.getHost();
        assertThat(port.stopListening()).isCompleted();
        reactor.listenTcp(at.getPort(), factory, "127.0.0.1", 5);
        reactor.close();
    }
}
