package org.ropewalk.it.bench;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Commands whose handlers push a line. */
@LineProtocol
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface PushShapes {
    /** To the connection itself. */
    @Command("tell {text}")
    @Reply("TOLD")
    void tell(Bytes text);

    /** To a group of this connection alone. */
    @Command("say {text}")
    @Reply("SAID")
    void say(Bytes text);

    /** To a group of three connections. */
    @Command("cry {text}")
    @Reply("CRIED")
    void cry(Bytes text);

    /** A payload to the connection itself. */
    @Command("send")
    @Reply("SENT")
    void send();

    /** What is pushed. */
    @Push
    interface Events {
        @Reply("* {name}: {text*}")
        void said(Bytes name, Bytes text);

        @Reply("* DATA {data.length}")
        void sent(@Payload Bytes data);
    }
}
