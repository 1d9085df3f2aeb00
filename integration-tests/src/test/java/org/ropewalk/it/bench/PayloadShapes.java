package org.ropewalk.it.bench;

import static org.ropewalk.annotation.Payload.Framing.CHUNKED;
import static org.ropewalk.annotation.Payload.Framing.DELIMITED;
import static org.ropewalk.annotation.Payload.Framing.DOTTED;
import static org.ropewalk.annotation.Payload.Framing.UNTIL;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Reply;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;

/** A command with a payload of each framing and of each content, in each direction. */
@LineProtocol
@Errors(unknown = @Reply("ERROR unknown"), malformed = @Reply("ERROR {'{message}'}"))
interface PayloadShapes {
    @Command("slice {data.length}")
    @Reply("OK")
    void slice(@Payload Slice data);

    @Command("bytes {data.length}")
    @Reply("OK")
    void bytes(@Payload Bytes data);

    @Command("array {data.length}")
    @Reply("OK")
    void array(@Payload byte[] data);

    @Command("string {data.length}")
    @Reply("OK")
    void string(@Payload String data);

    @Command("two {first.length} {second.length}")
    @Reply("OK")
    void two(@Payload(trailer = Payload.Trailer.NONE) Bytes first, @Payload Bytes second);

    @Command("dotted")
    @Reply("OK")
    void dotted(@Payload(DOTTED) Slice data);

    @Command("until")
    @Reply("OK")
    void until(@Payload(value = UNTIL, until = "END") Slice data);

    @Command("delimited")
    @Reply("OK")
    void delimited(@Payload(value = DELIMITED, until = "!") Slice data);

    @Command("chunked")
    @Reply("OK")
    void chunked(@Payload(value = CHUNKED, chunk = Payload.Chunk.HEX_LINE) Slice data);

    @Command("lines")
    @Reply("OK")
    void lines(@Payload(DOTTED) List<String> lines);

    @Command("rows")
    @Reply("OK")
    void rows(@Payload(DOTTED) List<Row> rows);

    @Command("fields")
    @Reply("OK")
    void fields(@Payload(DOTTED) Map<String, String> fields);

    @Command("give bytes")
    @Reply("OK {data.length}")
    Given giveBytes();

    @Command("give dotted")
    @Reply("OK")
    @Payload(DOTTED)
    Bytes giveDotted();

    @Command("give until")
    @Reply("OK")
    @Payload(value = UNTIL, until = "END")
    Bytes giveUntil();

    @Command("give delimited")
    @Reply("OK")
    @Payload(value = DELIMITED, until = "!")
    Bytes giveDelimited();

    @Command("give chunked")
    @Reply("OK")
    @Payload(value = CHUNKED, chunk = Payload.Chunk.HEX_LINE)
    Bytes giveChunked();

    @Command("give lines")
    @Reply("OK")
    @Payload(DOTTED)
    List<String> giveLines();

    @Command("give rows")
    @Reply("OK")
    @Payload(DOTTED)
    List<Row> giveRows();

    @Command("give fields")
    @Reply("OK")
    @Payload(DOTTED)
    Map<String, String> giveFields();

    @Command("give string")
    Note giveString();

    @Command("fail")
    @Reply("OK")
    void fail() throws Missing;

    @Command("sum {data.length}")
    @Reply("OK")
    CompletionStage<Void> sum(@Payload PayloadStream data);

    @Command("stream {pieces}")
    @Reply("OK {data.length}")
    Streamed stream(int pieces);

    @Command("stream chunked {pieces}")
    @Reply("OK")
    @Payload(value = CHUNKED, chunk = Payload.Chunk.HEX_LINE)
    PayloadStream streamChunked(int pieces);

    @Format("{number} {name}")
    record Row(int number, Bytes name) {}

    record Given(@Payload Bytes data) {}

    @Reply("OK {text.length}")
    record Note(@Payload String text) {}

    record Streamed(@Payload PayloadStream data) {}

    @Reply("MISSING")
    @SuppressWarnings("serial")
    final class Missing extends Exception {
        private final transient Bytes others;

        public Missing(@Payload(DOTTED) Bytes others) {
            super(null, null, false, false);
            this.others = others;
        }

        public Bytes others() {
            return others;
        }
    }
}
