package org.ropewalk.it.batch;

import static org.ropewalk.annotation.Carrier.LINE;
import static org.ropewalk.annotation.Carrier.RESP;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Batch;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;

/** Transactions as Redis has them. */
@LineProtocol(
        initial = Shop.Normal.class,
        carrier = {RESP, LINE},
        terminator = {Terminator.CRLF, Terminator.LF})
@Errors(
        empty = @Reply(Errors.SILENT),
        unknown = @Reply("-ERR {'unknown command'}"),
        usage = @Reply("-ERR {'wrong number of arguments'}"),
        malformed = @Reply("-ERR {'not an integer'}"),
        misplaced = @Reply("-ERR {'not here'}"),
        tooBig = @Reply("-ERR {'too much'}"),
        failed = @Reply("-ERR {'internal error'}"))
@Limits(payload = 400, words = 20)
public interface Shop {
    @Command("QUIT")
    @Reply(value = "+OK", close = true)
    void quit();

    /** Commands are answered at once. */
    interface Normal extends Shop {
        @Command("GET {key}")
        Optional<String> get(String key) throws Wrong;

        @Command("ADD {key} {number}")
        long add(String key, int number);

        @Command("ALL {keys...}")
        List<Optional<String>> all(List<String> keys);

        @Command("LATER {key}")
        CompletionStage<String> later(String key) throws Wrong;

        @Command("GO")
        @Reply("+GONE")
        Away go();

        @Command(value = "MULTI", client = false)
        @Reply("+OK")
        Multi multi();
    }

    /** Commands are kept. */
    @Batch(of = Normal.class, kept = @Reply("+QUEUED"))
    interface Multi extends Shop {
        @Command("EXEC")
        CompletionStage<Executed> exec(QueuedCommands kept) throws Aborted;

        @Command("DISCARD")
        @Reply("+OK")
        Normal discard();
    }

    /** Another state. */
    interface Away extends Shop {
        @Command("BACK")
        @Reply("+BACK")
        Normal back();
    }

    @Reply
    record Executed(Replayed replies, Normal next) {}

    @Reply("-WRONG {'kind of value'}")
    @SuppressWarnings("serial")
    final class Wrong extends Exception {}

    @Reply("-EXECABORT {'discarded'}")
    @SuppressWarnings("serial")
    final class Aborted extends Exception {
        private final transient Normal next;

        public Aborted(Normal next) {
            this.next = next;
        }

        public Normal next() {
            return next;
        }
    }
}
