package org.ropewalk.it.bench;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Slice;

/** Lines with a checksum. */
@LineProtocol(terminator = {Terminator.CRLF, Terminator.LF})
@Envelope(command = "${*}*{checksum}", reply = "${*}*{checksum}")
@Errors(unknown = @Reply("ERROR"), malformed = @Reply("MALFORMED"))
interface ChecksumShapes {
    /** Whether the line has an even number of bytes. */
    @Supplies
    static String checksum(Slice line) {
        return line.length() % 2 == 0 ? "0" : "1";
    }

    @Command("say {text}")
    @Reply("SAID {}")
    Slice say(Slice text);
}
