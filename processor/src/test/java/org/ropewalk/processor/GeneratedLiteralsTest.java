package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.StringTransport;

/** Literals of counted bytes in a generated server and a generated client. */
class GeneratedLiteralsTest {
    private static final String BODY =
            """
            @Errors(unknown = @Reply("BAD unknown"), usage = @Reply("BAD usage"), malformed = @Reply("BAD {'{message}'}"),
                    tooBig = @Reply("NO too big"), misplaced = @Reply("BAD not now"), tooLong = @Reply("BAD too long"), refusals = {"NO {*}", "BAD {*}"})
            @Limits(payload = 64)
            public interface X {
                @Command("put {name} {content}") @Reply("put {name} {content}") Put put(String name, Bytes content);
                @Command("size {name} ({flags...})[ {content}]") @Reply("{*}") String size(String name, List<String> flags, Optional<String> content);
                @Command("say {text*}") @Reply("{*}") String say(String text);
                @Command("drop[ {what*}]") @Reply("dropped") void drop(Optional<String> what);
                @Command("parts {parts}-{size}") @Reply("parts {parts}a[{text*}] ,{size}") All parts(Parts parts, int size);
                @Command("noop") @Reply("done") void noop();
                record All(Parts parts, Optional<String> text, int size) {}
                @Format("{number} {text}") record Parts(int number, String text) {}
                record Put(String name, Bytes content) {}
            }
            final class H implements X {
                public Put put(String name, Bytes content) { return new Put(name, content); }
                public String size(String name, List<String> flags, Optional<String> content) {
                    return name.length() + " " + flags.size() + " " + content.map(String::length).orElse(-1);
                }
                public String say(String text) { return text; }
                public void drop(Optional<String> what) {}
                public All parts(Parts parts, int size) { return new All(parts, Optional.empty(), size); }
                public void noop() {}
            }
            """;

    private static final Served ASKING =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.ONE_SPACE, order = Order.TAGGED)
                    @Quoted(specials = "(){", literal = Quoted.Literal.SYNCHRONIZING)
                    @Envelope(command = "{tag} {*}", reply = "{tag} {*}")
                    """
                            + BODY);

    private static final Served AT_ONCE =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.ONE_SPACE)
                    @Quoted(specials = "(){", literal = Quoted.Literal.NON_SYNCHRONIZING)
                    """
                            + BODY);

    private static final Served BLOCKS =
            Served.compile(
                    """
                    @LineProtocol(terminator = Terminator.LF)
                    @Quoted(quotes = "\\"'", escape = Quoted.Escape.DOUBLED, literal = Quoted.Literal.IEEE_488)
                    """
                            + BODY);

    private static String answers(Served served, String input) {
        StringTransport transport = served.connect();
        transport.deliver(input);
        transport.runTurns();
        return transport.text();
    }

    @Test
    void aServerAsksForALiteral() {
        assertThat(answers(ASKING, "1 put a {3}\r\nb c\r\n2 noop\r\n"))
                .isEqualTo("+ OK\r\n1 put a \"b c\"\r\n2 done\r\n");
        assertThat(answers(ASKING, "1 put {4}\r\na\r\nb {1+}\r\n{\r\n"))
                .isEqualTo("+ OK\r\n1 put {4}\r\na\r\nb \"{\"\r\n");
        assertThat(answers(ASKING, "1 size {2}\r\n\r\n ({1+}\r\n) {1+}\r\n() {3}\r\n\r\n\0\r\n"))
                .isEqualTo("+ OK\r\n+ OK\r\n1 2 2 3\r\n");
    }

    @Test
    void aServerOfTheOtherDialectDoesNot() {
        assertThat(answers(AT_ONCE, "put a {3+}\r\nb c\r\nput a {2}\r\n\r\n\r\nnoop\r\n"))
                .isEqualTo("put a \"b c\"\r\nput a {2}\r\n\r\n\r\ndone\r\n");
        assertThat(answers(BLOCKS, "put a #13b\nc\nput #0a\nput 'a''b' #10\nnoop\n"))
                .isEqualTo("put a #13b\nc\nBAD usage\nput \"a'b\" #10\ndone\n");
    }

    @Test
    void aLiteralOverItsLimitIsRefused() {
        assertThat(answers(ASKING, "1 put a {65}\r\n2 noop\r\n"))
                .isEqualTo("1 NO too big\r\n2 done\r\n");
        assertThat(answers(ASKING, "1 put a {65+}\r\n" + "x".repeat(65) + "\r\n2 noop\r\n"))
                .isEqualTo("1 NO too big\r\n2 done\r\n");
        assertThat(
                        answers(
                                ASKING,
                                "1 drop {65}\r\n2 drop a {65}\r\n3 noop {65}\r\n4 no {65}\r\n5 noop\r\n"))
                .isEqualTo(
                        "1 NO too big\r\n2 NO too big\r\n3 BAD usage\r\n4 BAD unknown\r\n5 done\r\n");
    }

    @Test
    void aRefusedLineWithALiteralIsReadToItsEnd() {
        assertThat(answers(ASKING, "1 no {2+}\r\nab {2}\r\ncd\r\n2 noop {1}\r\nx\r\n3 noop\r\n"))
                .isEqualTo("+ OK\r\n1 BAD unknown\r\n+ OK\r\n2 BAD usage\r\n3 done\r\n");
        assertThat(answers(ASKING, "1 say a {2+}\r\nbc\r\n2 put a{1+}\r\nx y\r\n3 noop\r\n"))
                .isEqualTo("1 a {2+}\r\nbc\r\n2 BAD no blank between two words\r\n3 done\r\n");
        for (String word :
                List.of("{}", "{-1}", "{+}", "{5", "{1}x", "{a}", "{000000000001+}\r\nx")) {
            assertThat(answers(ASKING, "1 put a " + word + "\r\n2 noop\r\n"))
                    .as(word)
                    .isEqualTo(
                            "1 BAD a word with an unbalanced quote or an unknown escape\r\n2 done\r\n");
        }
    }

    @Test
    void aClientHoldsItsLineBackUntilItIsAsked() throws Exception {
        try (Called client = new Called(ASKING)) {
            CompletableFuture<?> put =
                    client.call("put", "a\nb", Bytes.of("\0{1}".getBytes(ISO_8859_1)));
            CompletableFuture<?> noop = client.call("noop");
            assertThat(client.received()).isEqualTo("1 put {3}\r\n");
            client.answer("+ OK\r\n");
            assertThat(client.received()).isEqualTo("a\nb {4}\r\n");
            client.answer("+ go on\r\n");
            assertThat(client.received()).isEqualTo("\0{1}\r\n2 noop\r\n");
            client.answer("2 done\r\n1 put {3}\r\na\rb {1}\r\nx\r\n");
            assertThat(outcome(put).toString()).contains("a\rb");
            assertThat(noop).isCompleted();
        }
    }

    @Test
    void theLineEndOfALiteralIsThatOfItsLines() throws Exception {
        Map<String, String> kinds =
                Map.of(
                        "terminator = Terminator.LF", "NON_SYNCHRONIZING",
                        "replyTerminator = Terminator.LF", "SYNCHRONIZING",
                        "terminator = {Terminator.LF, Terminator.CRLF}", "SYNCHRONIZING");
        for (String ends : kinds.keySet()) {
            Served served =
                    Served.compile(
                            "@LineProtocol(%s) @Quoted(literal = Quoted.Literal.%s)\n"
                                            .formatted(ends, kinds.get(ends))
                                    + BODY);
            try (Conversed both = new Conversed(served)) {
                String put = both.outcome("put", "a\nb", Bytes.of(new byte[] {0, '\r'}));
                assertThat(put).as(ends).startsWith("Put[name=a\nb, content=");
                Object parts =
                        served.type("X$Parts").getDeclaredConstructors()[0].newInstance(1, "\n");
                assertThat(both.outcome("parts", parts, 2))
                        .as(ends)
                        .isEqualTo(
                                "All[parts=Parts[number=1, text=\n], text=Optional.empty, size=2]");
            }
        }
    }

    @Test
    void aLiteralMayHaveAControlThatOnlyLiteralsOfTemplatesHave() throws Exception {
        for (String kind : List.of("IEEE_488", "SYNCHRONIZING")) {
            Served served =
                    Served.compile(
                            """
                            @LineProtocol @Quoted(literal = Quoted.Literal.%s)
                            public interface X {
                                @Command("tab\\tx") @Reply("tab\\tx") void tab();
                                @Command("get {word} {number}") @Reply("{word} {number}") R get(String word, int number);
                                @Command("parts {parts}-{number}") @Reply("{parts}-{number}") P parts(R parts, int number);
                                @Format("{word} {number}") record R(String word, int number) {}
                                record P(R parts, int number) {}
                            }
                            class H implements X {
                                public void tab() {}
                                public R get(String word, int number) { return new R(word, number); }
                                public P parts(R parts, int number) { return new P(parts, number); }
                            }
                            """
                                    .formatted(kind));
            try (Conversed both = new Conversed(served)) {
                assertThat(both.outcome("get", "\t.", 7)).isEqualTo("R[word=\t., number=7]");
                Object parts =
                        served.type("X$R").getDeclaredConstructors()[0].newInstance("\t.", 7);
                assertThat(both.outcome("parts", parts, 1))
                        .isEqualTo("P[parts=R[word=\t., number=7], number=1]");
            }
        }
    }

    @Test
    void aTextHasLiteralsWithTheLineEndsThatAreRead() throws Exception {
        for (String ends : List.of("LF", "CRLF")) {
            Served served =
                    Served.compile(
                            """
                            @LineProtocol(terminator = Terminator.%s)
                            @Quoted(literal = Quoted.Literal.NON_SYNCHRONIZING)
                            @Errors(failed = @Reply("NO"))
                            public interface X {
                                @Command("get {lf}") @Reply("got {*}") String get(int lf);
                            }
                            final class H implements X {
                                public String get(int lf) { return lf == 1 ? "{2}\\nab" : "{2}\\r\\nab"; }
                            }
                            """
                                    .formatted(ends));
            for (boolean lf : List.of(true, false)) {
                try (Conversed both = new Conversed(served)) {
                    String got = both.outcome("get", lf ? 1 : 0);
                    if (lf == ends.equals("LF")) {
                        assertThat(got).as(ends).isEqualTo(lf ? "{2}\nab" : "{2}\r\nab");
                    } else {
                        assertThat(got).as(ends).contains("NO");
                    }
                }
            }
        }
    }

    /** A reply may begin as a request for a literal does: it belongs to the call before. */
    @Test
    void aReplyToAnEarlierCallAsksForNoLiteral() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(separator = Separator.ONE_SPACE)
                        @Quoted(specials = "(){", literal = Quoted.Literal.SYNCHRONIZING)
                        public interface X {
                            @Command("ready") @Reply("+ {*}") String ready();
                            @Command("put {content}") @Reply("done") void put(Bytes content);
                        }
                        final class H implements X {
                            public String ready() { return "yes"; }
                            public void put(Bytes content) {}
                        }
                        """);
        try (Called client = new Called(served)) {
            CompletableFuture<?> ready = client.call("ready");
            CompletableFuture<?> put = client.call("put", Bytes.of("a\nb".getBytes(ISO_8859_1)));
            assertThat(client.received()).isEqualTo("ready\r\nput {3}\r\n");
            client.answer("+ yes\r\n");
            assertThat(outcome(ready)).isEqualTo("yes");
            assertThat(client.received()).isEmpty();
            client.answer("+ OK\r\n");
            assertThat(client.received()).isEqualTo("a\nb\r\n");
            client.answer("done\r\n");
            assertThat(put).isCompleted();
        }
    }

    @Test
    void aClientGivesUpALineThatIsRefused() throws Exception {
        try (Called client = new Called(ASKING)) {
            CompletableFuture<?> put = client.call("put", "a\nb", Bytes.of(new byte[0]));
            CompletableFuture<?> noop = client.call("noop");
            client.answer("1 NO too big\r\n");
            assertThat(outcome(put)).isInstanceOf(CommandRejected.class);
            assertThat(client.received()).isEqualTo("1 put {3}\r\n2 noop\r\n");
            client.answer("2 done\r\n");
            assertThat(noop).isCompleted();
        }
    }

    @Test
    void aClientOfTheOtherDialectSendsLiteralsAtOnce() throws Exception {
        try (Called client = new Called(AT_ONCE)) {
            CompletableFuture<?> put =
                    client.call("put", "a\nb", Bytes.of("x y".getBytes(ISO_8859_1)));
            assertThat(client.received()).isEqualTo("put {3+}\r\na\nb \"x y\"\r\n");
            client.answer("put {1}\r\n{ \"x\"\r\n");
            assertThat(outcome(put).toString()).contains("{");
        }
    }

    @Test
    void aTextThatEndsAsALiteralBeginsIsRefused() throws Exception {
        try (Called client = new Called(AT_ONCE)) {
            for (String text : List.of("{1}", "a {12+}", "a{0}")) {
                assertThat(outcome(client.call("say", text)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            client.call("say", "{1} a");
            assertThat(client.received()).isEqualTo("say {1} a\r\n");
        }
        try (Called client = new Called(BLOCKS)) {
            assertThat(outcome(client.call("say", "a #15b")))
                    .isInstanceOf(IllegalArgumentException.class);
            client.call("say", "#11a it's");
            assertThat(client.received()).isEqualTo("say #11a it's\n");
        }
    }

    private static String random(Random random) {
        String pieces = "ab {}()\"'#15+\\\r\n\0\u00e9\u0001";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(pieces.charAt(random.nextInt(pieces.length())));
        }
        return text.toString();
    }

    @Test
    void whatIsWrittenIsReadBackOnBothSides() throws Exception {
        Random random = new Random(6);
        for (Served served : List.of(ASKING, AT_ONCE, BLOCKS)) {
            try (Called client = new Called(served)) {
                StringTransport server = served.connect();
                for (int i = 0; i < 300; i++) {
                    String name = random(random);
                    Bytes content = Bytes.of(random(random));
                    CompletableFuture<?> put = client.call("put", name, content);
                    for (int turn = 0; turn < 4 && !put.isDone(); turn++) {
                        server.deliver(client.received());
                        server.runTurns();
                        client.answer(server.takeText());
                    }
                    assertThat(outcome(put))
                            .hasToString("Put[name=" + name + ", content=" + content + "]");
                }
            }
        }
    }
}
