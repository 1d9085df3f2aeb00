package org.ropewalk.it.batch;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Batch;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;

/** Commands with payloads, which are kept and run together. */
@LineProtocol(initial = Uploads.Ready.class, terminator = Terminator.LF)
@Errors(
        unknown = @Reply("ERR unknown"),
        malformed = @Reply("ERR malformed"),
        usage = @Reply("ERR usage"),
        misplaced = @Reply("ERR misplaced"),
        payload = @Reply("ERR payload"),
        tooBig = @Reply("ERR too big"))
@Limits(payload = 100, payloadDiscard = 300)
public interface Uploads {
    /** Commands are answered at once. */
    interface Ready extends Uploads {
        @Command("ping")
        @Reply("OK")
        void ping();

        /** What no payload may be taken for. */
        @Command("evil")
        @Reply("EVIL")
        void evil();

        @Command("put {name} {data.length}")
        @Reply("PUT {}")
        String put(String name, @Payload Bytes data);

        @Command("number {number} {data.length}")
        @Reply("NUMBER {}")
        String number(int number, @Payload(trailer = Payload.Trailer.NONE) Slice data);

        @Command("later {data.length}")
        @Reply("LATER {}")
        CompletionStage<String> later(@Payload Bytes data);

        @Command("small {data.length}")
        @Limits(payload = 10)
        @Reply("SMALL")
        void small(@Payload Bytes data);

        @Command("stream {data.length}")
        @Reply("STREAM")
        CompletionStage<Void> stream(@Payload PayloadStream data);

        @Command("post")
        @Reply("POST")
        void post(@Payload(Payload.Framing.DOTTED) Bytes data);

        @Command(value = "begin", client = false)
        @Reply("BEGUN")
        Kept begin();

        @Command(value = "multi", client = false)
        @Reply("BEGUN")
        Multi multi();

        @Command("go")
        @Reply("GONE")
        Away go();
    }

    /** Commands are elsewhere. */
    interface Away extends Uploads {
        @Command("away {data.length}")
        @Reply("AWAY")
        void away(@Payload Bytes data);

        @Command("back")
        @Reply("OK")
        Ready back();
    }

    /** Nothing answers a command that is kept. */
    @Batch(of = Ready.class, each = "NEXT")
    interface Kept extends Uploads {
        @Command("end")
        CompletionStage<Ran> end(QueuedCommands kept);
    }

    /** A command that is kept is answered. */
    @Batch(of = Ready.class, kept = @Reply("QUEUED"), each = "NEXT")
    interface Multi extends Uploads {
        @Command("end")
        CompletionStage<Ran> end(QueuedCommands kept);
    }

    /** What was run. */
    @Reply("DONE")
    record Ran(Replayed replies, Ready next) {}
}
