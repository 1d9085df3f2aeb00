package org.ropewalk.it.language;

import java.util.List;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

/** Lists that are pushed, whose lines repeat values that the last one does not have. */
@LineProtocol
interface Roll {
    /** At once. */
    @Command("PING")
    @Reply("PONG")
    void ping();

    /** Lists of names. */
    @Push
    interface Lists {
        /** Each line has all values. */
        @Reply(
                each = "353 {nick} {symbol} {channel} :{members ...}",
                end = "366 {nick} {channel} {'end'}")
        void names(String nick, char symbol, String channel, List<String> members);

        /** The first line has all values. */
        @Reply(value = "ROLL {year}[ {month}]", each = "NAME {names...}", end = "DONE")
        void roll(int year, OptionalInt month, List<String> names);
    }
}
