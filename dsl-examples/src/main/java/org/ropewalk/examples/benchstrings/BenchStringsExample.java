package org.ropewalk.examples.benchstrings;

import org.ropewalk.examples.Example;

/** The benchmark's protocol, as an example. */
public final class BenchStringsExample {
    private BenchStringsExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "bench-strings",
                7008,
                "the benchmark's protocol, arguments as strings",
                "try: printf 'PING\\r\\n' | nc HOST PORT",
                (reactor, directory) -> factory());
    }

    /** A factory over a new store. */
    public static BenchStringsFactory factory() {
        BenchStringsStore store = new BenchStringsStore();
        return new BenchStringsFactory(peer -> store);
    }
}
