package org.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void the_median_is_over_the_quiet_rounds() {
        Samples samples = new Samples();
        samples.add("server", "load", Map.of("cpu", 1.0, "foreign0", 0.0));
        samples.add("server", "load", Map.of("cpu", 3.0, "foreign1", 0.1));
        samples.add("server", "load", Map.of("cpu", 90.0, "foreign0", 0.5));

        assertThat(samples.median("server", "load", "cpu")).isEqualTo(2);
        assertThat(samples.max("server", "load", "cpu")).isEqualTo(3);
    }

    @Test
    void noisy_rounds_count_if_there_is_no_other() {
        Samples samples = new Samples();
        samples.add("server", "load", Map.of("cpu", 90.0, "foreign0", 0.5));

        assertThat(samples.median("server", "load", "cpu")).isEqualTo(90);
    }

    @Test
    void what_was_not_measured_is_no_number() {
        assertThat(new Samples().median("server", "load", "cpu")).isNaN();
    }
}
