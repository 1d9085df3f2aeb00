package org.ropewalk.it.resp;

import static org.ropewalk.annotation.Carrier.LINE;
import static org.ropewalk.annotation.Carrier.RESP;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.annotation.Unsigned;
import org.ropewalk.line.Bytes;

/** A part of Redis: one table of commands, in arrays and in inline lines. */
@LineProtocol(
        carrier = {RESP, LINE},
        terminator = {Terminator.CRLF, Terminator.LF})
@Quoted(quotes = "\"'", escape = Quoted.Escape.BACKSLASH_HEX, escapes = "n\nr\rt\tb\ba\u0007")
@Errors(
        empty = @Reply(Errors.SILENT),
        unknown = @Reply("-ERR {'unknown command '{verb}''}"),
        usage = @Reply("-ERR {'wrong number of arguments for '{verb}' command'}"),
        malformed = @Reply("-ERR {'value is not an integer or out of range'}"),
        payload = @Reply(value = "-ERR {'Protocol error: {message}'}", close = true),
        tooLong = @Reply(value = "-ERR {'Protocol error: too big inline request'}", close = true),
        failed = @Reply("-ERR {'internal error {incident}'}"),
        refusals = "-{*}")
@Limits(line = 65_536, payload = 1 << 20, words = 1 << 16)
public interface Pocket {
    @Command("PING")
    @Reply("+PONG")
    void ping();

    @Command("PING {message}")
    Bytes ping(Bytes message);

    @Command("ECHO {text*}")
    String echo(String text);

    @Command("GET {key}")
    Optional<Bytes> get(Bytes key) throws WrongType;

    @Command("MGET {keys...}")
    List<Optional<Bytes>> mget(List<Bytes> keys);

    @Command("SET {key} {value}[ {options=...}]")
    Optional<Done> set(Bytes key, Bytes value, SetOptions options);

    @Command("HSET {key} {fields ...}")
    int hset(Bytes key, Map<Bytes, Bytes> fields);

    @Command("EXPIRE {key} {seconds}")
    boolean expire(Bytes key, long seconds);

    @Command("TYPE {key}")
    @Reply("+{}")
    Kind type(Bytes key);

    @Command("INCR {key}")
    long incr(Bytes key) throws WrongType, Failed;

    @Command("LPUSH {key} {values...}")
    long lpush(Bytes key, List<Bytes> values) throws WrongType;

    @Command("LRANGE {key} {from} {to}")
    List<Bytes> lrange(Bytes key, int from, int to) throws WrongType;

    @Command("HGETALL {key}")
    Map<Bytes, Bytes> hgetall(Bytes key) throws WrongType;

    @Command("BLPOP {keys...} {timeout}")
    CompletionStage<Optional<Popped>> blpop(List<Bytes> keys, double timeout);

    @Command("SCORE {key}")
    double score(Bytes key);

    @Command("CONFIG GET {pattern}")
    Map<String, String> configGet(String pattern);

    @Command("INFO[ {sections...}]")
    Bytes info(List<String> sections);

    @Command("HELLO[ {version}[ AUTH {user} {password}][ SETNAME {name}]]")
    Map<String, Object> hello(
            OptionalInt version,
            Optional<String> user,
            Optional<String> password,
            Optional<String> name)
            throws Failed;

    @Command("MOVE {place}")
    @Reply("+moved {place}")
    void move(Place place);

    @Command("SIZE {bytes}")
    @Unsigned
    long size(@Unsigned long bytes);

    @Command("QUIT")
    @Reply(value = "+OK", close = true)
    void quit();

    @Command("SUBSCRIBE {channels...}")
    @Reply(per = "channels")
    List<Entered> subscribe(List<Bytes> channels);

    @Command("PUBLISH {channel} {message}")
    int publish(Bytes channel, Bytes message);

    /** What is published. */
    @Push
    interface Messages {
        @Reply("message {channel} {message} {number}")
        void message(Bytes channel, Bytes message, int number);
    }

    /** How a value is set. */
    record SetOptions(
            @Format("EX {seconds}") OptionalLong seconds,
            @Format("PX {millis}") OptionalLong millis,
            boolean nx,
            boolean xx) {}

    /** What a key has. */
    enum Kind {
        none,
        string,
        list
    }

    @Reply("subscribe {channel} {count}")
    record Entered(Bytes channel, int count) {}

    /** A value of two parts in one word. */
    @Format("{name}-{note}")
    record Place(String name, String note) {}

    record Popped(Bytes key, Bytes value) {}

    @Reply("+OK")
    record Done() {}

    /** A key has something else. */
    @Reply("-WRONGTYPE {'Operation against a key holding the wrong kind of value'}")
    @SuppressWarnings("serial")
    final class WrongType extends Exception {
        public WrongType() {}
    }

    /** A command has failed. */
    @Reply("-{code} {message*}")
    @SuppressWarnings("serial")
    final class Failed extends Exception {
        private final String code;

        public Failed(String code, String message) {
            super(message);
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
