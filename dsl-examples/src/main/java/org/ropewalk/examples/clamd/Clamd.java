package org.ropewalk.examples.clamd;

import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;

/** clamd in its {@code z} form, which clamdscan uses: {@code zPING}, and NUL after each line. */
@LineProtocol(terminator = Terminator.NUL, spelling = Spelling.EXACT)
@Envelope(command = "z{*}")
@Errors(
        unknown = @Reply(value = "UNKNOWN COMMAND", close = true),
        usage = @Reply(value = "UNKNOWN COMMAND", close = true),
        malformed = @Reply(value = "UNKNOWN COMMAND", close = true),
        tooLong = @Reply(value = "UNKNOWN COMMAND", close = true),
        tooBig = @Reply(value = "INSTREAM size limit exceeded. ERROR", close = true))
@Limits(line = Clamd.MAX_LINE, payload = Clamd.MAX_STREAM, idleSeconds = 120)
public interface Clamd extends ClamdCommands {
    /** Bytes of a command: a path and its verb. */
    int MAX_LINE = 4_200;

    /** Bytes of a stream, clamd's StreamMaxLength. */
    int MAX_STREAM = 25 << 20;
}
