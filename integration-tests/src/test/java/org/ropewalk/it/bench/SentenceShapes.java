package org.ropewalk.it.bench;

import static org.ropewalk.annotation.Terminator.CRLF;
import static org.ropewalk.annotation.Terminator.LF;

import org.ropewalk.annotation.Chain;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.line.Slice;

/** Several commands in a line, of long and short words. */
@LineProtocol(
        terminator = {CRLF, LF},
        spelling = Spelling.SHORT_OR_LONG)
@Chain(value = "/", together = Chain.Together.ONE_LINE)
@Quoted
@Errors(unknown = @Reply("ERROR"))
interface SentenceShapes {
    @Command("[SOURce:]VOLTage[:LEVel] {level}")
    void voltage(Level level);

    @Command("[SOURce:]VOLTage[:LEVel]?")
    @Reply("{}")
    int voltage();

    @Command("NAME {name}")
    @Reply("{}")
    Slice name(Slice name);

    /** How much. */
    enum Level {
        @Format("MINimum")
        LEAST,
        @Format("MAXimum")
        MOST
    }
}
