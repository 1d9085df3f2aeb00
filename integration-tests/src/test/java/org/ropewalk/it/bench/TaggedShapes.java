package org.ropewalk.it.bench;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Slice;

/** Commands with tags, and words in quotes. */
@LineProtocol
@Quoted
@Envelope(command = "{tag} {*}", reply = "{tag} {*}")
@Errors(unknown = @Reply("BAD unknown"), malformed = @Reply("BAD malformed"))
interface TaggedShapes {
    @Command("noop")
    @Reply("OK")
    void noop();

    @Command("say {text}")
    @Reply("OK {}")
    Slice say(Slice text);
}
