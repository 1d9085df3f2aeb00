package org.ropewalk.it.faults;

import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;

/** Lengths that have a largest number. */
@LineProtocol
@Errors(
        malformed = @Reply("-MALFORMED"),
        tooBig = @Reply("-BIG"),
        failed = @Reply(value = "-FAILED", close = true))
@Limits(payload = 10, payloadDiscard = Limits.UNLIMITED)
interface Lengths {
    /** The push messages. */
    @Push
    interface Events {
        /** Bytes. */
        @Reply("! {data.length}")
        void sent(@Payload(maxLength = 8) Bytes data);
    }

    /** Nothing else has that verb. */
    @Command("PUT {data.length}")
    @Reply("+PUT {}")
    int put(@Payload(maxLength = 20) Bytes data);

    /** A wrong number makes it malformed, and its length is looked at all the same. */
    @Command("NUMBER {number} {data.length}")
    @Reply("+NUMBER")
    void number(int number, @Payload(maxLength = 20) Bytes data);

    /** Any other number has an answer of its own. */
    @Command("ADD {data.length}")
    @Reply("+ADD {}")
    int add(@Payload(maxLength = 20) Bytes data);

    /** As the other. */
    @Command("ADD {length}")
    @Reply("-NO LENGTH")
    void addWithoutLength(Bytes length);

    /** Two payloads behind one line. */
    @Command("TWO {head.length} {head+data.length}")
    @Reply("+TWO {}")
    int two(
            @Payload(trailer = Payload.Trailer.NONE, maxLength = 4) Bytes head,
            @Payload(maxLength = 6) Bytes data);

    /** A length as a part of a word. */
    @Command("PART <{data.length}>")
    @Reply("+PART {}")
    int part(@Payload(maxLength = 8) Bytes data);

    /** A length between texts. */
    @Command("TEXT {text*} of {data.length}")
    @Reply("+TEXT {}")
    int text(String text, @Payload(maxLength = 8) Bytes data);

    /** Bytes as they come. */
    @Command("SEND {data.length}")
    @Reply("+SEND")
    CompletionStage<Void> send(@Payload(maxLength = 8) PayloadStream data);

    /** Bytes. */
    @Command("GET {size}")
    Data get(int size);

    /** Bytes as they come. */
    @Command("STREAM {size}")
    Piped stream(int size);

    /** Bytes. */
    @Reply("DATA {data.length}")
    record Data(@Payload(maxLength = 8) Bytes data) {}

    /** Bytes as they come. */
    @Reply("PIPED {data.length}")
    record Piped(@Payload(maxLength = 8) PayloadStream data) {}
}
