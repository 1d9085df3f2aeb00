package org.ropewalk.it.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many connections that push, disconnect, read slowly and fail late: no byte of one on another,
 * each call completed once, each accepted byte delivered or its connection's end counted with a
 * cause, and nothing left.
 */
class TrafficSimulationTest {
    private static final int SEEDS = Integer.getInteger("ropewalk.seeds", 10_000);

    /** Only this one, to look at it again: {@code -Dropewalk.seed=17}. */
    private static final Integer SEED = Integer.getInteger("ropewalk.seed");

    /** How often each event occurs at least, in the normal run. */
    private static final int LEAST = 1_000;

    @Test
    @Timeout(value = 10, unit = TimeUnit.HOURS)
    void every_seed_keeps_the_invariants() {
        Tally tally = new Tally();
        for (int seed = SEED == null ? 0 : SEED; seed < (SEED == null ? SEEDS : SEED + 1); seed++) {
            try {
                new Scenario(seed, tally).run();
            } catch (AssertionError | RuntimeException e) {
                fail("seed " + seed + ": run again with -Dropewalk.seed=" + seed, e);
            }
        }
        System.out.println(tally);
        if (SEED == null && SEEDS >= 10_000) {
            for (Event event : Event.values()) {
                assertThat(tally.of(event)).as("%s", event).isGreaterThanOrEqualTo(LEAST);
            }
        }
    }
}
