package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

class DoorTest {
    static final class Lock implements Door {
        @Override
        public void open(int code) throws Wrong {
            if (code != 4711) {
                throw new Wrong();
            }
        }
    }

    @Test
    void aWrongCodeIsAnsweredASecondLater() {
        StringTransport transport =
                new StringTransport().connect(new DoorFactory(peer -> new Lock()));

        transport.deliver("OPEN 1\r\nOPEN x\r\n");
        assertThat(transport.text()).isEmpty();

        transport.advance(Duration.ofSeconds(1));
        assertThat(transport.text()).isEqualTo("WRONG\r\nERR not a number\r\n");
    }

    @Test
    void aClientOpensIt() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        reactor.listen("tcp:7000", new DoorFactory(peer -> new Lock()));
        CompletableFuture<Connection<DoorClient>> opened =
                DoorClient.open(reactor, "tcp:127.0.0.1:7000");
        network.run();

        CompletableFuture<Void> call = opened.join().commands().open(4711);
        network.run();

        assertThat(call).isCompleted();
    }

    @Test
    void theClientReadsWhatAnotherServerWrites() {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        Recorder server = new Recorder();
        reactor.listen("tcp:7000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<DoorClient>> opened =
                DoorClient.open(reactor, "tcp:127.0.0.1:7000");
        network.run();

        CompletableFuture<Void> call = opened.join().commands().open(4711);
        network.run();
        assertThat(server.received).isEqualTo("OPEN 4711\r\n");

        server.transport().write("OPENED\r\n".getBytes(StandardCharsets.UTF_8));
        network.run();
        assertThat(call).isCompleted();
    }

    /** A server whose bytes the test writes. */
    static final class Recorder extends Protocol {
        private String received = "";

        @Override
        protected void dataReceived(byte[] data) {
            received += new String(data, StandardCharsets.UTF_8);
        }
    }
}
