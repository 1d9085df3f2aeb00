package org.ropewalk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** What a network in memory does to a peer that reads slowly, and to a reactor of several loops. */
class MemoryPeerTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final List<Protocol> served = new ArrayList<>();

    private Reactor listen(int loops) {
        Reactor reactor = network.reactor(loops);
        reactor.listen(
                "tcp:4000",
                Factory.forProtocol(
                        () -> {
                            Protocol protocol = new Protocol() {};
                            served.add(protocol);
                            return protocol;
                        }));
        return reactor;
    }

    private void write(int bytes) {
        served.get(0).transport().write(new byte[bytes]);
        network.run();
    }

    @Test
    void bytesThatTheSystemAcceptedAreDeliveredAfterANormalClose() {
        network.bufferBytes(100).sendBufferBytes(1_000);
        listen(1);
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        write(1_000);
        served.get(0).transport().loseConnection();
        network.run();

        assertThat(peer.read(500)).hasSize(100);
        assertThat(peer.isEnded()).isFalse();
        assertThat(peer.readAll()).hasSize(900);
        assertThat(peer.isEnded()).isTrue();
        assertThat(peer.isReset()).isFalse();
    }

    @Test
    void aResetDropsWhatHasNotArrived() {
        network.bufferBytes(100).sendBufferBytes(1_000);
        listen(1);
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        write(1_000);
        served.get(0).transport().abortConnection();
        network.run();

        assertThat(peer.readAll()).hasSize(100);
        assertThat(peer.isReset()).isTrue();
    }

    @Test
    void whatIsSentToAClosedConnectionResetsIt() {
        network.bufferBytes(100).sendBufferBytes(1_000);
        listen(1);
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        write(1_000);
        served.get(0).transport().loseConnection();
        network.advance(Duration.ofSeconds(60));

        peer.write("more".getBytes(US_ASCII));

        assertThat(peer.readAll()).hasSize(100);
        assertThat(peer.isReset()).isTrue();
    }

    @Test
    void connectionsAreServedByAllLoopsInTurn() {
        Reactor reactor = listen(3);
        for (int i = 0; i < 6; i++) {
            network.connectPeer(4000);
        }
        network.run();

        Set<Loop> loops = new LinkedHashSet<>();
        served.forEach(protocol -> loops.add(protocol.transport().loop()));
        assertThat(loops).hasSize(3);
        assertThat(loops.stream().filter(Loop::isInLoopThread)).hasSize(1);
        assertThat(reactor.isInLoopThread()).isTrue();
        reactor.close();
        assertThat(network.leaks()).isEmpty();
    }

    @Test
    void aLoopsTimersBelongToItsTurns() {
        Reactor reactor = listen(2);
        network.connectPeer(4000);
        network.connectPeer(4000);
        network.run();
        List<String> events = new ArrayList<>();
        Loop other = served.get(1).transport().loop();

        other.callFromThread(
                () -> {
                    events.add("in its turn " + other.isInLoopThread());
                    other.callLater(Duration.ofSeconds(1), () -> events.add("later"));
                });
        network.advance(Duration.ofMillis(999));
        assertThat(events).containsExactly("in its turn true");
        network.advance(Duration.ofMillis(1));

        assertThat(events).endsWith("later");
        assertThatThrownBy(() -> other.callLater(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalStateException.class);
        reactor.close();
    }

    @Test
    void aReactorThatIsSuspendedDoesNothingUntilItIsResumed() {
        Reactor reactor = listen(1);
        List<String> calls = new ArrayList<>();
        reactor.callLater(Duration.ofSeconds(1), () -> calls.add("due"));
        network.run();
        network.suspend(reactor);
        MemoryPeer peer = network.connectPeer(4000);
        network.advance(Duration.ofSeconds(2));
        assertThat(served).isEmpty();
        assertThat(calls).isEmpty();
        network.resume(reactor);
        network.run();
        assertThat(served).hasSize(1);
        assertThat(calls).containsExactly("due");
        assertThat(peer.isConnected()).isTrue();
        assertThatThrownBy(() -> network.suspend(new MemoryNetwork(1).reactor()))
                .hasMessage("the reactor is not on this network");
    }

    @Test
    void aNetworkHasMoreConnectionsInItsLifeThanPorts() {
        listen(1);
        for (int i = 0; i < 70_000; i++) {
            network.connectPeer(4000).close();
            network.run();
        }
        assertThat(served).hasSize(70_000);
    }
}
