package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which line is meant: the more specific one; what neither wins is an error, with a true witness.
 */
class AmbiguityTest {
    private static String protocol(String text) {
        return "@LineProtocol public interface X {\n" + text + "\n}\n";
    }

    private static void accepted(String text) {
        assertThat(Compiled.reports(protocol(text))).isEmpty();
    }

    private static void ambiguous(String text, String witness) {
        assertThat(Compiled.reports(protocol(text)))
                .hasSize(1)
                .allMatch(
                        report ->
                                report.startsWith("[Ropewalk/Ambiguous")
                                        && report.contains(" both match \"" + witness + "\""));
    }

    private static final String NO =
            "@Reply(\"%s\") final class No extends Exception { private static final long serialVersionUID = 1; public No() {} }";
    private static final String OTHER =
            "@Reply(\"%s {message*}\") final class Other extends Exception { private static final long serialVersionUID = 1; public Other(String message) { super(message); } public String message() { return getMessage(); } }";

    @Test
    void F40_theMoreSpecificReplyWins() {
        accepted(
                "@Command(\"c\") @Reply(\"V {*}\") String c() throws No; "
                        + NO.formatted("V missing"));
        accepted(
                "@Command(\"c\") A c(); sealed interface A {} @Reply(\"GOT {x*}\") record G(String x) implements A {} @Reply(\"GOT nothing\") record N() implements A {}");
        accepted(
                "@Command(\"c\") @Reply(\"{}\") int c() throws No, Other; "
                        + NO.formatted("NO")
                        + OTHER.formatted("NO"));
    }

    @Test
    void F40_whatNeitherWinsIsAnError() {
        ambiguous("@Command(\"c\") @Reply(value = \"YES\", absent = \"yes\") boolean c();", "YES");
        ambiguous(
                "@Command(\"c\") @Reply(\"{*}\") String c() throws No;" + NO.formatted("{'no'}"),
                "x");
        ambiguous(
                "@Command(\"c {k}\") @Reply(value = \"V {}\", absent = \"V {k}\") Optional<String> c(String k);",
                "V x");
        ambiguous(
                "@Command(\"c\") A c(); sealed interface A {} @Reply(\"S {n}\") record G(int n) implements A {} @Reply(\"S {m}\") record N(long m) implements A {}",
                "S 1");
        ambiguous(
                "@Command(\"c\") K c(); enum K { @Reply(\"A {'one'}\") ONE, @Reply(\"A {'two'}\") TWO }",
                "A x");
        ambiguous(
                "@Command(\"c\") void c() throws No, Other; "
                        + NO.formatted("NO {'sorry'}")
                        + OTHER.formatted("NO"),
                "NO x");
        ambiguous(
                "@Command(\"c\") @Reply(value = \"L\", each = \"{*}\", end = \"{'end'}\") List<String> c();",
                "x");
    }

    @Test
    void F40_pushes() {
        ambiguous(
                "@Command(\"c\") void c(); @Push interface P { @Reply(\"E {a}\") void a(String a); @Reply(\"E {b}\") void b(Bytes b); }",
                "E x");
        accepted(
                "@Command(\"c\") void c(); @Push interface P { @Reply(\"E {a}\") void a(String a); @Reply(\"E {b}\") void b(int b); @Reply(\"E stop\") void c(); }");
    }

    @Test
    void F48_aWitnessMatchesBoth() {
        accepted(
                "@Command(\"OVER {low}-{high}\") void range(int low, int high); @Command(\"OVER {number}\") void one(int number);");
        ambiguous(
                "@Command(\"OVER {low}-{high}\") void range(String low, String high); @Command(\"OVER {a}+{b}\") void sum(String a, String b);"
                        .replace("{a}+{b}", "{a}-{b}x"),
                "OVER x-1x");
        ambiguous(
                "@Command(\"A {x}\") void a(int x); @Command(\"A {y}\") void b(@Unsigned long y);",
                "A 1");
        accepted(
                "@Command(\"A {x}\") void a(Low x); @Command(\"A {y}\") void b(High y); enum Low { a, b } enum High { c, d }");
        ambiguous(
                "@Command(\"A {x}\") void a(Low x); @Command(\"A {y}\") void b(High y); enum Low { a, b } enum High { c, b }",
                "A b");
    }

    @Test
    void F48_aGroupOfLiteralsInAReplyIsABoolean() {
        Served served =
                Served.compile(
                        protocol(
                                        "@Command(\"c {n}\") R c(int n); @Reply(\"R {n}[ more]\") record R(int n, boolean more) {}")
                                + "final class H implements X { public X.R c(int n) { return new X.R(n, n > 1); } }");

        assertThat(served.answer("c 1\r\nc 2\r\n")).isEqualTo("R 1\r\nR 2 more\r\n");
    }

    @Test
    void F40_errorsComeAfterTheCommandsOwn() {
        accepted(
                "@Command(\"c\") @Errors(usage = @Reply(\"V bad\")) @Reply(\"V {*}\") String c();");
        accepted(
                "@Command(\"c\") @Errors(usage = @Reply(\"NO {'usage'}\")) @Reply(value = \"V {}\", absent = \"NO {'nothing'}\") Optional<String> c();");
        accepted("@Command(\"c\") K c(); enum K { OK, ERROR }");
    }

    @Test
    void F40_pushMessagesBetweenReplies() {
        ambiguous(
                "@Command(\"c\") @Reply(\"OK\") void c(); @Push interface P { @Reply(\"O{word}\") void p(String word); }",
                "OK");
        ambiguous(
                "@Command(\"c\") @Reply(\"E {}\") int c(); @Push interface P { @Reply(\"E {word}\") void p(String word); }",
                "E 1");
        ambiguous(
                "@Command(\"c\") @Reply(value = \"V {}\", absent = \"-\") Optional<String> c(); @Push interface P { @Reply(\"V {b}\") void p(Bytes b); }",
                "V x");
        accepted(
                "@Command(\"c\") R c(); @Reply(\"{n} {text*}\") record R(int n, String text) {} @Push interface P { @Reply(\"{who} joined\") void joined(String who); }");
        accepted(
                "@OnConnect @Reply(\"OK\") void hello(); @Command(\"c\") void c(); @Push interface P { @Reply(\"{word}\") void p(int word); }");
    }

    @Test
    void F40_theLinesOfOnePush() {
        ambiguous(
                "@Command(\"c\") void c(); @Push interface P { @Reply(each = \"L {x...}\", end = \"L {'end'}\") void all(List<String> x); }",
                "L x");
    }

    @Test
    void F40_envelopesOfCommands() {
        assertThat(
                        Compiled.reports(
                                "@Envelope(command = \"[{x} ]{*}\")"
                                        + protocol(
                                                "@Command(\"a {d}\") void a(String d); @Command(\"c {d} {e}\") void c(String d, String e);")))
                .containsExactly(
                        "[Ropewalk/AmbiguousCommand] \"{x} a {d}\" and \"c {d} {e}\" both match \"c a x\"; change one of them");
        assertThat(
                        Compiled.reports(
                                "@Envelope(command = \"[:{x} ]{*}\")"
                                        + protocol(
                                                "@Command(\"a {d}\") void a(String d); @Command(\"c {d} {e}\") void c(String d, String e);")))
                .isEmpty();
    }

    @Test
    void F48_aWitnessIsReadByEachOfTheTwo() {
        for (List<String> pair :
                List.of(
                        List.of("LIST {a}", "String a", "LIST {b}", "Bytes b"),
                        List.of("A {a}[ {b}]", "int a, OptionalInt b", "A {a} {b}", "int a, int b"),
                        List.of(
                                "A {a}-{b}",
                                "String a, String b",
                                "A {a}-{b}x",
                                "String a, String b"),
                        List.of("A {a*}", "String a", "A[ {b...}]", "List<String> b"),
                        List.of("A {a}", "int a", "A {b}", "@Unsigned short b"))) {
            String one = command("one", pair.get(0), pair.get(1));
            String two = command("two", pair.get(2), pair.get(3));
            String report = Compiled.reports(protocol(one + two)).get(0);
            String witness = report.replaceAll("(?s).* both match \"(.*?)\".*", "$1");

            assertThat(report).startsWith("[Ropewalk/AmbiguousCommand]");
            for (String command : List.of(one, two)) {
                Served served = Served.compile(protocol(command) + "final class H implements X {}");
                assertThat(served.answer(witness + "\r\n"))
                        .as("%s to %s", witness, command)
                        .isEqualTo("READ\r\n");
            }
        }
    }

    @Test
    void F40_howManyWordsFollowTellsAGroupOfALiteral() {
        Served served =
                Served.compile(
                        protocol(
                                        "@Command(\"a[ fast] {name}\") @Reply(\"{} {name}\") int a(boolean fast, String name); @Command(\"b[ at {n}] {x}[ end]\") @Reply(\"{} {x}\") int b(OptionalInt n, String x, boolean end);")
                                + "final class H implements X { public int a(boolean fast, String name) { return fast ? 1 : 0; } public int b(OptionalInt n, String x, boolean end) { return n.orElse(0) + (end ? 100 : 0); } }");

        assertThat(served.answer("a fast\r\na fast fast\r\na x\r\n"))
                .isEqualTo("0 fast\r\n1 fast\r\n0 x\r\n");
        assertThat(served.answer("b at\r\nb at 5 x\r\nb at end\r\nb at 5 at end\r\n"))
                .isEqualTo("0 at\r\n5 x\r\n100 at\r\n105 at\r\n");
    }

    @Test
    void F40_whatAGroupMayTakeFromWhatFollowsIsAnError() {
        group("v[ {n}][ {s}]", "OptionalInt n, Optional<String> s", "v 1");
        group("v[ {a}] {b}[ {c}]", "Optional<String> a, String b, Optional<String> c", "v x x");
        group("v[ at {n}] at {t*}", "OptionalInt n, String t", "v at 1 at x");
        assertThat(
                        Compiled.reports(
                                protocol(
                                        "@Command(\"v {a...}[ {n}]\") void v(List<String> a, OptionalInt n);")))
                .containsExactly(
                        "[Ropewalk/TextWithoutEnd] The end of {a...} in \"v {a...}[ {n}]\" is unknown; put a literal after it");
        assertThat(
                        Compiled.reports(
                                "@LineProtocol(carrier = Carrier.TRAILING) interface X { @Command(\"v {a...}[ :{t*}]\") void v(List<String> a, Optional<String> t); }"))
                .isEmpty();
    }

    private static void group(String line, String parameters, String witness) {
        assertThat(
                        Compiled.reports(
                                protocol(
                                        "@Command(\"%s\") void v(%s);"
                                                .formatted(line, parameters))))
                .containsExactly(
                        "[Ropewalk/AmbiguousGroup] \"%s\" is ambiguous for the input \"%s\"; put a literal before one of the optional words"
                                .formatted(line, witness));
    }

    private static String command(String name, String line, String parameters) {
        return "@Command(\"%s\") @Reply(\"READ\") default void %s(%s) {}\n"
                .formatted(line, name, parameters);
    }
}
