package org.ropewalk.it.bench;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Batch;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.line.Slice;

/** Commands that are kept, and run together. */
@LineProtocol(initial = BatchShapes.Ready.class)
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface BatchShapes {
    /** Commands are answered at once. */
    interface Ready extends BatchShapes {
        @Command("add {name}")
        @Reply("ADDED {}")
        Slice add(Slice name);

        @Command("put {data.length}")
        @Reply("PUT")
        void put(@Payload Slice data);

        @Command(value = "begin", client = false)
        @Reply("BEGUN")
        Kept begin();
    }

    /** Commands are kept. */
    @Batch(of = Ready.class, kept = @Reply("KEPT"), each = "NEXT")
    interface Kept extends BatchShapes {
        @Command("end")
        CompletionStage<Ran> end(QueuedCommands kept);
    }

    @Reply("RAN")
    record Ran(Replayed replies, Ready next) {}
}
