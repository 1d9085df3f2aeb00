package org.ropewalk.it.language;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** A small protocol whose replies overtake each other. */
@LineProtocol(order = Order.TAGGED)
@Envelope(command = "{tag} {*}", reply = "{tag} {*}")
@Errors(unknown = @Reply("BAD {verb}"), tooLong = @Reply("LONG"), failed = @Reply("FAILED"))
interface Tasks {
    /** Ends when it is told to. */
    @Command("RUN {name}")
    @Reply("DONE {name} {}")
    CompletableFuture<Integer> run(String name) throws Stopped;

    /** Ends at once. */
    @Command("PING")
    @Reply("PONG")
    void ping();

    /** Several lines. */
    @Command("LIST {count}")
    @Reply(each = "ITEM {}", end = "END")
    List<Integer> list(int count);

    /** A payload each way. */
    @Command("ECHO {data.length}")
    Data echo(@Payload Bytes data);

    /** Ends the connection. */
    @Command("QUIT")
    @Reply(value = "BYE", close = true)
    void quit();

    /** The payload. */
    @Reply("DATA {data.length}")
    record Data(@Payload Bytes data) {}

    /** It was stopped. */
    @Reply("STOPPED {message*}")
    final class Stopped extends Exception {
        private static final long serialVersionUID = 1;

        /** For this reason. */
        public Stopped(String message) {
            super(message);
        }
    }
}
