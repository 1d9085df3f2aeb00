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

    /** A factory over a new store. */
    public static BenchFactory factory() {
        BenchStore store = new BenchStore();
        return new BenchFactory(peer -> store);
    }
}
