package org.ropewalk.it.bench;

import static org.ropewalk.annotation.Carrier.RESP;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;

/** Commands in arrays of RESP. */
@LineProtocol(carrier = RESP)
@Errors(unknown = @Reply("-ERR {'unknown'}"), malformed = @Reply("-ERR {'malformed'}"))
interface ArrayShapes {
    @Command("PING")
    @Reply("+PONG")
    void ping();

    @Command("GET {key}")
    Optional<Bytes> get(Slice key);

    @Command("ADD {number}")
    long add(long number);

    @Command("ALL")
    List<Bytes> all();

    @Command("MGET {keys...}")
    List<Optional<Bytes>> mget(Words keys);

    @Command("PAIRS {key} {fields ...}")
    int pairs(Slice key, Map<String, String> fields);

    @Command("SET {key} {value}[ {options=...}]")
    @Reply("+OK")
    void set(Slice key, Slice value, SetOptions options);

    @Command("TYPE")
    @Reply("+{}")
    Bytes type();

    @Command("HGETALL")
    Map<Bytes, Bytes> hgetall();

    @Command("SCORE")
    double score();

    @Command("EXISTS")
    boolean exists();

    @Command("POP")
    Popped pop();

    @Command("SUBSCRIBE {channels...}")
    @Reply(per = "channels")
    List<Entered> subscribe(Words channels);

    @Command("HELLO {version}")
    @Reply("+HELLO")
    void hello(int version);

    @Command("PUBLISH {message}")
    int publish(Bytes message);

    record SetOptions(@Format("EX {seconds}") OptionalLong seconds, boolean nx) {}

    record Popped(Bytes key, Bytes value) {}

    @Reply("subscribe {channel} {count}")
    record Entered(Bytes channel, int count) {}

    /** What is published. */
    @Push
    interface Messages {
        @Reply("message {channel} {message}")
        void message(Bytes channel, Bytes message);
    }
}
