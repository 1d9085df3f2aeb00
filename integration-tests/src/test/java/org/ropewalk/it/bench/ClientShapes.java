package org.ropewalk.it.bench;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.NoReply;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** A call of each form. */
@LineProtocol
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR malformed"))
interface ClientShapes {
    @Command("ping")
    @Reply("PONG")
    void ping();

    @Command("hint {text*}")
    @NoReply
    void hint(Bytes text);

    @Command("say {text*}")
    @Reply("SAID")
    void say(Bytes text);

    @Command("sum {first} {second}")
    @Reply("SUM {}")
    long sum(int first, int second);

    @Command("word")
    @Reply("WORD {}")
    Bytes word();

    @Command("string")
    @Reply("STRING {}")
    String string();

    @Command("maybe")
    @Reply(value = "SOME {}", absent = "NONE")
    Optional<Bytes> maybe();

    @Command("stat")
    @Reply("STAT {count} {octets}")
    Stat stat();

    @Command("side")
    Side side();

    @Command("names")
    @Reply(each = "NAME {}", end = ".")
    List<Bytes> names();

    @Command("put {data.length}")
    @Reply("STORED")
    void put(@Payload Bytes data);

    @Command("get")
    Got get();

    @Command("text")
    @Reply("TEXT")
    @Payload(Payload.Framing.DOTTED)
    Bytes text();

    @Command("events {count}")
    @Reply("OK")
    void events(int count);

    record Stat(int count, long octets) {}

    /** A side. */
    enum Side {
        @Reply("LEFT")
        LEFT,
        @Reply("RIGHT")
        RIGHT
    }

    @Reply("GOT {data.length}")
    record Got(@Payload Bytes data) {}

    /** What is pushed. */
    @Push
    interface Events {
        @Reply("* {count}")
        void counted(int count);
    }
}
