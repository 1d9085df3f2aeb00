package org.ropewalk.it.faults;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.OnConnect;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Supplies;

/** Replies to errors with a value of the handler; only that to a failure has none. */
@LineProtocol
@Errors(
        unknown = @Reply("UNKNOWN {name}"),
        malformed = @Reply("MALFORMED {name}"),
        tooLong = @Reply("LONG {name}"),
        busy = @Reply("BUSY {name}"),
        failed = @Reply(value = "FAILED", close = true))
interface Named {
    /** A part of the error lines. */
    @Supplies
    String name();

    /** The first line. */
    @OnConnect
    @Reply("HELLO")
    default void hello() {}

    /** A number. */
    @Command("GIVE {number}")
    @Reply("OK")
    CompletionStage<Void> give(int number);
}
