package org.ropewalk.it.faults;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.annotation.Supplies;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;

/** Replies that come later, and errors whose lines depend on the handler. */
@LineProtocol(initial = Late.Home.class, order = Order.PIPELINED)
@Errors(
        unknown = @Reply("UNKNOWN"),
        tooBig = @Reply("BIG"),
        busy = @Reply("BUSY {name}"),
        shutdown = @Reply("STOPS"),
        payload = @Reply("PAYLOAD"),
        failed = @Reply(value = "FAILED {name}", close = true))
@Limits(replyLine = 20)
interface Late {
    /** A part of the error line. */
    @Supplies
    String name();

    /** Pushed lines. */
    @Push
    interface Events {
        /** Any text. */
        @Reply("! {text*}")
        void told(String text);

        /** Any text, behind a value of the handler of each connection. */
        @Reply("@ {name} {text*}")
        void addressed(String text);
    }

    /** The first state. */
    interface Home extends Late {
        /** Completes later. */
        @Command("LATER {key}")
        @Reply("OK {*}")
        CompletionStage<String> later(String key);

        /** Completes at once. */
        @Command("NOW {key}")
        @Reply("OK {*}")
        String now(String key);

        /** Is told of the end. */
        @OnDisconnect
        default void left() {}

        /** A counted payload. */
        @Command("BLOB {data.length}")
        @Reply("OK {}")
        default int blob(@Payload Bytes data) {
            return data.length();
        }

        /** A payload that is sent in pieces. */
        @Command("FETCH")
        default Data fetch() {
            throw new UnsupportedOperationException();
        }

        /** Secures the connection later. */
        @StartTls
        @Command("SECURE")
        @Reply("OK")
        default CompletionStage<Void> secure() {
            return new CompletableFuture<>();
        }

        /** Leads to a payload. */
        @Command("DATA")
        @Reply("GO")
        Body data();

        /** A payload that is received in pieces. */
        @Command("PUT {data.length}")
        @Reply("OK {}")
        CompletionStage<Long> put(@Payload PayloadStream data);

        /** The value's accessor runs user code. */
        @Command("SAY {key}")
        CompletionStage<Said> say(String key);
    }

    /** A payload that is sent in pieces. */
    @Reply("DATA {data.length}")
    record Data(@Payload PayloadStream data) {}

    /** A value whose accessor runs user code. */
    @Reply("SAID {text*}")
    record Said(String text) {
        /** Run by each accessor call. */
        static Runnable accessed = () -> {};

        @Override
        public String text() {
            accessed.run();
            return text;
        }
    }

    /** The payload. */
    @Once
    interface Body extends Late {
        /** The payload. */
        @Command("")
        @Reply("TAKEN {}")
        CompletionStage<Long> body(@Payload(Payload.Framing.DOTTED) PayloadStream data);

        /** The state after a broken payload. */
        @OnError
        Home broken();
    }
}
