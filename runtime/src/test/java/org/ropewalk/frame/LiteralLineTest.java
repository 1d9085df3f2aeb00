package org.ropewalk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.annotation.Quoted.Escape;
import org.ropewalk.annotation.Quoted.Literal;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.testing.StringTransport;

/** Lines with literals, the same however the network cuts them. */
class LiteralLineTest {
    private static final LineLimits LIMITS =
            LineLimits.DEFAULTS
                    .withLine(24)
                    .withLineDiscard(200)
                    .withPayload(12)
                    .withPayloadDiscard(40);

    private static LineFormat format(String terminator, Literal literal, boolean served) {
        return new LineFormat(terminator, Separator.ONE_SPACE, true, StandardCharsets.UTF_8)
                .withQuotes("\"", Escape.BACKSLASH, "", "(){", "", literal, served);
    }

    private static final LineFormat ASKING = format(Terminator.CRLF, Literal.SYNCHRONIZING, true);
    private static final LineFormat AT_ONCE =
            format(Terminator.CRLF, Literal.NON_SYNCHRONIZING, true);
    private static final LineFormat STRICT_BLOCKS = format(Terminator.CRLF, Literal.IEEE_488, true);
    private static final LineFormat BLOCKS = format(Terminator.LF_OR_CRLF, Literal.IEEE_488, true);

    /** Notes the words of each line, and each error. */
    private static final class Recorder extends StrictHandler {
        private final List<String> received = new ArrayList<>();

        Recorder(LineFormat format, LineLimits limits) {
            super(format, limits);
        }

        @Override
        public void timeoutConnection() {
            framer.timedOut();
        }

        @Override
        public void readTimedOut(ReadWait wait) {
            received.add("timeout " + wait);
            transport().loseConnection();
        }

        @Override
        public void lineReceived(LineReader line) {
            StringBuilder words = new StringBuilder();
            while (line.hasWord()) {
                words.append('[').append(line.word().text()).append(']');
            }
            received.add(
                    line.end()
                            ? words.toString().replace("\r", "\\r").replace("\n", "\\n")
                            : words + " " + line.failure() + " " + line.message());
        }

        @Override
        public void literalAwaited() {
            received.add("+");
        }

        @Override
        public void frameError(FrameError error, LineReader line, boolean ends) {
            received.add(error + (ends ? " ends" : ""));
            if (ends) {
                transport().loseConnection();
            }
        }
    }

    private static Recorder received(LineFormat format, List<byte[]> parts) {
        return received(format, LIMITS, parts);
    }

    private static Recorder received(LineFormat format, LineLimits limits, List<byte[]> parts) {
        Recorder recorder = new Recorder(format, limits);
        StringTransport transport = new StringTransport().connect(recorder);
        for (byte[] part : parts) {
            transport.deliver(part);
        }
        return recorder;
    }

    /** What is received, whole and cut at each place. */
    private static List<String> received(LineFormat format, String input) {
        byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        List<String> whole = received(format, List.of(bytes)).received;
        List<byte[]> single = new ArrayList<>();
        for (byte each : bytes) {
            single.add(new byte[] {each});
        }
        assertThat(received(format, single).received).isEqualTo(whole);
        for (int cut = 1; cut < bytes.length; cut++) {
            List<byte[]> parts =
                    List.of(
                            Arrays.copyOf(bytes, cut),
                            Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(received(format, parts).received).as("cut at " + cut).isEqualTo(whole);
        }
        return whole;
    }

    @Test
    void a_literal_is_a_word_of_any_bytes() {
        assertThat(received(ASKING, "a {5}\r\nb\r\n c d\r\nnext\r\n"))
                .containsExactly("+", "[a][b\\r\\n c][d]", "[next]");
        assertThat(received(ASKING, "a {3+}\r\n\0\"\u007f {1}\r\nx {0+}\r\n\r\nnext\r\n"))
                .containsExactly("+", "[a][\0\"\u007f][x][]", "[next]");
        assertThat(received(AT_ONCE, "{1+}\r\na {2}\r\n{1 {3+}\r\n{1}\r\nnext\r\n"))
                .containsExactly("[a][{1][{1}]", "[next]");
    }

    @Test
    void a_length_that_is_none_is_no_literal() {
        for (String word :
                List.of("{}", "{-1}", "{+}", "{5", "{1 }", "{1}x", "{a}", "{1++}", "{1}+")) {
            assertThat(received(ASKING, "a " + word + "\r\nnext\r\n"))
                    .as(word)
                    .hasSize(2)
                    .last()
                    .isEqualTo("[next]");
            assertThat(received(ASKING, "a " + word + "\r\nnext\r\n").get(0)).contains("MALFORMED");
        }
        assertThat(received(ASKING, "a {0000000000001+}\r\nx\r\nnext\r\n"))
                .containsExactly(
                        "[a][] MALFORMED a word with an unbalanced quote or an unknown escape",
                        "[next]");
    }

    @Test
    void a_literal_over_its_limit_is_refused_before_it_comes() {
        assertThat(received(ASKING, "a {13}\r\nnext\r\n"))
                .containsExactly("[a][] TOO_BIG payload too big", "[next]");
        assertThat(received(ASKING, "a {6+}\r\n123456 {7}\r\nnext\r\n"))
                .containsExactly("[a][] TOO_BIG payload too big", "[next]");
        for (String length : List.of("99999999999999999999", "9999999999", "1" + "0".repeat(18))) {
            assertThat(received(ASKING, "a {" + length + "}\r\nnext\r\n"))
                    .containsExactly("[a][] TOO_BIG payload too big", "[next]");
        }
    }

    @Test
    void a_literal_over_its_limit_is_skipped_where_it_comes_at_once() {
        assertThat(received(ASKING, "a {13+}\r\n1234567890\r\n3 b {1+}\r\nx\r\nnext\r\n"))
                .containsExactly("[a][] TOO_BIG payload too big", "[next]");
        assertThat(received(AT_ONCE, "a {13+}\r\n1234567890\r\n3 b {1}\r\nx\r\nnext\r\n"))
                .containsExactly("[a][] TOO_BIG payload too big", "[next]");
        assertThat(received(ASKING, "a {41+}\r\nnext\r\n")).containsExactly("TOO_BIG ends");
        assertThat(received(AT_ONCE, "a {99999999999999999999}\r\nnext\r\n"))
                .containsExactly("TOO_BIG ends");
    }

    @Test
    void the_limit_of_a_line_does_not_count_its_literals() {
        assertThat(received(ASKING, "1234567890 {9+}\r\n123456789 1234\r\nnext\r\n"))
                .containsExactly("[1234567890][123456789][1234]", "[next]");
        assertThat(received(ASKING, "1234567890 {9+}\r\n123456789 1234567890\r\nnext\r\n"))
                .containsExactly("TOO_LONG", "[next]");
        assertThat(received(ASKING, "x".repeat(30) + " {3+}\r\n\r\n\r\r\nnext\r\n"))
                .containsExactly("TOO_LONG", "[next]");
        assertThat(received(ASKING, "x".repeat(30) + " {3}\r\nnext\r\n"))
                .containsExactly("TOO_LONG", "[next]");
        assertThat(received(ASKING, "x".repeat(201) + "\r\nnext\r\n"))
                .containsExactly("TOO_LONG ends");
    }

    @Test
    void a_control_character_outside_of_a_literal_is_refused() {
        assertThat(received(ASKING, "a\u0001 {1+}\r\nx y\r\nnext\r\n"))
                .containsExactly("CONTROL", "[next]");
        assertThat(received(ASKING, "a\u0001 {1}\r\nnext\r\n"))
                .containsExactly("CONTROL", "[next]");
        assertThat(received(ASKING, "a {1+}\r\nx \0\r\nnext\r\n"))
                .containsExactly("CONTROL", "[next]");
        assertThat(received(ASKING, "a {1+}\r\nx y\nnext\r\n")).containsExactly("LINE_END ends");
        assertThat(received(ASKING, "a {1+}\nx\r\n")).containsExactly("LINE_END ends");
    }

    @Test
    void a_block_is_a_word_of_any_bytes() {
        assertThat(received(BLOCKS, "a #15b\n\r\nc d\nnext\n"))
                .containsExactly("[a][b\\n\\r\\nc][d]", "[next]");
        assertThat(received(BLOCKS, "a #10 #11\n \"#15\" #13a\n\n\r\nnext\n"))
                .containsExactly("[a][][\\n][#15][a\\n\\n]", "[next]");
        assertThat(received(BLOCKS, "a #12\0\u0001 b #12 \0\nnext\n"))
                .containsExactly("[a][\0\u0001][b][ \0]", "[next]");
        assertThat(received(BLOCKS, "a \"#12\0\u0001\"\nnext\n"))
                .containsExactly("CONTROL", "[next]");
        assertThat(received(BLOCKS, "a\0 #12\0\0\nb #11\0\0\nnext\n"))
                .containsExactly("CONTROL", "CONTROL", "[next]");
        assertThat(received(BLOCKS, "a #0b c\nnext\n")).containsExactly("[a][b c]", "[next]");
        assertThat(received(BLOCKS, "a #H1F\nnext\n")).hasSize(2).last().isEqualTo("[next]");
    }

    @Test
    void a_block_may_hold_what_is_no_end_of_a_line() {
        assertThat(received(STRICT_BLOCKS, "a #13b\rc d\r\nnext\r\n"))
                .containsExactly("[a][b\\rc][d]", "[next]");
        assertThat(received(STRICT_BLOCKS, "a #11\r #11\n\r\nnext\r\n"))
                .containsExactly("[a][\\r][\\n]", "[next]");
        assertThat(received(STRICT_BLOCKS, "a #11\r\r\nnext\r\n"))
                .containsExactly("[a][\\r]", "[next]");
        assertThat(received(STRICT_BLOCKS, "a #12\n\n #12\r\r\r\nnext\r\n"))
                .containsExactly("[a][\\n\\n][\\r\\r]", "[next]");
        assertThat(received(STRICT_BLOCKS, "a\rb #11\r\r\n")).containsExactly("LINE_END ends");
    }

    @Test
    void the_time_of_a_literal_is_that_of_a_payload() {
        Recorder recorder = new Recorder(ASKING, LIMITS);
        StringTransport transport = new StringTransport().connect(recorder);
        transport.deliver("a {5}\r\nab");
        transport.advance(Duration.ofSeconds(LIMITS.payloadSeconds() - 1));
        assertThat(recorder.received).containsExactly("+");
        transport.advance(Duration.ofSeconds(2));
        assertThat(recorder.received).containsExactly("+", "timeout PAYLOAD");
    }

    @Test
    void what_the_end_of_the_input_cuts_off_is_not_received() {
        Recorder recorder = new Recorder(ASKING, LIMITS);
        StringTransport transport = new StringTransport().connect(recorder);
        transport.deliver("a {5}\r\nab");
        recorder.framer.inputEnded();
        assertThat(recorder.received).containsExactly("+");
    }

    private static final int LONG_LINE = 400_000;

    private static final LineLimits LONG =
            LIMITS.withLine(2 * LONG_LINE).withLineDiscard(2 * LONG_LINE);

    /**
     * A line behind a block, byte by byte: each byte is read a few times and not the whole line.
     */
    @Test
    @Timeout(20)
    void S38_a_long_line_behind_a_block_is_read_in_linear_time() {
        for (String word : List.of("x", "1", "# ", "\"1\" ")) {
            String line = word.repeat(LONG_LINE / word.length());
            checkByteByByte("#11y " + line, line.isBlank() ? "" : line.strip());
        }
        String quoted = "a1 #".repeat(LONG_LINE / 4);
        checkByteByByte("#11y \"" + quoted + "\"", quoted);
    }

    private static void checkByteByByte(String line, String last) {
        Recorder recorder = new Recorder(BLOCKS, LONG);
        StringTransport transport = new StringTransport().connect(recorder);
        for (byte each : (line + "\nnext\n").getBytes(StandardCharsets.US_ASCII)) {
            transport.deliver(new byte[] {each});
        }
        assertThat(recorder.received).hasSize(2).last().isEqualTo("[next]");
        assertThat(recorder.received.get(0)).startsWith("[y]");
        if (!last.contains(" ")) {
            assertThat(recorder.received.get(0)).endsWith("[" + last + "]");
        }
    }

    @Test
    void random_lines_with_blocks_are_received_alike_however_they_are_cut() {
        String[] pieces = {
            "a",
            " ",
            "\"",
            "\"",
            "\\",
            "#",
            "#1",
            "#12",
            "#15",
            "#210",
            "#0",
            "1",
            "2",
            "\n",
            "#9",
            "000000001",
            "\"a long word in quotes\" ",
            "a long word without ",
            "\r\n"
        };
        LineLimits limits = LIMITS.withLine(300).withPayload(100).withPayloadDiscard(200);
        Random random = new Random(7);
        for (int i = 0; i < 4_000; i++) {
            StringBuilder input = new StringBuilder("a #11x ");
            for (int k = random.nextInt(24); k >= 0; k--) {
                input.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = input.append("\nnext\n").toString().getBytes(StandardCharsets.US_ASCII);
            List<byte[]> parts = new ArrayList<>();
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(1 + i % 8));
                parts.add(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertThat(received(BLOCKS, limits, parts).received)
                    .as(input.toString())
                    .isEqualTo(received(BLOCKS, limits, List.of(bytes)).received);
        }
    }

    @Test
    void random_bytes_are_received_alike_however_they_are_cut() {
        String[] pieces = {
            "a", " ", "{1+}", "{2}", "{13+}", "{14}", "\r\n", "\r\n", "\"", "(", "#12", "#15", "\n",
            "1", "{", "\r"
        };
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder input = new StringBuilder();
            for (int k = random.nextInt(14); k >= 0; k--) {
                input.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = input.toString().getBytes(StandardCharsets.ISO_8859_1);
            LineFormat format =
                    List.of(ASKING, AT_ONCE, BLOCKS, STRICT_BLOCKS).get(random.nextInt(4));
            List<byte[]> parts = new ArrayList<>();
            int from = 0;
            while (from < bytes.length) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(4));
                parts.add(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertThat(received(format, parts).received)
                    .as(input.toString())
                    .isEqualTo(received(format, List.of(bytes)).received);
        }
    }
}
