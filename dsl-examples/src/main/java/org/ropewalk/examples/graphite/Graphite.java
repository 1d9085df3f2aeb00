package org.ropewalk.examples.graphite;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/** Graphite's plain text: lines over TCP or in datagrams. Nothing is ever answered. */
@LineProtocol(
        terminator = {Terminator.LF, Terminator.CRLF},
        separator = Separator.BLANKS,
        spelling = Spelling.EXACT,
        datagrams = true)
@Errors(
        unknown = @Reply(Errors.SILENT),
        empty = @Reply(Errors.SILENT),
        tooLong = @Reply(Errors.SILENT))
@Limits(errors = Limits.UNLIMITED)
public interface Graphite {
    /** The value of a path at a time, in seconds since 1970; -1 is the time of the server. */
    @Command("{path}[;{tags;...}] {value} {timestamp}")
    void point(Bytes path, List<Tag> tags, double value, long timestamp);

    /** A line was refused. */
    @OnError
    void refused(ErrorKind kind, String line);

    /** A part of a series' name. */
    @Format("{name}={value}")
    record Tag(Bytes name, Bytes value) {}
}
