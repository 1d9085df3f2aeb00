package org.ropewalk.it.small;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.timgroup.statsd.NonBlockingStatsDClient;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.client.Connection;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.examples.statsd.Statistics;
import org.ropewalk.examples.statsd.StatsAdmin;
import org.ropewalk.examples.statsd.StatsD;
import org.ropewalk.examples.statsd.StatsDClient;
import org.ropewalk.examples.statsd.StatsDExample;
import org.ropewalk.examples.value.Level;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Port;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of StatsD: over TCP and UDP, with nc, with a client of others, and with ours. */
@Timeout(60)
class StatsDTest {
    private static final String UDP = "udp:port=0:interface=127.0.0.1";

    private final Statistics statistics = new Statistics(1_000);

    private static String text(List<StatsAdmin.Aggregate> aggregates) {
        StringBuilder text = new StringBuilder();
        aggregates.forEach(
                each -> text.append(each.name()).append('=').append(each.value()).append(' '));
        return text.toString().strip();
    }

    private StringTransport connect() {
        return new StringTransport().connect(StatsDExample.samples(statistics));
    }

    @Test
    void samplesAreAggregated() {
        StringTransport samples = connect();
        samples.deliver(
                "hits:1|c\nhits:2|c|@0.5\nload:3|g:+1.5|g:-2|g\ntime:5|ms:7|ms|#a:b,c\n"
                        .getBytes(US_ASCII));
        samples.deliver("users:joe|s:ann|s\r\nusers:joe|s\nsize:9|h\n".getBytes(US_ASCII));

        assertThat(samples.text()).isEmpty();
        assertThat(text(statistics.counters())).isEqualTo("hits=5.0");
        assertThat(text(statistics.gauges())).isEqualTo("load=2.5");
        assertThat(text(statistics.sets())).isEqualTo("users=2.0");
        assertThat(statistics.timers())
                .containsExactly(
                        new StatsAdmin.Timer(Bytes.of("size"), 1, 9, 9, 9),
                        new StatsAdmin.Timer(Bytes.of("time"), 2, 12, 5, 7));
    }

    @Test
    void aSumThatIsNoNumberIsDropped_soThatTheOthersCanBeListed() {
        connect()
                .deliver(
                        "hits:1|c\nhits:1e308|c:1e308|c\ntime:1e308|ms:1e308|ms\n"
                                .getBytes(US_ASCII));
        assertThat(text(statistics.counters())).isEqualTo("hits=1.0E308");
        assertThat(statistics.timers())
                .containsExactly(new StatsAdmin.Timer(Bytes.of("time"), 1, 1e308, 1e308, 1e308));
        assertThat(text(statistics.stats())).endsWith("messages.dropped=2.0");
    }

    @Test
    void aLevelIsReadAsItIsWritten() {
        for (double value : new double[] {0, Double.MIN_VALUE, 1e300, Double.MAX_VALUE}) {
            for (boolean isChange : new boolean[] {false, true}) {
                Level level = new Level(isChange, value);
                assertThat(Level.parse(level.toString())).isEqualTo(level);
            }
        }
    }

    @Test
    void badLinesAreCounted_andSpoilNoOther() {
        StringTransport samples = connect();
        samples.deliver(
                ("hits\nhits:x|c\nhits:1|y\nload:NaN|g\n" + "x".repeat(9_000) + "\nhits:1|c\n")
                        .getBytes(US_ASCII));
        assertThat(samples.isOpen()).isTrue();
        assertThat(text(statistics.stats()))
                .isEqualTo("messages.lines=1.0 messages.bad_lines_seen=5.0 messages.dropped=0.0");
    }

    @Test
    void soManyNamesAreKept_andNoMore() {
        StringTransport samples = connect();
        for (int i = 0; i < 1_010; i++) {
            samples.deliver(("name" + i + ":1|c\nname" + i + ":m|s\n").getBytes(US_ASCII));
        }
        assertThat(statistics.counters()).hasSize(500);
        assertThat(text(statistics.stats())).endsWith("messages.dropped=1020.0");
        List<Bytes> removed = statistics.deleteCounters(List.of(Bytes.of("name1"), Bytes.of("x")));
        assertThat(removed).containsExactly(Bytes.of("name1"));
        samples.deliver("new:1|g\n".getBytes(US_ASCII));
        assertThat(text(statistics.gauges())).isEqualTo("new=1.0");
    }

    @Test
    void aLongNameIsDropped() {
        String name = "n".repeat(200);
        connect()
                .deliver(
                        (name + ":1|c\n" + name + "n:1|c:2|g:3|ms:x|s\nusers:" + name + "n|s\n")
                                .getBytes(US_ASCII));
        assertThat(text(statistics.counters())).isEqualTo(name + "=1.0");
        assertThat(statistics.gauges()).isEmpty();
        assertThat(statistics.timers()).isEmpty();
        assertThat(statistics.sets()).isEmpty();
        assertThat(text(statistics.stats())).endsWith("messages.dropped=5.0");
    }

    @Test
    void theAdministrationListsAggregates() {
        statistics.sample(
                Bytes.of("hits"), List.of(new StatsD.Sample.Count(2, Optional.empty())), List.of());
        StringTransport admin =
                new StringTransport().connect(StatsDExample.administration(statistics));
        admin.deliver("counters\ndelcounters hits x\ncounters\nquit\n".getBytes(US_ASCII));
        assertThat(admin.text()).isEqualTo("hits: 2.0\nEND\ndeleted: hits\nEND\nEND\n");
        assertThat(admin.isOpen()).isFalse();
    }

    @Test
    void aMillionLinesOverTcpArriveWithoutLoss() throws Exception {
        byte[] lines = "hits:1|c\nload:+1|g\n".repeat(1_000).getBytes(US_ASCII);
        try (Served served = new Served(reactor -> StatsDExample.samples(statistics));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (int i = 0; i < 500; i++) {
                out.write(lines);
            }
            out.flush();
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(text(statistics.counters())).isEqualTo("hits=500000.0");
        assertThat(text(statistics.gauges())).isEqualTo("load=500000.0");
        assertThat(text(statistics.stats())).startsWith("messages.lines=1000000.0");
    }

    /** A port of datagrams on a reactor that runs. */
    private int listen(Served served) {
        CompletableFuture<Port> port = new CompletableFuture<>();
        DatagramServer server = StatsDExample.samples(statistics).datagrams();
        served.reactor().callFromThread(() -> port.complete(served.reactor().listen(UDP, server)));
        return ((InetSocketAddress) port.join().getHost()).getPort();
    }

    private void await(String counters) {
        while (!text(statistics.counters()).equals(counters)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aClientOfOthersSendsDatagrams() {
        try (Served served = new Served(reactor -> StatsDExample.samples(statistics))) {
            NonBlockingStatsDClient client =
                    new NonBlockingStatsDClient("app", "127.0.0.1", listen(served));
            client.count("hits", 7);
            client.recordGaugeValue("load", 42);
            client.recordGaugeDelta("load", -2);
            client.recordSetEvent("users", "joe");
            client.recordExecutionTime("time", 12);
            client.incrementCounter("last");
            await("app.hits=7.0 app.last=1.0");
            client.stop();
        }
        assertThat(text(statistics.gauges())).isEqualTo("app.load=40.0");
        assertThat(text(statistics.sets())).isEqualTo("app.users=1.0");
        assertThat(statistics.timers())
                .containsExactly(new StatsAdmin.Timer(Bytes.of("app.time"), 1, 12, 12, 12));
        assertThat(text(statistics.stats())).contains("messages.bad_lines_seen=0.0");
    }

    @Test
    void ncSendsDatagrams() throws Exception {
        Programs.find("nc");
        try (Served served = new Served(reactor -> StatsDExample.samples(statistics))) {
            Process nc =
                    new ProcessBuilder("nc", "-u", "-w", "1", "127.0.0.1", "" + listen(served))
                            .start();
            try (OutputStream out = nc.getOutputStream()) {
                out.write("hits:1|c\nbad\nhits:2|c".getBytes(UTF_8));
            }
            await("hits=3.0");
            nc.destroy();
        }
    }

    @Test
    void ourClientSendsDatagrams() {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor()
                .listen(
                        "udp:8125:interface=127.0.0.1",
                        StatsDExample.samples(statistics).datagrams());
        CompletableFuture<Connection<StatsDClient>> opened =
                StatsDClient.datagrams(network.reactor(), "udp:127.0.0.1:8125");
        network.run();
        StatsDClient client = opened.join().commands();
        CompletableFuture<Void> sent =
                client.sample(
                        Bytes.of("hits"),
                        List.of(
                                new StatsD.Sample.Count(2, Optional.of(0.5)),
                                new StatsD.Sample.Gauge(new Level(true, 3)),
                                new StatsD.Sample.Gauge(Level.parse("-0.5")),
                                new StatsD.Sample.Member(Bytes.of("joe"))),
                        List.of(Bytes.of("env:test")));
        CompletableFuture<Void> refused =
                client.sample(
                        Bytes.of("a:b"),
                        List.of(new StatsD.Sample.Gauge(new Level(false, 1))),
                        List.of());
        network.run();
        network.advance(Duration.ofSeconds(1));
        assertThat(sent).isCompleted();
        assertThatThrownBy(refused::join).hasStackTraceContaining("cannot be written");
        assertThat(text(statistics.counters())).isEqualTo("hits=4.0");
        assertThat(text(statistics.gauges())).isEqualTo("hits=2.5");
        assertThat(text(statistics.sets())).isEqualTo("hits=1.0");
    }
}
