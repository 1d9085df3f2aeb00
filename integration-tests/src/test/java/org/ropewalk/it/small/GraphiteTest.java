package org.ropewalk.it.small;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.graphite.GraphiteReporter;
import com.codahale.metrics.graphite.GraphiteSender;
import com.codahale.metrics.graphite.GraphiteUDP;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.client.Connection;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.examples.graphite.Graphite;
import org.ropewalk.examples.graphite.GraphiteAdmin.Series;
import org.ropewalk.examples.graphite.GraphiteClient;
import org.ropewalk.examples.graphite.GraphiteExample;
import org.ropewalk.examples.graphite.Points;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Port;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** The example of Graphite: over TCP and UDP, with nc, with a client of others, and with ours. */
@Timeout(60)
class GraphiteTest {
    private static final String UDP = "udp:port=0:interface=127.0.0.1";
    private static final long NOW = 1_700_000_000;

    /** How many lines are sent over TCP: a million with {@code -Dropewalk.soak.lines=1000000}. */
    private static final int LINES = Integer.getInteger("ropewalk.soak.lines", 100_000);

    private final Points points =
            new Points(100, Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    private static Series one(String name, double value, long timestamp) {
        return new Series(Bytes.of(name), 1, value, value, value, value, timestamp);
    }

    private List<Series> series() {
        return points.series(Optional.empty());
    }

    private String stats() {
        return points.stats().stream()
                .map(each -> each.name() + "=" + (long) each.value())
                .collect(Collectors.joining(" "));
    }

    private StringTransport deliver(String lines) {
        StringTransport transport = new StringTransport().connect(GraphiteExample.ingest(points));
        transport.deliver(lines.getBytes(US_ASCII));
        return transport;
    }

    @Test
    void pointsAreAggregated() {
        StringTransport transport =
                deliver("a.b 1.5 20\na.b 4 30\r\na.b\t-2  10\nc;y=2;x=1 7 -1\nc;x=1;y=2 7 -1\n");

        assertThat(transport.text()).isEmpty();
        assertThat(series())
                .containsExactly(
                        new Series(Bytes.of("a.b"), 3, 3.5, -2, 4, 4, 30),
                        new Series(Bytes.of("c;x=1;y=2"), 2, 14, 7, 7, 7, NOW));
        assertThat(points.series(Optional.of(Bytes.of("c")))).hasSize(1);
    }

    /** A name is bytes: two that no text tells apart are two. */
    @Test
    void namesThatAreNotUtf8AreKeptAsTheyAre() {
        String lines =
                "caf\u00e9;a=1 1 10\ncaf\u00ea;a=1 2 20\nb;x=\u00ff;\u00fe=2 3 30\nb;\u00fe=2;x=\u00ff 4 30\n";
        new StringTransport()
                .connect(GraphiteExample.ingest(points))
                .deliver(lines.getBytes(ISO_8859_1));

        assertThat(series())
                .extracting(each -> new String(each.name().toByteArray(), ISO_8859_1), Series::sum)
                .containsExactlyInAnyOrder(
                        tuple("caf\u00e9;a=1", 1.0),
                        tuple("caf\u00ea;a=1", 2.0),
                        tuple("b;x=\u00ff;\u00fe=2", 7.0));
        Bytes prefix = Bytes.of("caf\u00e9".getBytes(ISO_8859_1));
        assertThat(points.series(Optional.of(prefix))).hasSize(1);
    }

    @Test
    void badLinesAreCounted_andSpoilNoOther() {
        StringTransport transport =
                deliver(
                        "a\na 1\na x 1\na NaN 1\na;b 1 1\na 1 1 1\n"
                                + "x".repeat(9_000)
                                + "\na 1 1\n");
        assertThat(transport.isOpen()).isTrue();
        assertThat(series()).containsExactly(one("a", 1, 1));
        assertThat(stats())
                .isEqualTo("messages.lines=1 messages.bad_lines_seen=7 messages.dropped=0");
    }

    @Test
    void soManySeriesAreKept_andNoMore() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 110; i++) {
            lines.append("n").append(i).append(" 1 1\n");
        }
        deliver(lines.toString());
        assertThat(series()).hasSize(100);
        assertThat(stats()).endsWith("messages.dropped=10");
        assertThat(points.deleteSeries(List.of(Bytes.of("n1"), Bytes.of("x"))))
                .containsExactly(Bytes.of("n1"));
        deliver("n".repeat(201) + " 1 1\nn2 1e308 1\nn2 1e308 1\nn2 1 -2\nnew 1 1\n");
        assertThat(series()).hasSize(100).contains(one("new", 1, 1));
        assertThat(stats()).endsWith("messages.dropped=13");
    }

    @Test
    void theAdministrationListsSeries() {
        deliver("a 1 10\na 2 20\nb;x=1 3 30\n");
        StringTransport admin =
                new StringTransport().connect(GraphiteExample.administration(points));
        admin.deliver("series\ndelseries a x\nseries b\nquit\n".getBytes(US_ASCII));
        assertThat(admin.text())
                .isEqualTo(
                        "a: 2 3.0 1.0 2.0 2.0 20\nb;x=1: 1 3.0 3.0 3.0 3.0 30\nEND\n"
                                + "deleted: a\nEND\nb;x=1: 1 3.0 3.0 3.0 3.0 30\nEND\n");
        assertThat(admin.isOpen()).isFalse();
    }

    @Test
    void linesOverTcpArriveWithoutLoss() throws Exception {
        byte[] lines = "hits 1 10\nload;host=a 2 10\n".repeat(500).getBytes(US_ASCII);
        try (Served served = new Served(reactor -> GraphiteExample.ingest(points));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (int i = 0; i < LINES / 1_000; i++) {
                out.write(lines);
            }
            out.flush();
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        int half = LINES / 2;
        assertThat(series())
                .containsExactly(
                        new Series(Bytes.of("hits"), half, half, 1, 1, 1, 10),
                        new Series(Bytes.of("load;host=a"), half, 2 * half, 2, 2, 2, 10));
        assertThat(stats()).startsWith("messages.lines=" + LINES + " messages.bad_lines_seen=0");
    }

    /** A port of datagrams on a reactor that runs. */
    private int listen(Served served) {
        CompletableFuture<Port> port = new CompletableFuture<>();
        DatagramServer server = GraphiteExample.ingest(points).datagrams();
        served.reactor().callFromThread(() -> port.complete(served.reactor().listen(UDP, server)));
        return ((InetSocketAddress) port.join().getHost()).getPort();
    }

    private void await(int count) {
        while (series().size() < count) {
            Thread.onSpinWait();
        }
    }

    private static void report(GraphiteSender sender) {
        MetricRegistry registry = new MetricRegistry();
        registry.counter("hits").inc(7);
        registry.gauge("load", () -> () -> 2.5);
        registry.histogram("size").update(12);
        GraphiteReporter.forRegistry(registry).prefixedWith("app").build(sender).report();
    }

    /** The counter, the gauge, and the eleven values of the histogram. */
    private void assertReported() {
        await(13);
        assertThat(series())
                .hasSize(13)
                .anySatisfy(
                        each -> {
                            assertThat(each.name()).hasToString("app.hits.count");
                            assertThat(each.latest()).isEqualTo(7);
                        })
                .anySatisfy(
                        each -> {
                            assertThat(each.name()).hasToString("app.load");
                            assertThat(each.latest()).isEqualTo(2.5);
                        });
        assertThat(stats()).contains("messages.bad_lines_seen=0");
    }

    @Test
    void aReporterOfOthersWritesOverTcp() {
        try (Served served = new Served(reactor -> GraphiteExample.ingest(points))) {
            report(
                    new com.codahale.metrics.graphite.Graphite(
                            new InetSocketAddress("127.0.0.1", served.port())));
            assertReported();
        }
    }

    @Test
    void aReporterOfOthersSendsDatagrams() {
        try (Served served = new Served(reactor -> GraphiteExample.ingest(points))) {
            report(new GraphiteUDP(new InetSocketAddress("127.0.0.1", listen(served))));
            assertReported();
        }
    }

    @Test
    void ncWritesOverTcp() throws Exception {
        Programs.find("nc");
        try (Served served = new Served(reactor -> GraphiteExample.ingest(points))) {
            Process nc = new ProcessBuilder("nc", "-N", "127.0.0.1", "" + served.port()).start();
            try (OutputStream out = nc.getOutputStream()) {
                out.write("a 1 10\nbad\nb 2 20\n".getBytes(US_ASCII));
            }
            await(2);
            nc.destroy();
        }
        assertThat(series()).containsExactly(one("a", 1, 10), one("b", 2, 20));
    }

    @Test
    void ourClientSendsDatagrams() {
        MemoryNetwork network = new MemoryNetwork(1);
        network.reactor()
                .listen("udp:2003:interface=127.0.0.1", GraphiteExample.ingest(points).datagrams());
        CompletableFuture<Connection<GraphiteClient>> opened =
                GraphiteClient.datagrams(network.reactor(), "udp:127.0.0.1:2003");
        network.run();
        GraphiteClient client = opened.join().commands();
        Graphite.Tag tag = new Graphite.Tag(Bytes.of("host"), Bytes.of("a"));
        CompletableFuture<Void> sent = client.point(Bytes.of("a"), List.of(tag), 1.5, NOW);
        CompletableFuture<Void> refused = client.point(Bytes.of("a b"), List.of(), 1, NOW);
        network.run();
        network.advance(Duration.ofSeconds(1));
        assertThat(sent).isCompleted();
        assertThatThrownBy(refused::join).hasStackTraceContaining("cannot be written");
        assertThat(series()).containsExactly(one("a;host=a", 1.5, NOW));
    }
}
