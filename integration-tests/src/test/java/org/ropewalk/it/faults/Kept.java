package org.ropewalk.it.faults;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** Commands whose handlers are given objects of the loop. */
@LineProtocol
interface Kept {
    /** Items. */
    @Command("GET {key}")
    @Reply(each = "ITEM {*}", end = "END")
    void get(Slice key, Replies<String> found);

    /** Other items of the same form. */
    @Command("ALL {keys...}")
    @Reply(each = "ITEM {*}", end = "END")
    void all(Words keys, Replies<String> found);

    /** A payload. */
    @Command("PUT {data.length}")
    @Reply("OK {}")
    int put(@Payload Slice data);

    /** One line. */
    @Command("ECHO {text*}")
    @Reply("OK {*}")
    String echo(String text);
}
