package org.ropewalk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.telemetry.Printable;
import org.ropewalk.testing.StringTransport;

/** Framing: what arrives is cut into lines and payloads, the same however the network cuts it. */
class LineFramerTest {
    private static final LineLimits LIMITS =
            LineLimits.DEFAULTS
                    .withLine(16)
                    .withLineDiscard(64)
                    .withPayload(40_000)
                    .withPayloadDiscard(50_000);

    /**
     * Writes down what it hears; "put N" announces a payload, "drop N" refuses one, "bye" closes.
     */
    private static final class Recorder extends StrictHandler {
        private final List<String> heard = new ArrayList<>();
        private final Trailer trailer;

        Recorder(String terminator, Trailer trailer) {
            this(
                    new LineFormat(terminator, Separator.SPACES, true, StandardCharsets.UTF_8),
                    trailer);
        }

        Recorder(LineFormat format, Trailer trailer) {
            super(format, LIMITS);
            this.trailer = trailer;
        }

        @Override
        public void timeoutConnection() {
            framer.timedOut();
        }

        @Override
        public void lineReceived(LineReader line) {
            line.verb();
            if (line.verbIs("put".getBytes(StandardCharsets.UTF_8))) {
                if (framer.payloadArrived(line, line.word().length(), trailer, LIMITS)) {
                    Slice payload = framer.payload();
                    heard.add(
                            "P" + (payload.length() > 20 ? payload.length() + " bytes" : payload));
                }
            } else if (line.verbIs("drop".getBytes(StandardCharsets.UTF_8))) {
                heard.add("refused");
                framer.skipPayload(line.word().length(), trailer);
            } else if (line.verbIs("bye".getBytes(StandardCharsets.UTF_8))) {
                heard.add("bye");
                transport().loseConnection();
            } else {
                line.restart();
                heard.add("L" + line.rest().text());
            }
        }

        @Override
        public void frameError(FrameError error, LineReader line, boolean ends) {
            heard.add(
                    switch (error) {
                        case TOO_LONG, TOO_LONG_BEFORE_PAYLOAD -> "too long";
                        case CONTROL -> "control " + line.printable();
                        case LINE_END -> "bad line end";
                        case TOO_BIG -> "too big";
                        default -> "bad payload end";
                    });
            if (ends) {
                transport().loseConnection();
            }
        }

        @Override
        public void framingLost(FrameError why) {
            transport().loseConnection();
        }

        @Override
        public void streamFailed(FrameError error) {}

        @Override
        public void wrongProtocol(String protocol) {
            transport().loseConnection();
        }

        @Override
        public void drained() {}

        @Override
        public boolean skips(FrameError error) {
            return true;
        }

        @Override
        public void readTimedOut(ReadWait wait) {
            heard.add("timeout");
            transport().loseConnection();
        }
    }

    private static List<String> heard(LineFormat format, Trailer trailer, List<byte[]> chunks) {
        Recorder recorder = new Recorder(format, trailer);
        StringTransport transport = new StringTransport().connect(recorder);
        for (byte[] chunk : chunks) {
            transport.deliver(chunk);
        }
        if (transport.isDisconnecting()) {
            recorder.heard.add("CLOSE");
        }
        return recorder.heard;
    }

    private static void check(
            String terminator, Trailer trailer, String input, String... expected) {
        check(
                new LineFormat(terminator, Separator.SPACES, true, StandardCharsets.UTF_8),
                trailer,
                input,
                expected);
    }

    private static LineFormat endsIn(String... ends) {
        return new LineFormat(
                List.of(ends),
                List.of(ends),
                Separator.SPACES,
                true,
                StandardCharsets.UTF_8,
                Carrier.LINE);
    }

    private static void check(
            LineFormat terminator, Trailer trailer, String input, String... expected) {
        byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(heard(terminator, trailer, List.of(bytes)))
                .as("whole")
                .containsExactly(expected);
        List<byte[]> single = new ArrayList<>();
        for (byte b : bytes) {
            single.add(new byte[] {b});
        }
        assertThat(heard(terminator, trailer, single)).as("byte by byte").containsExactly(expected);
        for (int at = 1; at < Math.min(bytes.length, 300); at++) {
            List<byte[]> split =
                    List.of(
                            java.util.Arrays.copyOf(bytes, at),
                            java.util.Arrays.copyOfRange(bytes, at, bytes.length));
            assertThat(heard(terminator, trailer, split))
                    .as("split at %d", at)
                    .containsExactly(expected);
        }
        Random random = new Random(42);
        for (int run = 0; run < 20; run++) {
            List<byte[]> parts = new ArrayList<>();
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(7));
                parts.add(java.util.Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertThat(heard(terminator, trailer, parts))
                    .as("random run %d", run)
                    .containsExactly(expected);
        }
    }

    private static void check(String input, String... expected) {
        check(Terminator.CRLF, Trailer.CRLF, input, expected);
    }

    @Test
    void LR1_aLineIsReceivedForEachEnd_emptyOnesIncluded() {
        check("a\r\nb\r\n\r\nc", "La", "Lb", "L");
    }

    @Test
    void S1_aBareLineFeedIsABadEndWhereTheEndIsCrLf() {
        check("a\nb\r\nc\r\n", "bad line end", "CLOSE");
    }

    @Test
    void S1_aBareCarriageReturnIsABadEndWhereTheEndIsCrLf() {
        check("a\rb\r\nc\r\n", "bad line end", "CLOSE");
        check("a\r\r\nc\r\n", "bad line end", "CLOSE");
    }

    @Test
    void S1_bothEndsAreReadWhereBothAreDeclared() {
        check(Terminator.CRLF_OR_LF, Trailer.TERMINATOR, "a\nb\r\nc\n", "La", "Lb", "Lc");
    }

    @Test
    void S1_aCarriageReturnIsAControlWhereTheEndIsLf() {
        check(Terminator.LF, Trailer.TERMINATOR, "a\r\nb\n", "control a\\r", "Lb");
    }

    @Test
    void S44_controlsAreRefusedAndTheNextLineIsRead() {
        check(
                "a\0b\r\nc\td\r\ne\u007f\r\nf\r\n",
                "control a\\x00b",
                "control c\\td",
                "control e\\x7f",
                "Lf");
    }

    @Test
    void S7_aLineOfTheBoundIsRead_oneMoreByteIsSkippedAndReportedOnce() {
        check("x".repeat(16) + "\r\nok\r\n", "L" + "x".repeat(16), "Lok");
        check("x".repeat(17) + "\r\nok\r\n", "too long", "Lok");
        check(
                "x".repeat(40) + "\r\n" + "y".repeat(30) + "\r\nok\r\n",
                "too long",
                "too long",
                "Lok");
    }

    @Test
    void S7_whatIsSkippedIsNotParsed() {
        check("x".repeat(20) + " bye bye\r\nok\r\n", "too long", "Lok");
    }

    @Test
    void S1_anotherLineEndInWhatIsSkippedClosesTheConnection() {
        check("x".repeat(20) + "\nok\r\n", "bad line end", "CLOSE");
        check("x".repeat(20) + "\rok\r\n", "bad line end", "CLOSE");
    }

    @Test
    void S20_aHandshakeOfTlsIsNotAnswered() {
        check("\u0016\u0003\u0001\0x\r\nok\r\n", "CLOSE");
    }

    @Test
    void S7_aLineBeyondTheDiscardBoundClosesTheConnection() {
        check("x".repeat(70) + "\r\nok\r\n", "too long", "CLOSE");
    }

    @Test
    void S8_aLineThatTheEndCutsOffIsNotRead() {
        Recorder recorder = new Recorder(Terminator.CRLF, Trailer.CRLF);
        StringTransport transport = new StringTransport().connect(recorder);
        transport.deliver("a\r\nbye");
        transport.deliverEnd();
        assertThat(recorder.heard).containsExactly("La");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void S4_aPayloadIsConsumedExactly() {
        check("put 5\r\nab\r\nc\r\nnext\r\n", "Pab\r\nc", "Lnext");
        check("put 0\r\n\r\nnext\r\n", "P", "Lnext");
        check(Terminator.CRLF, Trailer.NONE, "put 3\r\nabcnext\r\n", "Pabc", "Lnext");
    }

    @Test
    void S4_aPayloadThatDoesNotEndWhereItShouldClosesTheConnection() {
        check("put 3\r\nabcd\r\nnext\r\n", "bad payload end", "CLOSE");
        check("put 3\r\nabc\nnext\r\n", "bad payload end", "CLOSE");
    }

    @Test
    void S5_aRefusedPayloadIsSkippedAndNeverParsed() {
        check("drop 5\r\nbye\r\n\r\nnext\r\n", "refused", "Lnext");
        check("drop 60000\r\nbye\r\n", "refused", "CLOSE");
        check("drop x\r\nbye\r\n", "refused", "CLOSE");
    }

    @Test
    void S4_aPayloadOverItsBoundIsReportedAndSkipped() {
        check("put 45000\r\n" + "x".repeat(45_000) + "\r\nnext\r\n", "too big", "Lnext");
    }

    @Test
    void S6_aPayloadLargerThanARead() {
        check("put 39999\r\n" + "x".repeat(39_999) + "\r\nnext\r\n", "P39999 bytes", "Lnext");
    }

    @Test
    void Δ20_nothingIsReadAfterTheEndWasAskedFor() {
        check("bye\r\na\r\nb\r\n", "bye", "CLOSE");
    }

    @Test
    void S31_aTrickleDoesNotExtendTheTimeOfALine() {
        Recorder recorder = new Recorder(Terminator.CRLF, Trailer.CRLF);
        StringTransport transport = new StringTransport().connect(recorder);
        for (int i = 0; i < 6; i++) {
            transport.deliver("x");
            transport.advance(Duration.ofSeconds(9));
        }
        assertThat(recorder.heard).isEmpty();
        transport.deliver("x");
        transport.advance(Duration.ofSeconds(7));
        assertThat(recorder.heard).containsExactly("timeout");
    }

    @Test
    void S31_anIdleConnectionEnds_andACommandExtendsIt() {
        Recorder recorder = new Recorder(Terminator.CRLF, Trailer.CRLF);
        StringTransport transport = new StringTransport().connect(recorder);
        transport.advance(Duration.ofSeconds(299));
        transport.deliver("a\r\n");
        transport.advance(Duration.ofSeconds(299));
        assertThat(recorder.heard).containsExactly("La");
        transport.advance(Duration.ofSeconds(2));
        assertThat(recorder.heard).containsExactly("La", "timeout");
    }

    @Test
    void anyTextEndsALine() {
        check(Terminator.NUL, Trailer.TERMINATOR, "a\0bc\0\0d", "La", "Lbc", "L");
        check(Terminator.CR, Trailer.TERMINATOR, "a\rbc\r\rd", "La", "Lbc", "L");
        check(";", Trailer.TERMINATOR, "abcdefghijklm;b;;d", "Labcdefghijklm", "Lb", "L");
        check("\u00FF", Trailer.TERMINATOR, "abc\u00FFb\u00FF", "Labc", "Lb");
        check("\r\r>", Trailer.TERMINATOR, "abc\r\r>b\r\r>\r\r", "Labc", "Lb");
        check("$$$x", Trailer.TERMINATOR, "a$$$$$$xb$$$x", "La$$$", "Lb");
    }

    @Test
    void severalTextsEndLines() {
        check(endsIn("\0", "\n"), Trailer.TERMINATOR, "a\0b\nc\n\0", "La", "Lb", "Lc", "L");
        check(endsIn("\r", "\n"), Trailer.TERMINATOR, "a\rb\nc\r\n", "La", "Lb", "Lc", "L");
        check(
                endsIn("!!=", "!?"),
                Trailer.TERMINATOR,
                "a!!!=b!?c!!?d!!!!=",
                "La!",
                "Lb",
                "Lc!",
                "Ld!!");
    }

    @Test
    void anLfAfterCrBelongsToItsEndWhereCrLfAndCrAreDeclared() {
        check(
                endsIn("\r\n", "\r"),
                Trailer.NONE,
                "a\r\nb\rc\r\n\r\r\n",
                "La",
                "Lb",
                "Lc",
                "L",
                "L");
        check(
                endsIn("\r", "\n", "\r\n"),
                Trailer.NONE,
                "a\r\n\nb\n\n\rc\r\n",
                "La",
                "L",
                "Lb",
                "L",
                "L",
                "Lc");
        check(endsIn("\r", "\r\n"), Trailer.NONE, "a\nb\r\nc\r", "control a\\nb", "Lc");
        String over = "x".repeat(20);
        check(
                endsIn("\r", "\r\n"),
                Trailer.NONE,
                over + "\r\nok\r" + over + "\rok\r\n",
                "too long",
                "Lok",
                "too long",
                "Lok");
    }

    @Test
    void otherEndsThanTheDeclaredAreControls() {
        check(Terminator.NUL, Trailer.TERMINATOR, "a\r\nb\0ok\0", "control a\\r\\nb", "Lok");
        check(Terminator.CR, Trailer.TERMINATOR, "a\nb\rok\r", "control a\\nb", "Lok");
        check("#", Trailer.TERMINATOR, "a\0#ok#", "control a\\x00", "Lok");
    }

    @Test
    void longLinesOfOtherEndsAreSkipped() {
        String bound = "x".repeat(16);
        for (String end : List.of("\0", "\r", ";", "\r\r>", "$$$x")) {
            check(end, Trailer.NONE, bound + end + "ok" + end, "L" + bound, "Lok");
            check(end, Trailer.NONE, bound + "x" + end + "ok" + end, "too long", "Lok");
            check(end, Trailer.NONE, bound + bound + end + "ok" + end, "too long", "Lok");
            check(end, Trailer.NONE, "x".repeat(70) + end + "ok" + end, "too long", "CLOSE");
        }
    }

    @Test
    void S4_otherLineEndsAfterAPayload() {
        for (String end : List.of("\0", "\r", ";", "\r\r>", "$$$x")) {
            check(
                    end,
                    Trailer.TERMINATOR,
                    "put 5" + end + "a\0;\r$" + end + "ok" + end,
                    "Pa\0;\r$",
                    "Lok");
            check(
                    end,
                    Trailer.TERMINATOR,
                    "put 2" + end + "ab\n" + end,
                    "bad payload end",
                    "CLOSE");
            check(end, Trailer.CRLF, "put 2" + end + "ab\r\nok" + end, "Pab", "Lok");
            check(end, Trailer.NONE, "drop 3" + end + "bye" + "ok" + end, "refused", "Lok");
        }
    }

    @Test
    void S20_aHandshakeOfTlsIsNotAnsweredWhateverEndsLines() {
        check(Terminator.NUL, Trailer.TERMINATOR, "\u0016\u0003\u0001\0x\0ok\0", "CLOSE");
    }

    /** A line that arrives at once takes a shorter way than one that arrives byte by byte. */
    @Test
    void linesAreTheSameHoweverTheyArrive() {
        Random random = new Random(19);
        String[] parts = {
            "a",
            "bc",
            " ",
            "\r\n",
            "\r\n",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u007f",
            "\u0016\u0003",
            "put 3\r\n",
            "xyz",
            "drop 2\r\n",
            "0123456789abcdef",
            "bye\r\n"
        };
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(14); count >= 0; count--) {
                text.append(parts[random.nextInt(parts.length - (i % 4 == 0 ? 0 : 1))]);
            }
            byte[] input = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            String terminator = i % 3 == 0 ? Terminator.LF : Terminator.CRLF;
            LineFormat format =
                    new LineFormat(terminator, Separator.SPACES, true, StandardCharsets.UTF_8);
            List<byte[]> single = new ArrayList<>();
            for (byte each : input) {
                single.add(new byte[] {each});
            }
            int cut = random.nextInt(input.length + 1);
            List<byte[]> two =
                    List.of(
                            Arrays.copyOf(input, cut),
                            Arrays.copyOfRange(input, cut, input.length));
            List<String> expected = heard(format, Trailer.TERMINATOR, single);
            assertThat(heard(format, Trailer.TERMINATOR, List.of(input)))
                    .as(Printable.of(input, 0, input.length))
                    .isEqualTo(expected);
            assertThat(heard(format, Trailer.TERMINATOR, two))
                    .as(Printable.of(input, 0, input.length) + " cut at " + cut)
                    .isEqualTo(expected);
        }
    }
}
