package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.written;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.StringTransport;

/** Blocks of IEEE 488.2 in lines that are near their limits, however the network cuts them. */
class GeneratedCountedBlocksTest {
    private static final String BODY =
            """
            @Quoted(quotes = "\\"'", escape = Quoted.Escape.%s, literal = Quoted.Literal.IEEE_488)
            @Errors(empty = @Reply("EMPTY"), unknown = @Reply("UNKNOWN"), malformed = @Reply("MALFORMED"),
                    tooLong = @Reply("LONG"), tooBig = @Reply("BIG"), failed = @Reply("FAILED"))
            @Limits(line = 60, payload = 500, lineDiscard = 400, reply = 10000, errors = Limits.UNLIMITED)
            public interface X {
                @Command("ADD {n}") @Reply("{n}") void add(int n);
                @Command("DATA {bytes}") @Reply("{}") int c(Bytes bytes);
                @Command("SAY {word}") @Reply("{}") int say(String word);
                @Command("TEXT {text*}") @Reply("{}") int text(String text);
            }
            final class H implements X {
                public void add(int n) {}
                public int c(Bytes bytes) { return bytes.length(); }
                public int say(String word) { return word.length(); }
                public int text(String text) { return text.length(); }
            }
            """;

    private static final Served SERVED =
            Served.compile(
                    "@LineProtocol(terminator = Terminator.LF_OR_CRLF)\n"
                            + BODY.formatted("DOUBLED"));

    private static final List<Served> ALL =
            List.of(
                    SERVED,
                    Served.compile(
                            "@LineProtocol(terminator = Terminator.CRLF)\n"
                                    + BODY.formatted("DOUBLED")),
                    Served.compile(
                            "@LineProtocol(terminator = Terminator.LF_OR_CRLF)\n"
                                    + BODY.formatted("BACKSLASH_HEX")),
                    Served.compile(
                            "@LineProtocol(terminator = Terminator.LF_OR_CRLF)\n"
                                    + "@Chain(value = \";\", together = Chain.Together.ONE_LINE)\n"
                                    + BODY.formatted("DOUBLED")));

    private static String answer(Served served, String input, int step) {
        StringTransport transport = served.connect();
        for (int at = 0; at < input.length(); at += step) {
            int to = Math.min(input.length(), at + step);
            transport.deliver(input.substring(at, to).getBytes(ISO_8859_1));
        }
        transport.runTurns();
        return new String(transport.value(), ISO_8859_1);
    }

    private static String answer(Served served, String input) {
        String whole = answer(served, input, Math.max(1, input.length()));
        for (int step : new int[] {1, 2, 7, 33, 64, 100}) {
            assertThat(answer(served, input, step)).as(input).isEqualTo(whole);
        }
        return whole;
    }

    @Test
    void theBytesOfABlockAreNotWithinTheLimitOfALine() {
        for (String data : List.of("x".repeat(400), "x\n".repeat(200), "x".repeat(399) + "\n")) {
            assertThat(answer(SERVED, "DATA #3400" + data + "\nADD 1\n")).isEqualTo("400\n1\n");
        }
        assertThat(answer(SERVED, "DATA #3501" + "x".repeat(501) + "\nADD 1\n"))
                .isEqualTo("BIG\n1\n");
        assertThat(answer(SERVED, "DATA #10" + "x".repeat(60) + "\nADD 1\n"))
                .isEqualTo("LONG\n1\n");
    }

    @Test
    void aClientWritesWhatAServerReads() throws Exception {
        String data = "x".repeat(400);
        assertThat(written(SERVED, Bytes.of(data))).isEqualTo("DATA #3400" + data + "\n");
    }

    @Test
    void aBlockInALineThatIsTooLongIsSkippedWithIt() {
        assertThat(answer(SERVED, "DATA " + "a".repeat(80) + " #218\nADD 2\nADD;3\nADD 4\nADD 3\n"))
                .isEqualTo("LONG\n3\n");
    }

    @Test
    void whatLooksLikeABlockInAnOpenWordTakesNothingOfTheNextLine() {
        for (String open : List.of("\"", "'", "#0", "\"a\"\"")) {
            assertThat(answer(SERVED, "TEXT " + open + "a".repeat(100) + " #16\nADD 2\nADD 3\n"))
                    .isEqualTo("LONG\n2\n3\n");
        }
    }

    @Test
    void aLineOfCommandsEndsWhereALineDoes() {
        String body = BODY.formatted("BACKSLASH");
        Served one = Served.compile("@LineProtocol(terminator = Terminator.LF_OR_CRLF)\n" + body);
        Served chained =
                Served.compile(
                        "@LineProtocol(terminator = Terminator.LF_OR_CRLF)\n"
                                + "@Chain(value = \";\", together = Chain.Together.ONE_LINE)\n"
                                + body);
        for (Served served : List.of(one, chained)) {
            assertThat(answer(served, "SAY 'a\\\\';ADD 1;'\nADD 2\n")).isEqualTo("10\n2\n");
            assertThat(answer(served, "SAY \"\\z\" #16\nADD 2\nADD 3\n"))
                    .isEqualTo("MALFORMED\n3\n");
        }
    }

    @Test
    void anyBytesAreAnsweredAlikeHoweverTheyAreCut() {
        List<String> parts =
                List.of(
                        "\n",
                        "\r\n",
                        "\r",
                        " ",
                        "\"",
                        "'",
                        "#",
                        "#0",
                        "#10",
                        "#13",
                        "#240",
                        "#3100",
                        "#3600",
                        "1",
                        "\\",
                        "\\\\",
                        "ADD 1",
                        "DATA ",
                        "TEXT ",
                        "y".repeat(30),
                        "z".repeat(59),
                        ";");
        for (Served served : ALL) {
            for (int seed = 0; seed < 150; seed++) {
                Random random = new Random(seed);
                StringBuilder input = new StringBuilder();
                for (int i = 0; i < 20; i++) {
                    input.append(parts.get(random.nextInt(parts.size())));
                }
                answer(served, input + "\r\n");
            }
        }
    }
}
