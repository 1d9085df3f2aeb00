package org.ropewalk.it.faults;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

/** A protocol whose replies have several lines as those of FTP do. */
@LineProtocol(continued = "-")
@Errors(
        unknown = @Reply("500 {'unknown'}"),
        empty = @Reply("500 {'empty'}"),
        busy = @Reply(value = "421 LIMIT", close = true))
@Limits(words = 3, errors = 3)
interface Features {
    /** RFC 2389, 3.2. */
    @Command("FEAT")
    @Reply(value = "211 {'Features'}", each = " {*}", end = "211 {'End'}")
    List<String> feat();

    /** Words in one. */
    @Command("OPTS {names,...}")
    @Reply("200 {}")
    int opts(List<String> names);
}
