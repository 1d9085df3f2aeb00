package org.ropewalk.it.bench;

import static org.ropewalk.annotation.Carrier.RESP;

import java.util.List;
import java.util.Optional;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

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
}
