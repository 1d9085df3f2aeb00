package org.ropewalk.examples.memcached;

import static org.ropewalk.annotation.Payload.Trailer.CRLF;
import static org.ropewalk.annotation.Terminator.CRLF_OR_LF;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Key;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.OnDisconnect;
import org.ropewalk.annotation.OnError;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Probe;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.Replies;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** memcached's text protocol, classic and meta, as its doc/protocol.txt describes it. */
@LineProtocol(terminator = CRLF_OR_LF, caseSensitive = true)
@Errors(
        unknown = @Reply("ERROR"),
        usage = @Reply("ERROR"),
        malformed = @Reply("CLIENT_ERROR {'bad command line format'}"),
        payload = @Reply("CLIENT_ERROR {'bad data chunk'}"),
        tooLong = @Reply(value = "ERROR {'line too long'}", close = true),
        tooBig = @Reply("SERVER_ERROR {'object too large for cache'}"),
        memory = @Reply("SERVER_ERROR {'out of memory storing object'}"),
        busy = @Reply(value = "ERROR {'Too many open connections'}", close = true),
        failed = @Reply("SERVER_ERROR {'internal error {incident}'}"))
@Limits(
        line = Memcached.MAX_KEYS_LINE,
        lineDiscard = 1 << 20,
        payload = Memcached.MAX_VALUE,
        payloadDiscard = Limits.UNLIMITED,
        words = Memcached.MAX_KEYS,
        errors = 1_000)
public interface Memcached extends MaintenanceCommands {
    /** The client has gone. */
    @OnDisconnect
    void gone();

    /** The length of a line with many keys, in bytes. */
    int MAX_KEYS_LINE = 1 << 20;

    /** The largest length: memcached adds two to it, and has a number of 32 bits for the sum. */
    long MAX_LENGTH = Integer.MAX_VALUE - 2;

    /** Bytes of a value. */
    int MAX_VALUE = 1 << 20;

    /** The number of keys in one line. */
    int MAX_KEYS = 1 << 17;

    @Command("get {keys...}")
    @Reply(end = "END")
    void get(@Key Words keys, Replies<Value> found) throws ClientError;

    @Command("gets {keys...}")
    @Reply(end = "END")
    List<Versioned> gets(@Key List<Bytes> keys) throws ClientError;

    @Command("gat {exptime} {keys...}")
    @Errors(malformed = @Reply("CLIENT_ERROR {'invalid exptime argument'}"))
    @Reply(end = "END")
    List<Value> gat(long exptime, @Key List<Bytes> keys) throws ClientError;

    @Command("gats {exptime} {keys...}")
    @Errors(malformed = @Reply("CLIENT_ERROR {'invalid exptime argument'}"))
    @Reply(end = "END")
    List<Versioned> gats(long exptime, @Key List<Bytes> keys) throws ClientError;

    @Command("{mode} {key} {flags} {exptime} {data.length}[ noreply]")
    Stored store(
            Mode mode,
            @Key Slice key,
            @Unsigned int flags,
            long exptime,
            @Payload(trailer = CRLF, maxLength = Memcached.MAX_LENGTH) Slice data,
            @NoReply boolean noreply)
            throws ClientError, OutOfMemory;

    @Command("cas {key} {flags} {exptime} {data.length} {unique}[ noreply]")
    Stored cas(
            @Key Slice key,
            @Unsigned int flags,
            long exptime,
            @Payload(trailer = CRLF, maxLength = Memcached.MAX_LENGTH) Slice data,
            @Unsigned long unique,
            @NoReply boolean noreply)
            throws ClientError, OutOfMemory;

    /** A value was not stored: memcached drops the old one then, so that no client reads it. */
    @OnError(command = "store")
    void notStored(ErrorKind kind, Mode mode, Slice key);

    /** Another word in place of {@code noreply} means nothing. */
    @Command("{mode} {key} {flags} {exptime} {data.length} {word}")
    default Stored store(
            Mode mode,
            Slice key,
            @Unsigned int flags,
            long exptime,
            @Payload(trailer = CRLF, maxLength = Memcached.MAX_LENGTH) Slice data,
            Slice word)
            throws ClientError, OutOfMemory {
        return store(mode, key, flags, exptime, data, false);
    }

    /** As the other. */
    @Command("cas {key} {flags} {exptime} {data.length} {unique} {word}")
    default Stored cas(
            Slice key,
            @Unsigned int flags,
            long exptime,
            @Payload(trailer = CRLF, maxLength = Memcached.MAX_LENGTH) Slice data,
            @Unsigned long unique,
            Slice word)
            throws ClientError, OutOfMemory {
        return cas(key, flags, exptime, data, unique, false);
    }

    /** Wrong numbers: as in memcached, no data is skipped. */
    @Command(value = "{mode} {key} {flags} {exptime} {length}[ noreply]", client = false)
    @Reply("CLIENT_ERROR {'bad command line format'}")
    void storeWithoutNumbers(
            Mode mode,
            Slice key,
            Slice flags,
            Slice exptime,
            Slice length,
            @NoReply boolean noreply);

    /** As the other. */
    @Command(value = "cas {key} {flags} {exptime} {length} {unique}[ noreply]", client = false)
    @Reply("CLIENT_ERROR {'bad command line format'}")
    void casWithoutNumbers(
            Slice key,
            Slice flags,
            Slice exptime,
            Slice length,
            Slice unique,
            @NoReply boolean noreply);

    /** Too few or too many words: as in memcached, no data is skipped. */
    @Command(
            value = {"{mode}", "{mode} {*}"},
            client = false)
    @Reply("ERROR")
    void storeOfOtherWords(Mode mode);

    /** As the other. */
    @Command(value = "cas {*}", client = false)
    @Reply("ERROR")
    void casOfOtherWords();

    @Command({"delete {key}[ noreply]", "delete {key} 0[ noreply]"})
    @Reply(value = "DELETED", absent = "NOT_FOUND")
    boolean delete(@Key Slice key, @NoReply boolean noreply) throws ClientError;

    /** Deletes with a time, which memcached no longer accepts unless it is 0. */
    @Command(value = "delete {key} {time}[ noreply]", client = false)
    @Reply("CLIENT_ERROR {'bad command line format.  Usage: delete <key> [noreply]'}")
    void deleteAtTime(Slice key, Slice time, @NoReply boolean noreply);

    /** As the other. */
    @Command(value = "delete {key} {time} {word}", client = false)
    @Reply("CLIENT_ERROR {'bad command line format.  Usage: delete <key> [noreply]'}")
    void deleteAtTime(Slice key, Slice time, Slice word);

    @Command("incr {key} {delta}[ noreply]")
    @Errors(malformed = @Reply("CLIENT_ERROR {'invalid numeric delta argument'}"))
    @Reply(value = "{}", absent = "NOT_FOUND")
    Optional<@Unsigned Long> incr(@Key Slice key, @Unsigned long delta, @NoReply boolean noreply)
            throws ClientError;

    @Command("decr {key} {delta}[ noreply]")
    @Errors(malformed = @Reply("CLIENT_ERROR {'invalid numeric delta argument'}"))
    @Reply(value = "{}", absent = "NOT_FOUND")
    Optional<@Unsigned Long> decr(@Key Slice key, @Unsigned long delta, @NoReply boolean noreply)
            throws ClientError;

    @Command("touch {key} {exptime}[ noreply]")
    @Errors(malformed = @Reply("CLIENT_ERROR {'invalid exptime argument'}"))
    @Reply(value = "TOUCHED", absent = "NOT_FOUND")
    boolean touch(@Key Slice key, long exptime, @NoReply boolean noreply) throws ClientError;

    @Command("flush_all[ noreply]")
    @Reply("OK")
    void flushAll(@NoReply boolean noreply);

    @Command("flush_all {delay}[ noreply]")
    @Errors(malformed = @Reply("CLIENT_ERROR {'invalid exptime argument'}"))
    @Reply("OK")
    void flushAll(long delay, @NoReply boolean noreply);

    @Probe
    @Command("version {*}")
    @Reply("VERSION {*}")
    String version();

    @Command("quit {*}")
    @Reply(close = true)
    void quit();

    // ---- meta

    @Command("mg {key}[ {flags...}]")
    Meta metaGet(@Key Slice key, List<Flag> flags) throws ClientError;

    @Command("ms {key} {data.length}[ {flags...}]")
    Meta metaSet(
            @Key Slice key,
            @Payload(trailer = CRLF, maxLength = Memcached.MAX_LENGTH) Slice data,
            List<Flag> flags)
            throws ClientError, OutOfMemory;

    /** As for the classic commands, whatever the mode. */
    @OnError(command = "metaSet")
    void notStored(ErrorKind kind, Slice key);

    /** A missing or wrong length: as in memcached, no data is skipped. */
    @Command("ms {*}")
    @Reply("CLIENT_ERROR {'bad command line format'}")
    void metaSetWithoutLength();

    @Command("md {key}[ {flags...}]")
    Meta metaDelete(@Key Slice key, List<Flag> flags) throws ClientError;

    @Command("ma {key}[ {flags...}]")
    Meta metaArithmetic(@Key Slice key, List<Flag> flags) throws ClientError;

    @Command("mn {*}")
    @Reply("MN")
    void metaNoop();

    @Command("me {key}[ {flags...}]")
    @Errors(usage = @Reply("CLIENT_ERROR {'bad command line format'}"))
    Inspection metaDebug(@Key Slice key, List<Flag> flags) throws ClientError;

    /** How a value is stored. */
    enum Mode {
        @Format("set")
        SET,
        @Format("add")
        ADD,
        @Format("replace")
        REPLACE,
        @Format("append")
        APPEND,
        @Format("prepend")
        PREPEND
    }

    /** What became of a value. */
    enum Stored {
        STORED,
        NOT_STORED,
        EXISTS,
        NOT_FOUND
    }

    /** A value that was found. */
    @Reply("VALUE {key} {flags} {data.length}")
    record Value(Bytes key, @Unsigned int flags, @Payload(trailer = CRLF) Bytes data) {}

    /** A value that was found, and its version. */
    @Reply("VALUE {key} {flags} {data.length} {unique}")
    record Versioned(
            Bytes key,
            @Unsigned int flags,
            @Payload(trailer = CRLF) Bytes data,
            @Unsigned long unique) {}

    /** The outcome of a meta command. */
    sealed interface Meta {
        /** Found, with its value. */
        @Reply("VA {data.length}[ {flags...}]")
        record Hit(@Payload(trailer = CRLF) Bytes data, List<Flag> flags) implements Meta {}

        /** Done, or found without its value. */
        @Reply("HD[ {flags...}]")
        record Done(List<Flag> flags) implements Meta {}

        /** Not stored. */
        @Reply("NS[ {flags...}]")
        record NotStored(List<Flag> flags) implements Meta {}

        /** Another version is there. */
        @Reply("EX[ {flags...}]")
        record Exists(List<Flag> flags) implements Meta {}

        /** Nothing is there to be changed. */
        @Reply("NF[ {flags...}]")
        record NotFound(List<Flag> flags) implements Meta {}

        /** Nothing was found. */
        @Reply("EN[ {flags...}]")
        record Miss(List<Flag> flags) implements Meta {}

        /** What the quiet flag keeps from the peer. */
        @Reply
        record Quiet() implements Meta {}
    }

    /** What is known of an item. */
    sealed interface Inspection {
        /** It is there. */
        @Reply(
                "ME {key} exp={expires} la={asked} cas={unique} fetch={fetched} cls={slabClass} size={size}")
        record Found(
                String key,
                long expires,
                long asked,
                @Unsigned long unique,
                String fetched,
                int slabClass,
                long size)
                implements Inspection {}

        /** It is not there. */
        @Reply("EN")
        record Miss() implements Inspection {}
    }

    /** A flag of a meta command: a letter, and what is glued to it. */
    @Format("{letter}{token*}")
    record Flag(char letter, String token) {}

    /** The peer's mistake, in words. */
    @Reply("CLIENT_ERROR {message*}")
    final class ClientError extends Exception {
        private static final long serialVersionUID = 1;

        /** With what is wrong. */
        public ClientError(String message) {
            super(message);
        }
    }

    /** The value is larger than the memory that there is for values. */
    @Reply("SERVER_ERROR out of memory storing object")
    @SuppressWarnings("serial")
    final class OutOfMemory extends Exception {
        /** Without a stack trace. */
        public OutOfMemory() {
            super("out of memory storing object", null, false, false);
        }

        /** The outcome, or this if it is null. */
        static <T> T unless(T outcome) throws OutOfMemory {
            if (outcome == null) {
                throw new OutOfMemory();
            }
            return outcome;
        }
    }
}
