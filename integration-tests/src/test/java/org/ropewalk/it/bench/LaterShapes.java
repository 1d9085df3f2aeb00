package org.ropewalk.it.bench;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Commands that are answered later, in their order. */
@LineProtocol(order = Order.PIPELINED)
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface LaterShapes {
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

    /** Two lines at different times; the result is there. */
    @Command("fetch {name}")
    @Reply(value = "150 sending", end = "226 {}")
    CompletionStage<Bytes> fetch(String name);

    /** Two lines at different times. */
    @Command("retrieve")
    @Reply(value = "150 sending", end = "226 {}")
    CompletionStage<Bytes> retrieve();

    @Command("idle")
    @Reply("IDLE {}")
    CompletionStage<Bytes> idle();

    @Command(value = "done", interrupts = "idle")
    void done();
}
