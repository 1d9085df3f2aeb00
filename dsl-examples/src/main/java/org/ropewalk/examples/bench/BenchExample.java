package org.ropewalk.examples.bench;

import org.ropewalk.examples.Example;

/** The benchmark's protocol, as an example. */
public final class BenchExample {
    private BenchExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "bench",
                7007,
                "the benchmark's protocol, arguments borrowed from the line",
                "try: printf 'PING\\r\\n' | nc HOST PORT",
                (reactor, directory) -> factory());
    }

    /** How it is started with a map of the JDK in place of the flat table. */
    public static Example map() {
        return new Example(
                "bench-map",
                7009,
                "the same over a map of the JDK",
                "try: printf 'PING\\r\\n' | nc HOST PORT",
                (reactor, directory) -> factory(new BenchMap()));
    }

    /** A factory over a new flat table. */
    public static BenchFactory factory() {
        return factory(new BenchTable());
    }

    private static BenchFactory factory(BenchValues values) {
        BenchStore store = new BenchStore(values);
        return new BenchFactory(peer -> store);
    }
}
