package org.ropewalk.it.faults;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

/** Passes on what it receives, whatever its encoding; words and texts may hold some controls. */
@LineProtocol(charset = "ISO-8859-1", controls = "\u0001\u0002\u0016\u0003")
@Errors(unknown = @Reply("421 {verb}"), malformed = @Reply("461 {'{message}'}"))
interface Relay {
    /** To one peer. */
    @Command("SAY {to} {text*}")
    @Reply("SAID {to} {text*}")
    void say(String to, String text);

    /** What others say. */
    @Push
    interface Said {
        /** A text. */
        @Reply("HEAR {from} {text*}")
        void hear(String from, String text);
    }
}
