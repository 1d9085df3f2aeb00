package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** What the examples keep has a bound in sum, and each protocol's own words for it. */
class ExampleMemoryTest {
    /** memcached evicts what was not asked for longest; doc/protocol.txt, "evictions". */
    @Test
    void F3_memcachedEvictsWhatWasNotAskedForLongest() {
        StringTransport transport = new StringTransport().connect(MemcachedExample.factory(10_000));
        String value = "v".repeat(3_000);
        for (int i = 0; i < 4; i++) {
            transport.deliver("set k" + i + " 0 0 3000\r\n" + value + "\r\n");
        }
        transport.clear();
        transport.deliver("get k0 k1 k2 k3\r\n");

        assertThat(transport.text())
                .isEqualTo(
                        "VALUE k1 0 3000\r\n"
                                + value
                                + "\r\nVALUE k2 0 3000\r\n"
                                + value
                                + "\r\nVALUE k3 0 3000\r\n"
                                + value
                                + "\r\nEND\r\n");
    }

    /** memcached's process_update_command: the refused set removes the old value. */
    @Test
    void F3_memcachedReportsThatThereIsNoMemory_andKeepsNoStaleValue() {
        StringTransport transport = new StringTransport().connect(MemcachedExample.factory(10_000));
        transport.deliver("set k 0 0 1\r\nx\r\nset k 0 0 20000\r\n" + "v".repeat(20_000) + "\r\n");
        transport.deliver("get k\r\n");

        assertThat(transport.text())
                .isEqualTo("STORED\r\nSERVER_ERROR out of memory storing object\r\nEND\r\n");
    }

    /** beanstalkd's protocol text: OUT_OF_MEMORY, "the client should try again later". */
    @Test
    void F3_beanstalkdRefusesJobsBeyondItsMemory_andTakesThemAgain() {
        MemoryBudget memory = new MemoryBudget(10_000);
        Store store = new Store(new MemoryNetwork(1).reactor(), 100, memory);
        StringTransport transport = new StringTransport().connect(BeanstalkdExample.factory(store));
        String put = "put 0 0 60 4000\r\n" + "j".repeat(4_000) + "\r\n";
        transport.deliver(put + put + put + "delete 1\r\n" + put + "quit\r\n");

        assertThat(transport.text())
                .isEqualTo(
                        "INSERTED 1\r\nINSERTED 2\r\nOUT_OF_MEMORY\r\nDELETED\r\nINSERTED 3\r\n");
    }

    @Test
    void F3_beanstalkdRefusesTubesBeyondItsMemory_andForgetsThemWithTheirWorkers() {
        MemoryBudget memory = new MemoryBudget(5_000);
        Store store = new Store(new MemoryNetwork(1).reactor(), 100, memory);
        StringTransport transport = new StringTransport().connect(BeanstalkdExample.factory(store));
        transport.deliver(
                "watch a\r\nwatch b\r\nwatch c\r\nwatch d\r\nwatch e\r\nuse f\r\nignore a\r\n");

        assertThat(transport.text())
                .isEqualTo(
                        "WATCHING 2\r\nWATCHING 3\r\nWATCHING 4\r\nWATCHING 5\r\nOUT_OF_MEMORY\r\n"
                                + "OUT_OF_MEMORY\r\nWATCHING 4\r\n");
        transport.deliver("quit\r\n");
        transport.finish();
        assertThat(memory.used()).isZero();
    }

    /** nats-server's ErrTooManySubs. */
    @Test
    void F3_natsRefusesSubscriptionsBeyondItsMemory() {
        MemoryBudget memory = new MemoryBudget(1_000);
        StringTransport transport =
                new StringTransport().connect(NatsExample.factory(new Broker(memory)));
        transport.clear();
        transport.deliver("CONNECT {\"verbose\":false}\r\nSUB a 1\r\nSUB b 2\r\nSUB c 3\r\n");
        assertThat(transport.text()).isEqualTo("-ERR 'maximum subscriptions exceeded'\r\n");

        transport.lose(new ConnectionLost("gone"));
        assertThat(memory.used()).isZero();
    }

    /** RFC 2812 5.2: 437 ERR_UNAVAILRESOURCE. */
    @Test
    void F3_ircRefusesChannelsBeyondItsMemory() {
        MemoryBudget memory = new MemoryBudget(10_000);
        StringTransport transport =
                new StringTransport().connect(IrcExample.factory(new Network("s", memory)));
        transport.deliver("NICK n\r\nUSER u 0 * :r\r\n");
        transport.clear();
        transport.deliver("JOIN #a,#b,#c,#d\r\n");
        assertThat(transport.text())
                .endsWith(":s 437 n #d :Nick/channel is temporarily unavailable\r\n");

        transport.lose(new ConnectionLost("gone"));
        assertThat(memory.used()).isZero();
    }
}
