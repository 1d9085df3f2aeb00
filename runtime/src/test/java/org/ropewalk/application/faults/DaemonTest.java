package org.ropewalk.application.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.application.Daemon;
import org.ropewalk.application.MultiService;
import org.ropewalk.application.Service;
import org.ropewalk.application.TcpServer;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** How a daemon ends when its services take their time. */
@Timeout(60)
class DaemonTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private Daemon daemon(java.util.function.Function<Reactor, Service> services) {
        return Daemon.running("probe", services)
                .drain(Duration.ofSeconds(30))
                .says(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    /** Says "bye" when it is asked to finish. */
    private static final class Polite extends Protocol {
        private final CompletableFuture<Void> made;

        Polite(CompletableFuture<Void> made) {
            this.made = made;
        }

        @Override
        protected void connectionMade() {
            made.complete(null);
        }

        @Override
        public void drain() {
            transport().write("bye".getBytes(StandardCharsets.US_ASCII));
            transport().loseConnection();
        }
    }

    /** Stops on a thread of its own. */
    private static final class Slow extends Service {
        private final Runnable starting;

        Slow(Runnable starting) {
            this.starting = starting;
        }

        @Override
        public CompletableFuture<Void> startService() {
            starting.run();
            return super.startService();
        }

        @Override
        public CompletableFuture<Void> stopService() {
            super.stopService();
            CompletableFuture<Void> stopped = new CompletableFuture<>();
            new Thread(() -> stopped.complete(null)).start();
            return stopped;
        }
    }

    @Test
    void F81_aServiceThatStopsOnAnotherThreadKeepsTheDrain() throws Exception {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        CompletableFuture<Void> made = new CompletableFuture<>();
        CompletableFuture<Reactor> running = new CompletableFuture<>();
        Daemon daemon =
                daemon(
                        reactor -> {
                            TcpServer server =
                                    new TcpServer(
                                            reactor,
                                            0,
                                            Factory.forProtocol(() -> new Polite(made)),
                                            "127.0.0.1",
                                            5);
                            return new MultiService()
                                    .add(server)
                                    .add(
                                            new Slow(
                                                    () -> {
                                                        InetSocketAddress at =
                                                                (InetSocketAddress)
                                                                        server.port()
                                                                                .orElseThrow()
                                                                                .getHost();
                                                        running.complete(reactor);
                                                        port.complete(at.getPort());
                                                    }));
                        });
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        new Thread(() -> exit.complete(daemon.run())).start();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), port.get(20, TimeUnit.SECONDS))) {
            made.get(20, TimeUnit.SECONDS);
            running.join().stop();
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("bye");
        }
        assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(Daemon.OK);
        assertThat(said()).endsWith("probe stops\nprobe has stopped\n");
    }

    @Test
    void F86_aStopWhileServicesStartIsNoFailure() {
        Service never =
                new Service() {
                    @Override
                    public CompletableFuture<Void> startService() {
                        return new CompletableFuture<>();
                    }
                };
        int exit =
                daemon(
                                reactor -> {
                                    reactor.callWhenRunning(
                                            () -> reactor.callLater(Duration.ZERO, reactor::stop));
                                    return never;
                                })
                        .run();
        assertThat(exit).isEqualTo(Daemon.OK);
        assertThat(said()).isEqualTo("probe stops\nprobe has stopped\n");
    }
}
