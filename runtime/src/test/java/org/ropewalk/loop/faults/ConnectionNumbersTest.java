package org.ropewalk.loop.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.policy.ProtocolWrapper;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Each connection of a reactor has a number of its own, on whichever loop it lives. */
class ConnectionNumbersTest {
    private final MemoryNetwork network = new MemoryNetwork(6);
    private final Reactor reactor = network.reactor(3);
    private final List<Long> numbers = new ArrayList<>();
    private final List<Protocol> protocols = new ArrayList<>();

    private final class Numbered extends Protocol {
        @Override
        protected void connectionMade() {
            numbers.add(transport().id());
            assertThat(transport().describe())
                    .isEqualTo(transport().getPeer() + " #" + transport().id());
        }

        @Override
        protected void connectionLost(Throwable reason) {
            assertThat(numbers).contains(transport().id());
        }
    }

    private Protocol numbered() {
        Protocol protocol = new Numbered();
        protocols.add(protocol);
        return protocol;
    }

    private void pairs(int count, boolean wrapped) {
        reactor.listenTcp(
                4000,
                Factory.forProtocol(() -> wrapped ? new ProtocolWrapper(numbered()) : numbered()));
        for (int i = 0; i < count; i++) {
            reactor.connectTcp(
                    "localhost",
                    4000,
                    new ClientFactory() {
                        @Override
                        public Protocol buildProtocol(SocketAddress peer) {
                            return numbered();
                        }
                    });
        }
        network.run();
    }

    @Test
    void F74_acceptedAndMadeConnectionsOfAllLoopsAreNumbered() {
        pairs(4, false);
        assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void F74_aWrapperHasTheNumberOfItsConnection() {
        pairs(1, true);
        assertThat(numbers).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void F74_aProtocolWithoutConnectionHasNone() {
        assertThat(numbered().transport().id()).isZero();
        pairs(1, false);
        reactor.close();
        assertThat(protocols).allMatch(protocol -> protocol.transport().id() == 0);
    }
}
