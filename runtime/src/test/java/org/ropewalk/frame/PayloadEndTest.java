package org.ropewalk.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Output;
import org.ropewalk.testing.StringTransport;

/** Texts that end at a line, written and read again. */
class PayloadEndTest {
    private static final int RUNS = 3_000;
    private static final String[] PIECES = {
        ".", "..", "END", "EN", "\r\n", "\r", "\n", "a", "text", "\0", "é"
    };

    private static LineFormat format(String terminator) {
        return new LineFormat(terminator, Separator.SPACES, false, ISO_8859_1);
    }

    /** Takes {@code TEXT}, a payload behind it, and everything else as a line. */
    private static final class Receiver extends StrictHandler {
        private final List<String> seen = new ArrayList<>();
        private final PayloadEnd end;

        Receiver(LineFormat format, PayloadEnd end) {
            super(format, LineLimits.DEFAULTS);
            this.end = end;
        }

        @Override
        public void readConnectionLost() {
            framer.inputEnded();
            transport().loseConnection();
        }

        @Override
        public void lineReceived(LineReader line) {
            if (!line.printable().equals("TEXT")) {
                seen.add("line " + line.printable());
            } else if (framer.payloadArrived(line, end, LineLimits.DEFAULTS)) {
                seen.add("text " + new String(framer.payload().toByteArray(), ISO_8859_1));
            }
        }

        @Override
        public void frameError(FrameError error, LineReader line, boolean ends) {
            assertThat(error).isIn(FrameError.PAYLOAD_END, FrameError.PAYLOAD_LINE_END);
            seen.add("broken");
        }
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String encoded(String text, LineFormat format, PayloadEnd end) {
        Output output = new Output(16);
        new LineWriter().on(output, format).payload(text.getBytes(ISO_8859_1), end);
        return new String(output.array(), 0, output.position(), ISO_8859_1);
    }

    private static List<String> received(
            String wire, LineFormat format, PayloadEnd end, Random random) {
        Receiver receiver = new Receiver(format, end);
        StringTransport transport = new StringTransport().connect(receiver);
        byte[] bytes = wire.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; ) {
            int piece = Math.min(bytes.length - at, 1 + random.nextInt(4));
            transport.deliver(java.util.Arrays.copyOfRange(bytes, at, at + piece));
            at += piece;
        }
        return receiver.seen;
    }

    private static void roundTrip(String terminator, String end, PayloadEnd last) {
        LineFormat format = format(terminator);
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String text = random(random);

            String whole = text.replaceAll("\r\n|\r|\n", end);
            boolean ends =
                    last != PayloadEnd.DOT && (end + whole + end).contains(end + "END" + end);
            if (ends) {
                assertThatThrownBy(() -> encoded(text, format, last))
                        .as("seed %d", seed)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("a line that ends the payload");
                continue;
            }

            String wire = encoded(text, format, last);

            assertThat(wire.replace(end, "")).as("seed %d", seed).doesNotContain("\r", "\n");
            String expected = whole.isEmpty() || whole.endsWith(end) ? whole : whole + end;
            assertThat(received("TEXT" + end + wire + "NEXT" + end, format, last, random))
                    .as("seed %d", seed)
                    .containsExactly("text " + expected, "line NEXT");
        }
    }

    @Test
    void S3_what_was_written_is_read_again_with_line_ends_of_CR_LF() {
        roundTrip(Terminator.CRLF, "\r\n", PayloadEnd.DOT);
        roundTrip(Terminator.CRLF, "\r\n", PayloadEnd.line("END"));
    }

    @Test
    void S3_what_was_written_is_read_again_with_line_ends_of_LF() {
        roundTrip(Terminator.LF, "\n", PayloadEnd.DOT);
        roundTrip(Terminator.LF, "\n", PayloadEnd.line("END"));
    }

    @Test
    void F22_aTextIsReadAgainWhereBothLineEndsAreRead() {
        roundTrip(Terminator.CRLF_OR_LF, "\r\n", PayloadEnd.DOT);
        roundTrip(Terminator.CRLF_OR_LF, "\r\n", PayloadEnd.line("END"));
        roundTrip(Terminator.LF_OR_CRLF, "\n", PayloadEnd.DOT);
        roundTrip(Terminator.LF_OR_CRLF, "\n", PayloadEnd.line("END"));
    }

    @Test
    void S2_tolerance_for_line_ends_does_not_hold_for_the_end_of_a_text() {
        for (String terminator : new String[] {Terminator.CRLF_OR_LF, Terminator.CRLF}) {
            assertThat(
                            received(
                                    "TEXT\r\na\n.\nb\r\n.\r\nNEXT\r\n",
                                    format(terminator),
                                    PayloadEnd.DOT,
                                    new Random(1)))
                    .as("%s", terminator)
                    .containsExactly("broken", "line NEXT");
        }
    }

    @Test
    void S2_whatever_is_cut_however_nothing_else_than_a_line_with_a_dot_ends_a_text() {
        LineFormat format = format(Terminator.CRLF);
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            String text = random(random) + random(random);
            String ended = "\r\n" + text + "\r\n.\r\n";
            int end = ended.indexOf("\r\n.\r\n") + 5;
            String inside = ended.substring(2, end);

            List<String> seen =
                    received("TEXT\r\n" + inside + "NEXT\r\n", format, PayloadEnd.DOT, random);

            assertThat(seen).as("seed %d", seed).hasSize(2).last().isEqualTo("line NEXT");
            boolean bare = inside.replace("\r\n", "").matches("(?s).*[\r\n].*");
            assertThat(seen.get(0).equals("broken")).as("seed %d", seed).isEqualTo(bare);
        }
    }

    @Test
    void an_empty_line_may_be_the_end() {
        PayloadEnd empty = PayloadEnd.line("");
        LineFormat format = format(Terminator.CRLF);

        assertThat(received("TEXT\r\na: 1\r\nb: 2\r\n\r\nNEXT\r\n", format, empty, new Random(1)))
                .containsExactly("text a: 1\r\nb: 2\r\n", "line NEXT");
        assertThat(encoded("a: 1\nb: 2", format, empty)).isEqualTo("a: 1\r\nb: 2\r\n\r\n");
    }

    @Test
    void lines_of_text_are_written_as_they_are_and_none_of_them_splits() {
        LineFormat format = format(Terminator.CRLF);
        Output output = new Output(16);
        LineWriter writer = new LineWriter().on(output, format);

        writer.payload(List.of("one", ".two", ""), PayloadEnd.DOT);

        assertThat(new String(output.array(), 0, output.position(), ISO_8859_1))
                .isEqualTo("one\r\n..two\r\n\r\n.\r\n");
        assertThatThrownBy(() -> writer.payload(List.of("a\r\n."), PayloadEnd.DOT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.payload(List.of("END"), PayloadEnd.line("END")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
