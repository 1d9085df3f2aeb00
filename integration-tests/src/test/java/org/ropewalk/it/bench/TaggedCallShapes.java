package org.ropewalk.it.bench;

import java.util.List;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Calls with tags. */
@LineProtocol(order = Order.TAGGED)
@Envelope(command = "{tag} {*}", reply = "{tag} {*}")
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface TaggedCallShapes {
    @Command("ping")
    @Reply("PONG")
    void ping();

    @Command("names")
    @Reply(each = "NAME {}", end = ".")
    List<Bytes> names();
}
