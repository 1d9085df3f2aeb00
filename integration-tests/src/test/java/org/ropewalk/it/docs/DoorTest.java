package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
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
}
