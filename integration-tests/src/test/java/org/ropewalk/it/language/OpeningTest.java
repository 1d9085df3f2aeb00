package org.ropewalk.it.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.benchstrings.BenchStringsClient;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A connection that is opened, and not waited for to the end. */
class OpeningTest {
    private static final Gate.Events DEAF =
            new Gate.Events() {
                @Override
                public void said(String text) {}

                @Override
                public void there(List<String> names) {}

                @Override
                public void in(Gate.In next) {}
            };

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Server> servers = new ArrayList<>();

    /** Says nothing until the test does. */
    private static final class Server extends Protocol {
        private Throwable lost;

        @Override
        protected void connectionLost(Throwable reason) {
            lost = reason;
        }
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private CompletableFuture<Connection<GateClient.Out>> open() {
        reactor.listen(
                "tcp:4000",
                Factory.forProtocol(
                        () -> {
                            servers.add(new Server());
                            return servers.get(servers.size() - 1);
                        }));
        return GateClient.open(reactor, "tcp:127.0.0.1:4000", DEAF);
    }

    @Test
    void F11_cancelledBeforeTheGreeting_theConnectionIsClosed() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        network.run();
        assertThat(servers).hasSize(1);
        assertThat(servers.get(0).lost).isNull();

        opened.cancel(false);
        network.run();

        assertThat(servers.get(0).lost).isNotNull();
    }

    @Test
    void F11_timedOutBeforeTheGreeting_theConnectionIsClosed() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        network.run();

        // What orTimeout does.
        opened.completeExceptionally(new TimeoutException());
        network.run();

        assertThat(servers.get(0).lost).isNotNull();
    }

    @Test
    void F11_cancelledBeforeTheAttempt_nothingIsConnected() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        opened.cancel(false);
        network.run();

        assertThat(servers).isEmpty();
    }

    @Test
    void F11_cancelledInTheAttempt_itEnds() {
        network.ignore("127.0.0.1");
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        network.run();
        assertThat(network.leaks()).contains("1 delayed calls wait");
        opened.cancel(false);
        network.run();

        assertThat(network.leaks()).noneMatch(leak -> leak.contains("delayed"));
    }

    @Test
    void F11_aProtocolThatTimedOut_isClosedWhenItConnects() {
        open();
        Server protocol = new Server();
        CompletableFuture<Server> connected =
                reactor.connectProtocol("tcp:127.0.0.1:4000", protocol);
        connected.completeExceptionally(new TimeoutException());
        network.run();

        assertThat(protocol.transport().isOpen()).isFalse();
        assertThat(servers.stream().filter(server -> server.lost == null)).hasSize(1);
    }

    @Test
    void F11_onAReactorThatStopped_openFails() {
        reactor.listen("tcp:4000", Factory.forProtocol(Server::new));
        network.run();
        reactor.stop();
        network.run();
        CompletableFuture<?> opened = BenchStringsClient.open(reactor, "tcp:127.0.0.1:4000");

        assertThatThrownBy(opened::get)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the reactor was stopped");
    }

    @Test
    void F11_onARealReactorThatStopped_openFails() {
        Reactor real = RealReactors.create(3);
        real.start();
        real.close();
        assertThat(BenchStringsClient.open(real, "tcp:127.0.0.1:1")).isCompletedExceptionally();
    }

    @Test
    void F11_onAReactorThatNeverRan_openFailsWhenItIsClosed() {
        Reactor real = RealReactors.create(3);
        CompletableFuture<?> opened = BenchStringsClient.open(real, "tcp:127.0.0.1:1");
        real.close();
        assertThat(opened).isCompletedExceptionally();
    }

    @Test
    void F11_theReactorStopsBeforeTheGreeting_openFails() {
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        network.run();
        reactor.stop();
        network.run();

        assertThat(opened).isCompletedExceptionally();
    }

    @Test
    void F11_theReactorStopsInTheAttempt_openFails() {
        network.ignore("127.0.0.1");
        CompletableFuture<Connection<GateClient.Out>> opened = open();
        network.run();
        reactor.stop();
        network.run();

        assertThat(opened).isCompletedExceptionally();
    }

    @Test
    void F11_aCallOnAReactorThatStopsFails_andSoDoesALaterOne() {
        open();
        CompletableFuture<Connection<BenchStringsClient>> other =
                BenchStringsClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        BenchStringsClient client = other.join().commands();
        CompletableFuture<Void> call = client.ping();
        reactor.stop();
        network.run();
        CompletableFuture<Void> later = client.ping();

        assertThat(call).isCompletedExceptionally();
        assertThat(later).isCompletedExceptionally();
        assertThat(later).isNotCancelled();
        assertThat(other.join().isOpen()).isFalse();
    }

    @Test
    void F11_theFutureOfAServiceThatStops() {
        open();
        var service = GateClient.service(reactor, "tcp:127.0.0.1:4000", DEAF);
        service.startService();
        network.run();
        CompletableFuture<?> connected = service.whenConnected();
        reactor.stop();
        network.run();

        assertThatThrownBy(connected::get).hasRootCauseInstanceOf(CancellationException.class);
    }
}
