package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** The time of a peer does not pass while it reads what it was sent. */
class IdleWhileSendingTest {
    private static final int MEGABYTE = 1_000_000;

    private final MemoryNetwork network = new MemoryNetwork(6);
    private final List<String> events = new ArrayList<>();

    private MemoryPeer ask(int reply) {
        network.reactor()
                .listen(
                        "tcp:4000",
                        Factory.forProtocol(
                                () ->
                                        new Protocol() {
                                            @Override
                                            protected void dataReceived(byte[] data) {
                                                transport().setTimeout(Duration.ofSeconds(3));
                                                transport().write(new byte[reply]);
                                            }

                                            @Override
                                            public void timeoutConnection() {
                                                events.add("timeout");
                                            }
                                        }));
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        peer.write("get\n".getBytes(US_ASCII));
        network.run();
        return peer;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4 * MEGABYTE, 20 * MEGABYTE})
    void F7_aPeerThatReadsAReplyIsNotIdle(int sendBuffer) {
        network.sendBufferBytes(sendBuffer);
        MemoryPeer peer = ask(12 * MEGABYTE);
        int received = 0;
        for (int second = 0; second < 200 && received < 12 * MEGABYTE; second++) {
            for (int i = 0; i < 20; i++) {
                received += peer.read(50_000).length;
                network.run();
            }
            network.advance(Duration.ofSeconds(1));
            assertThat(events).isEmpty();
        }
        assertThat(received).isEqualTo(12 * MEGABYTE);

        network.advance(Duration.ofMinutes(5));
        assertThat(events).containsExactly("timeout");
    }

    @Test
    void F7_aPeerThatWasSentLittleIsIdleAtItsTime() {
        ask(1_000);
        network.advance(Duration.ofMillis(2_999));
        assertThat(events).isEmpty();
        network.advance(Duration.ofMillis(1));
        assertThat(events).containsExactly("timeout");
    }

    @Test
    void F7_theTimeBeginsWhenEverythingWasTaken() {
        network.bufferBytes(50_000);
        MemoryPeer peer = ask(60_000);
        network.advance(Duration.ofSeconds(10));
        peer.readAll();
        network.run();
        network.advance(Duration.ofMillis(2_999));
        assertThat(events).isEmpty();
        network.advance(Duration.ofMillis(1));
        assertThat(events).containsExactly("timeout");
    }
}
