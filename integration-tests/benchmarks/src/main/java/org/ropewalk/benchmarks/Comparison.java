package org.ropewalk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All servers under the same loads, in turns, as one table. */
final class Comparison {
    private static final String OURS = "ropewalk-bytes";
    private static final String SPINNING = "spinning";
    private static final int RETRIES = 2;

    /** Until a server has seen that its peers are gone. */
    private static final long SETTLE_MS = 1_000;

    /** 90 of 100 requests get, 10 set; 10,000 keys of 32 bytes. */
    private enum Scenario {
        PING_50x1("ping", 50, 1, false),
        KV_50x1("kv", 50, 1, false),
        KV_50x16("kv", 50, 16, false),
        KV_1x1("kv", 1, 1, true);

        final String workload;
        final int connections;
        final int pipeline;
        final boolean busyClient;

        Scenario(String workload, int connections, int pipeline, boolean busyClient) {
            this.workload = workload;
            this.connections = connections;
            this.pipeline = pipeline;
            this.busyClient = busyClient;
        }
    }

    private final Options options;
    private final Load load;
    private final List<Subject> subjects;
    private final Samples samples = new Samples();
    private final Map<String, String> failures = new TreeMap<>();

    Comparison(Options options, Load load) {
        this.options = options;
        this.load = load;
        subjects = Subject.all(options.jdk()).stream().filter(options::chosen).toList();
    }

    void run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            for (Subject subject : subjects) {
                attempt(subject, "round " + round + " of " + options.rounds(), this::measure);
            }
        }
        for (Subject subject : subjects) {
            if (subject.name().equals(OURS)) {
                attempt(subject, "one connection, spinning", this::measureSpin);
            }
        }
        if (options.idle() > 0) {
            for (Subject subject : subjects) {
                attempt(subject, "idle connections", this::measureScale);
            }
        }
        Files.createDirectories(options.out());
        Path file = options.out().resolve("comparison.md");
        String report = report();
        Files.writeString(file, report);
        System.out.println(report);
        System.out.println("This report: " + file.toAbsolutePath());
    }

    private interface Part {
        void measure(Subject subject) throws IOException, InterruptedException;
    }

    private void attempt(Subject subject, String what, Part part) throws InterruptedException {
        System.err.println(what + ": " + subject.name());
        try {
            part.measure(subject);
        } catch (IOException e) {
            failures.put(subject.name(), e.getMessage());
        }
    }

    private void measure(Subject subject) throws IOException, InterruptedException {
        try (Server server = Server.start(subject, load, Options.FLAGS)) {
            server.check();
            server.warmUp(options.warmUp());
            for (Scenario scenario : Scenario.values()) {
                if (subject.keyValue() || scenario.workload.equals("ping")) {
                    samples.add(subject.name(), scenario.name(), quietest(server, scenario));
                }
            }
        }
    }

    /** A loop spins only where it sees a second processor. */
    private void measureSpin(Subject subject) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(Options.FLAGS);
        flags.add("-XX:ActiveProcessorCount=2");
        try (Server server = Server.start(subject, load, flags)) {
            server.warmUp(options.warmUp());
            for (int round = 0; round < options.rounds(); round++) {
                samples.add(OURS, SPINNING, quietest(server, Scenario.KV_1x1));
            }
        }
    }

    private Map<String, Double> quietest(Server server, Scenario scenario)
            throws IOException, InterruptedException {
        Map<String, Double> best = null;
        for (int i = 0; i <= RETRIES && (best == null || Samples.isNoisy(best)); i++) {
            List<String> words =
                    new ArrayList<>(
                            List.of(
                                    "-w",
                                    scenario.workload,
                                    "-c",
                                    "" + scenario.connections,
                                    "-P",
                                    "" + scenario.pipeline,
                                    "-t",
                                    "" + options.seconds(),
                                    "-W",
                                    "0.4"));
            if (scenario.busyClient) {
                words.add("-S");
            }
            Map<String, Double> figures = server.load("run", words.toArray(String[]::new));
            if (best == null || Samples.noise(figures) < Samples.noise(best)) {
                best = figures;
            }
        }
        return best;
    }

    /** Idle connections, then a storm of connections that ask once and leave. */
    private void measureScale(Subject subject) throws IOException, InterruptedException {
        try (Server server = Server.start(subject, load, Options.SCALE_FLAGS)) {
            server.warmUp(options.warmUp());
            // Once without measuring: what grows with the first crowd and stays is no connection's.
            holdAndMeasure(server);
            long before = server.heapBytes();
            double each = (holdAndMeasure(server) - before) / (double) options.idle();
            Map<String, Double> figures =
                    new TreeMap<>(server.load("storm", "-c", "50", "-n", "20000", "-t", "8"));
            if (subject.jdk() != null) {
                figures.put("heap", each);
            }
            samples.add(subject.name(), "scale", figures);
        }
    }

    /** The bytes that live while the connections are held; they are gone when it returns. */
    private long holdAndMeasure(Server server) throws IOException, InterruptedException {
        Process holder = server.hold(options.idle());
        long bytes = server.heapBytes();
        holder.destroy();
        holder.waitFor();
        Thread.sleep(SETTLE_MS);
        return bytes;
    }

    // ---- the report

    private String report() {
        StringBuilder text = new StringBuilder("# Comparison\n\n");
        text.append(Machine.description(options.jdk()))
                .append(". Medians of ")
                .append(options.rounds())
                .append(
                        " rounds in turns. CPU is the server's time in µs for a request, from the"
                                + " operating system; \"ours ÷\" is the generated server's (bytes / strings)"
                                + " divided by this one's: below 1 we are cheaper. Every reply byte was"
                                + " compared. 50×16: 50 connections with 16 requests in flight each.\n\n");
        text.append(
                "| server | 50×1 CPU | ours ÷ | req/s | p50 | p99 | p99.9 | 50×16 CPU | spread | ours ÷ | req/s |"
                        + " p50 | p99 | p99.9 | B alloc/req | 1×1 p50 | B heap/idle conn | connects/s |\n");
        text.append("|---|").append("--:|".repeat(17)).append("\n");
        subjects.forEach(subject -> text.append(row(subject)));
        text.append("\n");
        for (Subject subject : subjects) {
            text.append("* **").append(subject.name()).append("**: ").append(subject.description());
            String version = Server.version(subject.jdk());
            text.append(version.isEmpty() ? "\n" : ", JDK " + version + "\n");
        }
        if (samples.has(OURS, SPINNING)) {
            text.append(
                    "\nServers see one processor, so ours do not spin. Where it sees two, a lone connection's p50 is "
                            + number("%.1f", samples.median(OURS, SPINNING, "p50_us"))
                            + " µs.\n");
        }
        failures.forEach(
                (name, reason) ->
                        text.append("* ")
                                .append(name)
                                .append(" failed: ")
                                .append(reason)
                                .append("\n"));
        return text.toString();
    }

    private String row(Subject subject) {
        String name = subject.name();
        String one = (subject.keyValue() ? Scenario.KV_50x1 : Scenario.PING_50x1).name();
        String many = Scenario.KV_50x16.name();
        List<String> cells = new ArrayList<>(List.of(name));
        cells.add(number("%.2f", samples.median(name, one, "srv_cpu_us")));
        cells.add(ratios(name, one));
        cells.addAll(latencies(name, one));
        cells.add(number("%.3f", samples.median(name, many, "srv_cpu_us")));
        cells.add(
                number("%.3f", samples.min(name, many, "srv_cpu_us"))
                        + "–"
                        + number("%.3f", samples.max(name, many, "srv_cpu_us")));
        cells.add(ratios(name, many));
        cells.addAll(latencies(name, many));
        cells.add(
                subject.jdk() == null
                        ? "–"
                        : number("%.2f", samples.median(name, many, "allocated")));
        cells.add(number("%.1f", samples.median(name, Scenario.KV_1x1.name(), "p50_us")));
        cells.add(number("%,.0f", samples.median(name, "scale", "heap")));
        cells.add(number("%,.0f", samples.median(name, "scale", "rps")));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private List<String> latencies(String name, String scenario) {
        return List.of(
                number("%,.0f", samples.median(name, scenario, "rps")),
                number("%.0f", samples.median(name, scenario, "p50_us")),
                number("%.0f", samples.median(name, scenario, "p99_us")),
                number("%.0f", samples.median(name, scenario, "p999_us")));
    }

    private String ratios(String name, String scenario) {
        double theirs = samples.median(name, scenario, "srv_cpu_us");
        return number("%.2f", samples.median(OURS, scenario, "srv_cpu_us") / theirs)
                + " / "
                + number(
                        "%.2f",
                        samples.median("ropewalk-strings", scenario, "srv_cpu_us") / theirs);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }
}
