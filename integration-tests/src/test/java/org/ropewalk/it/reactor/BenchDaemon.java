package org.ropewalk.it.reactor;

import java.time.Duration;
import org.ropewalk.application.Daemon;
import org.ropewalk.examples.bench.BenchExample;

/** A daemon, as a user writes it. */
public final class BenchDaemon {
    private BenchDaemon() {}

    /** Serves at the endpoints that are given. */
    public static void main(String[] endpoints) {
        System.exit(
                Daemon.serving("bench", reactor -> BenchExample.factory())
                        .drain(Duration.ofSeconds(20))
                        .properties(System.getProperties())
                        .says(System.out)
                        .run(endpoints));
    }
}
