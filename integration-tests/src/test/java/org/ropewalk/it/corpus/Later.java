package org.ropewalk.it.corpus;

import java.util.concurrent.CompletableFuture;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Reply;

/** A protocol whose commands are handled while earlier replies wait. */
@LineProtocol(order = Order.PIPELINED)
interface Later {
    @Command("LATER")
    @Reply("DONE")
    CompletableFuture<Void> later();

    @Command("ECHO {text*}")
    @Reply("{*}")
    String echo(String text);
}
