package org.ropewalk.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How cost grows with connections, pipeline, payload, commands and loops, and compile time with
 * commands.
 */
final class Growth {
    static final int MAX_LOOPS = 8;

    private static final List<String> BESIDE =
            List.of("ropewalk-bytes", "nio-minimal", "netty-optimised");
    private static final int[] CONNECTIONS = {1, 10, 100, 1_000, 10_000};
    private static final int[] PIPELINE = {1, 2, 4, 8, 16, 32, 64, 128};
    private static final int[] PAYLOAD = {16, 256, 4_096, 65_536, 1 << 20};
    private static final int[] COMMANDS = {5, 50, 500};
    private static final int[] COMPILED = {5, 50, 500, 2_000};

    /** So many commands more are warmed up in the time that one needs. */
    private static final int COMMANDS_WARM = 100;

    /** All values of a payload's size together. */
    private static final int STORED_BYTES = 32 << 20;

    private static final int MAX_KEYS = 10_000;
    private static final int LARGE_PAYLOAD = 65_536;

    private final Options options;
    private final Load load;
    private final Map<String, Plot> plots = new LinkedHashMap<>();

    Growth(Options options, Load load) {
        this.options = options;
        this.load = load;
    }

    void run() throws IOException, InterruptedException {
        servers();
        commands();
        loops();
        compileTime();
        write();
    }

    private void servers() throws IOException, InterruptedException {
        Plot connections =
                plot("connections", "CPU per request, one request in flight", "connections", "µs");
        Plot pipeline =
                plot(
                        "pipeline",
                        "CPU per request, 50 connections",
                        "requests in flight each",
                        "µs");
        Plot payload = plot("payload", "CPU per request, 8 connections", "bytes of a value", "µs");
        for (Subject subject : Subject.all(options.jdk())) {
            if (!BESIDE.contains(subject.name()) || !options.chosen(subject)) {
                continue;
            }
            System.err.println("connections, pipeline, payload: " + subject.name());
            try (Server server = Server.start(subject, load, Options.SCALE_FLAGS)) {
                server.warmUp(options.warmUp());
                for (int count : CONNECTIONS) {
                    connections.add(
                            subject.name(), count, cpu(server, "-w", "kv", "-c", "" + count));
                }
                for (int count : PIPELINE) {
                    pipeline.add(
                            subject.name(),
                            count,
                            cpu(server, "-w", "kv", "-c", "50", "-P", "" + count));
                }
            }
            for (int bytes : PAYLOAD) {
                payload(subject, bytes, payload);
            }
        }
    }

    /** A server of its own for each size: values of another size would be written anew. */
    private void payload(Subject subject, int bytes, Plot plot)
            throws IOException, InterruptedException {
        int keys = Math.min(MAX_KEYS, Math.max(1, STORED_BYTES / bytes));
        try (Server server = Server.start(subject, load, Options.SCALE_FLAGS)) {
            String[] words = {"-w", "kv", "-L", "-c", "8", "-k", "" + keys, "-v", "" + bytes};
            server.load("run", append(words, "-t", "" + options.warmUp() / 2));
            plot.add(subject.name(), bytes, cpu(server, words));
        }
    }

    private void commands() throws IOException, InterruptedException {
        Plot plot =
                plot(
                        "commands",
                        "CPU per request, 50 connections with 16 in flight, all commands in turn",
                        "commands of the protocol",
                        "µs");
        for (int count : COMMANDS) {
            System.err.println("commands: " + count);
            Path folder = ManyCommands.write(count);
            ManyCommands.compile(folder, options.jdk(), true);
            Subject subject = Subject.java("ropewalk-commands", "", options.jdk());
            String classPath = folder + ":" + System.getProperty("java.class.path");
            try (Server server = Server.start(subject, load, Options.FLAGS, classPath, true)) {
                String[] words = {"-w", "commands", "-m", "" + (count - 1), "-c", "50", "-P", "16"};
                // Each command is compiled when it has been called often enough.
                double warmUp = options.warmUp() * (1 + (double) count / COMMANDS_WARM);
                server.load("run", append(words, "-t", "" + warmUp));
                plot.add("generated", count, cpu(server, words));
            }
        }
    }

    /** Pings only: what the store of the benchmark holds belongs to one loop. */
    private void loops() throws IOException, InterruptedException {
        Plot plot =
                plot(
                        "loops",
                        "Requests per second, 50 connections with 16 pings in flight, load on the same processors",
                        "loops",
                        "req/s");
        for (int loops = 1; loops <= Math.min(MAX_LOOPS, processors()); loops *= 2) {
            System.err.println("loops: " + loops);
            Subject subject = Subject.java("ropewalk-loops-" + loops, "", options.jdk());
            String classPath = System.getProperty("java.class.path");
            try (Server server = Server.start(subject, load, Options.FLAGS, classPath, false)) {
                String[] words = {"-w", "ping", "-c", "50", "-P", "16"};
                server.load("run", append(words, "-t", "" + options.warmUp()));
                plot.add(
                        "generated",
                        loops,
                        server.load("run", append(words, "-t", "" + options.seconds())).get("rps"));
            }
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The declaration alone, with our processor and with an empty one, each by a fresh javac. */
    private void compileTime() throws IOException, InterruptedException {
        Plot plot =
                plot("compile-time", "Seconds of a fresh javac", "commands of the protocol", "s");
        for (int count : COMPILED) {
            System.err.println("compile time: " + count);
            Path folder = ManyCommands.write(count);
            plot.add("with the processor", count, seconds(folder));
            plot.add(
                    "with an empty processor",
                    count,
                    seconds(folder, "-processor", EmptyProcessor.class.getName()));
        }
    }

    private double seconds(Path folder, String... flags) throws IOException, InterruptedException {
        double[] times = new double[options.rounds()];
        for (int i = 0; i < times.length; i++) {
            times[i] = ManyCommands.compile(folder, options.jdk(), false, flags);
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    /** The median over the rounds. */
    private double cpu(Server server, String... words) throws IOException, InterruptedException {
        double[] times = new double[options.rounds()];
        for (int i = 0; i < times.length; i++) {
            times[i] =
                    server.load("run", append(words, "-t", "" + options.seconds(), "-W", "0.3"))
                            .get("srv_cpu_us");
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static String[] append(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private Plot plot(String name, String title, String across, String up) {
        Plot plot = new Plot(title, across, up);
        plots.put(name, plot);
        return plot;
    }

    private void write() throws IOException {
        Files.createDirectories(options.out());
        StringBuilder report =
                new StringBuilder("# How cost grows\n\n")
                        .append(Machine.description(options.jdk()))
                        .append(". Medians of ")
                        .append(options.rounds())
                        .append(" measurements in a row.\n");
        for (Map.Entry<String, Plot> entry : plots.entrySet()) {
            String picture = entry.getKey() + ".svg";
            Files.writeString(options.out().resolve(picture), entry.getValue().svg());
            report.append("\n![")
                    .append(entry.getKey())
                    .append("](")
                    .append(picture)
                    .append(")\n\n");
            report.append(entry.getValue().table());
        }
        Files.writeString(options.out().resolve("growth.md"), report);
        System.out.println(report);
        System.out.println("This report: " + options.out().toAbsolutePath());
    }
}
