package org.ropewalk.it.observe;

import java.util.concurrent.CompletableFuture;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.StartTls;
import org.ropewalk.line.Bytes;

/** A small protocol whose commands end in every way. */
@LineProtocol(order = Order.PIPELINED)
@Errors(
        unknown = @Reply("UNKNOWN"),
        usage = @Reply("USAGE {'{usage}'}"),
        malformed = @Reply("MALFORMED"),
        failed = @Reply("FAILED"))
interface Jobs {
    /** Answered at once. */
    @Command("GET {name}")
    @Reply("VALUE {}")
    String get(String name) throws Missing;

    /** Has a payload. */
    @Command("PUT {name} {data.length}[ noreply]")
    @Reply("STORED")
    void put(String name, @Payload Bytes data, @NoReply boolean noreply);

    /** One of two commands with its verb. */
    @Command("RUN {name}")
    @Reply("DONE {}")
    CompletableFuture<Integer> run(String name) throws Missing;

    /** The other one. */
    @Command("RUN {name} {times}")
    @Reply("DONE {}")
    int runTwice(String name, int times);

    /** May wait. */
    @Blocking
    @Command("WAIT {name}")
    @Reply("WAITED")
    void pause(String name) throws Missing;

    /** Secures the connection. */
    @StartTls
    @Command("STARTTLS")
    @Reply("READY")
    void startTls();

    /** Ends the connection. */
    @Command("QUIT")
    @Reply(value = "BYE", close = true)
    void quit();

    /** It is not there. */
    @Reply("MISSING {name}")
    final class Missing extends Exception {
        private static final long serialVersionUID = 1;
        private final String name;

        /** The job {@code name}. */
        public Missing(String name) {
            super(name, null, false, false);
            this.name = name;
        }

        /** Which. */
        public String name() {
            return name;
        }
    }
}
