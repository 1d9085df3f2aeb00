package org.ropewalk.it.faults;

import java.util.List;
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
import org.ropewalk.line.Replies;

/** Small bounds of everything that one side writes and the other reads. */
@LineProtocol
@Errors(
        failed = @Reply(value = "-FAILED", close = true),
        tooBig = @Reply("-BIG"),
        usage = @Reply("-USAGE"))
@Limits(line = 80, payload = 10, words = 3, reply = 400, replyLine = 100)
interface Bounded {
    /** The push messages. */
    @Push
    interface Events {
        /** A text. */
        @Reply("! {text*}")
        void said(String text);

        /** Bytes. */
        @Reply("!! {data.length}")
        void sent(@Payload Bytes data);
    }

    /** Counted bytes. */
    @Command("GET {size}")
    Data get(int size);

    /** Counted bytes, later. */
    @Command("LATER {size}")
    CompletionStage<Data> later(int size);

    /** Two payloads behind one line. */
    @Command("TWO {size} {more}")
    Two two(int size, int more);

    /** Lines until a dot. */
    @Command("TEXT {size}")
    @Reply("+TEXT")
    @Payload(Payload.Framing.DOTTED)
    Bytes text(int size);

    /** Everything until the end. */
    @Command("ALL {size}")
    @Reply("+ALL")
    @Payload(Payload.Framing.UNTIL_CLOSE)
    Bytes all(int size);

    /** Counted bytes as they come. */
    @Command("STREAM {size}")
    Piped stream(int size);

    /** Lines until a dot, as they come. */
    @Command("POUR {size}")
    @Reply("+POUR")
    @Payload(Payload.Framing.DOTTED)
    PayloadStream pour(int size);

    /** Several payloads, each behind a line of its own. */
    @Command("LIST {count} {size}")
    @Reply(end = ".")
    List<Data> list(int count, int size);

    /** One long line. */
    @Command("LINE {size}")
    @Reply("= {*}")
    String line(int size);

    /** One line of many words. */
    @Command("WORDS {count}")
    Several words(int count);

    /** Many lines that are always the same. */
    @Command("FLAGS {count}")
    @Reply(end = ".")
    List<Flag> flags(int count);

    /** As the other, each sent by itself. */
    @Command("EACH {count}")
    @Reply(end = ".")
    void each(int count, Replies<Flag> flags);

    /** Takes bytes. */
    @Command("PUT {data.length}")
    @Reply("+PUT {}")
    int put(@Payload Bytes data);

    /** Takes more bytes. */
    @Command("LOAD {data.length}")
    @Limits(payload = 20)
    @Reply("+LOAD {}")
    int load(@Payload Bytes data);

    /** Takes lines. */
    @Command("POST")
    @Reply("+POST {}")
    int post(@Payload(Payload.Framing.DOTTED) Bytes text);

    /** Takes bytes as they come. */
    @Command("SEND {data.length}")
    @Reply("+SEND")
    CompletionStage<Void> send(@Payload PayloadStream data);

    /** Takes lines as they come. */
    @Command("FEED")
    @Reply("+FEED")
    CompletionStage<Void> feed(@Payload(Payload.Framing.DOTTED) PayloadStream text);

    /** Takes words. */
    @Command("MANY {words...}")
    @Reply("+MANY {}")
    int many(List<String> words);

    /** Takes more words. */
    @Command("MORE {words...}")
    @Limits(words = 5)
    @Reply("+MORE {}")
    int more(List<String> words);

    /** Takes words between commas. */
    @Command("COMMA {words,...}")
    @Reply("+COMMA {}")
    int comma(List<String> words);

    /** Bytes. */
    @Reply("DATA {data.length}")
    record Data(@Payload Bytes data) {}

    /** Two times bytes. */
    @Reply("TWO {head.length} {head+data.length}")
    record Two(@Payload(trailer = Payload.Trailer.NONE) Bytes head, @Payload Bytes data) {}

    /** Bytes as they come. */
    @Reply("PIPED {data.length}")
    record Piped(@Payload PayloadStream data) {}

    /** Words. */
    @Reply("WORDS {all...}")
    record Several(List<String> all) {}

    /** Lines that are always the same. */
    enum Flag {
        /** The first. */
        @Reply("FLAG ONE")
        ONE,
        /** The second. */
        @Reply("FLAG TWO")
        TWO
    }
}
