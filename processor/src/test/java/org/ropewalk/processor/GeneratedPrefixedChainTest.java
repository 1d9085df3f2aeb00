package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** The commands of a line share a prefix: {@code ATE0;+CSQ;D123}. */
class GeneratedPrefixedChainTest {
    private static final String COMMANDS =
            """
            public interface X {
                @Command("E[{on}]") @Reply("OK") void echo(OptionalInt on);
                @Command("RST") void reset();
                @Command("+CSQ") @Reply("+CSQ: 7,99\\nOK") void signal();
                @Command("+SAY {text}") @Reply("OK") void c(String text);
                @Command("+NO") @Reply("OK") void no() throws No;
                @Command("D{number*}") @Reply("{number*}") void dial(String number);
                @Command("+QUIT") @Reply(value = "BYE", close = true) void quit();
                @Reply("NO CARRIER") final class No extends Exception {}
            }
            """;

    private static final String HANDLER =
            """
            final class H implements X {
                public void attention() {}
                public void echo(OptionalInt on) {}
                public void reset() {}
                public void signal() {}
                public void c(String text) {}
                public void no() throws No { throw new No(); }
                public void dial(String number) {}
                public void quit() {}
            }
            """;

    private static final String ERRORS =
            """
            @Errors(unknown = @Reply("UNKNOWN"), malformed = @Reply("WRONG"), tooLong = @Reply("LONG"),
                    empty = @Reply("EMPTY"))
            @Quoted(escape = Quoted.Escape.NONE)
            @Limits(line = 40, errors = 1000)
            """;

    private static final String ATTENTION = "@Command(\"\") @Reply(\"OK\") void attention();\n";

    /** The commands of a line share their last line. */
    private static final Served MODEM =
            Served.compile(
                    """
                    @LineProtocol(terminator = Terminator.CR, replyTerminator = Terminator.CRLF)
                    @Envelope(command = "AT{*}")
                    @Chain(value = ";", together = Chain.Together.ONE_END)
                    """
                            + ERRORS
                            + COMMANDS.replace("RST\")", "RST\") " + "@Reply(\"OK\")")
                                    .replace(
                                            "public interface X {",
                                            "public interface X {\n" + ATTENTION)
                            + HANDLER);

    /** Each command is answered as if it were a line of its own. */
    private static final Served WHOLE =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.CRLF, Terminator.LF}, spelling = Spelling.EXACT)
                    @Envelope(command = "@1:{*}", reply = "= {*}")
                    @Chain(";")
                    """
                            + ERRORS
                            + COMMANDS
                            + HANDLER);

    /** The replies of a line are one line. */
    private static final Served JOINED =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.LF, Terminator.CRLF})
                    @Envelope(command = "AT{*}")
                    @Chain(value = ";", together = Chain.Together.ONE_LINE)
                    """
                            + ERRORS
                            + COMMANDS.replace("+CSQ: 7,99\\nOK", "+CSQ: 7,99")
                            + HANDLER);

    /** What is answered to {@code input}, however the network cuts it. */
    private static String answer(Served served, String input) {
        String whole = answer(served, input, input.length());
        for (int cut = 1; cut < input.length(); cut++) {
            StringTransport transport = served.connect();
            transport.deliver(input.substring(0, cut).getBytes(ISO_8859_1));
            transport.deliver(input.substring(cut).getBytes(ISO_8859_1));
            assertThat(new String(transport.value(), ISO_8859_1))
                    .as("cut at " + cut + " of " + input)
                    .isEqualTo(whole);
        }
        assertThat(answer(served, input, 1)).as(input).isEqualTo(whole);
        return whole;
    }

    private static String answer(Served served, String input, int step) {
        StringTransport transport = served.connect();
        for (int at = 0; at < input.length(); at += step) {
            int to = Math.min(input.length(), at + step);
            transport.deliver(input.substring(at, to).getBytes(ISO_8859_1));
        }
        return new String(transport.value(), ISO_8859_1);
    }

    @Test
    void theCommandsBehindThePrefixShareTheirLastLine() {
        assertThat(answer(MODEM, "ATE0;+CSQ;D123\rAT+CSQ;+CSQ\rATRST;WHAT\rAT E1; +CSQ\r"))
                .isEqualTo(
                        "+CSQ: 7,99\r\n123\r\n+CSQ: 7,99\r\n+CSQ: 7,99\r\nOK\r\nWRONG\r\n"
                                + "+CSQ: 7,99\r\nOK\r\n");
    }

    @Test
    void thePrefixAloneIsAnEmptyCommand() {
        assertThat(answer(MODEM, "AT\r\rAT \r;\rAT;\rAT;;E\r"))
                .isEqualTo("OK\r\nOK\r\nUNKNOWN\r\nOK\r\nOK\r\n");
        assertThat(answer(JOINED, "AT\nAT\r\n\r\nATE;\n")).isEqualTo("EMPTY\nEMPTY\nOK\n");
        assertThat(answer(WHOLE, "@1:\r\n@1:E;;E;\n\n"))
                .isEqualTo("= EMPTY\r\n= OK\r\n= EMPTY\r\n= OK\r\n= EMPTY\r\n= EMPTY\r\n");
    }

    @Test
    void blanksAndTabsBeforeACommandDoNotCountWhereTheySeparateWords() {
        Served lenient =
                Served.compile(
                        """
                        @LineProtocol(separator = Separator.BLANKS)
                        @Envelope(command = "AT{*}")
                        @Chain(";")
                        """
                                + ERRORS
                                + COMMANDS
                                + HANDLER);

        assertThat(answer(lenient, "\tATE;E\r\n \t ATE;\t E\r\nAT\tE; \t+SAY\ta\r\n"))
                .isEqualTo("OK\r\n".repeat(6));
        assertThat(answer(WHOLE, "\t@1:E;E\r\n@1:E;\tE\r\n"))
                .isEqualTo("= WRONG\r\n= OK\r\n= WRONG\r\n");
    }

    @Test
    void thePrefixIsReadInEachCaseUnlessTheCaseCounts() {
        assertThat(answer(MODEM, "atE;+csq\raT+CSQ\r"))
                .isEqualTo("+CSQ: 7,99\r\nOK\r\n+CSQ: 7,99\r\nOK\r\n");
        Served exact =
                Served.compile(
                        """
                        @LineProtocol(spelling = Spelling.EXACT)
                        @Envelope(command = "AT{*}")
                        @Chain(value = ";", together = Chain.Together.ONE_LINE)
                        """
                                + ERRORS
                                + COMMANDS.replace("+CSQ: 7,99\\nOK", "+CSQ: 7,99")
                                + HANDLER);
        assertThat(answer(exact, "ATE;E\r\natE;E\r\naTE;E\r\n"))
                .isEqualTo("OK;OK\r\nUNKNOWN\r\nUNKNOWN\r\n");
    }

    @Test
    void nothingIsRunInALineWithoutThePrefix() {
        assertThat(answer(MODEM, "E;E\rA;E\rXT;+QUIT\rA\rATE\r;AT+CSQ\r"))
                .isEqualTo("UNKNOWN\r\nUNKNOWN\r\nUNKNOWN\r\nUNKNOWN\r\nOK\r\nUNKNOWN\r\n");
        assertThat(answer(WHOLE, "E;E\r\n@1;E\n@1:E;E\r\n"))
                .isEqualTo("= UNKNOWN\r\n= UNKNOWN\r\n= OK\r\n= OK\r\n");
        assertThat(answer(JOINED, "E;E\r\n\rATE;E\nAT\rE;E\nATE;E\r\n"))
                .isEqualTo("UNKNOWN\nWRONG\nWRONG;OK\nOK;OK\n");
    }

    @Test
    void anErrorInTheMiddleEndsTheLine() {
        assertThat(answer(MODEM, "AT+CSQ;WHAT;+QUIT\rAT+NO;+QUIT\rATE;Ex;+QUIT\rATE\r"))
                .isEqualTo("+CSQ: 7,99\r\nWRONG\r\nNO CARRIER\r\nWRONG\r\nOK\r\n");
        assertThat(answer(WHOLE, "@1:WHAT;E\r\n")).isEqualTo("= WRONG\r\n= OK\r\n");
    }

    @Test
    void aCommandThatIsTooLongEndsTheLine() {
        assertThat(answer(MODEM, "ATE;" + "x".repeat(60) + ";+QUIT\rATE\r"))
                .isEqualTo("LONG\r\nOK\r\n");
        assertThat(answer(MODEM, "x".repeat(60) + ";+QUIT\rATE\r")).isEqualTo("LONG\r\nOK\r\n");
    }

    @Test
    void thousandsOfCommandsAreRunInTheirOrder() {
        String line = "AT" + "E;".repeat(5_000) + "+CSQ\r";

        assertThat(answer(MODEM, line, 1000)).isEqualTo("+CSQ: 7,99\r\nOK\r\n");
    }

    @Test
    void aSeparatorInQuotesIsData() {
        assertThat(answer(MODEM, "AT+SAY \"a;b\";+CSQ\rAT+SAY \"a;+QUIT\rAT\r"))
                .isEqualTo("+CSQ: 7,99\r\nOK\r\nWRONG\r\nOK\r\n");
    }

    @Test
    void aClientWritesThePrefixBeforeEachCommand() throws Exception {
        assertThat(written(MODEM, "ab")).isEqualTo("AT+SAY ab\r");
        assertThat(written(MODEM, "a;b")).isEqualTo("AT+SAY \"a;b\"\r");
        assertThat(written(WHOLE, "a b")).isEqualTo("@1:+SAY \"a b\"\r\n");
        refused(MODEM, "", "a;\"b");
    }

    @Test
    void aWordWithoutEscapesHasNoSeparator() throws Exception {
        for (String end : List.of("CR", "LF")) {
            Served served =
                    Served.compile(
                            """
                            @LineProtocol(terminator = Terminator.%s)
                            @Envelope(command = "AT{*}")
                            @Chain(";")
                            @Quoted(quotes = "")
                            public interface X {
                                @Command("P {word} {other:2} {more,...}") @Reply("{word}")
                                @Quoted(quotes = "", escape = Quoted.Escape.NONE)
                                void c(String word, String other, List<String> more);
                                @Command("Q {word}") @Reply("{word}") void q(String word);
                            }
                            final class H implements X {
                                public void c(String word, String other, List<String> more) {}
                                public void q(String word) {}
                            }
                            """
                                    .formatted(end));
            refused(served, "", "a;b", "cd", List.of("e"));
            refused(served, "", "a", ";d", List.of("e"));
            refused(served, "", "a", "cd", List.of("e", ";"));
        }
    }

    // ---- against a model

    private static final List<String> COMMAND =
            List.of(
                    "E",
                    "E1",
                    "RST",
                    "+CSQ",
                    "+NO",
                    "WHAT",
                    "D1",
                    "",
                    " ",
                    "e0",
                    "+SAY \";\"",
                    "Ex");

    @Test
    void randomLinesAreAnsweredAsAModelSays() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            StringBuilder joined = new StringBuilder();
            StringBuilder ended = new StringBuilder();
            StringBuilder one = new StringBuilder();
            StringBuilder last = new StringBuilder();
            for (int line = random.nextInt(3); line >= 0; line--) {
                String prefix = List.of("AT", "at", "AT ", "A", "", "TA").get(random.nextInt(6));
                List<String> commands = new ArrayList<>();
                for (int unit = random.nextInt(5); unit >= 0; unit--) {
                    commands.add(COMMAND.get(random.nextInt(COMMAND.size())));
                }
                String text = prefix + String.join(random.nextBoolean() ? ";" : "; ", commands);
                joined.append(text).append(random.nextBoolean() ? "\n" : "\r\n");
                ended.append(text).append('\r');
                List<String> replies = replies(text);
                one.append(String.join(";", replies)).append(replies.isEmpty() ? "" : "\n");
                last.append(last(text));
            }
            assertThat(answer(JOINED, joined.toString())).as("seed " + seed).isEqualTo(one + "");
            assertThat(answer(MODEM, ended.toString())).as("seed " + seed).isEqualTo(last + "");
        }
    }

    /** The commands of a line; nothing if it has no prefix. */
    private static List<String> commands(String line) {
        List<String> commands = new ArrayList<>();
        for (String each : line.substring(2).replace("\";\"", "q").split(";")) {
            String command = each.strip();
            if (!command.isEmpty()) {
                commands.add(command.toUpperCase(Locale.ROOT));
            }
        }
        return commands;
    }

    private static boolean begins(String line) {
        return line.toUpperCase(Locale.ROOT).startsWith("AT");
    }

    private static List<String> replies(String line) {
        if (!begins(line.strip())) {
            return line.isBlank() ? List.of() : List.of("UNKNOWN");
        }
        List<String> commands = commands(line.strip());
        List<String> replies = new ArrayList<>();
        for (String command : commands) {
            if (!command.equals("RST")) {
                replies.add(reply(command));
            }
        }
        return commands.isEmpty() ? List.of("EMPTY") : replies;
    }

    private static String reply(String command) {
        return switch (command) {
            case "+CSQ" -> "+CSQ: 7,99";
            case "+NO" -> "NO CARRIER";
            case "WHAT", "EX" -> "WRONG";
            case "D1" -> "1";
            default -> "OK";
        };
    }

    private static String last(String line) {
        if (!begins(line.strip())) {
            return line.isBlank() ? "" : "UNKNOWN\r\n";
        }
        StringBuilder text = new StringBuilder();
        String end = "OK\r\n";
        for (String command : commands(line.strip())) {
            String reply = reply(command);
            text.append(command.equals("+CSQ") ? "+CSQ: 7,99\r\n" : "");
            end = command.equals("+CSQ") ? "OK\r\n" : reply + "\r\n";
            if (List.of("+NO", "WHAT", "EX").contains(command)) {
                break;
            }
        }
        return text + end;
    }

    @Test
    void anyBytesAreAnsweredAlikeHoweverTheyAreCut() {
        List<String> parts =
                List.of(
                        ";", "\n", "\r\n", "\r", " ", "\"", "A", "T", "AT", "at", "@1:", "E", "RST",
                        "+CSQ", "+SAY ", "\t", "\u0000", "\u00fe");
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            StringBuilder input = new StringBuilder();
            for (int i = 0; i < 25; i++) {
                input.append(parts.get(random.nextInt(parts.size())));
            }
            answer(JOINED, input + "\n");
            answer(MODEM, input + "\r");
            answer(WHOLE, input + "\n");
        }
    }
}
