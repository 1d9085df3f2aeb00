package org.ropewalk.it.language;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.PayloadStream;

/** A small protocol whose payloads come and go piece by piece. */
@LineProtocol(initial = Pieces.Desk.class)
@Errors(
        unknown = @Reply("-UNKNOWN"),
        payload = @Reply("-PAYLOAD {'{message}'}"),
        tooBig = @Reply("-BIG"),
        failed = @Reply("-FAILED"))
@Limits(payload = 10_000_000, payloadDiscard = 20_000_000)
interface Pieces {
    /** What is said unasked. */
    @Push
    interface Events {
        /** Something. */
        @Reply("!{text*}")
        void said(String text);
    }

    /** The state. */
    interface Desk extends Pieces {
        /** Counted. */
        @Command("STORE {data.length}")
        @Reply("+STORED {}")
        CompletionStage<Long> store(@Payload PayloadStream data) throws Full;

        /** Until a dot, for a handler that may block. */
        @Blocking
        @Command("COUNT")
        @Reply("+COUNTED {}")
        int count(@Payload(Payload.Framing.DOTTED) PayloadStream data);

        /** Counted, the other way. */
        @Command("FETCH {size}")
        Data fetch(int size) throws Full;

        /** Until a dot, the other way. */
        @Command("TEXT {lines}")
        @Reply("+TEXT")
        @Payload(Payload.Framing.DOTTED)
        CompletionStage<PayloadStream> text(int lines);

        /** Everything. */
        @Command("ALL {size}")
        @Payload(Payload.Framing.UNTIL_CLOSE)
        PayloadStream all(int size);

        /** Leads to a text without a line. */
        @Command("DATA")
        @Reply("+GO")
        Body data();

        /** At once. */
        @Command("PING")
        @Reply("+PONG")
        void ping();
    }

    /** A text without a line. */
    @Once
    interface Body extends Pieces {
        /** It. */
        @Command("")
        @Reply("+TAKEN {}")
        CompletionStage<Long> body(@Payload(Payload.Framing.DOTTED) PayloadStream data);

        /** Back. */
        @OnError
        Desk broken();
    }

    /** What was stored. */
    @Reply("+DATA {data.length}")
    record Data(@Payload PayloadStream data) {}

    /** There is no room. */
    @Reply("-FULL")
    final class Full extends Exception {
        private static final long serialVersionUID = 1;

        /** There is no room. */
        public Full() {}
    }
}
