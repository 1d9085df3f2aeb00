package org.ropewalk.it.docs;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

@LineProtocol
@Errors(unknown = @Reply("ERR unknown command"), malformed = @Reply("ERR {'{message}'}"))
interface Room {

    @Command("JOIN {nick}")
    @Reply("JOINED {}")
    int join(String nick);

    @Command("SAY {text*}")
    @Reply("SAID")
    void say(String text);

    @Push(slow = Push.Slow.DROP)
    interface Events {
        @Reply("* {nick} joins")
        void joined(String nick);

        @Reply("* {nick}: {text*}")
        void said(String nick, String text);
    }
}
