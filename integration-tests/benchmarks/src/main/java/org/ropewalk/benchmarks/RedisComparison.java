package org.ropewalk.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code redis-benchmark} against the example redis and {@code redis-server}, in turns. */
final class RedisComparison {
    private static final String OURS = "ropewalk-redis";
    private static final String REDIS = "redis";
    private static final String RATIO = "ratio";
    private static final String FIGURE = "srv_cpu_us";
    private static final int[] PIPELINES = {1, 16};
    private static final int REQUESTS = 100_000;

    /** So many times more with pipelining, where a request takes less time. */
    private static final int PIPELINED = 8;

    private static final String LRANGE = "lrange_100";
    private static final List<String> SINGLE =
            List.of("ping_mbulk", "set", "get", "incr", "lpush", LRANGE);

    /** All tests in one call, as {@code redis-benchmark} is mostly used, with one key for each. */
    private static final String ALL = "ping,set,get,incr,lpush,lrange_100";

    /** {@code ping} is two tests, and {@code LRANGE} first pushes as many elements. */
    private static final int TESTS_IN_ALL = 8;

    /** {@code LRANGE} is the dearest. */
    private static final int LRANGE_PART = 4;

    private final Options options;
    private final Samples samples = new Samples();

    RedisComparison(Options options) {
        this.options = options;
    }

    void run() throws IOException, InterruptedException {
        Subject redis =
                Subject.redisServer().orElseThrow(() -> new IOException("no redis-server here"));
        Subject ours = Subject.java(OURS, "", options.jdk());
        try (Server example = Server.start(ours, null, Options.SCALE_FLAGS);
                Server server = Server.start(redis, null, List.of())) {
            for (int round = 0; round <= options.rounds(); round++) {
                System.err.println(round == 0 ? "warm-up" : "round " + round);
                measureRound(round, example, server);
            }
        }
        Files.createDirectories(options.out());
        Path file = options.out().resolve("redis.md");
        String report = report();
        Files.writeString(file, report);
        System.out.println(report);
        System.out.println("This report: " + file.toAbsolutePath());
    }

    private void measureRound(int round, Server example, Server server)
            throws IOException, InterruptedException {
        // Both begin empty: the list of LPUSH would fill the example's memory in some rounds.
        call("redis-cli", "-p", "" + example.port(), "flushall");
        call("redis-cli", "-p", "" + server.port(), "flushall");
        for (int pipeline : PIPELINES) {
            List<String> tests = new ArrayList<>(SINGLE);
            tests.add(ALL);
            for (String test : tests) {
                boolean oursFirst = round % 2 == 0;
                double first = measure(oursFirst ? example : server, test, pipeline);
                double second = measure(oursFirst ? server : example, test, pipeline);
                if (round > 0) {
                    add(
                            load(test, pipeline),
                            oursFirst ? first : second,
                            oursFirst ? second : first);
                }
            }
        }
    }

    /** The CPU time of the server for a request, in µs. */
    private static double measure(Server server, String test, int pipeline)
            throws IOException, InterruptedException {
        int requests =
                REQUESTS
                        * (pipeline == 1 ? 1 : PIPELINED)
                        / (test.contains(LRANGE) ? LRANGE_PART : 1);
        List<String> command =
                new ArrayList<>(
                        List.of("redis-benchmark", "-q", "-p", "" + server.port(), "-t", test));
        command.addAll(List.of("-P", "" + pipeline, "-n", "" + requests));
        if (!test.equals(ALL)) {
            command.addAll(List.of("-r", "10000"));
        }
        double before = server.cpuSeconds();
        call(Machine.pinned(1, command).toArray(String[]::new));
        int count = requests * (test.equals(ALL) ? TESTS_IN_ALL : 1);
        return (server.cpuSeconds() - before) * 1e6 / count;
    }

    /** Runs a program; fails if it does, or if it was answered with an error. */
    private static void call(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || output.contains("Error")) {
            throw new IOException(String.join(" ", command) + " failed: " + output.strip());
        }
    }

    private void add(String load, double ours, double redis) {
        samples.add(OURS, load, Map.of(FIGURE, ours));
        samples.add(REDIS, load, Map.of(FIGURE, redis));
        samples.add(RATIO, load, Map.of(FIGURE, ours / redis));
    }

    private static String load(String test, int pipeline) {
        return test + " " + pipeline;
    }

    // ---- the report

    private String report() {
        StringBuilder text = new StringBuilder("# The example redis\n\n");
        text.append(Machine.description(options.jdk()))
                .append(". CPU of the server for a request in µs, medians of ")
                .append(options.rounds())
                .append(
                        " rounds in turns after a warm-up; ratios are the medians of the rounds'"
                                + " ratios, with their range. 10,000 random keys; the last row has one"
                                + " key for each command.\n\n");
        text.append("| test |");
        for (int pipeline : PIPELINES) {
            String name = " `-P " + pipeline + "` ";
            text.append(name + "redis-server |" + name + "example |" + name + "ratio |");
        }
        text.append("\n|---|").append("--:|".repeat(3 * PIPELINES.length)).append('\n');
        for (String test : SINGLE) {
            row(test, test, text);
        }
        row("all in one call", ALL, text);
        return text.toString();
    }

    private void row(String name, String test, StringBuilder text) {
        text.append("| ").append(name).append(" |");
        for (int pipeline : PIPELINES) {
            String load = load(test, pipeline);
            text.append(
                    String.format(
                            Locale.ROOT,
                            " %.2f | %.2f | %.2f (%.2f–%.2f) |",
                            samples.median(REDIS, load, FIGURE),
                            samples.median(OURS, load, FIGURE),
                            samples.median(RATIO, load, FIGURE),
                            samples.min(RATIO, load, FIGURE),
                            samples.max(RATIO, load, FIGURE)));
        }
        text.append('\n');
    }
}
