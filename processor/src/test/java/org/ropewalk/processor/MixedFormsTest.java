package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;

/** Declarations that mix forms: each ends in working code, on both sides, or in one diagnostic. */
class MixedFormsTest {
    @Test
    void aValueOfTheEnvelopeMayStandDirectlyBeforeTheLine() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(order = Order.TAGGED)
                        @Envelope(command = "<{tag}>{*}", reply = "<{tag}>{*}")
                        @Errors(unknown = @Reply("NO"))
                        public interface X {
                            @Command("say {what*}") @Reply("SAID {what*}") void say(String what);
                            @Command("put {k} {d.length}") @Reply("PUT {}") int put(String k, @Payload Bytes d);
                        }
                        class H implements X {
                            public void say(String what) {}
                            public int put(String k, Bytes d) { return d.length(); }
                        }
                        """);
        assertThat(served.answers("<1>say a b\n<>say\n<2>put k 1\nx\n<3>what\nsay a\n"))
                .isEqualTo("<1>SAID a b\n<>NO\n<2>PUT 1\n<3>NO\n<*>NO\n");
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("say", "a > b")).isEqualTo("null");
            assertThat(both.outcome("put", "k", Bytes.of("ab"))).isEqualTo("2");
        }
    }

    @Test
    void suchAValueStandsBeforeAnyLine() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(separator = Separator.ONE_SPACE, spelling = Spelling.EXACT)
                        @Envelope(command = "<{tag}>{*}", reply = "{*} <{tag}>")
                        public interface X {
                            @Command("say {what*}") @Reply("SAID {what*}") void say(String what);
                            @Command("c9") @Reply("R {}") int c9();
                        }
                        class H implements X {
                            public void say(String what) {}
                            public int c9() { return 7; }
                        }
                        """);
        assertThat(served.answers("<1>say a b\n<x>c9\n")).isEqualTo("SAID a b <1>\nR 7 <x>\n");
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("say", "a > b")).isEqualTo("null");
            assertThat(both.outcome("c9")).isEqualTo("7");
        }
    }

    @Test
    void flagsStandAnywhereInAReplyOfSeveralLines() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        public interface X {
                            @Command("get {n}") @Reply("A {a}[ READY]\\nB[ {b}[ LAST]]\\nOK {d}[ END]") R get(int n);
                            record R(String a, boolean ready, Optional<String> b, boolean last, int d, boolean end) {}
                            @Command("set {a}[ {b}[ QUIET]]") @Reply("SET {}") String set(String a, Optional<String> b, boolean quiet);
                        }
                        class H implements X {
                            static R of(int n) {
                                return new R("a", n % 2 > 0, n % 3 > 0 ? Optional.of("b") : Optional.empty(), n % 3 > 1, n, n > 2);
                            }
                            public R get(int n) { return of(n); }
                            public String set(String a, Optional<String> b, boolean quiet) { return a + b.orElse("-") + quiet; }
                        }
                        """);
        var of = served.type("H").getDeclaredMethod("of", int.class);
        of.setAccessible(true);
        try (Conversed both = new Conversed(served)) {
            for (int n = 0; n < 6; n++) {
                assertThat(both.outcome("get", n)).isEqualTo(of.invoke(null, n).toString());
            }
            assertThat(both.outcome("set", "a", Optional.of("b"), true)).isEqualTo("abtrue");
            assertThat(both.outcome("set", "a", Optional.empty(), false)).isEqualTo("a-false");
        }
    }

    @Test
    void theLiteralBehindAListEndsItWhereAnotherWordMayBeMissing() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        public interface X {
                            @Command("send {to...} with {size}[ {mode}]") @Reply("{...}") List<String> send(List<String> to, int size, Optional<Mode> mode);
                            enum Mode { FAST }
                        }
                        class H implements X {
                            public List<String> send(List<String> to, int size, Optional<Mode> mode) {
                                return List.of(String.join("+", to), size + "", mode + "");
                            }
                        }
                        """);
        assertThat(served.answers("send a b with 7\nsend a with 7 FAST\nsend with 7\n"))
                .isEqualTo("a+b 7 Optional.empty\na 7 Optional[FAST]\nERROR\n");
        assertThat(
                        Compiled.reports(
                                "@LineProtocol public interface X { enum E { x } @Command(\"a {b...}[ {c}]\") void a(List<Integer> b, Optional<E> c); }"))
                .containsExactly(
                        "[Ropewalk/TextWithoutEnd] The end of {b...} in \"a {b...}[ {c}]\" is unknown; put a literal after it");
    }

    @Test
    void contentsOfCountedPayloadsHaveNoEnvelopeAndTheirOwnLineEnds() throws Exception {
        for (String around :
                List.of(
                        "@LineProtocol(terminator = Terminator.NUL)",
                        "@LineProtocol(terminator = \";\", replyTerminator = \"#\\r\\n\")",
                        "@LineProtocol @Envelope(command = \"${*}*{sum}\", reply = \"${*}*{sum}\")")) {
            Served served =
                    Served.compile(
                            around
                                    + """
                                     public interface X {
                                        @Supplies static String sum(Slice line) { return line.length() + ""; }
                                        @Command("put {d.length}") R put(@Payload(trailer = Payload.Trailer.NONE) Map<String, String> d);
                                        @Reply("PUT {d.length}") record R(@Payload(trailer = Payload.Trailer.NONE) List<Row> d) {}
                                        @Format("{name}\\t{value*}") record Row(String name, String value) {}
                                    }
                                    class H implements X {
                                        public R put(Map<String, String> d) {
                                            List<Row> rows = new ArrayList<>();
                                            d.forEach((name, value) -> rows.add(new Row(name, value)));
                                            return new R(rows);
                                        }
                                    }
                                    """);
            try (Conversed both = new Conversed(served)) {
                assertThat(both.outcome("put", Map.of("a", "b;c")))
                        .isEqualTo("R[d=[Row[name=a, value=b;c]]]");
            }
        }
    }

    @Test
    void aRecordWithAPayloadUpToTheEndOfTheConnectionEndsIt() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        public interface X {
                            @Command("get {n}") R get(int n);
                            sealed interface R permits Some, None {}
                            @Reply("SOME {n}") record Some(int n, @Payload(Payload.Framing.UNTIL_CLOSE) List<String> d) implements R {}
                            @Reply("NONE") record None() implements R {}
                        }
                        class H implements X {
                            public R get(int n) { return n == 0 ? new None() : new Some(n, List.of("a", "")); }
                        }
                        """);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("get", 0)).isEqualTo("None[]");
            assertThat(both.outcome("get", 7)).isEqualTo("Some[n=7, d=[a, ]]");
        }
    }

    @Test
    void aFlagDirectlyBeforeAValueIsToldByItsLiteralAlone() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        public interface X {
                            @Command("get {n}") @Reply("x[ fast]{n}") R get(int n);
                            record R(boolean fast, int n) {}
                        }
                        class H implements X {
                            public R get(int n) { return new R(n > 1, n); }
                        }
                        """);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("get", 1)).isEqualTo("R[fast=false, n=1]");
            assertThat(both.outcome("get", 2)).isEqualTo("R[fast=true, n=2]");
        }
    }

    @Test
    void whatSeemsToBeAMissingWordIsRefusedHoweverManyTextsFollow() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        @Errors(failed = @Reply("failed"))
                        public interface X {
                            @Command("get {n}") @Reply("x[ {a}] -1[;{b*};][({c*})]--[-{d*}.]") R get(int n);
                            record R(Optional<String> a, Optional<String> b, Optional<String> c, Optional<String> d) {}
                        }
                        class H implements X {
                            public R get(int n) {
                                return new R(Optional.empty(), Optional.empty(), Optional.of(n > 1 ? "a b" : "ab"), Optional.empty());
                            }
                        }
                        """);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("get", 1)).startsWith("R[a=Optional.empty, b=Optional.empty");
            assertThat(both.outcome("get", 2)).isEqualTo("rejected: failed");
        }
    }

    @Test
    void aTabThatSeparatesNothingIsAPartOfAListsValue() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(controls = "\\t")
                        public interface X {
                            @Command("get {all, ...}") @Reply("{}") int get(List<String> all);
                        }
                        class H implements X {
                            public int get(List<String> all) { return String.join("", all).length(); }
                        }
                        """);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("get", List.of("a\t", "\t", "\tb"))).isEqualTo("5");
        }
    }

    @Test
    void anOptionalNumberOfAWidthDoesNotBeginAsTheLiteralBehindIt() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        @Errors(failed = @Reply("failed"))
                        public interface X {
                            @Command("get {n}") @Reply("a[{n:2}][-{t}]") R get(int n);
                            record R(OptionalInt n, Optional<String> t) {}
                        }
                        class H implements X {
                            public R get(int n) { return new R(OptionalInt.of(n), Optional.of("t")); }
                        }
                        """);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("get", 7)).isEqualTo("R[n=OptionalInt[7], t=Optional[t]]");
            assertThat(both.outcome("get", -7)).isEqualTo("rejected: failed");
        }
    }

    @Test
    void aCollectedFieldCannotBeTheLengthOfAPayload() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n")
                        @Errors(failed = @Reply("failed"))
                        public interface X {
                            @Command("Do: log\\n{values: ...}") @Reply("Result: logged\\n{back: ...}") Back log(Map<String, String> values);
                            record Back(Map<String, String> back) {}
                            @Command("Do: put\\nLength: {d.length}") @Reply("Result: put") void put(@Payload(trailer = Payload.Trailer.NONE) Bytes d);
                        }
                        class H implements X {
                            public Back log(Map<String, String> values) { return new Back(values.containsKey("x") ? Map.of("length", "1") : values); }
                            public void put(Bytes d) {}
                        }
                        """);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("log", Map.of("a", "1"))).isEqualTo("Back[back={a=1}]");
            assertThat(both.outcome("log", Map.of("Length", "1")))
                    .startsWith(
                            "java.lang.IllegalArgumentException: cannot be written: a field among the others that is the length of a payload");
            assertThat(both.outcome("log", Map.of("x", "1"))).isEqualTo("rejected: failed");
        }
    }

    @Test
    void theNameOfACollectedFieldIsNeverQuoted() throws Exception {
        Served served =
                Served.compile(
                        """
                        @LineProtocol
                        @Quoted
                        public interface X {
                            @Command("put") @Reply("{}") int put(@Payload(Payload.Framing.DOTTED) Map<String, String> d);
                        }
                        class H implements X {
                            public int put(Map<String, String> d) { return d.size(); }
                        }
                        """);
        try (Conversed both = new Conversed(served)) {
            assertThat(both.outcome("put", Map.of("a", "b c"))).isEqualTo("1");
            assertThat(both.outcome("put", Map.of("y z", "b")))
                    .contains("cannot be written: a blank in a value that must be one word");
            assertThat(both.outcome("put", Map.of("", "b"))).contains("cannot be written");
        }
    }
}
