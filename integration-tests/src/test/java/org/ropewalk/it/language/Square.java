package org.ropewalk.it.language;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

/** Where all hear what one says; who does not listen misses it. */
@LineProtocol
interface Square {
    /** At once. */
    @Command("PING")
    @Reply("PONG")
    void ping();

    /** What is heard. */
    @Push(slow = Push.Slow.DROP)
    interface News {
        /** Somebody has said something. */
        @Reply("* {text*}")
        void said(String text);
    }
}
