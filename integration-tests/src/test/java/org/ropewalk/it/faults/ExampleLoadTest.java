package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.BeanstalkdFactory;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.nats.NatsFactory;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/**
 * A command costs no more because others have sent many before it. The times are far above what is
 * needed, and far below what it took when each command looked at all jobs, tubes and workers.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExampleLoadTest {
    private static final int MANY = 40_000;

    private final BeanstalkdFactory beanstalkd =
            BeanstalkdExample.factory(new Store(new MemoryNetwork(1).reactor()));

    private StringTransport worker() {
        return new StringTransport().connect(beanstalkd);
    }

    /** beanstalkd's prot.c: the soonest job of a connection is known without a look at all. */
    @Test
    void F64_oneWorkerMayHaveManyJobsReserved() {
        StringTransport worker = worker();
        for (int i = 0; i < MANY; i++) {
            worker.deliver("put 0 0 60 1\r\nx\r\nreserve\r\n");
        }
        assertThat(worker.text()).endsWith("RESERVED " + MANY + " 1\r\nx\r\n");

        worker.lose(new ConnectionLost("gone"));
        StringTransport other = worker();
        other.deliver("reserve\r\n");
        assertThat(other.text()).isEqualTo("RESERVED 1 1\r\nx\r\n");
    }

    @Test
    void F64_manyWorkersMayWaitAndLeave() {
        List<StringTransport> workers = new ArrayList<>();
        for (int i = 0; i < MANY / 5; i++) {
            StringTransport worker = worker();
            worker.deliver("reserve\r\n");
            workers.add(worker);
        }
        StringTransport producer = worker();
        producer.deliver("put 0 0 60 1\r\nx\r\nput 0 0 60 1\r\ny\r\n");
        workers.subList(0, 2).forEach(StringTransport::runTurns);
        assertThat(workers.get(0).text()).isEqualTo("RESERVED 1 1\r\nx\r\n");
        assertThat(workers.get(1).text()).isEqualTo("RESERVED 2 1\r\ny\r\n");

        workers.subList(2, workers.size())
                .forEach(worker -> worker.lose(new ConnectionLost("gone")));
        producer.clear();
        producer.deliver("stats-tube default\r\n");
        assertThat(producer.text()).contains("current-waiting: 0\n");
    }

    @Test
    void F64_manyTubesMayBeUsed() {
        for (int i = 0; i < MANY / 1_000; i++) {
            StringTransport watcher = worker();
            for (int tube = 1; tube < 1_000; tube++) {
                watcher.deliver("watch t" + (i * 1_000 + tube) + "\r\n");
            }
        }
        StringTransport worker = worker();
        for (int i = 0; i < MANY; i++) {
            worker.clear();
            worker.deliver("put 0 0 60 1\r\nx\r\nreserve\r\ndelete " + (i + 1) + "\r\n");
            assertThat(worker.text()).endsWith("DELETED\r\n");
        }
    }

    /** nats-server's sublist.go. */
    @Test
    void F64_natsFindsAFewSubscriptionsAmongMany() {
        NatsFactory factory = NatsExample.factory(new Broker());
        for (int client = 0; client < 5; client++) {
            StringTransport transport = new StringTransport().connect(factory);
            transport.deliver("CONNECT {\"verbose\":false}\r\n");
            for (int i = 0; i < MANY / 5; i++) {
                transport.deliver("SUB a." + client + "." + i + " " + i + "\r\n");
            }
        }
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver("CONNECT {\"verbose\":false}\r\nSUB a.*.7 1\r\nSUB a.> 2\r\n");
        transport.clear();
        for (int i = 0; i < MANY; i++) {
            transport.deliver("PUB b.c 1\r\nx\r\n");
        }
        transport.deliver("PUB a.b.7 1\r\nx\r\n");
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("MSG a.b.7 2 1\r\nx\r\nMSG a.b.7 1 1\r\nx\r\n");
    }
}
