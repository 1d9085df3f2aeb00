package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in quotes, on both sides. */
class GeneratedQuotesTest {
    private static final Served PLAYER =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.BLANKS, caseSensitive = true)
                    @Quoted
                    @Errors(unknown = @Reply("ACK unknown {'{verb}'}"), usage = @Reply("ACK usage"),
                            malformed = @Reply("ACK malformed"))
                    public interface X {
                        @Command("add {uri}[ {position}]") @Reply("added {uri} {position}") Added add(String uri, OptionalInt position);
                        @Command("find {tags...}") @Reply("found {tags...}") Found find(List<String> tags);
                        @Command("words {tags...}") @Reply("{*}") String words(Words tags);
                        @Command("flags ({flags...})") @Reply("{*}") String flags(Words flags);
                        @Command("parts [({flags,...})]") @Reply("{*}") String parts(Words flags);
                        @Command("split {parts,...}") @Reply("{*}") String split(Words parts);
                        @Command("delete {range}") @Reply("deleted {range}") Deleted delete(Range range);
                        @Command("tag {name} [{value}]") @Reply("{*}") String tag(String name, Optional<String> value);
                        @Command("say {text*}") @Reply("{*}") String say(String text);
                        @Command("name \\"{name}\\"") @Reply("named \\"{name}\\"") Named name(String name);
                        @Command("list ({names,...})[ {mode}]") @Reply("listed ({names,...})") Listed list(List<String> names, Optional<Mode> mode);
                        @Command("pair {key}={value}") @Reply("{key}={value}") Pair pair(String key, String value);
                        record Added(String uri, OptionalInt position) {}
                        record Found(List<String> tags) {}
                        record Deleted(Range range) {}
                        record Named(String name) {}
                        record Listed(List<String> names) {}
                        record Pair(String key, String value) {}
                        @Format("{start}:[{end}]") record Range(int start, Optional<String> end) {}
                        enum Mode { @Format("on") ON, @Format("off") OFF }
                    }
                    class H implements X {
                        public Added add(String uri, OptionalInt position) { return new Added(uri, position); }
                        public Found find(List<String> tags) { return new Found(tags); }
                        public String words(Words tags) { return tags.toString(); }
                        public String flags(Words flags) { return flags.toString(); }
                        public String parts(Words flags) { return flags.toString(); }
                        public String split(Words parts) { return parts.toString(); }
                        public Deleted delete(Range range) { return new Deleted(range); }
                        public String tag(String name, Optional<String> value) { return name + "/" + value.orElse("-"); }
                        public String say(String text) { return text; }
                        public Named name(String name) { return new Named(name); }
                        public Listed list(List<String> names, Optional<Mode> mode) { return new Listed(names); }
                        public Pair pair(String key, String value) { return new Pair(key, value); }
                    }
                    """
                            .replace("parts [({flags,...})]", "parts[ ({flags,...})]")
                            .replace("tag {name} [{value}]", "tag {name}[ {value}]")
                            .replace("added {uri} {position}", "added {uri}[ {position}]"));

    @Test
    void aWordIsReadBareOrQuoted() {
        assertThat(PLAYER.answers("add a\n")).isEqualTo("added a\n");
        assertThat(PLAYER.answers("add \"a\"\n")).isEqualTo("added a\n");
        assertThat(PLAYER.answers("add \"a b\" \"7\"\n")).isEqualTo("added \"a b\" 7\n");
        assertThat(PLAYER.answers("\"add\" \"\\\"x\\\\ \"\n")).isEqualTo("added \"\\\"x\\\\ \"\n");
        assertThat(PLAYER.answers("find \"a b\" c \"\"\n")).isEqualTo("found \"a b\" c \"\"\n");
        assertThat(PLAYER.answers("words \"a b\" c \"\\\"\"\n")).isEqualTo("[a b, c, \"]\n");
        assertThat(PLAYER.answers("delete \"1:2\"\ndelete 3:\n"))
                .isEqualTo("deleted 1:2\ndeleted 3:\n");
        assertThat(PLAYER.answers("tag \"x y\"\ntag x \"\"\n")).isEqualTo("x y/-\nx/\n");
    }

    private static String glued(String separator, String dialect) {
        return """
                @LineProtocol(caseSensitive = true, separator = Separator.%s)
                @Quoted%s
                @Limits(errors = 100)
                @Errors(unknown = @Reply("no"), usage = @Reply("no"), malformed = @Reply("no"))
                public interface X {
                    @Command("say {p*}") @Reply("said {*}") String say(String p);
                    @Command("one {p}") @Reply("said {*}") String one(String p);
                    @Command("flag[ on]") @Reply("said {}") int flag(boolean on);
                    @Command("two {p} on") @Reply("said {*}") String two(String p);
                    @Command("more {p}[ {q}]") @Reply("said {*}") String more(String p, Optional<String> q);
                    @Command("note {p} {'note'}") @Reply("said {*}") String note(String p);
                    @Command("tail {p} {q*}") @Reply("said {*}") String tail(String p, String q);
                    @Command("list {p...}") @Reply("said {}") int list(List<String> p);
                    @Command("help {*}") @Reply("said") void help();
                    @Command("ping") @Reply("said") void ping();
                }
                class H implements X {
                    public String say(String p) { return p; }
                    public String one(String p) { return p; }
                    public int flag(boolean on) { return on ? 1 : 0; }
                    public String two(String p) { return p; }
                    public String more(String p, Optional<String> q) { return p + q; }
                    public String note(String p) { return p; }
                    public String tail(String p, String q) { return p + q; }
                    public int list(List<String> p) { return p.size(); }
                    public void help() {}
                    public void ping() {}
                }
                """
                .formatted(separator, dialect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPACES", "BLANKS", "ONE_SPACE"})
    void nothingFollowsAWordWithoutABlank(String separator) {
        for (String dialect : List.of("", "(specials = \"()\")")) {
            Served served = Served.compile(glued(separator, dialect));
            String input =
                    """
                    say"x"
                    say"x
                    one"x"
                    one"x
                    one"
                    flag"on"
                    flag"on
                    two "a"on
                    two a"on"
                    two a"on
                    more "a"b
                    more a"b"
                    more a"b
                    note "a"b
                    note a"b
                    tail "a"b
                    tail a"b"
                    tail a"b
                    list "a"b
                    list a"b"
                    help"x"
                    help"x
                    ping"
                    """;
            assertThat(served.answers(input)).isEqualTo(input.replaceAll(".+", "no"));
        }
    }

    @Test
    void aLineThatBeginsWithABlankIsNoOtherLine() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(caseSensitive = true, separator = Separator.ONE_SPACE)
                        @Quoted
                        public interface X {
                            @Command("get {number}") @Reply(value = "END {'soon'}", end = "{text*}.")
                            CompletionStage<Got> get(int number) throws Bad;
                            record Got(String text) {}
                            @Reply("{text*}!") final class Bad extends Exception {
                                private static final long serialVersionUID = 1;
                                private final String text;
                                public Bad(String text) { super(text); this.text = text; }
                                public String text() { return text; }
                            }
                        }
                        class H implements X {
                            public CompletionStage<Got> get(int number) throws Bad { throw new Bad(" END a"); }
                        }
                        """);
        try (Conversed client = new Conversed(served)) {
            assertThat(client.outcome("get", 7)).endsWith("Bad:  END a");
        }
    }

    @Test
    void nothingFollowsAWordWithoutABlankInWhatAClientReads() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(caseSensitive = true, separator = Separator.ONE_SPACE)
                        @Quoted(specials = "(){")
                        public interface X {
                            @Command("get {number}") @Reply("{text*},{number}.")
                            @Errors(malformed = @Reply("a {'wrong'}")) Got get(int number);
                            record Got(String text, int number) {}
                        }
                        class H implements X {
                            public Got get(int number) { return new Got("a\\"b", number); }
                        }
                        """);
        try (Conversed client = new Conversed(served)) {
            assertThat(client.outcome("get", 7)).isEqualTo("Got[text=a\"b, number=7]");
        }
    }

    private static final Served LISTS =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.ONE_SPACE)
                    @Quoted(specials = "(){")
                    @Errors(unknown = @Reply("NO unknown"), usage = @Reply("NO usage {'{message}'}"),
                            malformed = @Reply("NO {'{message}'}"))
                    public interface X {
                        @Command("put {all} : {text*}") @Reply("{*}") String put(All all, String text);
                        @Command("whole \\"{all}\\"") @Reply("\\"{all}\\"") Whole whole(All all);
                        record Whole(All all) {}
                        @Format("({words...})") record All(List<String> words) {}
                    }
                    class H implements X {
                        public Whole whole(All all) { return new Whole(all); }
                        public String put(All all, String text) { return all.words() + text; }
                    }
                    """);

    @Test
    void severalWordsInQuotes() {
        assertThat(LISTS.answers("whole \"(a b)\"\n")).isEqualTo("\"(a b)\"\n");
    }

    @Test
    void wordsInParentheses() {
        assertThat(LISTS.answers("put (a b) : x\n")).isEqualTo("[a, b]x\n");
        assertThat(LISTS.answers("put (\"a b\" c) : x\n")).isEqualTo("[a b, c]x\n");
        assertThat(LISTS.answers("put (\"--\" \"a\\\\\\\"\") : x\n")).isEqualTo("[--, a\\\"]x\n");
    }

    private static final Served GLUED =
            Served.compile(
                    """
                    @LineProtocol(separator = Separator.BLANKS)
                    @Quoted(specials = "(){")
                    @Errors(malformed = @Reply("NO malformed"), usage = @Reply("NO usage"))
                    @Envelope(reply = "{*}*")
                    public interface X {
                        @Command("text[ {text*}] (") @Reply("value:[ {text*}] (") R text(Optional<String> text);
                        @Command("number[ {number}] (x") @Reply("{*}") String number(OptionalInt number);
                        @Command("put (x {data.length}[ {low}]") @Reply("{*}") String put(@Payload String data, OptionalInt low);
                        record R(Optional<String> text) {}
                    }
                    class H implements X {
                        public R text(Optional<String> text) { return new R(text); }
                        public String number(OptionalInt number) { return number.toString(); }
                        public String put(String data, OptionalInt low) { return data + low; }
                    }
                    """);

    @Test
    void literalsWithSpecialsAreOneWordOfTheirLine() throws Exception {
        assertThat(GLUED.answers("text (\ntext a b (\n")).isEqualTo("value: (*\nvalue: a b (*\n");
        assertThat(GLUED.answers("number (x\nnumber 7 (x\n"))
                .isEqualTo("OptionalInt.empty*\nOptionalInt[7]*\n");
        try (Conversed both = new Conversed(GLUED)) {
            assertThat(both.outcome("text", Optional.empty())).isEqualTo("R[text=Optional.empty]");
            assertThat(both.outcome("text", Optional.of("a b"))).isEqualTo("R[text=Optional[a b]]");
            assertThat(both.outcome("text", Optional.of("a\"b")))
                    .contains("an optional part that would be read as what follows it");
        }
    }

    @Test
    void aPayloadBehindLiteralsWithSpecialsIsSkipped() {
        assertThat(GLUED.answers("put (x 4 low\nabcd\nput (x 1 7\na\n"))
                .isEqualTo("NO malformed*\naOptionalInt[7]*\n");
    }

    @Test
    void freeTextIsNeverUnquoted() {
        assertThat(PLAYER.answers("say \"a b\n")).isEqualTo("\"a b\n");
    }

    @Test
    void aPlaceholderInQuotesIsAlwaysWrittenQuoted() {
        assertThat(PLAYER.answers("name x\nname \"x\"\n")).isEqualTo("named \"x\"\nnamed \"x\"\n");
    }

    @Test
    void listsAndBracketsAroundWords() {
        assertThat(PLAYER.answers("list (a,b)\nlist (a) \"on\"\n"))
                .isEqualTo("listed (a,b)\nlisted (a)\n");
        assertThat(PLAYER.answers("pair a=\"b c\"\n")).isEqualTo("a=\"b c\"\n");
    }

    @Test
    void borrowedWordsInBracketsOrBetweenCommas() {
        assertThat(PLAYER.answers("flags (a bc d)\nflags ()\nflags (a \"b \\\" c\" \"d\" e)\n"))
                .isEqualTo("[a, bc, d]\n[]\n[a, b \" c, d, e]\n");
        assertThat(PLAYER.answers("parts\nparts (a,b)\nsplit a,b\nsplit \"a,b \\\"\"\n"))
                .isEqualTo("[]\n[a, b]\n[a, b]\n[a, b \"]\n");
    }

    @Test
    void aWordOfTheWrongFormIsMalformed() {
        for (String line :
                List.of(
                        "add \"a",
                        "add \"a\\n\"",
                        "add \"a\"b",
                        "add a\"b",
                        "find \"a\"\"b\"",
                        "find a \"b",
                        "delete \"1:2")) {
            assertThat(PLAYER.answers(line + "\n")).as(line).isEqualTo("ACK malformed\n");
        }
    }

    @Test
    void aClientWritesBareIfItCan() throws Exception {
        try (Called client = new Called(PLAYER)) {
            client.call("add", "a b", java.util.OptionalInt.of(3));
            client.call("add", "", java.util.OptionalInt.empty());
            client.call("name", "x");
            client.call("find", List.of("a", "b c"));
            client.call("tag", "x", Optional.of(""));
            assertThat(client.received())
                    .isEqualTo(
                            "add \"a b\" 3\r\nadd \"\"\r\nname \"x\"\r\nfind a \"b c\"\r\ntag x \"\"\r\n");
            assertThat(outcome(client.call("add", "a\nb", java.util.OptionalInt.empty())))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(outcome(client.call("list", List.of("a b"), Optional.empty())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theWordOfAConstantHasNoQuote() {
        for (String word : List.of("a\\\"b", "\\\"", "(a")) {
            assertThat(
                            Compiled.reports(
                                    "@LineProtocol @Quoted(specials = \"(\") public interface X { @Command(\"c {v}\") void c(V v); enum V { @Format({\"a\", \"%s\"}) A, B } }"
                                            .formatted(word)))
                    .singleElement()
                    .asString()
                    .startsWith("[Ropewalk/NotAWord]")
                    .endsWith(
                            "cannot be the word for A: it has a character of @Quoted; set another word with @Format");
        }
    }

    @Test
    void aValueOfSeveralWordsMayHaveQuotesBehindALiteral() throws Exception {
        for (String specials : List.of("", "()<")) {
            Served served =
                    Served.compile(
                            "@LineProtocol @Quoted(specials = \"%s\") public interface X { @Command(\"c {v} {w}\") @Reply(\"is {w} {v}\") R c(V v, W w); record R(V v, W w) {} @Format(\"<\\\"{a}\\\" {b}>\") record V(String a, int b) {} @Format({\"({a} x=\\\"{b}\\\")\", \"({a} nil)\"}) record W(String a, Optional<String> b) {} } final class H implements X { public R c(X.V v, X.W w) { return new R(v, w); } }"
                                    .formatted(specials));

            assertThat(served.answers("c <\"a b\" 1> (c x=\"d e\")\nc <\"a\" 1> (c nil)\n"))
                    .isEqualTo("is (c x=\"d e\") <\"a b\" 1>\nis (c nil) <\"a\" 1>\n");
            assertThat(served.answers("c <\"a b\" 1>\nc <\"a b 1> (c nil)\n"))
                    .isEqualTo("ERROR\n".repeat(2));
        }
    }

    @Test
    void aVerbMayBeInQuotes() {
        Served both =
                Served.compile(
                        """
                        @LineProtocol
                        @Quoted(literal = Quoted.Literal.NON_SYNCHRONIZING)
                        @Errors(unknown = @Reply("NO unknown"))
                        public interface X {
                            @Command("\\"*\\"") @Reply("OK cancelled") void cancel();
                            @Command("\\"LONG-VERB\\" {name}") @Reply("OK {name}") Named named(String name);
                            @Command("\\"{word}\\"") @Reply("OK {word}") Word word(String word);
                            record Named(String name) {}
                            record Word(String word) {}
                        }
                        class H implements X {
                            public void cancel() {}
                            public Named named(String name) { return new Named(name); }
                            public Word word(String word) { return new Word(word); }
                        }
                        """);

        assertThat(both.answers("\"*\"\n*\n{1+}\n*\n\"**\"\n"))
                .isEqualTo("OK cancelled\nOK cancelled\nOK cancelled\nOK **\n");
        assertThat(both.answers("\"long-verb\" a\nLONG-VERB b\n")).isEqualTo("OK a\nOK b\n");
    }

    @Test
    void aQuotedWordTakesATextWithoutAWarning() {
        Served texts =
                Served.compile(
                        """
                        @LineProtocol
                        @Quoted
                        @Errors(unknown = @Reply("NO \\"{verb}\\""), usage = @Reply("NO \\"{usage}\\""),
                                malformed = @Reply("NO \\"{place}\\" \\"{count}\\" \\"{message}\\""))
                        public interface X {
                            @Supplies String place();
                            @Supplies int count();
                            @Command("GET \\"{name}\\" {count}") @Reply("OK") void get(String name, int count) throws No;
                            @Reply("NO \\"{message}\\"")
                            final class No extends Exception {
                                public No(String message) { super(message); }
                            }
                        }
                        class H implements X {
                            public String place() { return "a \\"b\\""; }
                            public int count() { return 7; }
                            public void get(String name, int count) throws No { throw new No("no \\"" + name + "\\" here"); }
                        }
                        """);

        assertThat(texts.answers("GET\nGET \"a b\" 1\nGET a x\n\"F Y\"\n"))
                .isEqualTo(
                        "NO \"GET \\\"<name>\\\" <count>\"\nNO \"no \\\"a b\\\" here\"\nNO \"a \\\"b\\\"\" \"7\" \"not a number\"\nNO \"F Y\"\n");
    }
}
