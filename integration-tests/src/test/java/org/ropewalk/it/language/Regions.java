package org.ropewalk.it.language;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Once;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Payload.Chunk;
import org.ropewalk.annotation.Payload.Framing;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;

/** Payloads that end behind given bytes, or in chunks. */
@LineProtocol(initial = Regions.Desk.class)
@Errors(
        unknown = @Reply("-UNKNOWN"),
        malformed = @Reply("-MALFORMED"),
        misplaced = @Reply("-MISPLACED"),
        payload = @Reply("-PAYLOAD"),
        tooBig = @Reply("-BIG"))
@Limits(payload = 10_000, payloadDiscard = 20_000)
interface Regions {
    /** Texts that are pushed. */
    @Push
    interface Pushes {
        /** Up to a NUL. */
        @Reply("!{name}")
        void text(String name, @Payload(value = Framing.DELIMITED, until = "\0") Bytes text);
    }

    /** The state. */
    interface Desk extends Regions {
        /** At once. */
        @Command("PING")
        @Reply("+PONG")
        void ping();

        /** Up to two bytes. */
        @Command("DELIMITED {number}")
        @Reply("+DELIMITED {number}")
        @Payload(value = Framing.DELIMITED, until = "||")
        Bytes delimited(
                int number, @Payload(value = Framing.DELIMITED, until = "\u001a") Bytes data);

        /** Chunks behind their binary lengths. */
        @Command("CHUNKED {number}")
        Chunked chunked(int number, @Payload(Framing.CHUNKED) Bytes data) throws Refused;

        /** Chunks as HTTP has them, of lines. */
        @Command("LINES")
        @Reply("+LINES")
        @Payload(value = Framing.CHUNKED, chunk = Chunk.HEX_LINE)
        List<String> lines(
                @Payload(value = Framing.CHUNKED, chunk = Chunk.HEX_LINE) List<String> lines);

        /** Chunks as they come. */
        @Command("COUNT")
        @Reply("+COUNT {}")
        CompletionStage<Long> count(@Payload(Framing.CHUNKED) PayloadStream data);

        /** Chunks as they are asked for. */
        @Command("FETCH {size}")
        @Reply("+FETCH")
        @Payload(Framing.CHUNKED)
        PayloadStream fetch(int size);

        /** Leads to a payload without a line. */
        @Command("TEXT")
        @Reply("+GO")
        Body text();
    }

    /** A payload without a line. */
    @Once
    interface Body {
        /** Up to a control. */
        @Command("")
        @Reply("+TAKEN {}")
        int body(@Payload(value = Framing.DELIMITED, until = "\u001a") Bytes text);
    }

    /** What came. */
    @Reply("+CHUNKED {number}")
    record Chunked(int number, @Payload(Framing.CHUNKED) Bytes data) {}

    /** It is not taken. */
    @Reply("-REFUSED")
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        /** It is not taken. */
        public Refused() {}
    }
}
