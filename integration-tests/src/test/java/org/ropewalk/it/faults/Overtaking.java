package org.ropewalk.it.faults;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.PayloadStream;

/** Replies that overtake each other, some with a payload that is sent in pieces. */
@LineProtocol(order = Order.TAGGED)
@Envelope(command = "{tag} {*}", reply = "{tag} {*}")
@Errors(unknown = @Reply("BAD"), failed = @Reply("FAILED"))
interface Overtaking {
    /** One line, later. */
    @Command("LATER {key}")
    @Reply("OK {*}")
    CompletionStage<String> later(String key);

    /** One line, at once. */
    @Command("NOW {key}")
    @Reply("OK {*}")
    String now(String key);

    /** A payload in pieces, later. */
    @Command("FETCH")
    CompletionStage<Data> fetch();

    /** A payload in pieces, at once. */
    @Command("READ")
    Data read();

    /** Ends the connection, later. */
    @Command("QUIT")
    @Reply(value = "BYE", close = true)
    CompletionStage<Void> quit();

    /** A payload that is sent in pieces. */
    @Reply("DATA {data.length}")
    record Data(@Payload PayloadStream data) {}
}
