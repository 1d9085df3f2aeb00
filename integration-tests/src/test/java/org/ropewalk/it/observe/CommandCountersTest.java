package org.ropewalk.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.ropewalk.observe.CommandStats;
import org.ropewalk.observe.Outcome;
import org.ropewalk.testing.StringTransport;

/** What {@code stats()} has of commands. */
class CommandCountersTest {
    @Test
    void commands_are_counted_when_that_is_switched_on() {
        Jobber handler = new Jobber();
        JobsFactory factory = new JobsFactory(peer -> handler);
        factory.countCommands();
        factory.countCommands();
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver("GET a\r\nGET gone\r\nRUN a\r\n");
        transport.advance(Duration.ofMillis(8));
        handler.running.get(0).complete(1);
        transport.runTurns();

        CommandStats get = factory.stats().commands().get("get");
        assertThat(get.count()).isEqualTo(2);
        assertThat(get.count(Outcome.REJECTED)).isEqualTo(1);
        assertThat(get.bytesIn()).isEqualTo(7 + 10);
        assertThat(get.bytesOut()).isEqualTo(10 + 14);
        CommandStats run = factory.stats().commands().get("run");
        assertThat(run.longestNs()).isEqualTo(8_000_000);
        assertThat(run.durationNs()).isEqualTo(8_000_000);
        assertThat(factory.stats().commands()).containsOnlyKeys("get", "run");
    }

    @Test
    void otherwise_there_are_no_counters_of_commands() {
        JobsFactory factory = new JobsFactory(peer -> new Jobber());
        new StringTransport().connect(factory).deliver("GET a\r\n");

        assertThat(factory.stats().commands()).isEmpty();
    }
}
