package org.ropewalk.it.corpus;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;

/** A protocol of ASCII, in which every other character is refused. */
@LineProtocol(charset = "US-ASCII")
interface Ascii {
    /** Says it again. */
    @Command("ECHO {text*}")
    @Reply("+OK {*}")
    String echo(String text);
}
