package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Lists of texts: each may have blanks, and ends at a separator. */
class TextListsTest {
    private static Served echo(String template, String parameters, String shown, String types) {
        return echo("@LineProtocol", template, parameters, shown, types);
    }

    private static Served echo(
            String annotation, String template, String parameters, String shown, String types) {
        return Served.compile(
                "%s public interface X { @Command(\"%s\") @Reply(\"{'{}'}\") String c(%s); %s } final class H implements X { public String c(%s) { return \"\" + %s; } }"
                        .formatted(
                                annotation,
                                template,
                                parameters,
                                types,
                                parameters.replace("<Point>", "<X.Point>"),
                                shown));
    }

    private static List<String> reports(String template) {
        return Compiled.reports(
                "@LineProtocol public interface X { @Command(\"c %s\") void c(List<String> v, String w); }"
                        .formatted(template));
    }

    @Test
    void textsHaveBlanksAndEndAtTheSeparator() throws Exception {
        Served served = echo("say {v*;...}", "List<String> v", "v", "");

        assertThat(served.answer("say a b;c\r\nsay  a ; b \r\nsay a\r\n"))
                .isEqualTo("[a b, c]\r\n[ a ,  b ]\r\n[a]\r\n");
        assertThat(served.answer("say\r\nsay \r\nsay a;;b\r\nsay a;\r\nsay ;\r\n"))
                .isEqualTo("ERROR\r\n".repeat(5));
        assertThat(written(served, List.of("a b", "c"))).isEqualTo("say a b;c\r\n");
        refused(served, "the delimiter ';' in an element of a list", List.of("a;b"));
        refused(served, "an empty element of a list", List.of("a", ""));
    }

    @Test
    void aListOfTextsEndsAtALiteral() throws Exception {
        Served served = echo("say <{v*,...}> {w*}", "List<String> v, String w", "v + w", "");

        assertThat(served.answer("say <a b,c> d e\r\nsay <> d\r\nsay <a> d> e\r\n"))
                .isEqualTo("[a b, c]d e\r\n[]d\r\n[a]d> e\r\n");
        assertThat(served.answer("say <a,b d\r\n")).isEqualTo("ERROR\r\n");
        assertThat(written(served, List.of(), "x")).isEqualTo("say <> x\r\n");
        refused(served, "a value that contains its end: \"> \"", List.of("a> b"), "x");
    }

    @Test
    void aListOfWordsEndsAtABlankAndAColonWhereTextFollows() throws Exception {
        for (String separator : List.of("SPACES", "BLANKS", "ONE_SPACE")) {
            String annotation = "@LineProtocol(separator = Separator.%s)".formatted(separator);
            Served text =
                    echo(annotation, "say {v...} :{w*}", "List<String> v, String w", "v + w", "");

            assertThat(text.answer("say a b :c\r\nsay a :b c\r\nsay a : :b\r\nsay a :\r\n"))
                    .isEqualTo("[a, b]c\r\n[a]b c\r\n[a] :b\r\n[a]\r\n");
            assertThat(written(text, List.of("a", "b"), "c :d")).isEqualTo("say a b :c :d\r\n");
            refused(text, "a value that contains its end: \" :\"", List.of("a", ":b"), "c");

            Served group =
                    echo(
                            annotation,
                            "say {v...}[ :{w*}]",
                            "List<String> v, Optional<String> w",
                            "v + w.orElse(\"none\")",
                            "");
            assertThat(group.answer("say a b\r\nsay a b :c d\r\n"))
                    .isEqualTo("[a, b]none\r\n[a, b]c d\r\n");
        }
    }

    @Test
    void aListOfWordsEndsWhereALiteralBeforeCommentaryTellsIt() throws Exception {
        for (String carrier : List.of("LINE", "TRAILING")) {
            String literal = carrier.equals("LINE") ? "of " : ":";
            Served served =
                    Served.compile(
                            """
                            @LineProtocol(carrier = Carrier.%s)
                            public interface X {
                                @Command("c") @Reply("{v...} %s{'some of them'}") Some c();
                                record Some(List<String> v) {}
                            }
                            final class H implements X {
                                public Some c() { return new Some(List.of("a", "b")); }
                            }
                            """
                                    .formatted(carrier, literal));
            try (Conversed client = new Conversed(served)) {
                assertThat(client.outcome("c")).isEqualTo("Some[v=[a, b]]");
            }
        }
        assertThat(commented("{v...} {'some of them'}"))
                .startsWith("[Ropewalk/TextWithoutEnd] The end of {v...} in ");
        assertThat(commented("{v...} :{'some of them'}"))
                .startsWith("[Ropewalk/NotYetSupported] A commentary directly after a word ");
    }

    private static String commented(String line) {
        return Compiled.reports(
                        "@LineProtocol public interface X { @Command(\"c\") @Reply(\"%s\") Some c(); record Some(List<String> v) {} }"
                                .formatted(line))
                .toString()
                .substring(1);
    }

    @Test
    void controlCharactersSeparateColumns() throws Exception {
        for (String separator : List.of("SPACES", "BLANKS", "ONE_SPACE")) {
            Served served =
                    echo(
                            "@LineProtocol(separator = Separator.%s)".formatted(separator),
                            "row {n} {v\\t...}",
                            "int n, List<String> v",
                            "String.join(\"|\", v)",
                            "");

            assertThat(served.answer("row 1 a b\tc\r\nrow 1 a\r\n")).isEqualTo("a b|c\r\na\r\n");
            assertThat(served.answer("row 1 a\t\tb\r\nrow 1 a\u0001b\r\nrow x a\tb\r\n"))
                    .isEqualTo("ERROR\r\n".repeat(3));
            assertThat(written(served, 1, List.of("a b", "c"))).isEqualTo("row 1 a b\tc\r\n");
            refused(served, "", 1, List.of("a\tb"));
        }
    }

    @Test
    void noColumnHoldsTheControlOfAnotherTemplate() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"row {n} {v\\t...}\") void c(int n, List<String> v); @Command(\"get\\u0001{a*}\") @Reply(\"OK {a*}\") void d(String a); } final class H implements X { public void c(int n, List<String> v) {} public void d(String a) {} }");

        assertThat(
                        served.answer(
                                "row x a\tb\r\nrow 1 a\u0001b\tc\r\nget\u0001a b\r\nget\u0001a\tb\r\n"))
                .isEqualTo("ERROR\r\nERROR\r\nOK a b\r\nERROR\r\n");
    }

    @Test
    void elementsMayHaveSeveralWords() throws Exception {
        Served served =
                echo(
                        "move {v*;...}",
                        "List<Point> v",
                        "v",
                        "@Format(\"{x} {y}\") record Point(int x, int y) {}");

        assertThat(served.answer("move 1 2;3 4\r\nmove 1 2;3\r\nmove 1 2; 3  4\r\n"))
                .isEqualTo(
                        "[Point[x=1, y=2], Point[x=3, y=4]]\r\nERROR\r\n[Point[x=1, y=2], Point[x=3, y=4]]\r\n");
    }

    @Test
    void repliesAndItemsAndFormatsHaveListsOfTexts() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"a\") @Reply(\"IS {*;...}\") List<String> a(); @Command(\"b\") @Reply(each = \"{n}\\t{v\\t...}\", end = \".\") List<Row> b(); record Row(int n, List<String> v) {} @Command(\"c {t}: {w}\") @Reply(\"{t}: {w}\") void c(Tags t, int w); @Format(\"<{n} {all*'...}>\") record Tags(int n, List<String> all) {} } final class H implements X { public List<String> a() { return List.of(\"x y\", \"z\"); } public List<Row> b() { return List.of(new Row(1, List.of(\"x y\", \"z\")), new Row(2, List.of(\"a\"))); } public void c(X.Tags t, int w) {} }");

        assertThat(served.answer("a\r\nb\r\nc <1 a b'c>: 7\r\n"))
                .isEqualTo("IS x y;z\r\n1\tx y\tz\r\n2\ta\r\n.\r\n<1 a b'c>: 7\r\n");
        try (Called client = new Called(served)) {
            assertThat(client.answered("a", "IS x y;z\r\n").join()).hasToString("[x y, z]");
            assertThat(client.answered("b", "1\tx y\tz\r\n2\ta\r\n.\r\n").join())
                    .hasToString("[Row[n=1, v=[x y, z]], Row[n=2, v=[a]]]");
        }
    }

    @Test
    void whatIsWrittenIsReadBackOrRefused() throws Exception {
        List<String> texts =
                List.of("", " ", "a", "a b", " a", "a ", ";", "a;", "a\tb", ">", "\u00e9", "a: b");
        for (String template : List.of("{v*;...}", "<{v*;...}>", "{v\\t...}", "{v*:...}[ ]")) {
            for (String separator : List.of("SPACES", "BLANKS", "ONE_SPACE")) {
                Served served =
                        Served.compile(
                                "@LineProtocol(separator = Separator.%s) public interface X { @Command(\"c %s\") @Reply(\"IS %s\") R c(List<String> v); record R(List<String> v) {} } final class H implements X { public R c(List<String> v) { return new R(v); } }"
                                        .formatted(separator, template, template));
                int read = 0;
                try (Called client = new Called(served)) {
                    for (String first : texts) {
                        for (String second : texts) {
                            List<String> value = List.of(first, second);
                            CompletableFuture<?> call = client.call("c", value);
                            String line = client.received();
                            if (call.isCompletedExceptionally()) {
                                assertThat(line).isEmpty();
                            } else {
                                read++;
                                client.answer(served.answer(line));
                                assertThat(call.join())
                                        .as(template + separator + line)
                                        .hasToString("R[v=" + value + "]");
                            }
                        }
                    }
                }
                assertThat(read).as(template).isGreaterThan(15);
            }
        }
    }

    @Test
    void separatorsThatAreNone() {
        assertThat(reports("{v*...} {w}"))
                .singleElement()
                .asString()
                .contains(
                        "an ASCII character must separate the values of a list; write {name*;...}");
        assertThat(reports("{v*; ...} {w}"))
                .singleElement()
                .asString()
                .contains("may begin with a blank");
        assertThat(reports("{v*\u00a7...} {w}")).singleElement().asString().contains("ASCII");
        assertThat(reports("{v*;...} {w}"))
                .singleElement()
                .asString()
                .startsWith("[Ropewalk/TextWithoutEnd] The end of {v;...}");
    }
}
