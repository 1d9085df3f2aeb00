package org.ropewalk.examples.statsd;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;

/** The administration of a StatsD server, as etsy's has it: lists that end in END. */
@LineProtocol(terminator = Terminator.LF_OR_CRLF)
@Errors(
        unknown = @Reply("ERROR"),
        usage = @Reply("ERROR {'usage: {usage}'}"),
        malformed = @Reply("ERROR {'{message}'}"))
public interface StatsAdmin extends Administration {
    /** All counters. */
    @Command("counters")
    @Reply(each = "{name}: {value}", end = "END")
    List<Aggregate> counters();

    /** All gauges. */
    @Command("gauges")
    @Reply(each = "{name}: {value}", end = "END")
    List<Aggregate> gauges();

    /** All timers and histograms: how many values, their sum, the smallest and the largest. */
    @Command("timers")
    @Reply(each = "{name}: {count} {sum} {least} {most}", end = "END")
    List<Timer> timers();

    /** How many members each set has. */
    @Command("sets")
    @Reply(each = "{name}: {value}", end = "END")
    List<Aggregate> sets();

    /** Removes counters; those that were there. */
    @Command("delcounters {names...}")
    @Reply(each = "deleted: {}", end = "END")
    List<Bytes> deleteCounters(List<Bytes> names);

    /** Removes gauges; those that were there. */
    @Command("delgauges {names...}")
    @Reply(each = "deleted: {}", end = "END")
    List<Bytes> deleteGauges(List<Bytes> names);

    /** Removes timers and histograms; those that were there. */
    @Command("deltimers {names...}")
    @Reply(each = "deleted: {}", end = "END")
    List<Bytes> deleteTimers(List<Bytes> names);

    /** The values of a timer. */
    record Timer(Bytes name, long count, double sum, double least, double most) {}
}
