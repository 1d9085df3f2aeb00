package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a line consists of: each shape is written and read alike, or has one diagnostic. */
class LineShapesTest {
    private static void reports(String commands, String message) {
        assertThat(Compiled.reports("@LineProtocol public interface X { " + commands + " }"))
                .as(commands)
                .containsExactly("[Ropewalk/" + message);
    }

    private static void enveloped(String envelope, String message) {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol @Envelope("
                                        + envelope
                                        + ") public interface X { @Command(\"a\") @Reply(\"OK\") void a(); }"))
                .as(envelope)
                .containsExactly("[Ropewalk/" + message);
    }

    @Test
    void formatsThatContainThemselvesAreReportedOnce() {
        reports(
                "@Command(\"a {k}\") @Reply(\"OK\") void a(F k); @Format(\"{g}\") record F(G g) {} @Format(\"{f}\") record G(F f) {}",
                "RecursiveFormat] Type F of f contains itself, so its lines have no limit; remove that component, or send it as a payload");
    }

    @Test
    void aLineThatFitsNoCommandOfItsVerbIsToldTheUsageThatItIsMostLike() {
        Served served =
                Served.compile(
                        """
                        @LineProtocol @Errors(unknown = @Reply("NO"), usage = @Reply("NO {'{usage}'}"))
                        interface X {
                            @Command("LIST[ ACTIVE[ {w}]]") @Reply("OK") void active(Optional<String> w);
                            @Command("LIST NEWSGROUPS[ {w}]") @Reply("OK") void groups(Optional<String> w);
                            @Command("LIST HEADERS") @Reply("OK") void headers();
                        }
                        final class H implements X {
                            public void active(Optional<String> w) {}
                            public void groups(Optional<String> w) {}
                            public void headers() {}
                        }
                        """);
        assertThat(served.answer("LIST ACTIVE a b\r\nlist active a b\r\n"))
                .isEqualTo("NO LIST[ ACTIVE[ <w>]]\r\nNO LIST[ ACTIVE[ <w>]]\r\n");
        assertThat(served.answer("LIST NEWSGROUPS a b\r\nLIST HEADERS a\r\nLIST OTHER\r\n"))
                .isEqualTo("NO LIST NEWSGROUPS[ <w>]\r\nNO LIST HEADERS\r\nNO LIST HEADERS\r\n");
    }

    // ---- sizes and lengths

    @Test
    void aSizeIsOfSeveralValuesThatAreThere() {
        reports(
                "@Command(\"a {k.size}\") void a(int k);",
                "WrongPlaceholder] Placeholder {k.size} is for several values, but k is one value; use {k}");
        reports(
                "@Command(\"a {k.size}\") void a(List<String> k);",
                "UnusedParameter] Parameter k is not in \"a {k.size}\"; add {k...}");
        reports(
                "@Command(\"a {k.size}\") void a(Bytes k);",
                "UnusedParameter] Parameter k is not in \"a {k.size}\"; add {k}");
        reports(
                "@Command(\"a\") R a(); @Reply(\"R {l.size}\") record R(List<String> l) {}",
                "UnusedParameter] Parameter l is not in \"R {l.size}\"; add {l...}");
        reports(
                "@Command(\"a\") void a(); @Push interface P { @Reply(\"P {l.size}\") void p(List<String> l); }",
                "UnusedParameter] Parameter l is not in \"P {l.size}\"; add {l}");
        assertThat(
                        Served.compile(
                                        "@LineProtocol interface X { @Command(\"a {k.size} {k...}\") @Reply(\"{} {k.size}\") int a(List<String> k); } final class H implements X { public int a(List<String> k) { return k.size(); } }")
                                .answer("a 2 x y\r\n"))
                .isEqualTo("2 2\r\n");
    }

    @Test
    void aLengthIsOfAPayload() {
        for (String line :
                new String[] {
                    "@Reply(\"OK {q.length}\") void a();",
                    "@Reply(value = \"OK {q.length}\", each = \"{}\", end = \".\") List<String> a();",
                    "@Reply(\"V {} {q.length}\") int a();",
                    "@Reply(\"R {q.length}\") @Payload(Payload.Framing.DOTTED) Bytes a();"
                }) {
            reports(
                    "@Command(\"a\") " + line,
                    "LengthWithoutPayload] {q.length} is not the length of a payload; add @Payload to q");
        }
        reports(
                "@Command(\"a {k.length}\") void a(@Payload(Payload.Framing.DOTTED) List<String> k);",
                "NotYetSupported] The length of a text that has an end mark is not supported yet; remove {k.length}, or use Bytes");
    }

    @Test
    void aLengthOfAPayloadThatEndsAtADot() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol public interface X { @Command(\"a {k.length}\") @Reply(\"GOT {k.length}\") void a(@Payload(Payload.Framing.DOTTED) Bytes k); @Command(\"b\") R b(); @Reply(\"R {d.length}\") record R(@Payload(Payload.Framing.DOTTED) Bytes d) {} @Command(\"c\") @Reply(\"C {payload.length}\") @Payload(Payload.Framing.DOTTED) Bytes c(); }"
                                + " final class H implements X { public void a(Bytes k) {} public R b() { return new R(Bytes.of(\"x\\r\\n.y\\r\\n\")); } public Bytes c() { return Bytes.of(\"z\\r\\n\"); } }");

        assertThat(served.answer("a 5\r\nabc\r\n.\r\nb\r\nc\r\n"))
                .isEqualTo("GOT 5\r\nR 7\r\nx\r\n..y\r\n.\r\nC 3\r\nz\r\n.\r\n");
        try (Called client = new Called(served)) {
            assertThat(client.answered("b", "R 7\r\nx\r\n..y\r\n.\r\n").join())
                    .hasToString("R[d=x\r\n.y\r\n]");
            assertThat(client.answered("c", "C 3\r\nz\r\n.\r\n").join()).hasToString("z\r\n");
        }
    }

    // ---- optional values

    @Test
    void anOptionalHoldsOneValue() {
        String type = "UnsupportedType] Type %s of %s is not supported here; %s";
        String use = "use the inner type, which can be empty";
        String returned = use.replace("use", "return");
        String list = "Optional<List<String>>";
        reports(
                "@Command(\"a[ {k...}]\") void a(Optional<List<String>> k);",
                type.formatted(list, "k", use));
        reports(
                "@Command(\"a[ {k}]\") void a(Optional<Optional<String>> k);",
                type.formatted("Optional<Optional<String>>", "k", use));
        reports(
                "@Command(\"a\") R a(); @Reply(\"R[ {l...}]\") record R(Optional<List<String>> l) {}",
                type.formatted(list, "l", use));
        reports(
                "@Command(\"a\") void a(); @Push interface P { @Reply(\"P[ {l...}]\") void p(Optional<List<String>> l); }",
                type.formatted(list, "l", use));
        reports(
                "@Command(\"a {o}\") void a(O o); @Format(\"x{l}\") record O(Optional<List<String>> l) {}",
                type.formatted(list, "l", use));
        reports(
                "@Command(\"a\") @Reply(each = \"{}\", end = \".\", absent = \"-\") Optional<List<String>> a();",
                type.formatted(
                        "java.util.Optional<java.util.List<java.lang.String>>",
                        "the result",
                        returned));
        reports(
                "@Command(\"a\") @Reply(absent = \"-\") Optional<R> a(); @Reply(value = \"R\", each = \"{}\", end = \".\") record R(List<String> l) {}",
                type.formatted("java.util.Optional<p.X.R>", "the result", returned));
        assertThat(
                        Compiled.reports(
                                "@LineProtocol interface X { @Command(\"a\") @Reply(value = \"V {...}\", absent = \"-\") Optional<List<String>> a(); }"))
                .isEmpty();
    }

    @Test
    void F22_valuesOfNestedGroupsAreWrittenOrRefused() throws Exception {
        Served served =
                Served.compile(
                        "@LineProtocol(caseSensitive = true) public interface X { enum Kind { A } @Command(\"a[ {x}[ {y}]]\") @Reply(\"OK\") void a(Optional<String> x, Optional<String> y); @Command(\"b[ {x} {y}]\") void b(Optional<String> x, Optional<String> y); @Command(\"c[ k[ {x}][ {y}]]\") void c(OptionalInt x, Optional<String> y); @Command(\"d[ x {n}[ fast]]\") void d(OptionalInt n, boolean fast); }"
                                .replace(
                                        "OptionalInt x, Optional<String> y",
                                        "OptionalInt x, Optional<Kind> y"));
        Optional<String> none = Optional.empty();
        try (Called client = new Called(served)) {
            client.call("a", Optional.of("1"), none);
            client.call("a", Optional.of("1"), Optional.of("2"));
            client.call("a", none, none);
            assertThat(client.call("a", none, Optional.of("2"))).isCompletedExceptionally();
            client.call("b", Optional.of("1"), Optional.of("2"));
            client.call("b", none, none);
            assertThatThrownBy(client.call("b", Optional.of("1"), none)::join)
                    .hasRootCauseMessage(
                            "cannot be written: an optional part without all of its values (after \"b\")");
            client.call("c", java.util.OptionalInt.of(5), none);
            client.call("d", java.util.OptionalInt.of(5), true);
            assertThat(client.call("d", java.util.OptionalInt.empty(), true))
                    .isCompletedExceptionally();
            assertThat(client.received())
                    .isEqualTo("a 1\r\na 1 2\r\na\r\nb 1 2\r\nb\r\nc k 5\r\nd x 5 fast\r\n");
        }
    }

    @Test
    void aBooleanOfTheCommandIsRepeated() {
        assertThat(
                        Served.compile(
                                        "@LineProtocol interface X { @Command(\"a[ LOUD]\") @Reply(\"OK[ loud]\") void a(boolean loud); } final class H implements X { public void a(boolean loud) {} }")
                                .answer("a\r\na loud\r\n"))
                .isEqualTo("OK\r\nOK loud\r\n");
    }

    // ---- blanks

    @Test
    void blanksThatAreWrittenAreRead() {
        String behind =
                "TextWithoutEnd] The end of {b} in \"a x[ {b}]{k}\" is unknown; put a literal after it";
        String before =
                "NotYetSupported] A blank before a group is not supported yet; remove it, because the group has one";
        String end = "NotYetSupported] A blank at the end is not supported yet; remove it";
        reports(
                "@Command(\"a x[{b}]{k}\") void a(Optional<String> b, String k);",
                "NotYetSupported] A value directly after an optional value is not supported yet; put a literal between them");
        reports("@Command(\"a x[ {b}]{k}\") void a(Optional<String> b, String k);", behind);
        reports("@Command(\"a x[ {b} ] {k}\") void a(Optional<String> b, String k);", end);
        reports("@Command(\"a [ {b}] {k}\") void a(Optional<String> b, String k);", before);
        reports("@Command(\"a x \") void a();", end);
        reports("@Command(\"a\") @Reply(\"OK \") void a();", end);
        reports(
                "@Command(\"a\") @Reply(\" OK\") void a();",
                "NotYetSupported] A blank at the beginning is not supported yet; remove it");
        reports(
                "@Command(\"a\") @Reply(\"OK{'x'}\") void a();",
                "NotYetSupported] A commentary directly after a word is not supported yet; put a blank between them");
        reports(
                "@Command(\"a\") @Reply(\"{}{'x'}\") int a();",
                "NotYetSupported] A commentary directly after a word is not supported yet; put a blank between them");
    }

    @Test
    void envelopesOfReplies() {
        String group =
                "NotYetSupported] A group in the envelope of replies is not supported yet; write {name}, or write it in the replies";
        for (String reply : new String[] {"a[b]{*}", "{*}[x]", "[{x} ]{*}", "a[ b] {*}"}) {
            enveloped("reply = \"" + reply + "\"", group);
        }
        enveloped(
                "command = \"a[ b]c {*}\"",
                "NotYetSupported] A group inside a word is not supported yet; end it with a blank: [{name} ]");
    }

    @Test
    void groupsInRepliesToMistakes() {
        reports(
                "@Command(\"a\") @Errors(unknown = @Reply(\"P[ {verb}]\")) void a();",
                "GroupWithoutOptional] {verb} is in a group, but verb cannot be absent; make it an Optional, a List or a boolean");
    }
}
