package org.ropewalk.it.nntp;

import static org.ropewalk.annotation.Payload.Framing.DOTTED;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Separator;
import org.ropewalk.examples.nntp.Nntp;
import org.ropewalk.examples.nntp.ReaderCommands;

/** NNTP of a server where no user logs in, such as leafnode. */
@LineProtocol(initial = OpenNntp.Reader.class, separator = Separator.BLANKS, charset = "ISO-8859-1")
@Errors(
        unknown = @Reply("500 {'unknown command'}"),
        refusals = {"4{*}", "5{*}"})
public interface OpenNntp {
    /** The commands of the example, without a log-in. */
    interface Reader extends OpenNntp, ReaderCommands {
        @OnConnect
        Nntp.Greeting greeting();

        @Command("MODE READER")
        Nntp.Greeting modeReader();

        @Command("POST")
        @Reply("340 {'send it'}")
        Posting post() throws Nntp.Refused;

        @Command("QUIT")
        @Reply(value = "205 {'bye'}", close = true)
        void quit();
    }

    /** An article follows. */
    @Once
    interface Posting {
        @Command("")
        @Reply("240 {'received'}")
        void article(@Payload(DOTTED) Nntp.Posted article) throws Nntp.Refused;

        @OnError
        Reader spoiled();
    }
}
