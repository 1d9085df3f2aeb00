package org.ropewalk.it.faults;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.PayloadStream;

/** A state that is left after one line, beside replies that come later. */
@LineProtocol(initial = Steps.Home.class, order = Order.PIPELINED)
@Errors(
        unknown = @Reply("UNKNOWN"),
        payload = @Reply("PAYLOAD"),
        failed = @Reply(value = "FAILED", close = true))
interface Steps {
    /** The first state. */
    interface Home extends Steps {
        /** Completes later. */
        @Command("LATER {key}")
        @Reply("OK {*}")
        CompletionStage<String> later(String key);

        /** Completes at once. */
        @Command("NOW {key}")
        @Reply("OK {*}")
        String now(String key);

        /** Leads to a question. */
        @Command("ASK")
        @Reply("?")
        Question ask();

        /** A payload that is received in pieces. */
        @Command("PUT")
        @Reply("PUT {}")
        CompletionStage<Long> put(@Payload(Payload.Framing.DOTTED) PayloadStream data);

        /** Leads to a payload. */
        @Command("DATA")
        @Reply("GO")
        Body data();
    }

    /** A question. */
    @Once
    interface Question extends Steps {
        /** Its answer. */
        @Command("{text*}")
        @Reply("SAID {*}")
        String answer(String text);
    }

    /** A payload. */
    @Once
    interface Body extends Steps {
        /** The payload. */
        @Command("")
        @Reply("TAKEN {}")
        CompletionStage<Long> body(@Payload(Payload.Framing.DOTTED) PayloadStream data);

        /** The state after a broken payload. */
        @OnError
        Home broken();
    }
}
