package org.ropewalk.it.language;

import java.util.List;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;

/** A small protocol whose commentaries say what programs do not read. */
@LineProtocol
interface Remarks {
    /** A list, and how long it is. */
    @Command("LIST {count}")
    @Reply(value = "+OK {'{size} messages:'}", each = "{}", end = ".")
    List<Integer> list(int count);

    /** The same, where a parameter has the name. */
    @Command("RANGE {size}")
    @Reply(value = "+OK {'up to {size}'}", each = "{}", end = ".")
    int[] range(int size);

    /** A text, and how many bytes it has. */
    @Command("RETR {number}")
    @Reply("+OK {'{length} octets'}")
    @Payload(Payload.Framing.DOTTED)
    Bytes retr(int number);

    /** A text, as an array. */
    @Command("TOP {number}")
    @Reply("+OK {'{length} octets of {number}'}")
    @Payload(Payload.Framing.DOTTED)
    byte[] top(int number);

    /** Several words in one line. */
    @Command("CAPS")
    @Reply("CAPS {...}")
    List<String> caps();

    /** Several words between commas. */
    @Command("TAGS {count}")
    @Reply("TAGS {,...} {count}")
    List<Integer> tags(int count);

    /** A verb with spellings. */
    @Command("MEAS[ure]:VOLT[age]?[ {channel}]")
    @Reply("{}")
    double volts(OptionalInt channel);

    /** Words that a person reads, and a program has all the same. */
    @Command("VRFY {address*}")
    @Reply("252 {'{}'}")
    String vrfy(String address);
}
