package org.ropewalk.it.bench;

import org.ropewalk.annotation.Chain;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Prompt;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Slice;

/** Commands of one line that share the last line of their replies, and a text behind a prompt. */
@LineProtocol
@Chain(value = "/", together = Chain.Together.ONE_END)
@Errors(unknown = @Reply("ERROR"))
interface PromptShapes {
    @Command("COUNT")
    @Reply("COUNT: {}\nOK")
    int count();

    @Command("SEND {to}")
    Text send(Slice to);

    /** The text. */
    @Once
    @Prompt("> ")
    interface Text {
        @Command("")
        @Reply("SENT: {}\nOK")
        int text(@Payload(value = Payload.Framing.DELIMITED, until = "\u001A") Slice text);
    }
}
