package org.ropewalk.it.bench;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Commands that are answered later, with tags. */
@LineProtocol(order = Order.TAGGED)
@Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface PendingShapes {
    /** Its result is there. */
    @Command("now")
    @Reply("NOW {}")
    CompletionStage<Bytes> now();

    /** Its result comes later. */
    @Command("later")
    @Reply("LATER {}")
    CompletionStage<Bytes> later();

    /** Completes the results that are awaited, on the loop. */
    @Command("complete")
    @Reply("COMPLETED")
    void complete();

    /** Completes them on another thread. */
    @Command("elsewhere")
    @Reply("COMPLETED")
    void elsewhere();

    /** Several lines. */
    @Command("list")
    @Reply(each = "NAME {}", end = "OK")
    List<Bytes> list();
}
