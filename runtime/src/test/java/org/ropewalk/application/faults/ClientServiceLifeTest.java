package org.ropewalk.application.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.application.ClientService;
import org.ropewalk.reactor.Backoff;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.NameResolver;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A client service that is used on another thread, stopped at any time, or waited for in vain. */
class ClientServiceLifeTest {
    private static final Duration FIRST_DELAY = Duration.ofMillis(1_500);

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Protocol> accepted = new ArrayList<>();
    private final ClientService service = service("tcp:127.0.0.1:4000");

    private ClientService service(String endpoint) {
        return new ClientService(
                reactor,
                endpoint,
                Factory.forProtocol(() -> new Protocol() {}),
                Backoff.STANDARD.withoutJitter(),
                new Random(1));
    }

    private void listen() {
        reactor.listenTcp(
                4_000,
                Factory.forProtocol(
                        () -> {
                            accepted.add(new Protocol() {});
                            return accepted.get(accepted.size() - 1);
                        }));
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    /** What a call on a thread of its own throws. */
    private static Throwable onAnotherThread(Runnable call) throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                call.run();
                            } catch (Throwable e) {
                                thrown[0] = e;
                            }
                        });
        thread.start();
        thread.join();
        return thrown[0];
    }

    @Test
    void F10_stopOnAnotherThreadIsRefused_andTheServiceContinues() throws Exception {
        service.startService();
        CompletableFuture<Protocol> connected = service.whenConnected();
        network.run();

        assertThat(onAnotherThread(service::stopService))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("callFromThread");

        assertThat(service.isRunning()).isTrue();
        assertThat(connected).isNotDone();
        listen();
        network.advance(FIRST_DELAY);
        assertThat(connected).isCompleted();
        CompletableFuture<Void> stopped = service.stopService();
        network.run();
        assertThat(stopped).isCompleted();
        assertThat(connected.join().transport().isOpen()).isFalse();
    }

    @Test
    void F10_startAndWaitingOnAnotherThreadAreRefused() throws Exception {
        network.run();

        assertThat(onAnotherThread(service::startService))
                .isInstanceOf(IllegalStateException.class);
        assertThat(onAnotherThread(service::whenConnected))
                .isInstanceOf(IllegalStateException.class);

        assertThat(service.isRunning()).isFalse();
        listen();
        network.advance(Duration.ofMinutes(1));
        assertThat(accepted).isEmpty();
    }

    @Test
    void F11_anErrorInAPreparationIsAnAttemptThatFailed() {
        listen();
        AssertionError error = new AssertionError("x");
        service.prepareConnection(
                connected -> {
                    throw error;
                });
        service.startService();
        CompletableFuture<Protocol> waiting = service.whenConnected(1);

        network.run();

        assertThat(waiting).isCompletedExceptionally();
        assertThat(accepted).hasSize(1);
        network.advance(FIRST_DELAY);
        assertThat(accepted).hasSize(2);
    }

    /** A resolver that fails as the test says, instead of completing a future. */
    private void resolveBadly(NameResolver resolver) {
        network.run();
        reactor.installResolver(resolver);
        ClientService named = service("tcp:host.example:4000");
        named.startService();
        CompletableFuture<Protocol> waiting = named.whenConnected(1);

        network.run();

        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void F11_aResolverThatThrowsAnErrorIsAnAttemptThatFailed() {
        resolveBadly(
                host -> {
                    throw new AssertionError("x");
                });
    }

    @Test
    void F11_aResolverThatReturnsNothingIsAnAttemptThatFailed() {
        resolveBadly(host -> null);
    }

    @Test
    void F11_aResolverThatCompletesWithNothingIsAnAttemptThatFailed() {
        resolveBadly(host -> CompletableFuture.completedFuture(null));
    }

    @Test
    void F84_aFactoryThatStartsWithAnErrorLeavesTheServiceStopped() {
        AssertionError error = new AssertionError("x");
        ClientService failing =
                new ClientService(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        new Factory() {
                            @Override
                            public Protocol buildProtocol(SocketAddress peer) {
                                return null;
                            }

                            @Override
                            protected void startFactory() {
                                throw error;
                            }
                        });

        CompletableFuture<Void> started = failing.startService();
        network.run();

        assertThat(started).isCompletedExceptionally();
        assertThat(failing.isRunning()).isFalse();
        assertThat(failing.stopService()).isCompleted();
    }

    @Test
    void F11_aWaiterFailsWhenTheReactorStops() {
        service.startService();
        CompletableFuture<Protocol> connected = service.whenConnected();
        network.run();
        reactor.stop();
        network.run();

        assertThatThrownBy(connected::join).isInstanceOf(CancellationException.class);
        assertThat(service.isRunning()).isFalse();
    }

    @Test
    void F11_aCancelledWaiterIsReleased() {
        service.startService();
        CompletableFuture<Protocol> gone = service.whenConnected();
        CompletableFuture<Protocol> stays = service.whenConnected();
        gone.completeExceptionally(new TimeoutException());
        listen();
        network.advance(FIRST_DELAY);

        assertThat(gone).isCompletedExceptionally();
        assertThat(stays).isCompleted();
    }

    @Test
    void F11_stopWhileARefusedConnectionEndsCompletesWhenItHasEnded_andStartsAgain() {
        listen();
        CompletableFuture<Void> login = new CompletableFuture<>();
        List<CompletableFuture<Void>> preparations = new ArrayList<>(List.of(login));
        service.prepareConnection(
                protocol ->
                        preparations.isEmpty()
                                ? CompletableFuture.completedFuture(null)
                                : preparations.remove(0));
        service.startService();
        network.run();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        service.whenConnected(1)
                .whenComplete(
                        (connected, failure) ->
                                service.stopService()
                                        .thenRun(
                                                () -> {
                                                    stopped.complete(null);
                                                    service.startService();
                                                }));
        login.completeExceptionally(new IllegalStateException("refused"));
        network.run();

        assertThat(stopped).isCompleted();
        assertThat(service.isRunning()).isTrue();
        network.advance(Duration.ofMinutes(1));
        assertThat(service.whenConnected()).isCompleted();
    }

    @Test
    void F11_stopBetweenTheEndOfAConnectionAndTheNextOne() {
        listen();
        service.startService();
        network.run();
        CompletableFuture<Void> first = service.stopService();
        service.startService();
        first.thenRun(service::stopService);
        network.run();
        assertThat(service.isRunning()).isFalse();

        service.startService();
        network.run();

        assertThat(service.whenConnected()).isCompleted();
    }

    @Test
    void F11_aPreparationThatReturnsNothingIsAnAttemptThatFailed() {
        listen();
        service.prepareConnection(protocol -> null);
        service.startService();
        CompletableFuture<Protocol> once = service.whenConnected(1);
        network.run();

        assertThatThrownBy(once::join).hasCauseInstanceOf(NullPointerException.class);
        network.advance(FIRST_DELAY);
        assertThat(accepted).hasSize(2);
    }

    @Test
    void F10_aServiceThatCannotBeginDoesNotRun() {
        ClientService wrong = service("tcp:");

        assertThat(wrong.startService()).isCompletedExceptionally();

        assertThat(wrong.isRunning()).isFalse();
        assertThat(wrong.startService()).isCompletedExceptionally();
    }
}
