package org.ropewalk.it.bench;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Reply;
import org.ropewalk.filter.Telnet;
import org.ropewalk.line.Slice;

/** Lines with an envelope, behind a filter. */
@LineProtocol(filter = Telnet.class, initial = EnvelopeShapes.Ready.class, charset = "ISO-8859-1")
@Envelope(command = "<{*}>", reply = "\n{*}")
@Errors(unknown = @Reply("ERROR"), malformed = @Reply("MALFORMED"))
interface EnvelopeShapes {
    /** Of commands. */
    interface Ready extends EnvelopeShapes {
        @Command("say {text*}")
        @Reply("SAID {*}")
        Slice say(Slice text);

        /** Has the idle limit set. */
        @Command("wait {seconds}")
        @Reply("WAITING")
        void idle(int seconds);

        @Command("ask")
        @Reply("ASKED")
        Asked ask();
    }

    /** Of one line. */
    @Once
    interface Asked {
        @Command("{number}")
        @Reply("ANSWERED {number}")
        Answered answer(int number);
    }

    record Answered(int number, Ready next) {}
}
