package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.StringTransport;

class ReactorPageTest {
    static final class Echo extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {
            transport().write(data);
        }
    }

    static void serve() {
        Reactor reactor = NioReactor.create();
        reactor.listen("tcp:4000", Factory.forProtocol(Echo::new));
        reactor.run();
    }

    @Test
    void anEcho() {
        StringTransport transport = new StringTransport().connect(Factory.forProtocol(Echo::new));

        transport.deliver("as it is");

        assertThat(transport.text()).isEqualTo("as it is");
    }
}
