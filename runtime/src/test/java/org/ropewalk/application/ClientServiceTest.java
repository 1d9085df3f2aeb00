package org.ropewalk.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.LoggedLines;
import org.ropewalk.reactor.Backoff;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

class ClientServiceTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Protocol> accepted = new ArrayList<>();
    private final ClientService service =
            new ClientService(
                    reactor,
                    "tcp:127.0.0.1:4000",
                    Factory.forProtocol(() -> new Protocol() {}),
                    Backoff.STANDARD.withoutJitter(),
                    new Random(1));

    private Port listen() {
        return reactor.listenTcp(
                4_000,
                Factory.forProtocol(
                        () -> {
                            accepted.add(new Protocol() {});
                            return accepted.get(accepted.size() - 1);
                        }));
    }

    @Test
    void SV11_SV12_it_connects_and_completes_the_waiting_futures() {
        listen();
        service.startService();
        CompletableFuture<Protocol> connected = service.whenConnected();
        assertThat(connected).isNotDone();
        network.run();
        assertThat(connected).isCompleted();
        assertThat(connected.join().transport().isOpen()).isTrue();
        assertThat(service.whenConnected()).isCompleted();
        assertThat(connected.join().factory()).isNotNull();
    }

    @Test
    void SV11_it_connects_again_when_the_connection_is_lost() {
        listen();
        service.startService();
        network.run();
        Protocol first = service.whenConnected().join();
        accepted.get(0).transport().loseConnection();
        network.run();
        assertThat(service.whenConnected()).isNotDone();
        network.advance(Duration.ofMillis(1_500));
        assertThat(service.whenConnected()).isCompleted();
        assertThat(service.whenConnected().join()).isNotSameAs(first);
    }

    @Test
    void the_first_failed_attempt_in_a_row_is_logged() {
        String refused = "WARN The connection to tcp:127.0.0.1:4000 failed and is tried again: ";
        service.startService();
        assertThat(LoggedLines.of(ClientService.class, network::run))
                .startsWith(refused)
                .hasLineCount(1);
        assertThat(
                        LoggedLines.of(
                                ClientService.class, () -> network.advance(Duration.ofMinutes(5))))
                .isEmpty();

        Port port = listen();
        network.advance(Duration.ofMinutes(1));
        assertThat(service.whenConnected()).isCompleted();
        port.stopListening();
        accepted.get(0).transport().loseConnection();
        assertThat(
                        LoggedLines.of(
                                ClientService.class, () -> network.advance(Duration.ofMinutes(5))))
                .startsWith(refused)
                .hasLineCount(1);
    }

    @Test
    void SV12_each_waiter_counts_failures_for_itself() {
        service.startService();
        CompletableFuture<Protocol> patient = service.whenConnected();
        CompletableFuture<Protocol> two = service.whenConnected(2);
        network.run();
        CompletableFuture<Protocol> one = service.whenConnected(1);
        assertThat(two).isNotDone();
        network.advance(Duration.ofMillis(1_500));
        assertThatThrownBy(two::join).hasCauseInstanceOf(ConnectFailed.class);
        assertThatThrownBy(one::join).hasCauseInstanceOf(ConnectFailed.class);
        assertThat(patient).isNotDone();
        listen();
        network.advance(Duration.ofSeconds(10));
        assertThat(patient).isCompleted();
    }

    @Test
    void SV11_stop_ends_the_connection_and_completes_when_it_has_ended() {
        listen();
        service.startService();
        network.run();
        Protocol connected = service.whenConnected().join();
        CompletableFuture<Void> stopped = service.stopService();
        assertThat(stopped).isNotDone();
        network.run();
        assertThat(stopped).isCompleted();
        assertThat(connected.transport().isOpen()).isFalse();
        network.advance(Duration.ofMinutes(5));
        assertThat(accepted).hasSize(1);
        assertThatThrownBy(service.whenConnected()::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void SV11_stop_while_it_waits_is_done_at_once_and_cancels_waiters() {
        service.startService();
        CompletableFuture<Protocol> waiting = service.whenConnected();
        network.run();
        assertThat(service.stopService()).isCompleted();
        assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void SV11_stop_in_the_attempt_ends_it() {
        network.ignore("127.0.0.1");
        service.startService();
        network.run();
        assertThat(service.stopService()).isCompleted();
        network.advance(Duration.ofMinutes(5));
        assertThat(service.isRunning()).isFalse();
    }

    @Test
    void SV11_start_while_it_disconnects_connects_again() {
        listen();
        service.startService();
        network.run();
        CompletableFuture<Void> stopped = service.stopService();
        service.startService();
        network.run();
        assertThat(stopped).isCompleted();
        assertThat(service.whenConnected()).isCompleted();
        assertThat(accepted).hasSize(2);
    }

    @Test
    void SV13_a_connection_counts_when_it_is_prepared() {
        listen();
        CompletableFuture<Void> login = new CompletableFuture<>();
        service.prepareConnection(protocol -> login);
        service.startService();
        network.run();
        assertThat(service.whenConnected()).isNotDone();
        login.complete(null);
        network.run();
        assertThat(service.whenConnected()).isCompleted();
    }

    @Test
    void SV13_a_preparation_that_fails_is_an_attempt_that_failed() {
        listen();
        IllegalStateException refused = new IllegalStateException("login refused");
        service.prepareConnection(protocol -> CompletableFuture.failedFuture(refused));
        service.startService();
        CompletableFuture<Protocol> once = service.whenConnected(1);
        network.run();
        assertThatThrownBy(once::join).hasCause(refused);
        network.advance(Duration.ofMillis(1_500));
        assertThat(accepted).hasSize(2);
    }
}
