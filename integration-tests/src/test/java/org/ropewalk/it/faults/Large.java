package org.ropewalk.it.faults;

import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** A payload that is skipped whatever its length. */
@LineProtocol
@Errors(tooBig = @Reply("-BIG"))
@Limits(payload = 10, payloadDiscard = Limits.UNLIMITED)
interface Large {
    /** Takes bytes. */
    @Command("PUT {data.length}")
    @Reply("+PUT")
    void put(@Payload Bytes data);
}
