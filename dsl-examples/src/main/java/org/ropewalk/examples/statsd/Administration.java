package org.ropewalk.examples.statsd;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** The commands that the administrations of StatsD and Graphite have in common. */
public interface Administration {
    /** What was received so far. */
    @Command("stats")
    @Reply(each = "{name}: {value}", end = "END")
    List<Aggregate> stats();

    /** Whether the server works. */
    @Command("health")
    @Reply("health: {}")
    String health();

    /** Ends the connection. */
    @Command("quit")
    @Reply(close = true)
    void quit();

    /** A name and its value. */
    record Aggregate(Bytes name, double value) {}
}
