package org.ropewalk.it.forms;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.annotation.Command;
import org.ropewalk.annotation.Envelope;
import org.ropewalk.annotation.Errors;
import org.ropewalk.annotation.Fields;
import org.ropewalk.annotation.Format;
import org.ropewalk.annotation.Limits;
import org.ropewalk.annotation.LineProtocol;
import org.ropewalk.annotation.Order;
import org.ropewalk.annotation.Payload;
import org.ropewalk.annotation.Push;
import org.ropewalk.annotation.Reply;
import org.ropewalk.annotation.Spelling;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;

/** Lines with texts, controls, widths, groups and composed values, and payloads of each kind. */
@LineProtocol(
        terminator = {Terminator.LF, Terminator.CRLF},
        spelling = Spelling.EXACT,
        order = Order.TAGGED)
@Envelope(command = "<{tag}>{*}", reply = "<{tag}>{*}")
@Errors(
        unknown = @Reply("-unknown"),
        malformed = @Reply("-malformed"),
        payload = @Reply("-payload"),
        tooLong = @Reply("-long"),
        tooBig = @Reply("-big"),
        failed = @Reply("-failed"))
@Limits(line = 300, lineDiscard = 5_000, payload = 2_000, payloadDiscard = 5_000, errors = 1_000)
public interface Forms {
    @Command("map {from*} -> {to*}")
    @Reply("+{from*} -> {to*}")
    void map(String from, String to);

    @Command("row {id}\t{title*}\t{author*}")
    @Reply("+{id}\t{title*}\t{author*}")
    void row(int id, String title, String author);

    @Command("at {hour:2}{minute:2}[ {mode}][ !LOUD]")
    @Reply("+{hour:2}:{minute:2}[ {mode}][ !LOUD]")
    Time at(int hour, int minute, Optional<Mode> mode, boolean loud);

    record Time(int hour, int minute, Optional<Mode> mode, boolean loud) {}

    enum Mode {
        FAST,
        @Format("slow-ly")
        SLOW
    }

    @Command("get {low}-[{high}][;n={names,...}][ on {day}]")
    @Reply("+{low}-[{high}][;n={names,...}][ on {day}]")
    Got get(
            long low,
            OptionalInt high,
            List<String> names,
            @Format("yyyyMMdd") Optional<LocalDate> day);

    record Got(
            long low,
            OptionalInt high,
            List<String> names,
            @Format("yyyyMMdd") Optional<LocalDate> day) {}

    @Command({"find {which} of {all, ...}", "find {which}: {all, ...}"})
    @Reply("+{which} of {all, ...}")
    void find(Which which, List<String> all);

    sealed interface Which permits Number, Id, Pair {}

    @Format("{number}")
    record Number(long number) implements Which {}

    @Format("<{id}>")
    record Id(String id) implements Which {}

    @Format("at {x} {y}")
    record Pair(int x, int y) implements Which {}

    @Command("load {name*}: {mode}")
    @Reply(value = "+{count} {name*}", each = "{number}\t{text*}", end = ".")
    Loaded load(
            String name,
            Mode mode,
            @Payload(value = Payload.Framing.DELIMITED, until = "\0") List<Row> rows)
            throws Refused;

    record Loaded(int count, String name, List<Row> rows) {}

    @Format("{number}\t{text*}")
    record Row(long number, String text) {}

    @Reply("-refused {why*}")
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final String why;
        private final transient List<String> lines;

        public Refused(String why, @Payload(Payload.Framing.DOTTED) List<String> lines) {
            super(why);
            this.why = why;
            this.lines = lines;
        }

        public String why() {
            return why;
        }

        public List<String> lines() {
            return lines;
        }
    }

    @Command("send")
    @Reply("+sent")
    void send(
            @Payload(value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.HEX_LINE)
                    Map<String, String> fields);

    @Command("post")
    @Reply("+posted {}")
    int post(@Payload(Payload.Framing.DOTTED) Letter letter);

    @Format("From: {from*}\n[Lines: {lines}]\n{others: ...}\n\n{body*}")
    @Fields(fold = true)
    record Letter(String from, OptionalInt lines, Map<String, String> others, List<String> body) {}

    @Command("put {key} {data.length}")
    @Reply("+{data.length}\n{data}\ndone {key}")
    Kept put(String key, @Payload(trailer = Payload.Trailer.NONE) Bytes data);

    record Kept(@Payload(trailer = Payload.Trailer.NONE) Bytes data) {}

    @Push
    @Envelope(reply = "* {*}")
    interface Events {
        @Reply("ROWS {name*}")
        void rows(
                String name,
                @Payload(value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.UINT32)
                        List<Row> rows);
    }
}
