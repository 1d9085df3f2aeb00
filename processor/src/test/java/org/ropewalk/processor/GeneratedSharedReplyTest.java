package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** The replies to the commands of one line are one line, or share their last line. */
class GeneratedSharedReplyTest {
    private static final String ONE_LINE =
            """
            @LineProtocol(terminator = {Terminator.LF, Terminator.CRLF})
            @Chain(value = ";", together = Chain.Together.ONE_LINE)
            @Quoted(quotes = "\\"'", escape = Quoted.Escape.DOUBLED, literal = Quoted.Literal.IEEE_488)
            @Errors(empty = @Reply("EMPTY"), unknown = @Reply("UNKNOWN"), malformed = @Reply("MALFORMED"),
                    tooLong = @Reply("LONG"), failed = @Reply("FAILED"),
                    timeout = @Reply("TIMEOUT"), shutdown = @Reply("STOPS"))
            @Limits(reply = 1000, errors = 4)
            public interface X {
                @Command("ADD {n}") @Reply("{n}") void add(int n);
                @Command("SAY {text}") @Reply("{}") String c(String text);
                @Command("DATA {bytes}") @Reply("{}") Bytes data(Bytes bytes);
                @Command("TEXT {text*}") @Reply("{*}") String text(String text);
                @Command("QUIT") @Reply(value = "BYE", close = true) void quit();
                @Command("END") @Reply(close = true) void end();
                @Command("RST") void reset();
                @Command("NO {why}") @Reply("YES") void no(String why) throws No;
                @Command("LATER") @Reply("{}") CompletionStage<String> later();
                @Command("LATER NO") @Reply("YES") CompletionStage<Void> laterNo() throws No;
                @Reply("NO {message*}") final class No extends Exception {
                    public No(String message) { super(message); }
                }
            }
            final class H implements X {
                static final Deque<CompletableFuture<String>> WAITING = new ArrayDeque<>();
                public void add(int n) {}
                public String c(String text) { return text; }
                public Bytes data(Bytes bytes) { return bytes; }
                public String text(String text) { return text; }
                public void quit() {}
                public void end() {}
                public void reset() {}
                public void no(String why) throws No { throw new No(why); }
                public CompletionStage<String> later() {
                    CompletableFuture<String> stage = new CompletableFuture<>();
                    WAITING.add(stage);
                    return stage;
                }
                public CompletionStage<Void> laterNo() throws No {
                    return later().thenCompose(why -> CompletableFuture.failedFuture(new No(why)));
                }
            }
            """;

    private static final Served JOINED = Served.compile(ONE_LINE);

    private static final Served ENDED =
            Served.compile(
                    """
                    @LineProtocol(terminator = Terminator.CR, replyTerminator = Terminator.CRLF)
                    @Chain(value = ";", together = Chain.Together.ONE_END)
                    @Errors(unknown = @Reply("ERROR"), malformed = @Reply("ERROR"), tooLong = @Reply("ERROR"))
                    @Limits(line = 40)
                    public interface X {
                        @Command("E") @Reply("OK") void echo();
                        @Command("RST") void reset();
                        @Command("CSQ") @Reply("CSQ: {}\\nOK") int signal();
                        @Command("LIST") @Reply(each = "ITEM {}", end = "OK") List<Integer> list();
                        @Command("NO") @Reply("OK") void no() throws No;
                        @Command("QUIT") @Reply(value = "BYE", close = true) void quit();
                        @Reply("NO CARRIER") final class No extends Exception {}
                    }
                    final class H implements X {
                        public void echo() {}
                        public void reset() {}
                        public int signal() { return 7; }
                        public List<Integer> list() { return List.of(1, 2); }
                        public void no() throws No { throw new No(); }
                        public void quit() {}
                    }
                    """);

    /** What is answered to {@code input}, however the network cuts it. */
    private static String answer(Served served, String input) {
        String whole = answer(served, input, input.length());
        for (int cut = 1; cut < Math.min(input.length(), 60); cut++) {
            StringTransport transport = served.connect();
            transport.deliver(input.substring(0, cut).getBytes(ISO_8859_1));
            transport.deliver(input.substring(cut).getBytes(ISO_8859_1));
            assertThat(new String(transport.value(), ISO_8859_1))
                    .as("cut at " + cut)
                    .isEqualTo(whole);
        }
        assertThat(answer(served, input, 1)).isEqualTo(whole);
        return whole;
    }

    private static String answer(Served served, String input, int step) {
        StringTransport transport = served.connect();
        for (int at = 0; at < input.length(); at += step) {
            int to = Math.min(input.length(), at + step);
            transport.deliver(input.substring(at, to).getBytes(ISO_8859_1));
        }
        transport.runTurns();
        return new String(transport.value(), ISO_8859_1);
    }

    @Test
    void theRepliesToTheCommandsOfALineAreOneLine() {
        assertThat(answer(JOINED, "ADD 1;ADD 2; ADD 3\nADD 4\r\nADD 5;ADD 6\n"))
                .isEqualTo("1;2;3\n4\n5;6\n");
    }

    @Test
    void aCommandWithoutAReplyLeavesNoGap() {
        assertThat(answer(JOINED, "RST;ADD 1;RST;ADD 2;RST\nRST;RST\nADD 3\n"))
                .isEqualTo("1;2\n3\n");
    }

    @Test
    void emptyCommandsAndLinesAreNothing() {
        assertThat(answer(JOINED, "\n;; ;\r\n ADD 1;;ADD 2;\n \r\n")).isEqualTo("1;2\n");
    }

    @Test
    void anErrorIsOneOfTheReplies() {
        assertThat(answer(JOINED, "ADD 1;WHAT;ADD x;NO way;ADD 2\n"))
                .isEqualTo("1;UNKNOWN;MALFORMED;NO way;2\n");
    }

    @Test
    void aCommandThatIsTooLongIsOneOfThem() {
        assertThat(answer(JOINED, "ADD 1;" + "x".repeat(9_000) + ";ADD 2\nADD 3\n"))
                .isEqualTo("1;LONG;2\n3\n");
    }

    @Test
    void errorsAreCountedAcrossLines() {
        assertThat(answer(JOINED, "A\nB\n;C\n\nD;ADD 1\nE\nADD 2\n"))
                .isEqualTo("UNKNOWN\nUNKNOWN\nUNKNOWN\nUNKNOWN\n");
        assertThat(answer(JOINED, "A;B;C;ADD 1\nD;E;F\nADD 2\n"))
                .isEqualTo("UNKNOWN;UNKNOWN;UNKNOWN;1\nUNKNOWN;UNKNOWN;UNKNOWN\n2\n");
    }

    @Test
    void theLineEndsWhereTheConnectionDoes() {
        assertThat(answer(JOINED, "ADD 1;QUIT;ADD 2\nADD 3\n")).isEqualTo("1;BYE\n");
        assertThat(answer(JOINED, "ADD 1;END;ADD 2\nADD 3\n")).isEqualTo("1\n");
    }

    @Test
    void whatEndsTheConnectionIsOneOfTheReplies() {
        StringTransport transport = JOINED.connect();
        transport.deliver("ADD 1;ADD 2;ADD");
        transport.advance(Duration.ofHours(1));
        assertThat(transport.text()).isEqualTo("1;2;TIMEOUT\n");

        transport = JOINED.connect();
        transport.deliver("ADD 1;");
        transport.drain();
        assertThat(transport.text()).isEqualTo("1;STOPS\n");
    }

    @Test
    void aSeparatorInQuotesOrInABlockIsData() {
        assertThat(answer(JOINED, "SAY \"a;b\";DATA #15a;\nb#;ADD 1;SAY 'c;d'\n"))
                .isEqualTo("\"a;b\";#15a;\nb#;1;\"c;d\"\n");
        assertThat(
                        answer(
                                JOINED,
                                "DATA #0a;b\nDATA #10;ADD 1\nADD 2;DATA #212;;;;;;;;;;;;\nADD 3\n"))
                .isEqualTo("#13a;b\n#10;1\n2;#212;;;;;;;;;;;;\n3\n");
        assertThat(answer(JOINED, "DATA #0\u00fe;b;\u00ff\n")).isEqualTo("#15\u00fe;b;\u00ff\n");
    }

    @Test
    void aTextWithASeparatorIsNotWritten() {
        assertThat(answer(JOINED, "TEXT a \"b;c\";ADD 1\n")).isEqualTo("FAILED\n");
    }

    @Test
    void theRepliesToALineAreBoundedTogether() {
        String line = ("SAY " + "a".repeat(90) + ";").repeat(20) + "ADD 1\nADD 2\n";
        String whole = "a".repeat(90);

        assertThat(answer(JOINED, line)).isEqualTo((whole + ";").repeat(10) + "FAILED\n");
        assertThat(answer(JOINED, line.replace(";", "\n")))
                .isEqualTo((whole + "\n").repeat(20) + "1\n2\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aLaterReplyIsJoinedWhenItComes() throws Exception {
        var field = JOINED.type("H").getDeclaredField("WAITING");
        field.setAccessible(true);
        var waiting = (Collection<CompletableFuture<String>>) field.get(null);
        waiting.clear();
        StringTransport transport = JOINED.connect();
        transport.deliver("ADD 1;LATER;ADD 2;LATER NO;RST\nLATER;ADD 3\n");
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("1");

        complete(waiting, transport, "a;b");
        assertThat(transport.text()).isEqualTo("1;\"a;b\";2");
        complete(waiting, transport, "x");
        assertThat(transport.text()).isEqualTo("1;\"a;b\";2;NO x\n");
        complete(waiting, transport, "y");
        assertThat(transport.text()).isEqualTo("1;\"a;b\";2;NO x\ny;3\n");
    }

    private static void complete(
            Collection<CompletableFuture<String>> waiting,
            StringTransport transport,
            String value) {
        List<CompletableFuture<String>> all = new ArrayList<>(waiting);
        assertThat(all).hasSize(1);
        waiting.clear();
        all.get(0).complete(value);
        transport.runTurns();
    }

    @Test
    void randomLinesAreAnsweredAsAModelSays() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder input = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int line = random.nextInt(4); line >= 0; line--) {
                List<String> replies = new ArrayList<>();
                List<String> commands = new ArrayList<>();
                for (int unit = random.nextInt(6); unit > 0; unit--) {
                    command(random, commands, replies);
                }
                input.append(String.join(random.nextBoolean() ? ";" : "; ", commands))
                        .append(random.nextBoolean() ? "\n" : "\r\n");
                expected.append(String.join(";", replies)).append(replies.isEmpty() ? "" : "\n");
            }
            assertThat(answer(JOINED, input.toString()))
                    .as("seed " + seed)
                    .isEqualTo(expected.toString());
        }
    }

    private static void command(Random random, List<String> commands, List<String> replies) {
        switch (random.nextInt(7)) {
            case 0 -> commands.add("RST");
            case 1 -> commands.add("");
            case 2 -> {
                commands.add("NO q");
                replies.add("NO q");
            }
            case 3 -> {
                commands.add("SAY \";\"");
                replies.add("\";\"");
            }
            case 4 -> {
                String data = ";\n\r#'".substring(random.nextInt(5)) + "\u0001";
                commands.add("DATA #1" + data.length() + data);
                replies.add("#1" + data.length() + data);
            }
            default -> {
                int n = random.nextInt(99);
                commands.add("ADD " + n);
                replies.add("" + n);
            }
        }
    }

    @Test
    void anyBytesAreAnsweredAlikeHoweverTheyAreCut() {
        List<String> parts =
                List.of(
                        ";", "\n", "\r\n", "\r", " ", "\"", "'", "#", "#0", "#13", "#2", "1", "\\",
                        "ADD 1", "SAY ", "DATA ", "TEXT ", "RST", "\t", "\u0000");
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            StringBuilder input = new StringBuilder();
            for (int i = 0; i < 25; i++) {
                input.append(parts.get(random.nextInt(parts.size())));
            }
            answer(JOINED, input + "\n");
        }
    }

    @Test
    void aClientQuotesValuesWithASeparator() throws Exception {
        assertThat(written(JOINED, "a;b")).isEqualTo("SAY \"a;b\"\n");
        assertThat(written(JOINED, "a;\nb")).isEqualTo("SAY #14a;\nb\n");
    }

    // ---- replies that share their last line

    @Test
    void theRepliesToTheCommandsOfALineShareTheirLastLine() {
        assertThat(answer(ENDED, "E;CSQ;LIST\rCSQ;CSQ\rE;E;E\rCSQ;RST;\r"))
                .isEqualTo(
                        "CSQ: 7\r\nITEM 1\r\nITEM 2\r\nOK\r\nCSQ: 7\r\nCSQ: 7\r\nOK\r\nOK\r\nCSQ: 7\r\nOK\r\n");
    }

    @Test
    void anErrorEndsTheLine() {
        assertThat(answer(ENDED, "CSQ;WHAT;CSQ;CSQ\rE;NO;E\rE;" + "x".repeat(60) + ";E\rE\r"))
                .isEqualTo("CSQ: 7\r\nERROR\r\nNO CARRIER\r\nERROR\r\nOK\r\n");
    }

    @Test
    void theLastLineIsLeftOutBeforeACloseToo() {
        assertThat(answer(ENDED, "CSQ;QUIT;CSQ\rE\r")).isEqualTo("CSQ: 7\r\nBYE\r\n");
    }

    @Test
    void aClientOfLinesWithoutQuotesRefusesASeparator() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol @Chain(value = ";", together = Chain.Together.ONE_LINE)
                        public interface X {
                            @Command("SAY {text}") @Reply("{}") String c(String text);
                        }
                        final class H implements X {
                            public String c(String text) { return text.equals("split") ? "a;b" : text; }
                        }
                        """);

        refused(served, "", "a;b");
        assertThat(answer(served, "SAY x;SAY split\r\n")).isEqualTo("x\r\n");
    }

    @Test
    void aReplyBeforeAPayloadIsWholeAndAPromptFollowsItOnce() throws Exception {
        for (String reply : List.of("GO", "NOW\\nGO")) {
            for (String prompt : List.of("", "> ")) {
                repliesBeforeAPayload(reply, prompt);
            }
        }
    }

    private static void repliesBeforeAPayload(String reply, String prompt) throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        @Chain(value = ";", together = Chain.Together.ONE_END)
                        public interface X {
                            @Command("SEND") @Reply("GO") Text send();
                            @Command("COUNT") @Reply("C {}\\nOK") int count();
                            @Once @Prompt("> ") interface Text {
                                @Command("") @Reply("OK") void text(@Payload(value = Payload.Framing.DELIMITED, until = "!") String text);
                            }
                        }
                        final class H implements X, X.Text {
                            public X.Text send() { return this; }
                            public int count() { return 3; }
                            public void text(String text) {}
                        }
                        """
                                .replace("\"GO\"", "\"" + reply + "\"")
                                .replace(
                                        "@Prompt(\"> \")",
                                        prompt.isEmpty() ? "" : "@Prompt(\"> \")"));
        String lines = reply.replace("\\n", "\r\n") + "\r\n";
        String input = "COUNT;SEND\r\na;!SEND\r\n!COUNT\r\n";
        for (int cut = 0; cut < input.length(); cut++) {
            StringTransport transport = served.connect();
            transport.deliver(input.substring(0, cut));
            transport.runTurns();
            transport.deliver(input.substring(cut));
            transport.runTurns();
            assertThat(transport.text())
                    .as("cut at " + cut)
                    .isEqualTo(
                            "C 3\r\n"
                                    + lines
                                    + prompt
                                    + "OK\r\n"
                                    + lines
                                    + prompt
                                    + "OK\r\nC 3\r\nOK\r\n");
        }
        try (Conversed both = new Conversed(served)) {
            Object text = both.call("send").join();
            assertThat(both.callOn(text, "text", "a;")).isCompleted();
            assertThat(both.outcome("count")).isEqualTo("3");
        }
    }

    @Test
    void aCommandWithoutAReplyThatLeadsToAPayloadLeavesTheLastLine() {
        for (String prompt : new String[] {"", "@Prompt(\"> \") "}) {
            Served served =
                    Served.compile(
                            """
                            @LineProtocol(initial = X.Ready.class)
                            @Chain(value = ";", together = Chain.Together.ONE_END)
                            public interface X {
                                interface Ready extends X {
                                    @Command("a") @Reply("A\\nOK") void a();
                                    @Command("send") @NoReply Text send();
                                }
                                @Once %sinterface Text extends X {
                                    @Command("") @Reply("sent {n}\\nOK")
                                    Sent text(@Payload(value = Payload.Framing.DELIMITED, until = "~") String text);
                                    record Sent(int n, Ready next) {}
                                }
                            }
                            class H implements X.Ready, X.Text {
                                public void a() {}
                                public X.Text send() { return this; }
                                public X.Text.Sent text(String text) { return new X.Text.Sent(text.length(), this); }
                            }
                            """
                                    .formatted(prompt));
            String shown = prompt.isEmpty() ? "" : "> ";
            assertThat(served.answers("a;send\nabc~a\n"))
                    .isEqualTo("A\nOK\n" + shown + "sent 3\nOK\nA\nOK\n");
            assertThat(served.answers("send\nabc~")).isEqualTo(shown + "sent 3\nOK\n");
        }
    }
}
