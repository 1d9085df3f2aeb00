package org.ropewalk.it.faults;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.PayloadStream;

/** Replies of each kind that end the connection, and push messages. */
@LineProtocol(order = Order.PIPELINED)
@Errors(unknown = @Reply("BAD"), failed = @Reply(value = "FAILED", close = true))
interface Closing {
    /** The push messages. */
    @Push
    interface Events {
        /** A text. */
        @Reply("! {text*}")
        void told(String text);
    }

    /** One line, later. */
    @Command("LATER")
    @Reply("OK {*}")
    CompletionStage<String> later();

    /** One line, at once. */
    @Command("NOW {key}")
    @Reply("OK {*}")
    String now(String key);

    /** Ends the connection later. */
    @Command("LEAVE")
    @Reply(value = "BYE", close = true)
    CompletionStage<Void> leave();

    /** Ends the connection. */
    @Command("QUIT")
    @Reply(value = "BYE", close = true)
    void quit();

    /** Ends the connection behind items. */
    @Command("LIST")
    @Reply(each = "ITEM {*}", end = "END", close = true)
    List<String> list();

    /** Ends the connection behind a payload in pieces. */
    @Command("DUMP")
    Data dump();

    /** A payload that is sent in pieces. */
    @Reply(value = "DATA {data.length}", close = true)
    record Data(@Payload PayloadStream data) {}
}
