package org.ropewalk.it.bench;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** Commands in datagrams. */
@LineProtocol(datagrams = true)
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface DatagramShapes {
    @Command("add {number}")
    void add(int number);

    @Command("say {text}")
    @Reply("SAID {}")
    Slice say(Slice text);

    /** Pushes to the sender. */
    @Command("tell {text}")
    void tell(Bytes text);

    /** What is pushed. */
    @Push
    interface Events {
        @Reply("* {text*}")
        void said(Bytes text);
    }
}
