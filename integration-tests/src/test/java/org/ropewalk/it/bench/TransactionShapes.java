package org.ropewalk.it.bench;

import static org.ropewalk.annotation.Carrier.RESP;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Batch;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;

/** Commands in arrays that are kept, and run together. */
@LineProtocol(carrier = RESP, initial = TransactionShapes.Normal.class)
@Errors(unknown = @Reply("-ERR {'unknown'}"), malformed = @Reply("-ERR {'malformed'}"))
interface TransactionShapes {
    /** Commands are answered at once. */
    interface Normal extends TransactionShapes {
        @Command("ADD {number}")
        long add(long number);

        @Command(value = "MULTI", client = false)
        @Reply("+OK")
        Multi multi();
    }

    /** Commands are kept. */
    @Batch(of = Normal.class, kept = @Reply("+QUEUED"))
    interface Multi extends TransactionShapes {
        @Command("EXEC")
        CompletionStage<Executed> exec(QueuedCommands kept);
    }

    @Reply
    record Executed(Replayed replies, Normal next) {}
}
