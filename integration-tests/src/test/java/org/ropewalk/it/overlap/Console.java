package org.ropewalk.it.overlap;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Prompt;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;

/** A console with two-phase replies, a command that interrupts, and a prompt. */
@LineProtocol
@Prompt("console> ")
@Errors(
        unknown = @Reply("ERR unknown"),
        usage = @Reply("ERR usage"),
        malformed = @Reply("ERR malformed"),
        misplaced = @Reply("ERR misplaced"),
        tooLong = @Reply("ERR long"))
@Limits(line = 64, pipelined = 4)
interface Console {
    @Command("idle")
    @Reply(each = "CHANGED {}", end = "OK")
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<List<String>> idle();

    @Command("copy {name}")
    @Reply(value = "150 copying {name}", end = "226 copied")
    @Limits(requestSeconds = Limits.UNLIMITED)
    CompletionStage<Void> copy(String name);

    @Command(value = "noidle", interrupts = "idle")
    void noIdle();

    @Command(value = "abort", interrupts = "copy")
    @Reply("226 aborted")
    void abort();

    @Command("ping {n}")
    @Reply("PONG {n}")
    void ping(int n);

    /** What comes unsolicited. */
    @Push
    interface Events {
        @Reply("* {n}")
        void event(int n);
    }
}
