package org.ropewalk.examples.bench;

import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;

/**
 * The protocol of the peer benchmark, with arguments that are borrowed from the line: nothing is
 * allocated for a hit.
 */
@LineProtocol(caseSensitive = true)
@Limits(connections = 20_000)
@Errors(unknown = @Reply("ERROR"), malformed = @Reply("CLIENT_ERROR {'{message}'}"))
public interface Bench {
    @Command("get {key}")
    @Reply(end = "END")
    void get(Slice key, Replies<Value> found);

    @Command("set {key} {flags} {exptime} {data.length}[ noreply]")
    Stored set(
            Slice key,
            @Unsigned int flags,
            long exptime,
            @Payload Slice data,
            @NoReply boolean noreply);

    @Command("delete {key}")
    @Reply(value = "DELETED", absent = "NOT_FOUND")
    boolean delete(Slice key);

    @Command("incr {key} {delta}")
    @Reply(value = "{}", absent = "NOT_FOUND")
    Optional<@Unsigned Long> incr(Slice key, @Unsigned long delta) throws NotANumber;

    @Command("PING")
    @Reply("PONG")
    void ping();

    @Command("ECHO {text*}")
    @Reply("{*}")
    Slice echo(Slice text);

    /** What became of a value. */
    enum Stored {
        STORED
    }

    /** A value that was found. */
    @Reply("VALUE {key} {flags} {data.length}")
    record Value(byte[] key, @Unsigned int flags, @Payload byte[] data) {}

    /** What a key holds is no number. */
    @Reply("CLIENT_ERROR {message*}")
    final class NotANumber extends Exception {
        private static final long serialVersionUID = 1;

        /** With a message for the client. */
        public NotANumber(String message) {
            super(message);
        }
    }
}
