package org.ropewalk.it.faults;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** Commands whose handlers have their payloads for some time. */
@LineProtocol(order = Order.PIPELINED)
@Errors(memory = @Reply("-MEMORY"), failed = @Reply(value = "-FAILED", close = true))
interface Held {
    /** The push messages. */
    @Push
    interface Events {
        /** A text. */
        @Reply("! {text*}")
        void said(String text);
    }

    /** May block. */
    @Blocking
    @Command("PUT {data.length}")
    @Reply("+PUT {}")
    int put(@Payload Bytes data);

    /** Completes later. */
    @Command("LATER {data.length}")
    @Reply("+LATER {}")
    CompletionStage<Integer> later(@Payload Bytes data);

    /** Completes later, with a text. */
    @Command("TEXT")
    @Reply("+TEXT {}")
    CompletionStage<Integer> text(@Payload(Payload.Framing.DOTTED) Bytes text);

    /** At once. */
    @Command("PING")
    @Reply("+PONG")
    void ping();
}
