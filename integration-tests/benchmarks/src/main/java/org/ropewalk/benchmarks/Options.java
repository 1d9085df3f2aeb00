package org.ropewalk.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** How a benchmark is run. */
record Options(
        Path jdk, int rounds, double seconds, double warmUp, int idle, Set<String> only, Path out) {
    /** A small heap that no server fills: what is compared is not the collector. */
    static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx256m");

    /** Threads for 10,000 connections need more. */
    static final List<String> SCALE_FLAGS = List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g");

    static final String USAGE =
            """
            Usage: java -jar ropewalk-benchmarks.jar [compare|growth|facts|redis|parts] [options]
              compare   one table: generated servers beside hand-written ones, Netty, threads (default)
              growth    how cost grows, with plots
              facts     what 1,000 idle and 1,000 half-closed connections cost
              redis     redis-benchmark against the example redis and redis-server; takes --rounds, --jdk, --out
              parts     JMH: dispatch, line scan, numbers, payload, reply, timers, calls; takes JMH's options
            Options of compare and growth:
              --rounds N      rounds, in turns over all servers; medians are printed (3)
              --seconds S     measured seconds of each load (2)
              --warm-up S     seconds of load before it (8)
              --idle N        idle connections; 0 leaves that part out (10000)
              --only A,B      these servers alone
              --jdk PATH      the JDK that servers run on (this one)
              --out FOLDER    where the report is written (target/benchmark)
            """;

    /** Reads the options behind the command's name. */
    static Options parse(List<String> words) {
        Path jdk = Path.of(System.getProperty("java.home"));
        int rounds = 3;
        double seconds = 2;
        double warmUp = 8;
        int idle = 10_000;
        Set<String> only = Set.of();
        Path out = Path.of("target", "benchmark");
        for (int i = 0; i < words.size(); i += 2) {
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(words.get(i) + " needs a value");
            }
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--warm-up" -> warmUp = Double.parseDouble(value);
                case "--idle" -> idle = Integer.parseInt(value);
                case "--only" -> only = Set.of(value.split(","));
                case "--jdk" -> jdk = Path.of(value);
                case "--out" -> out = Path.of(value);
                default -> throw new IllegalArgumentException(words.get(i) + " is not an option");
            }
        }
        return new Options(jdk, rounds, seconds, warmUp, idle, only, out);
    }

    /** Whether this server is to be measured. */
    boolean chosen(Subject subject) {
        return only.isEmpty() || only.contains(subject.name());
    }
}
