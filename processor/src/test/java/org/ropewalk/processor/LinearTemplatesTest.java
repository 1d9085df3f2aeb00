package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.refused;
import static org.ropewalk.processor.Called.written;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Templates that are more than words between blanks: texts up to a literal, controls, widths,
 * optional groups anywhere, lists. Each is read and written, by server and client.
 */
class LinearTemplatesTest {
    private static Served echo(String annotation, String template, String parameters, String shown)
            throws Exception {
        return Served.compile(
                "%s public interface X { @Command(\"%s\") @Reply(\"{'{}'}\") String c(%s); } final class H implements X { public String c(%s) { return \"\" + %s; } }"
                        .formatted(annotation, template, parameters, parameters, shown));
    }

    private static Served echo(String template, String parameters, String shown) throws Exception {
        return echo("@LineProtocol", template, parameters, shown);
    }

    private static String list(String... names) {
        return String.join(" + \"|\" + ", names);
    }

    // ---- texts up to a literal

    @Test
    void aTextEndsAtTheFirstLiteralIfAnotherTextFollows() throws Exception {
        Served served = echo("say {a*}: {b*}", "String a, String b", list("a", "b"));

        assertThat(served.answer("say x y: z: w \r\n")).isEqualTo("x y|z: w \r\n");
        assertThat(served.answer("say :  z\r\n")).isEqualTo("| z\r\n");
        assertThat(served.answer("say x:y\r\n")).isEqualTo("ERROR\r\n");
        assertThat(written(served, "x y", "z: w")).isEqualTo("say x y: z: w\r\n");
        assertThat(written(served, "x:", "z")).isEqualTo("say x:: z\r\n");
        refused(served, "a value that contains its end: \": \"", "x: y", "z");
    }

    @Test
    void theLastTextEndsAtTheLastLiteral() throws Exception {
        Served served = echo("found {p*}: {v} FOUND", "String p, String v", list("p", "v"));

        assertThat(served.answer("found /a: b: Eicar FOUND\r\n")).isEqualTo("/a: b|Eicar\r\n");
        assertThat(served.answer("found  x: Eicar   FOUND  \r\n")).isEqualTo(" x|Eicar\r\n");
        assertThat(served.answer("found x Eicar FOUND\r\n")).isEqualTo("ERROR\r\n");
        assertThat(served.answer("found x: a b FOUND\r\n")).isEqualTo("ERROR\r\n");
        assertThat(written(served, "/a: b", "Eicar")).isEqualTo("found /a: b: Eicar FOUND\r\n");
        refused(served, "an empty value", "x", "");
    }

    @Test
    void aTextMayEndTheLineOrAnOptionalGroup() throws Exception {
        Served served =
                echo(
                        "@LineProtocol(separator = Separator.ONE_SPACE)",
                        "{s*}[\\t{q*}]",
                        "String s, Optional<String> q",
                        "s + \"|\" + q");

        assertThat(served.answer("a b\r\n")).isEqualTo("a b|Optional.empty\r\n");
        assertThat(served.answer(" a \tb \r\n")).isEqualTo(" a |Optional[b ]\r\n");
        assertThat(served.answer("\t\r\n")).isEqualTo("|Optional[]\r\n");
        assertThat(served.answer("\r\n")).isEqualTo("|Optional.empty\r\n");
        assertThat(served.answer("a\tb\tc\r\n")).isEqualTo("ERROR\r\n");
        assertThat(written(served, "a", Optional.of("b c"))).isEqualTo("a\tb c\r\n");
        assertThat(written(served, "a", Optional.empty())).isEqualTo("a\r\n");
        refused(served, "a control character in a value", "a\tb", Optional.empty());
        refused(served, "a control character in a value", "a", Optional.of("b\tc"));
    }

    @Test
    void repliesAndFailuresAndPushesHaveTexts() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"scan {n}\") R scan(int n) throws E; sealed interface R { @Reply(\"{path*}: OK\") record Clean(String path) implements R {} @Reply(\"{path*}: {signature} FOUND\") record Found(String path, String signature) implements R {} @Reply(\"{path*}: {reason*} ERROR\") record Failed(String path, String reason) implements R {} } @Reply(\"no {file*} at {n}\") class E extends Exception { private final String file; private final int n; public E(String file, int n) { this.file = file; this.n = n; } public String file() { return file; } public int n() { return n; } } }"
                                + " final class H implements X { public R scan(int n) throws E { switch (n) { case 0: return new R.Clean(\"/a b\"); case 1: return new R.Found(\"/a: b\", \"Eicar\"); case 2: return new R.Failed(\"/a\", \"no: access\"); case 3: return new R.Failed(\"/a: b\", \"no\"); default: throw new E(\"a at 1\", n); } } }");

        assertThat(served.answer("scan 0\r\nscan 1\r\nscan 2\r\nscan 4\r\n"))
                .isEqualTo(
                        "/a b: OK\r\n/a: b: Eicar FOUND\r\n/a: no: access ERROR\r\nno a at 1 at 4\r\n");
        assertThat(served.answer("scan 3\r\n")).doesNotContain("/a: b: no ERROR");
        try (Called client = new Called(served)) {
            assertThat(client.call("scan", 0)).isNotDone();
        }
    }

    @Test
    void aClientReadsWhatAServerWrites() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"scan\") R scan(); sealed interface R { @Reply(\"{path*}: OK\") record Clean(String path) implements R {} @Reply(\"{path*}: {signature} FOUND\") record Found(String path, String signature) implements R {} @Reply(\"{path*}: {reason*} ERROR\") record Failed(String path, String reason) implements R {} } } final class H implements X { public R scan() { return new R.Clean(\"\"); } }");

        try (Called client = new Called(served)) {
            assertThat(client.answered("scan", "/a b: OK\r\n").join())
                    .hasToString("Clean[path=/a b]");
            assertThat(client.answered("scan", "/a: b: Eicar FOUND\r\n").join())
                    .hasToString("Found[path=/a: b, signature=Eicar]");
            assertThat(client.answered("scan", "/a: no: access ERROR\r\n").join())
                    .hasToString("Failed[path=/a, reason=no: access]");
        }
    }

    @Test
    void theFirstOfTwoListsOfWordsEndsAtTheLiteralAfterIt() throws Exception {
        Served served = echo("a {p...} : {q...}", "List<String> p, List<String> q", list("p", "q"));

        assertThat(served.answer("a b c : d e\r\na b : c\r\na b c\r\n"))
                .isEqualTo("[b, c]|[d, e]\r\n[b]|[c]\r\nERROR\r\n");
        assertThat(written(served, List.of("b", "c"), List.of("d", "e")))
                .isEqualTo("a b c : d e\r\n");
        refused(
                served,
                "a value that contains its end: \" : \"",
                List.of("b", ":", "c"),
                List.of("d"));
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { @Command(\"a {p...} {q...}\") void a(List<String> p, List<String> q); }"))
                .singleElement()
                .asString()
                .contains("[Ropewalk/TextWithoutEnd]");
    }

    // ---- controls

    @Test
    void aControlIsALiteralAndNoValueHoldsIt() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol(separator = Separator.ONE_SPACE) public interface X { @Command(\"put {a}\\t{b*}\\u0001{n}\") @Reply(\"{'{}'}\") String c(String a, String b, int n); @Command(\"get {x*}\") @Reply(\"{'{}'}\") String get(String x); } final class H implements X { public String c(String a, String b, int n) { return a + \"|\" + b + \"|\" + n; } public String get(String x) { return x; } }");

        assertThat(served.answer("put a\tb c\u00015\r\n")).isEqualTo("a|b c|5\r\n");
        assertThat(served.answer("put a\tb\tc\u00015\r\n")).isEqualTo("ERROR\r\n");
        assertThat(served.answer("get a\tb\r\n")).isEqualTo("ERROR\r\n");
        assertThat(served.answer("get a\u0002b\r\n")).isEqualTo("ERROR\r\n");
        assertThat(served.answer("get a b\r\n")).isEqualTo("a b\r\n");
        assertThat(written(served, "a", "b c", 5)).isEqualTo("put a\tb c\u00015\r\n");
        refused(served, "a control character in a value", "a", "b\tc", 5);
    }

    // ---- widths

    @Test
    void aWidthIsExactlySoManyCharacters() throws Exception {
        Served widths =
                echo(
                        "at {d:2}{m} {c:3} {t}{u*}",
                        "int d, double m, int c, char t, String u",
                        list("d", "m", "c", "t", "u"));
        assertThat(widths.answer("at 481.5 007 0About us\r\n"))
                .isEqualTo("48|1.5|7|0|About us\r\n");
        assertThat(widths.answer("at 4 1.5 007 0About us\r\n")).isEqualTo("ERROR\r\n");
        assertThat(widths.answer("at 481.5 07 0About us\r\n")).isEqualTo("ERROR\r\n");
        assertThat(written(widths, 4, 1.5, 7, '0', "About us"))
                .isEqualTo("at 041.5 007 0About us\r\n");
        assertThat(written(widths, -4, 1.5, 7, '0', "")).isEqualTo("at -41.5 007 0\r\n");
        refused(widths, "a number of more than 2 characters", 100, 1.5, 7, '0', "");
        Served text = echo("at {d:2}{m}", "String d, String m", list("d", "m"));
        assertThat(text.answer("at \u00e9\u00e8x\r\n")).isEqualTo("\u00e9\u00e8|x\r\n");
        refused(text, "a value that has not exactly 2 characters", "\u00e9", "x");
    }

    // ---- groups

    @Test
    void groupsStandAnywhere() throws Exception {
        Served range = echo("get {a}-[{b}]", "int a, OptionalInt b", list("a", "b"));
        assertThat(range.answer("get 5-\r\nget 5-7\r\nget 5\r\nget 5-x\r\nget 5-7 \r\n"))
                .isEqualTo(
                        "5|OptionalInt.empty\r\n5|OptionalInt[7]\r\nERROR\r\nERROR\r\n5|OptionalInt[7]\r\n");
        assertThat(written(range, 5, OptionalInt.of(7))).isEqualTo("get 5-7\r\n");
        assertThat(written(range, 5, OptionalInt.empty())).isEqualTo("get 5-\r\n");
        refused(range, "a value that contains its end: \"-\"", -5, OptionalInt.empty());

        Served columns =
                echo(
                        "@LineProtocol(separator = Separator.BLANKS)",
                        "over {n}\\t{s*}\\t[{b}]\\t[{l}][\\t{o*}]",
                        "int n, String s, OptionalLong b, OptionalLong l, Optional<String> o",
                        list("n", "s", "b", "l", "o"));
        assertThat(columns.answer("over 1\ta b\t\t\r\nover 1\t\t2\t3\tx\ty\r\nover 1\ta\t\t3\r\n"))
                .isEqualTo(
                        "1|a b|OptionalLong.empty|OptionalLong.empty|Optional.empty\r\n1||OptionalLong[2]|OptionalLong[3]|Optional[x\ty]\r\n1|a|OptionalLong.empty|OptionalLong[3]|Optional.empty\r\n");
        assertThat(
                        written(
                                columns,
                                1,
                                "a",
                                OptionalLong.empty(),
                                OptionalLong.of(3),
                                Optional.of("")))
                .isEqualTo("over 1\ta\t\t3\t\r\n");

        Served flag =
                echo(
                        "get {a}[.PEEK] {b}[:NOW-ON]",
                        "String a, boolean peek, int b, boolean nowOn",
                        list("a", "peek", "b", "nowOn"));
        assertThat(flag.answer("get x.peek 1\r\nget x 1:now-on\r\n"))
                .isEqualTo("x|true|1|false\r\nx|false|1|true\r\n");
        assertThat(written(flag, "x", true, 1, true)).isEqualTo("get x.PEEK 1:NOW-ON\r\n");
        refused(flag, "a value that contains its end: \".PEEK\"", "x.peek", false, 1, true);
    }

    @Test
    void aGroupAfterTheFirstWordMayEndInTheMiddleOfAWord() throws Exception {
        Served served = echo("a[ b]c {k}", "boolean b, String k", list("b", "k"));

        assertThat(served.answer("a bc x\r\nac x\r\na c x\r\n"))
                .isEqualTo("true|x\r\nfalse|x\r\nERROR\r\n");
        assertThat(written(served, false, "x")).isEqualTo("ac x\r\n");
    }

    @Test
    void blanksMayBeMissing() throws Exception {
        Served served = echo("{a}[ ],[ ]{b}", "int a, int b", list("a", "b"));

        assertThat(served.answer("1,2\r\n 1 , 2\r\n1  ,2 \r\n1 2\r\n"))
                .isEqualTo("1|2\r\n1|2\r\n1|2\r\nERROR\r\n");
        assertThat(written(served, 1, 2)).isEqualTo("1,2\r\n");
    }

    // ---- lists

    @Test
    void listsStandBetweenLiterals() throws Exception {
        Served words = echo("set ([{f...}]) {x*}", "List<String> f, String x", list("f", "x"));
        assertThat(words.answer("set () x\r\nset (a b) x y\r\nset (a  b ) x\r\nset (a b x\r\n"))
                .isEqualTo("[]|x\r\n[a, b]|x y\r\n[a, b]|x\r\nERROR\r\n");
        assertThat(written(words, List.of("a", "b"), "x")).isEqualTo("set (a b) x\r\n");
        assertThat(written(words, List.of(), "x")).isEqualTo("set () x\r\n");
        assertThat(written(words, List.of("a", "b)"), "x")).isEqualTo("set (a b)) x\r\n");

        Served tags =
                echo("{b}:{v}[|#{t,...}]", "String b, int v, List<String> t", list("b", "v", "t"));
        assertThat(tags.answer("x:1|#a,b\r\nx:1\r\nx:1|#a,,b\r\n"))
                .isEqualTo("x|1|[a, b]\r\nx|1|[]\r\nERROR\r\n");
        assertThat(written(tags, "x", 1, List.of("a", "b"))).isEqualTo("x:1|#a,b\r\n");
        refused(tags, "the delimiter ','", "x", 1, List.of("a,b"));
    }

    @Test
    void aBackslashMakesABlankALiteral() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"feat\") @Reply(value = \"211-\", each = \"\\\\ {*}\", end = \"211 End\") List<String> c(); } final class H implements X { public List<String> c() { return List.of(\"MDTM\", \"REST STREAM\"); } }");
        assertThat(served.answer("feat\r\n"))
                .isEqualTo("211-\r\n MDTM\r\n REST STREAM\r\n211 End\r\n");
        try (Called client = new Called(served)) {
            assertThat(client.answered("c", "211-\r\n MDTM\r\n REST STREAM\r\n211 End\r\n").join())
                    .hasToString("[MDTM, REST STREAM]");
        }
    }

    // ---- what would be read otherwise

    @Test
    void F23_aValueThatHoldsTheLiteralAfterItIsRefused() throws Exception {
        Served put = echo("put {k}={v}", "String k, String v", list("k", "v"));
        assertThat(written(put, "a", "b=c")).isEqualTo("put a=b=c\r\n");
        assertThat(put.answer("put a=b=c\r\n")).isEqualTo("a|b=c\r\n");
        refused(put, "a value that contains its end: \"=\"", "a=b", "c");

        Served text = echo("put {k}={v*}", "String k, String v", list("k", "v"));
        assertThat(text.answer("put a=b = c\r\n")).isEqualTo("a|b = c\r\n");
        assertThat(written(text, "a", "b = c")).isEqualTo("put a=b = c\r\n");
        refused(text, "a value that contains its end: \"=\"", "a=b", "c");
    }

    @Test
    void aListBeforeATextEndsAtTheLiteralBetweenThem() throws Exception {
        Served served = echo("tag {t...} ({x*}", "List<String> t, String x", list("t", "x"));

        assertThat(served.answer("tag a b ( c d\r\n")).isEqualTo("[a, b]| c d\r\n");
        assertThat(written(served, List.of("a", "b"), " c d")).isEqualTo("tag a b ( c d\r\n");
    }

    @Test
    void aValueThatWouldSeemToBeMissingIsRefused() throws Exception {
        Served served = echo("get x[{a:2}].x{b}", "Optional<String> a, String b", list("a", "b"));

        assertThat(written(served, Optional.of("ab"), "c")).isEqualTo("get xab.xc\r\n");
        refused(served, "a value that contains its end: \".x\"", Optional.of(".x"), "c");
        Served text = echo("get x[{a*}]--{b}", "Optional<String> a, String b", list("a", "b"));
        refused(text, "an empty value in an optional part", Optional.of(""), "c");
    }

    @Test
    void blanksThatMayBeMissingStandBeforeNothingThatBeginsWithBlanks() {
        for (String line : List.of("a,[ ]{b*}", "a,[ ]\\t{b}", "a,[ ][;{c}] {b}", "a[,[ ]]{b}")) {
            assertThat(
                            Compiled.reports(
                                    "@LineProtocol interface X { @Command(\"x %s\") void a(String b%s); }"
                                            .formatted(
                                                    line,
                                                    line.contains("{c}")
                                                            ? ", Optional<String> c"
                                                            : "")))
                    .as(line)
                    .containsExactly(
                            "[Ropewalk/NotYetSupported] [ ] before a part that may begin with a blank is not supported yet; put a literal between them");
        }
    }

    // ---- composed values

    private static final String WHICH =
            "sealed interface Which permits Range, Number, Id {} @Format(\"{low}-[{high}]\") record Range(@Unsigned long low, OptionalLong high) implements Which {} @Format(\"{number}\") record Number(@Unsigned long number) implements Which {} @Format(\"<{id}>\") record Id(String id) implements Which {}";

    @Test
    void aSealedInterfaceIsOneOfSeveralWords() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"over[ {what}]\") @Reply(\"{'{}'}\") String c(Optional<Which> what); @Command(\"all {which...}\") @Reply(\"{'{}'}\") String all(List<Which> which); "
                                + WHICH
                                + " } final class H implements X { public String c(Optional<X.Which> what) { return what.toString(); } public String all(List<X.Which> which) { return which.toString(); } }");

        assertThat(served.answer("over\r\nover 5\r\nover 5-\r\nover 5-7\r\nover <a@b>\r\n"))
                .isEqualTo(
                        "Optional.empty\r\nOptional[Number[number=5]]\r\nOptional[Range[low=5, high=OptionalLong.empty]]\r\nOptional[Range[low=5, high=OptionalLong[7]]]\r\nOptional[Id[id=a@b]]\r\n");
        assertThat(served.answer("over x\r\nover 5-x\r\nover <a\r\n"))
                .isEqualTo("ERROR\r\nERROR\r\nERROR\r\n");
        assertThat(served.answer("all 5 <x> 1-2\r\n"))
                .isEqualTo("[Number[number=5], Id[id=x], Range[low=1, high=OptionalLong[2]]]\r\n");
        for (String word : List.of("5", "5-", "5-7", "<a@b>")) {
            assertThat(written(served, Optional.of(which(served, word))))
                    .isEqualTo("over " + word + "\r\n");
        }
        Object id = served.type("X$Id").getDeclaredConstructors()[0].newInstance("a>b");
        refused(served, "a value that contains its end: \">\"", Optional.of(id));
    }

    private static Object which(Served served, String word) throws Exception {
        if (word.startsWith("<")) {
            return served.type("X$Id")
                    .getConstructor(String.class)
                    .newInstance(word.substring(1, word.length() - 1));
        }
        String[] bounds = word.split("-", -1);
        if (bounds.length == 1) {
            return served.type("X$Number")
                    .getConstructor(long.class)
                    .newInstance(Long.parseLong(word));
        }
        OptionalLong high =
                bounds[1].isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(bounds[1]));
        return served.type("X$Range")
                .getConstructor(long.class, OptionalLong.class)
                .newInstance(Long.parseLong(bounds[0]), high);
    }

    @Test
    void aFormatHasWidthsAndGroupsInsideItsWord() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"at,[{p}],{n}\") @Reply(\"{'{}'}\") String c(Optional<Angle> p, int n); @Command(\"read\") @Reply(\"{a} {n}\") R read(); record R(Angle a, int n) {} @Format(\"{degrees:2}{minutes}[/{side}]\") record Angle(int degrees, double minutes, Optional<Character> side) {} } final class H implements X { public String c(Optional<X.Angle> p, int n) { return p + \"|\" + n; } public R read() { return new R(new Angle(4, 1.5, Optional.of('N')), 7); } }");

        assertThat(served.answer("at,4807.038/N,5\r\nat,,5\r\nat,4x,5\r\nread\r\n"))
                .isEqualTo(
                        "Optional[Angle[degrees=48, minutes=7.038, side=Optional[N]]]|5\r\nOptional.empty|5\r\nERROR\r\n041.5/N 7\r\n");
        try (Called client = new Called(served)) {
            assertThat(client.answered("read", "041.5/N 7\r\n").join())
                    .hasToString("R[a=Angle[degrees=4, minutes=1.5, side=Optional[N]], n=7]");
        }
    }

    @Test
    void anAlternativeThatWouldBeReadAsAnotherIsRefused() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"get {what}\") @Reply(\"{'{}'}\") String c(What what); sealed interface What permits Number, Name {} record Number(int number) implements What {} record Name(String name) implements What {} } final class H implements X { public String c(X.What what) { return what.toString(); } }");

        assertThat(served.answer("get 5\r\nget a\r\n"))
                .isEqualTo("Number[number=5]\r\nName[name=a]\r\n");
        Object name = served.type("X$Name").getConstructor(String.class).newInstance("5");
        refused(served, "a value that would be read as \"{#}\"", name);
    }

    @Test
    void aClientLeavesOutWhatAServerDrops() throws Exception {
        for (String separator : List.of("SPACES", "BLANKS", "ONE_SPACE")) {
            Served served =
                    Served.compile(
                            "@LineProtocol(separator = Separator.%s) public interface X { @Command(\"a b {*}\") @Reply(\"ok\") void c(); } final class H implements X { public void c() {} }"
                                    .formatted(separator));
            assertThat(written(served)).isEqualTo("a b\r\n");
            assertThat(served.answer("a b\r\na b \r\na b c d\r\n")).isEqualTo("ok\r\nok\r\nok\r\n");
        }
    }
}
