package org.ropewalk.it.docs;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Blocking;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Payload.Framing;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;

@LineProtocol
@Errors(
        unknown = @Reply("ERR unknown command"),
        malformed = @Reply("ERR {'{message}'}"),
        tooBig = @Reply("ERR too big"))
interface Depot {

    @Command("PUT {name} {data.length}")
    @Reply("OK")
    void put(String name, @Limits(payload = 65_536) @Payload Bytes data);

    @Command("GET {name}")
    @Reply(absent = "NONE")
    Optional<Stored> get(String name);

    @Reply("DATA {data.length}")
    record Stored(@Payload Bytes data) {}

    @Command("NOTE {name}")
    @Reply("OK")
    void note(String name, @Payload(Framing.DOTTED) List<String> lines);

    @Blocking
    @Command("LOAD {name} {data.length}")
    @Reply("LOADED {}")
    long load(String name, @Limits(payload = 1 << 30) @Payload PayloadStream data);
}
