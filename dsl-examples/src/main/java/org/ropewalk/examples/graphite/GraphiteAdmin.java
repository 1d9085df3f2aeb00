package org.ropewalk.examples.graphite;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.examples.statsd.Administration;
import org.ropewalk.line.Bytes;

/** The administration of a Graphite server: lists that end in END. */
@LineProtocol(terminator = Terminator.LF_OR_CRLF)
@Errors(
        unknown = @Reply("ERROR"),
        usage = @Reply("ERROR {'usage: {usage}'}"),
        malformed = @Reply("ERROR {'{message}'}"))
public interface GraphiteAdmin extends Administration {
    /** The series whose names begin with {@code prefix}, or all. */
    @Command("series[ {prefix}]")
    @Reply(each = "{name}: {count} {sum} {least} {most} {latest} {timestamp}", end = "END")
    List<Series> series(Optional<Bytes> prefix);

    /** Removes series; those that were there. */
    @Command("delseries {names...}")
    @Reply(each = "deleted: {}", end = "END")
    List<Bytes> deleteSeries(List<Bytes> names);

    /**
     * The points of a path and its tags.
     *
     * @param name the path, and the tags in the order of their names, as {@code path;tag=value}
     * @param count how many points
     * @param latest the value of the point with the latest timestamp
     */
    record Series(
            Bytes name,
            long count,
            double sum,
            double least,
            double most,
            double latest,
            long timestamp) {}
}
