package org.ropewalk.it.batch;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Batch;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.line.Bytes;

/** Lists of commands as the Music Player Daemon has them. */
@LineProtocol(initial = Songs.Ready.class, terminator = Terminator.LF)
@Errors(
        unknown = @Reply("ACK \\[5@{index}\\] \\{\\} {'unknown'}"),
        usage = @Reply("ACK \\[2@{index}\\] \\{{verb}\\} {'usage'}"),
        malformed = @Reply("ACK \\[2@{index}\\] \\{{verb}\\} {'malformed'}"),
        misplaced = @Reply("ACK \\[4@{index}\\] \\{{verb}\\} {'not here'}"))
public interface Songs {
    /** Commands are answered at once. */
    interface Ready extends Songs {
        @Command("ping")
        @Reply("OK")
        void ping();

        @Command("close")
        @Reply(value = "OK", close = true)
        void close();

        @Command("add {song}")
        @Reply("OK")
        void add(String song) throws Ack;

        @Command("list")
        @Reply(each = "song: {}", end = "OK")
        List<String> songs();

        @Command("later {song}")
        @Reply("got {}\nOK")
        CompletionStage<String> later(String song) throws Ack;

        @Command("idle")
        @Reply("OK")
        CompletionStage<Void> idle();

        @Command(value = "noidle", interrupts = "idle")
        @Reply("OK")
        void noIdle();

        @Command("put {data.length}")
        @Reply("OK")
        void put(@Payload Bytes data);

        @Command(value = "command_list_begin", client = false)
        @NoReply
        CommandList list();

        @Command(value = "command_list_ok_begin", client = false)
        @NoReply
        OkList okList();
    }

    /** Commands are kept, and answered together. */
    @Batch(of = Ready.class)
    interface CommandList extends Songs {
        @Command("command_list_end")
        CompletionStage<Ran> end(QueuedCommands kept);
    }

    /** Commands are kept, and each is answered. */
    @Batch(of = Ready.class, each = "list_OK")
    interface OkList extends Songs {
        @Command("command_list_end")
        CompletionStage<Ran> end(QueuedCommands kept);
    }

    @Reply("OK")
    record Ran(Replayed replies, Ready next) {}

    @Reply("ACK \\[{code}@{index}\\] \\{\\} {message*}")
    @SuppressWarnings("serial")
    final class Ack extends Exception {
        private final int code;

        public Ack(int code, String message) {
            super(message);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
