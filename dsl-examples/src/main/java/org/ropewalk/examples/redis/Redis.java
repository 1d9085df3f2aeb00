package org.ropewalk.examples.redis;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Batch;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Strings;
import org.ropewalk.line.Bytes;

/** Redis: one table of commands, in arrays and in inline lines on one port. */
@LineProtocol(
        initial = Redis.Normal.class,
        carrier = {Carrier.RESP, Carrier.LINE},
        terminator = {Terminator.CRLF, Terminator.LF})
@Quoted(quotes = "\"'", escape = Quoted.Escape.BACKSLASH_HEX, escapes = "n\nr\rt\tb\ba\u0007")
@Errors(
        empty = @Reply(Errors.SILENT),
        unknown = @Reply("-ERR {'unknown command '{verb}''}"),
        usage = @Reply("-ERR {'wrong number of arguments for '{verb}' command'}"),
        malformed = @Reply("-ERR {'value is not an integer or out of range'}"),
        misplaced =
                @Reply(
                        "-ERR {'Can't execute '{verb}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context'}"),
        payload = @Reply(value = "-ERR {'Protocol error: {message}'}", close = true),
        tooLong = @Reply(value = "-ERR {'Protocol error: too big inline request'}", close = true),
        busy = @Reply(value = "-ERR {'max number of clients reached'}", close = true),
        failed = @Reply("-ERR {'internal error {incident}'}"),
        refusals = "-{*}")
@Limits(
        line = Redis.MOST_INLINE,
        payload = Strings.MOST_BYTES,
        words = Redis.MOST_WORDS,
        reply = Redis.MOST_REPLY,
        replyLine = Redis.MOST_REPLY,
        idleSeconds = Limits.UNLIMITED,
        errors = Limits.UNLIMITED)
public interface Redis {
    /** The longest inline line. */
    int MOST_INLINE = 64 << 10;

    /** The longest reply: a string of the longest, or several elements. */
    int MOST_REPLY = Strings.MOST_BYTES + (1 << 20);

    /** The words of one command. */
    int MOST_WORDS = 1 << 20;

    /** Ends the connection. */
    @Command("QUIT")
    @Reply(value = "+OK", close = true)
    void quit();

    /** The client has gone. */
    @OnDisconnect
    void gone();

    /** All commands. */
    interface Normal
            extends Redis,
                    ConnectionCommands,
                    ServerCommands,
                    KeyCommands,
                    StringCommands,
                    ListCommands,
                    HashCommands,
                    SetCommands,
                    TransactionCommands {
        /** Receives the messages of channels. In version 2, other commands are refused then. */
        @Command("SUBSCRIBE {channels...}")
        @NoReply
        Optional<Subscribed> subscribe(List<Bytes> channels);

        /** As {@link #subscribe}, of all channels that match. */
        @Command("PSUBSCRIBE {patterns...}")
        @NoReply
        Optional<Subscribed> subscribeToPatterns(List<Bytes> patterns);

        /** Receives the messages of channels no longer; without channels, of none. */
        @Command("UNSUBSCRIBE[ {channels...}]")
        void unsubscribe(List<Bytes> channels);

        /** As {@link #unsubscribe}, of patterns. */
        @Command("PUNSUBSCRIBE[ {patterns...}]")
        void unsubscribeFromPatterns(List<Bytes> patterns);

        /** Sends a message to a channel; how many clients receive it. */
        @Command("PUBLISH {channel} {message}")
        long publish(Bytes channel, Bytes message);

        /** The channels that have subscribers, and match. */
        @Command("PUBSUB CHANNELS[ {pattern}]")
        List<Bytes> channels(Optional<Bytes> pattern);

        /** Channels, each with the number of its subscribers behind it. */
        @Command("PUBSUB NUMSUB[ {channels...}]")
        List<Object> subscribers(List<Bytes> channels);

        /** How many patterns have subscribers. */
        @Command("PUBSUB NUMPAT")
        long patterns();
    }

    /** A connection of version 2 that receives messages. */
    interface Subscribed extends Redis {
        /** Checks the connection. */
        @Command("PING[ {message}]")
        @Reply("pong {message}")
        Pong ping(Optional<Bytes> message);

        /** Receives the messages of more channels. */
        @Command("SUBSCRIBE {channels...}")
        void subscribe(List<Bytes> channels);

        /** Receives the messages of more patterns. */
        @Command("PSUBSCRIBE {patterns...}")
        void subscribeToPatterns(List<Bytes> patterns);

        /** Receives the messages of channels no longer; all commands are allowed after the last. */
        @Command("UNSUBSCRIBE[ {channels...}]")
        @NoReply
        Optional<Normal> unsubscribe(List<Bytes> channels);

        /** As {@link #unsubscribe}, of patterns. */
        @Command("PUNSUBSCRIBE[ {patterns...}]")
        @NoReply
        Optional<Normal> unsubscribeFromPatterns(List<Bytes> patterns);
    }

    /** Commands are kept until {@code EXEC} runs them. */
    @Batch(of = Normal.class, kept = @Reply("+QUEUED"))
    interface Multi extends Redis {
        /** Runs them without others between them. */
        @Command("EXEC")
        CompletionStage<Executed> exec(QueuedCommands commands) throws Aborted;

        /** Is refused, and forgets them. */
        @Command("EXEC {words...}")
        @Reply(
                "-EXECABORT {'Transaction discarded because of: wrong number of arguments for 'exec' command'}")
        Normal exec(List<Bytes> words);

        /** Forgets them. */
        @Command("DISCARD")
        @Reply("+OK")
        Normal discard();

        /** Is refused, as there is no transaction in another. */
        @Command("MULTI")
        @Reply("+OK")
        void multi() throws Refused;

        /** Is refused: it would be too late. */
        @Command("WATCH {keys...}")
        @Reply("+OK")
        void watch(List<Bytes> keys) throws Refused;

        /** Are refused: their pushes would be among the replies. */
        @Command({
            "SUBSCRIBE {channels...}",
            "PSUBSCRIBE {channels...}",
            "UNSUBSCRIBE[ {channels...}]",
            "PUNSUBSCRIBE[ {channels...}]"
        })
        @Reply("+OK")
        void subscribe(List<Bytes> channels) throws Refused;
    }

    /** The replies of a transaction; null if a watched key has changed. */
    @Reply
    record Executed(Replayed replies, Normal next) {}

    /** A command of the transaction was refused, so that none is run. */
    @Reply("-EXECABORT {'Transaction discarded because of previous errors.'}")
    @SuppressWarnings("serial")
    final class Aborted extends Exception {
        private final transient Normal next;

        /** All commands are answered again. */
        public Aborted(Normal next) {
            super(null, null, false, false);
            this.next = next;
        }

        /** The state afterwards. */
        public Normal next() {
            return next;
        }
    }

    /** The answer to a check. */
    record Pong(Bytes message) {}

    /** What is sent to subscribers. In version 2 these are arrays, in version 3 pushes. */
    @Push
    interface Messages {
        /** A channel is subscribed to; {@code count} channels and patterns are now. */
        @Reply("subscribe {channel} {count}")
        void subscribed(Bytes channel, long count);

        /** A channel is not subscribed to any more; an empty one if none was. */
        @Reply("unsubscribe {channel} {count}")
        void unsubscribed(Bytes channel, long count);

        /** A pattern is subscribed to. */
        @Reply("psubscribe {pattern} {count}")
        void patternSubscribed(Bytes pattern, long count);

        /** A pattern is not subscribed to any more; an empty one if none was. */
        @Reply("punsubscribe {pattern} {count}")
        void patternUnsubscribed(Bytes pattern, long count);

        /** A message of a channel. */
        @Reply("message {channel} {message}")
        void message(Bytes channel, Bytes message);

        /** A message of a channel that matches a pattern. */
        @Reply("pmessage {pattern} {channel} {message}")
        void patternMessage(Bytes pattern, Bytes channel, Bytes message);
    }

    /** A success without a value. */
    @Reply("+OK")
    record Done() {}

    /** An error with a code of its own. */
    @Reply("-{code} {message*}")
    @SuppressWarnings("serial")
    final class Failed extends Exception {
        private final String code;

        /** {@code message} is Redis's own text. */
        public Failed(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        /** The first word of the error. */
        public String code() {
            return code;
        }
    }
}
