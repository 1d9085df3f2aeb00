package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.lang.reflect.Constructor;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Values of several words: each is read and written, by server and client. */
class PhrasesTest {
    private static final String POINT = "@Format(\"{x} {y}\") record Point(int x, int y) {}";

    private static Served echo(
            String annotation, String template, String parameters, String shown, String types)
            throws Exception {
        String plain =
                parameters
                        .replaceAll("@Format\\((\\{.*?}|\".*?\")\\) ", "")
                        .replaceAll("\\b(Point|Which|Message|Names)\\b", "X.$1");
        return Served.compile(
                "%s public interface X { @Command(\"%s\") @Reply(\"{'{}'}\") String c(%s); %s } final class H implements X { public String c(%s) { return \"\" + %s; } }"
                        .formatted(annotation, template, parameters, types, plain, shown));
    }

    private static Served echo(String template, String parameters, String shown, String types)
            throws Exception {
        return echo("@LineProtocol", template, parameters, shown, types);
    }

    private static Object make(Served served, String type, Object... arguments) throws Exception {
        Constructor<?> constructor =
                Arrays.stream(served.type("X$" + type).getDeclaredConstructors())
                        .findFirst()
                        .orElseThrow();
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    @Test
    void severalWordsAreOneParameter() throws Exception {
        Served served =
                echo(
                        "move {from} {to} {n}",
                        "Point from, Point to, int n",
                        "from + \"|\" + to + \"|\" + n",
                        POINT);

        assertThat(served.answer("move 1 2 3 4 5\r\n"))
                .isEqualTo("Point[x=1, y=2]|Point[x=3, y=4]|5\r\n");
        assertThat(served.answer("move  1  2   3 4  5 \r\n"))
                .isEqualTo("Point[x=1, y=2]|Point[x=3, y=4]|5\r\n");
        for (String bad : List.of("1 2 3 4", "1 2 3 4 5 6", "1 2 x 4 5", "1", "", "1 2 3")) {
            assertThat(served.answer("move " + bad + "\r\n")).as(bad).isEqualTo("ERROR\r\n");
        }
        assertThat(written(served, make(served, "Point", 1, 2), make(served, "Point", 3, 4), 5))
                .isEqualTo("move 1 2 3 4 5\r\n");
    }

    @Test
    void oneSpaceIsExact() throws Exception {
        Served served =
                echo(
                        "@LineProtocol(separator = Separator.ONE_SPACE)",
                        "move {from} {to}",
                        "Point from, Point to",
                        "from + \"|\" + to",
                        POINT);

        assertThat(served.answer("move 1 2 3 4\r\n"))
                .isEqualTo("Point[x=1, y=2]|Point[x=3, y=4]\r\n");
        assertThat(served.answer("move 1  2 3 4\r\nmove 1 2  3 4\r\nmove 1 2 3 4 \r\n"))
                .isEqualTo("ERROR\r\nERROR\r\nERROR\r\n");
    }

    @Test
    void anOptionalValueOfSeveralWords() throws Exception {
        Served served =
                echo(
                        "move[ {to}][ by {by}]",
                        "Optional<Point> to, Optional<Point> by",
                        "to + \"|\" + by",
                        POINT);

        assertThat(
                        served.answer(
                                "move 1 2\r\nmove\r\nmove by 3 4\r\nmove 1 2 by 3 4\r\nmove 1\r\nmove by 3\r\n"))
                .isEqualTo(
                        "Optional[Point[x=1, y=2]]|Optional.empty\r\nOptional.empty|Optional.empty\r\nOptional.empty|Optional[Point[x=3, y=4]]\r\nOptional[Point[x=1, y=2]]|Optional[Point[x=3, y=4]]\r\nERROR\r\nERROR\r\n");
        assertThat(written(served, Optional.of(make(served, "Point", 1, 2)), Optional.empty()))
                .isEqualTo("move 1 2\r\n");
        assertThat(written(served, Optional.empty(), Optional.of(make(served, "Point", 1, 2))))
                .isEqualTo("move by 1 2\r\n");
    }

    @Test
    void aTimeOfTwoWordsBeforeAnOptionalFlag() throws Exception {
        Served served =
                echo(
                        "newnews {m,...} {t}[ GMT]",
                        "List<String> m, @Format({\"yyyyMMdd HHmmss\", \"yyMMdd HHmmss\"}) java.time.LocalDateTime t, boolean gmt",
                        "m + \"|\" + t + \"|\" + gmt",
                        "");

        assertThat(
                        served.answer(
                                "newnews a.*,!b 20261129 160616 GMT\r\nNEWNEWS a 261129  160616\r\n"))
                .isEqualTo(
                        "[a.*, !b]|2026-11-29T16:06:16|true\r\n[a]|2026-11-29T16:06:16|false\r\n");
        assertThat(
                        served.answer(
                                "newnews a 20261129\r\nnewnews a 20261129 GMT\r\nnewnews a 20260229 160616\r\nnewnews a 20261129 160616 UTC\r\n"))
                .isEqualTo("ERROR\r\n".repeat(4));
        assertThat(written(served, List.of("a"), LocalDateTime.of(2026, 11, 29, 16, 6, 16), true))
                .isEqualTo("newnews a 20261129 160616 GMT\r\n");
    }

    @Test
    void aFormatWithATextOrAGroupOrAListEndsAtALiteralOrTheLine() throws Exception {
        Served served =
                echo(
                        "say {m} END",
                        "Message m",
                        "m",
                        "@Format(\"{to}[ #{n}]: {text*}\") record Message(String to, OptionalLong n, String text) {}");

        assertThat(
                        served.answer(
                                "say bob #7: how are you END\r\nsay bob: fine END END\r\nsay bob END\r\n"))
                .isEqualTo(
                        "Message[to=bob, n=OptionalLong[7], text=how are you]\r\nMessage[to=bob, n=OptionalLong.empty, text=fine END]\r\nERROR\r\n");
        assertThat(written(served, make(served, "Message", "bob", OptionalLong.of(7), "a b")))
                .isEqualTo("say bob #7: a b END\r\n");
        refused(
                served,
                "a value that contains its end",
                make(served, "Message", "bob:", OptionalLong.empty(), "a"));

        Served names =
                echo(
                        "fetch {names}",
                        "Names names",
                        "names",
                        "@Format(\"HEADER.FIELDS[.NOT] ({names...})\") record Names(boolean not, List<String> names) {}");
        assertThat(
                        names.answer(
                                "fetch header.fields (a b)\r\nfetch HEADER.FIELDS.NOT (a)\r\nfetch HEADER.FIELDS a\r\n"))
                .isEqualTo(
                        "Names[not=false, names=[a, b]]\r\nNames[not=true, names=[a]]\r\nERROR\r\n");
        assertThat(written(names, make(names, "Names", true, List.of("a", "b"))))
                .isEqualTo("fetch HEADER.FIELDS.NOT (a b)\r\n");
        refused(
                names,
                "a value that contains its end",
                make(names, "Names", true, List.of("a)", "b")));
    }

    @Test
    void alternativesOfSeveralWords() throws Exception {
        Served served =
                echo(
                        "set {k} {which}",
                        "String k, Which which",
                        "k + \"|\" + which",
                        "sealed interface Which permits Seconds, Millis, Keep, Name {} @Format(\"EX {n}\") record Seconds(long n) implements Which {} @Format(\"PX {n}\") record Millis(long n) implements Which {} @Format(\"KEEP\") record Keep() implements Which {} @Format(\"NAME {name*}\") record Name(String name) implements Which {}");

        assertThat(
                        served.answer(
                                "set a EX 5\r\nset a px 6\r\nset a KEEP\r\nset a NAME of two\r\nset a EX\r\nset a ex x\r\nset a KEEP 1\r\n"))
                .isEqualTo(
                        "a|Seconds[n=5]\r\na|Millis[n=6]\r\na|Keep[]\r\na|Name[name=of two]\r\nERROR\r\nERROR\r\nERROR\r\n");
        assertThat(written(served, "a", make(served, "Seconds", 5L))).isEqualTo("set a EX 5\r\n");
        assertThat(written(served, "a", make(served, "Keep"))).isEqualTo("set a KEEP\r\n");
        assertThat(written(served, "a", make(served, "Name", "of two")))
                .isEqualTo("set a NAME of two\r\n");
    }

    @Test
    void formatsWithinFormats() throws Exception {
        Served served =
                echo(
                        "draw {m}",
                        "Message m",
                        "m",
                        POINT
                                + " @Format(\"{from} - {to}\") record Message(Point from, Point to) {}");

        assertThat(served.answer("draw 1 2 - 3 4\r\ndraw 1 2 3 4\r\n"))
                .isEqualTo("Message[from=Point[x=1, y=2], to=Point[x=3, y=4]]\r\nERROR\r\n");
        assertThat(
                        written(
                                served,
                                make(
                                        served,
                                        "Message",
                                        make(served, "Point", 1, 2),
                                        make(served, "Point", 3, 4))))
                .isEqualTo("draw 1 2 - 3 4\r\n");
    }

    @Test
    void repliesItemsAlternativesFailuresAndPushes() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol public interface X {
                            @Command("at") @Reply("1 {}") Point at();
                            @Command("in") @Reply("2 {} ok") Point in();
                            @Command("line") @Reply("3 {n} {from} {to}") Line line() throws Gone;
                            record Line(int n, Point from, Optional<Point> to) {}
                            @Command("all") @Reply(each = "{}", end = ".") List<Point> all();
                            @Command("pairs") @Reply(each = "{n} {at}", end = ".") List<Pair> pairs();
                            record Pair(int n, Point at) {}
                            @Reply("gone {at}") class Gone extends Exception { private final Point at; public Gone(Point at) { this.at = at; } public Point at() { return at; } }
                            @Format("{x} {y}") record Point(int x, int y) {}
                        }
                        final class H implements X {
                            public Point at() { return new Point(1, 2); }
                            public Point in() { return new Point(3, 4); }
                            public Line line() throws Gone { throw new Gone(new Point(5, 6)); }
                            public List<Point> all() { return List.of(new Point(1, 2), new Point(3, 4)); }
                            public List<Pair> pairs() { return List.of(new Pair(1, new Point(2, 3))); }
                        }
                        """
                                .replace("Optional<Point>", "Point"));

        assertThat(served.answer("at\r\nin\r\nline\r\nall\r\npairs\r\n"))
                .isEqualTo("1 1 2\r\n2 3 4 ok\r\ngone 5 6\r\n1 2\r\n3 4\r\n.\r\n1 2 3\r\n.\r\n");
        try (Called client = new Called(served)) {
            assertThat(client.answered("at", "1 1 2\r\n").join()).hasToString("Point[x=1, y=2]");
            assertThat(client.answered("in", "2 3 4 ok\r\n").join()).hasToString("Point[x=3, y=4]");
            assertThat(client.answered("line", "3 1 2 3 4 5\r\n").join())
                    .hasToString("Line[n=1, from=Point[x=2, y=3], to=Point[x=4, y=5]]");
            assertThat(client.answered("all", "1 2\r\n3 4\r\n.\r\n").join())
                    .hasToString("[Point[x=1, y=2], Point[x=3, y=4]]");
            assertThat(client.answered("pairs", "1 2 3\r\n.\r\n").join())
                    .hasToString("[Pair[n=1, at=Point[x=2, y=3]]]");
            assertThatThrownBy(() -> client.answered("line", "gone 5 6\r\n").join())
                    .cause()
                    .extracting("at")
                    .hasToString("Point[x=5, y=6]");
            assertThat(client.answered("at", "1 1\r\n")).isCompletedExceptionally();
        }
    }

    @Test
    void aFieldHoldsSeveralWords() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n") public interface X {
                            @Command("Action: Put\\nAt: {at}") @Reply("Response: {at}") void put(Point at);
                            @Format("{x} {y}") record Point(int x, int y) {}
                        }
                        final class H implements X { public void put(Point at) {} }
                        """);

        assertThat(served.answer("Action: Put\r\nAt: 1 2\r\n\r\n"))
                .isEqualTo("Response: 1 2\r\n\r\n");
        assertThat(served.answer("Action: Put\r\nAt: 1\r\n\r\n")).isEqualTo("ERROR\r\n\r\n");
    }

    @Test
    void itemsOfPayloadsHoldFormatsWithLists() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol public interface X {
                            @Command("put") @Reply("{'{}'}") String put(@Payload(Payload.Framing.DOTTED) List<Item> items);
                            @Command("get") @Reply("2 ok") @Payload(Payload.Framing.DOTTED) List<Item> get();
                            @Format("{n} {tags}: {at*}") record Item(int n, Tags tags, String at) {}
                            @Format("({all...})") record Tags(List<String> all) {}
                        }
                        final class H implements X {
                            public String put(List<Item> items) { return items.toString(); }
                            public List<Item> get() { return List.of(new Item(1, new Tags(List.of("a", "b")), "c d")); }
                        }
                        """);

        assertThat(served.answer("put\r\n1 (a b): c d\r\n2 (a): e\r\n.\r\n"))
                .isEqualTo(
                        "[Item[n=1, tags=Tags[all=[a, b]], at=c d], Item[n=2, tags=Tags[all=[a]], at=e]]\r\n");
        assertThat(served.answer("get\r\n")).isEqualTo("2 ok\r\n1 (a b): c d\r\n.\r\n");
        assertThat(served.answer("put\r\n1 a: c d\r\n.\r\n")).isEqualTo("ERROR\r\n");
    }

    // ---- what does not compile

    private static List<String> reports(String text) {
        return Compiled.reports("@LineProtocol public interface X { " + text + " }");
    }

    @Test
    void whatCannotBeReadBackIsRefused() {
        assertThat(
                        reports(
                                "@Command(\"a {m} {n}\") void c(M m, int n); @Format(\"{a} {b*}\") record M(int a, String b) {}"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/TextWithoutEnd] The end of {m*} in ");
        assertThat(
                        reports(
                                "@Command(\"a {m}\") void c(M m); @Format(\"{a}[ {b}] {c}\") record M(int a, OptionalInt b, int c) {}"))
                .isEmpty();
        assertThat(
                        reports(
                                "@Command(\"a {m}\") void c(M m); @Format(\"{a}[ {b}][ {c}]\") record M(int a, Optional<String> b, Optional<String> c) {}"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/AmbiguousGroup]");
        assertThat(
                        reports(
                                "@Command(\"a {m}\") void c(M m); @Format(\"{a*} {b*}\") record M(String a, String b) {}"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/TextWithoutEnd]");
        assertThat(
                        reports(
                                "@Command(\"a {m...}\") void c(List<M> m); @Format(\"{a} {b}\") record M(int a, int b) {}"))
                .containsExactly(
                        "[Ropewalk/NotYetSupported] A list of values with several words in one line is not supported yet; write each value in its own line, or write {m*;...}");
        assertThat(
                        reports(
                                "@Command(\"a\") @Reply(\"{...}\") List<M> c(); @Format(\"{a} {b}\") record M(int a, int b) {}"))
                .containsExactly(
                        "[Ropewalk/NotYetSupported] A list of values with several words in one line is not supported yet; write each value in its own line, or write {*;...}");
        assertThat(
                        reports(
                                "@Command(\"a {m}\") void a(M m); @Command(\"a {x} {y}\") void c(int x, int y); @Format(\"{a} {b}\") record M(int a, int b) {}"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/Ambiguous");
    }

    @Test
    void aTypeThatHoldsItselfIsRefused() {
        String why = "[Ropewalk/RecursiveFormat] Type M of ";
        assertThat(
                        reports(
                                "@Command(\"a {m}\") void c(M m); @Format(\"{a}[ {m}]\") record M(int a, Optional<M> m) {}"))
                .containsExactly(
                        why
                                + "m contains itself, so its lines have no limit; remove that component, or send it as a payload");
        assertThat(
                        reports(
                                "@Command(\"a {m}\") void c(M m); @Format(\"({m...})\") record M(List<M> m) {}"))
                .singleElement()
                .asString()
                .startsWith(why);
        assertThat(
                        reports(
                                "@Command(\"a {m}\") void c(M m); @Format(\"<{n}>\") record M(N n) {} sealed interface N permits O, P {} @Format(\"{m}\") record O(M m) implements N {} @Format(\"-{i}\") record P(int i) implements N {}"))
                .singleElement()
                .asString()
                .startsWith(why);
    }

    @Test
    void lettersOfAlternativesDifferWhereLiteralsDo() {
        String choice =
                "@Command(\"a {w}\") void c(W w); sealed interface W permits A, B {} @Format(\"a{n}b\") record A(int n) implements W {} @Format(\"A{n}B\") record B(int n) implements W {}";
        assertThat(reports(choice))
                .singleElement()
                .asString()
                .contains("[Ropewalk/AmbiguousChoice]");
        assertThat(
                        Compiled.reports(
                                "@LineProtocol(spelling = Spelling.EXACT) public interface X { "
                                        + choice
                                        + " }"))
                .isEmpty();
    }
}
