package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** A dialect without quotes, in which a backslash begins an escape everywhere, on both sides. */
class GeneratedEscapesTest {
    private static final Served WORDS =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.ONE_SPACE)
                    @Quoted(quotes = "", escapes = "n\\nr\\r", specials = ";<>")
                    @Errors(unknown = @Reply("BAD unknown"), usage = @Reply("BAD usage"), malformed = @Reply("BAD {'{message}'}"))
                    public interface X {
                        @Command("set {key} {value}") @Reply("set {key} {value}") Set set(String key, String value);
                        @Command("say {text*}") @Reply("said {text*}") Said say(String text);
                        @Command("pair <{key}>={value*}: {rest*}") @Reply("<{key}>={value*}: {rest*}") Pair pair(String key, String value, String rest);
                        @Command("list {words...}") @Reply("list {words...}") All list(List<String> words);
                        @Command("texts {all*,...}") @Reply("texts {all*,...}") Texts texts(List<String> all);
                        @Command("at {it} end") @Reply("at {it} end") At at(Named it);
                        @Command("maybe[ {word}]") @Reply("maybe[ {word}]") Maybe maybe(Optional<String> word);
                        record Set(String key, String value) {}
                        record Said(String text) {}
                        record Pair(String key, String value, String rest) {}
                        record All(List<String> words) {}
                        record Texts(List<String> all) {}
                        record At(Named it) {}
                        record Maybe(Optional<String> word) {}
                        @Format("{name} as {alias}") record Named(String name, String alias) {}
                    }
                    final class H implements X {
                        public Set set(String key, String value) { return new Set(key, value); }
                        public Said say(String text) { return new Said(text); }
                        public Pair pair(String key, String value, String rest) { return new Pair(key, value, rest); }
                        public All list(List<String> words) { return new All(words); }
                        public Texts texts(List<String> all) { return new Texts(all); }
                        public At at(Named it) { return new At(it); }
                        public Maybe maybe(Optional<String> word) { return new Maybe(word); }
                    }
                    """);

    private static final Served FIELDS =
            Served.compile(
                    """
                    @LineProtocol(terminator = Terminator.LF)
                    @Quoted(quotes = "", escapes = "n\\nr\\rc:")
                    @Envelope(command = "{*}\\n[receipt:{tag}]\\n\\n\\0", reply = "{*}\\n[receipt-id:{tag}]\\n\\n\\0")
                    @Errors(unknown = @Reply("ERROR\\nmessage:{'{verb}'}"), malformed = @Reply("ERROR\\nmessage:{'{message}'}"))
                    public interface X {
                        @Command("SEND\\nto:{to*}\\n[note:{note*}]\\n[tag:{tags*}]\\n{others:...}") @Reply("SENT\\nto:{to*}\\n[note:{note*}]\\n[tag:{tags*}]\\n{others:...}")
                        Sent send(String to, Optional<String> note, List<String> tags, Map<String, String> others);
                        @Command("FAIL\\nwhy:{why*}") @Reply("OK") void fail(String why) throws Failed;
                        record Sent(String to, Optional<String> note, List<String> tags, Map<String, String> others) {}
                        @Reply("ERROR\\nmessage:{message*}") final class Failed extends Exception { private static final long serialVersionUID = 1; public Failed(String message) { super(message); } }
                    }
                    final class H implements X {
                        public Sent send(String to, Optional<String> note, List<String> tags, Map<String, String> others) { return new Sent(to, note, tags, others); }
                        public void fail(String why) throws Failed { throw new Failed(why); }
                    }
                    """);

    @Test
    void aBackslashBeginsAnEscapeInWordsAndTexts() {
        assertThat(WORDS.answers("set a\\ b \\\\\\n\nsay a \\\\ b\\n\\;\n"))
                .isEqualTo("set a\\ b \\\\\\n\nsaid a \\\\ b\\n\\;\n");
        assertThat(WORDS.answers("say a\\ b\nmaybe\nmaybe \\ \n"))
                .isEqualTo("said a b\nmaybe\nmaybe \\ \n");
        assertThat(WORDS.answers("pair <\\>\\<>=a\\;: b: \\\\\n"))
                .isEqualTo("<\\>\\<>=a\\;: b: \\\\\n");
    }

    @Test
    void anUnknownEscapeIsMalformed() {
        for (String line :
                List.of(
                        "set a\\q b",
                        "say \\q",
                        "say a\\",
                        "list a b\\",
                        "texts a,\\q",
                        "pair <a\\q>=b: c")) {
            assertThat(WORDS.answers(line + "\n"))
                    .as(line)
                    .startsWith("BAD ")
                    .contains("unknown escape");
        }
        StringTransport server = FIELDS.connect();
        server.deliver("SEND\nto:a\\tb\n\n\0SEND\nto:a\nb:\\q\n\n\0");
        assertThat(server.text()).isEqualTo("ERROR\nmessage:an unknown escape\n\n\0".repeat(2));
    }

    @Test
    void fieldsAreEscapedWithTheirNames() {
        StringTransport server = FIELDS.connect();
        server.deliver("SEND\nto:a b:\\c\\\\\\n \ntag:\\c\ntag:x\nx\\cy: z\\n\nreceipt:\\c1\n\n\0");
        assertThat(server.text())
                .isEqualTo(
                        "SENT\nto:a b\\c\\c\\\\\\n \ntag:\\c\ntag:x\nreceipt-id:\\c1\nx\\cy: z\\n\n\n\0");
    }

    @Test
    void anExceptionIsEscapedToo() {
        StringTransport server = FIELDS.connect();
        server.deliver("FAIL\nwhy:a:b\\n\n\n\0a:b\n\n\0");
        assertThat(server.text())
                .isEqualTo("ERROR\nmessage:a\\cb\\n\n\n\0ERROR\nmessage:a\\cb\n\n\0");
    }

    @Test
    void whatHasNoEscapeIsRefused() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol @Quoted(quotes = \"\") public interface X { @Command(\"a {b} {c:2} {d*}\") void a(String b, String c, String d); } final class H implements X { public void a(String b, String c, String d) {} }");
        try (Called client = new Called(served)) {
            for (Object[] values :
                    List.of(
                            new Object[] {"a\n", "cc", "d"},
                            new Object[] {"a", "\\", "d"},
                            new Object[] {"", "cc", "d"},
                            new Object[] {"a", "cc", "\r"})) {
                assertThat(outcome(client.call("a", values)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            client.call("a", "\\ ", "cc", " \\");
            assertThat(client.received()).isEqualTo("a \\\\\\  cc  \\\\\r\n");
        }
    }

    private static final Served PARTLY =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.ONE_SPACE)
                    @Quoted(quotes = "", escapes = "n\\nr\\r", specials = ":")
                    @Errors(unknown = @Reply("BAD unknown"), usage = @Reply("BAD usage"), malformed = @Reply("BAD {'{message}'}"))
                    public interface X {
                        @Command("say {text*}") @Reply("said {text*}") Said say(String text);
                        @Command("raw {word} {a*}: {rest*}") @Reply("raw {word} {a*}: {rest*}") @Quoted(quotes = "", escape = Quoted.Escape.NONE) Raw raw(String word, String a, String rest) throws No;
                        @Command("both {text*}") Both both(String text);
                        @Command("list {all...}") @Reply(each = "item {*}", end = "end") @Quoted(quotes = "", escape = Quoted.Escape.NONE) List<String> list(List<String> all);
                        record Said(String text) {}
                        record Raw(String word, String a, String rest) {}
                        @Reply("both {text*}") @Quoted(quotes = "", escape = Quoted.Escape.NONE) record Both(String text) {}
                        @Reply("NO {message*}") final class No extends Exception { private static final long serialVersionUID = 1; public No(String message) { super(message); } }
                    }
                    final class H implements X {
                        public Said say(String text) { return new Said(text); }
                        public Raw raw(String word, String a, String rest) throws No { if (word.equals("no")) { throw new No(rest); } return new Raw(word, a, rest); }
                        public Both both(String text) { return new Both(text); }
                        public List<String> list(List<String> all) { return all; }
                    }
                    """);

    @Test
    void oneCommandMayHaveNoEscapes() {
        assertThat(
                        PARTLY.answers(
                                "raw a\\q \\: \\n\nsay \\\\\nraw no a: \\\nboth \\\\x\nlist \\ a\\\n"))
                .isEqualTo(
                        "raw a\\q \\: \\n\nsaid \\\\\nNO \\\\\nboth \\x\nitem \\\nitem a\\\nend\n");
    }

    private static String text(Random random) {
        String pieces = "ab \\:;,<>=\n\rnc\t";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(pieces.charAt(random.nextInt(pieces.length())));
        }
        return text.toString();
    }

    private static List<String> texts(Random random) {
        return List.of(text(random), text(random));
    }

    private static Object[] arguments(Served served, String method, Random random)
            throws ReflectiveOperationException {
        return switch (method) {
            // Its reply cannot hold what only escapes can.
            case "both" -> new Object[] {text(random).replaceAll("[\n\r\t]", "")};
            case "raw" -> new Object[] {text(random), text(random), text(random)};
            case "set" -> new Object[] {text(random), text(random)};
            case "pair" -> new Object[] {text(random), text(random), text(random)};
            case "list", "texts" -> new Object[] {texts(random)};
            case "at" ->
                    new Object[] {
                        GeneratedNilTest.made(served, "X$Named", text(random), text(random))
                    };
            case "maybe" -> new Object[] {Optional.of(text(random))};
            case "send" -> {
                Map<String, String> others = new LinkedHashMap<>();
                others.put("x" + text(random), text(random));
                yield new Object[] {text(random), Optional.of(text(random)), texts(random), others};
            }
            default -> new Object[] {text(random)};
        };
    }

    private static int written(Served served, List<String> methods, Random random)
            throws Exception {
        int written = 0;
        try (Called client = new Called(served)) {
            StringTransport server = served.connect();
            for (int i = 0; i < 150 * methods.size(); i++) {
                String method = methods.get(i % methods.size());
                Object[] values = arguments(served, method, random);
                CompletableFuture<?> call = client.call(method, values);
                server.deliver(client.received());
                server.runTurns();
                client.answer(server.takeText());
                Object read = outcome(call);
                if (!(read instanceof IllegalArgumentException)) {
                    written++;
                    assertThat(GeneratedNilTest.values(read)).containsExactly(values);
                }
            }
        }
        return written;
    }

    @Test
    void whatIsWrittenIsReadBackOnBothSides() throws Exception {
        Random random = new Random(6);
        assertThat(
                        written(
                                WORDS,
                                List.of("set", "say", "pair", "list", "texts", "at", "maybe"),
                                random))
                .isGreaterThan(500);
        assertThat(written(PARTLY, List.of("raw", "say", "both", "list"), random))
                .isGreaterThan(200);
        assertThat(written(FIELDS, List.of("send"), random)).isGreaterThan(30);
    }
}
