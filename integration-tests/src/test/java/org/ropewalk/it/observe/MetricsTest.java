package org.ropewalk.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.application.LineClientService;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.line.Bytes;
import org.ropewalk.micrometer.RopewalkMetrics;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.TlsContext;

/** The metrics of a server, a client, a reactor and a certificate; the guide lists all of them. */
class MetricsTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final Path GUIDE = Path.of("..", "docs", "observing.md");

    @TempDir private Path folder;

    /** Has a conversation over TLS, in which every metric gets a value. */
    private static void converse(MeterRegistry registry) {
        MemoryNetwork network = new MemoryNetwork(1);
        Reactor reactor = network.reactor();
        JobsFactory factory = new JobsFactory(peer -> new Jobber());
        factory.blocking(Runnable::run);
        TlsContext context =
                TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key"));
        RopewalkMetrics metrics = new RopewalkMetrics(registry);
        metrics.reactor(reactor).server("jobs", factory).certificate("jobs", () -> context);
        reactor.listenTls(7, factory, () -> context, "", 10);
        ClientOptions options = ClientOptions.standard().observe(metrics.commands());
        LineClientService<JobsClient> service =
                JobsClient.service(
                        reactor, "tls:localhost:7:trust=" + TLS.resolve("ca.pem"), options);
        network.run();
        service.startService();
        network.run();
        service.commands().get("a");
        service.commands().get("gone");
        service.commands().put("a", Bytes.of("abc"));
        network.advance(Duration.ofSeconds(1));
        service.stopService();
        network.run();
    }

    @Test
    void commands_are_timed_by_their_names_and_outcomes() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        converse(registry);

        assertThat(
                        registry.get("ropewalk.commands")
                                .tags(
                                        "protocol",
                                        "Jobs",
                                        "side",
                                        "server",
                                        "command",
                                        "get",
                                        "outcome",
                                        "rejected")
                                .timer()
                                .count())
                .isEqualTo(1);
        assertThat(
                        registry.get("ropewalk.commands")
                                .tags("side", "client", "command", "get", "outcome", "replied")
                                .timer()
                                .count())
                .isEqualTo(1);
        assertThat(
                        registry.get("ropewalk.command.bytes")
                                .tags("command", "get", "direction", "out")
                                .counter()
                                .count())
                .isEqualTo(10 + 14);
        assertThat(registry.get("ropewalk.connections").tags("side", "server").timer().count())
                .isEqualTo(1);
        assertThat(
                        registry.get("ropewalk.connections")
                                .tags("side", "server")
                                .timer()
                                .totalTime(TimeUnit.SECONDS))
                .isGreaterThanOrEqualTo(1);
        assertThat(
                        registry.get("ropewalk.connections.active")
                                .tags("side", "server")
                                .gauge()
                                .value())
                .isZero();
        assertThat(
                        registry.get("ropewalk.tls.handshakes")
                                .tags("side", "server", "version", "TLSv1.3")
                                .timer()
                                .count())
                .isEqualTo(1);
        assertThat(registry.get("ropewalk.tls.certificate.expiry").timeGauge().value(TimeUnit.DAYS))
                .isGreaterThan(0);
    }

    @Test
    void what_peers_send_is_no_label() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        JobsFactory factory = new JobsFactory(peer -> new Jobber());
        new RopewalkMetrics(registry).server("jobs", factory);
        StringTransport transport = new StringTransport().connect(factory);
        for (int i = 0; i < 3; i++) {
            transport.deliver("X" + i + "\r\n");
        }

        Set<String> commands =
                registry.find("ropewalk.commands").meters().stream()
                        .map(meter -> meter.getId().getTag("command"))
                        .collect(Collectors.toSet());
        assertThat(commands).containsExactly("unknown");
        assertThat(
                        registry.get("ropewalk.server.errors")
                                .tags("server", "jobs", "kind", "unknown")
                                .functionCounter()
                                .count())
                .isEqualTo(3);
    }

    /** A row of the guide's table: name, type, unit, labels and meaning. */
    private static String row(Meter.Id id, List<Meter.Id> alike) {
        Set<String> labels = new TreeSet<>();
        alike.forEach(each -> each.getTags().forEach(tag -> labels.add("`" + tag.getKey() + "`")));
        String unit = id.getBaseUnit() == null ? "" : id.getBaseUnit();
        return "| `"
                + id.getName()
                + "` | "
                + id.getType().name().toLowerCase(Locale.ROOT)
                + " | "
                + unit
                + " | "
                + String.join(", ", labels)
                + " | "
                + id.getDescription()
                + " |";
    }

    @Test
    void the_guide_lists_every_metric() throws IOException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        converse(registry);
        Set<String> rows = new TreeSet<>();
        registry.getMeters().stream()
                .map(Meter::getId)
                .collect(Collectors.groupingBy(Meter.Id::getName))
                .values()
                .forEach(alike -> rows.add(row(alike.get(0), alike)));
        List<String> page = Files.readAllLines(GUIDE);
        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            int at = page.indexOf("| Name | Type | Unit | Labels | Meaning |") + 2;
            page.removeIf(line -> line.startsWith("| `ropewalk."));
            page.addAll(at, rows);
            Files.write(GUIDE, page);
        }

        assertThat(page.stream().filter(line -> line.startsWith("| `ropewalk.")))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void promtool_finds_nothing_wrong_with_a_scrape() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        converse(registry);
        String scrape = registry.scrape();

        assertThat(scrape)
                .contains("ropewalk_commands_seconds_count{")
                .contains("ropewalk_loop_lag_seconds{loop=\"1\"}")
                .doesNotContain("localhost")
                .doesNotContain("127.0.0.1");
        assertThat(checked(scrape, "check", "metrics")).isEmpty();
    }

    @Test
    void promtool_accepts_the_alerts_of_the_guide() throws Exception {
        String guide = Files.readString(GUIDE);
        int begin = guide.indexOf("```yaml\ngroups:") + "```yaml\n".length();
        String rules = guide.substring(begin, guide.indexOf("```", begin));
        Path file = Files.writeString(folder.resolve("rules.yml"), rules);

        assertThat(checked("", "check", "rules", file.toString())).contains("SUCCESS");
    }

    /** What promtool prints about {@code input}; the test is left out where it is not installed. */
    private String checked(String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(folder.resolve("in"), input);
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(in.toFile())
                            .start();
        } catch (IOException e) {
            System.out.println("promtool is not installed: " + command + " was not run");
            Assumptions.abort("promtool is not installed");
            return "";
        }
        String printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
