package org.ropewalk.examples.statsd;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.examples.value.Level;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/** StatsD: lines in datagrams, or over TCP. Nothing is ever answered. */
@LineProtocol(
        terminator = {Terminator.LF, Terminator.CRLF},
        spelling = Spelling.EXACT,
        datagrams = true)
@Errors(
        unknown = @Reply(Errors.SILENT),
        empty = @Reply(Errors.SILENT),
        tooLong = @Reply(Errors.SILENT))
@Limits(errors = Limits.UNLIMITED)
public interface StatsD {
    /** Samples of one bucket. */
    @Command("{bucket}:{samples:...}[|#{tags,...}]")
    void sample(Bytes bucket, List<Sample> samples, List<Bytes> tags);

    /** A line was refused. */
    @OnError
    void refused(ErrorKind kind, String line);

    /** A sample. */
    sealed interface Sample {
        /** Adds to a counter; {@code rate} of all such events are sent. */
        @Format("{amount}|c[|@{rate}]")
        record Count(double amount, Optional<Double> rate) implements Sample {}

        /** Sets a gauge, or changes it. */
        @Format("{level}|g")
        record Gauge(Level level) implements Sample {}

        /** How long something took. */
        @Format("{millis}|ms[|@{rate}]")
        record Timing(double millis, Optional<Double> rate) implements Sample {}

        /** A value of a distribution. */
        @Format("{value}|h[|@{rate}]")
        record Histogram(double value, Optional<Double> rate) implements Sample {}

        /** A member of a set. */
        @Format("{member}|s")
        record Member(Bytes member) implements Sample {}
    }
}
