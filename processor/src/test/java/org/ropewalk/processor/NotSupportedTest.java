package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the language page lists as not generated: each row has the words of the compiler, and a
 * declaration here for which it says them.
 */
class NotSupportedTest {
    private static final Path PAGE = Path.of("..", "docs", "language.md");
    private static final Pattern MESSAGE =
            Pattern.compile("\\[Ropewalk/NotYetSupported] (.*) is not supported yet; (.*)");

    private static final String BLOCKS =
            "@LineProtocol @Envelope(command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\")"
                    + " @Errors(unknown = @Reply(\"NO {'{verb}'}\")) public interface X { ";
    private static final String NO_TRAILER = "@Payload(trailer = Payload.Trailer.NONE) ";

    /** Declarations; one that is no whole type is a part of a protocol. */
    private static final List<String> DECLARATIONS =
            List.of(
                    "@LineProtocol(carrier = {Carrier.LINE, Carrier.TRAILING}) public interface X { @Command(\"a\") void a(); }",
                    // values
                    "@Command(\"a {m...}\") void a(List<M> m); @Format(\"{a} {b}\") record M(int a, int b) {}",
                    "@Command(\"a[ {m=...}]\") void a(M m); record M(@Format({\"b\", \"c\"}) boolean b) {}",
                    "@LineProtocol(spelling = Spelling.SHORT_OR_LONG) public interface X { @Command(\"ABc[:DEf][:GHi][:JKl][:MNo][:PQr][:STu]\") void a(); }",
                    "@Command(\"a {m} b\") void a(M m); @Format(\"{a}\\t{b}\") record M(int a, int b) {}",
                    // quotes
                    "@LineProtocol(terminator = \"\\0\") @Quoted(literal = Quoted.Literal.SYNCHRONIZING) public interface X { @Command(\"a {b}\") void a(String b); }",
                    "@LineProtocol @Quoted(quotes = \"\", literal = Quoted.Literal.SYNCHRONIZING) public interface X { @Command(\"a {b}\") void a(String b); }",
                    "@Command(\"a {b}\") @Quoted void a(String b);",
                    "@LineProtocol @Quoted(quotes = \"\") public interface X { @Command(\"a {b}\") @Quoted(escapes = \"n\\n\") void a(String b); }",
                    "@LineProtocol @Quoted public interface X { @Command(\"a {b}\") @Quoted(quotes = \"\", escape = Quoted.Escape.NONE) void a(String b); }",
                    "@LineProtocol @Quoted(specials = \",\") public interface X { @Command(\"a {b,...}\") void a(List<String> b); }",
                    "@LineProtocol @Quoted(quotes = \"\") public interface X { @Command(\"a\\\\\\\\b {b}\") void a(String b); }",
                    "@LineProtocol(carrier = Carrier.RESP) @Quoted(nil = \"NIL\") public interface X { @Command(\"a {b}\") void a(String b); }",
                    // lines
                    "@Command(\"a [ {b}]\") void a(Optional<String> b);",
                    "@Command(\"a x[[<{b}>]:{c}]\") void a(Optional<String> b, Optional<String> c);",
                    "@Command(\"a\") @Reply(\"OK{'x'}\") void a();",
                    "@Command(\"a x[{b}]{k}\") void a(Optional<String> b, String k);",
                    "@Command(\"a,[ ]{b*}\") void a(String b);",
                    // replies
                    "@Command(\"a\") A a(); sealed interface A permits B, C {} @Reply(\"B\") record B() implements A {} @Reply(value = \"C\", each = \"{}\", end = \".\") record C(List<String> c) implements A {}",
                    "@Command(\"a\") @Reply(\"A {a}\\n[B {b}]\\nOK\") R a(); record R(int a, OptionalInt b) {}",
                    "@Command(\"a\") @Blocking @Reply(value = \"A\", end = \"OK\") CompletionStage<Void> a();",
                    // overlapping commands
                    "@LineProtocol(order = Order.PIPELINED) @Prompt(\"> \") public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                    "@LineProtocol @Prompt(\"> \") public interface X { @Command(\"a\") R a(); @Reply(\"A {b.length}\") record R(@Payload PayloadStream b) {} }",
                    "@LineProtocol(terminator = \"\\u0000\") @Chain(value = \";\", together = Chain.Together.ONE_LINE) public interface X { @Command(\"a\") void a(); }",
                    "@LineProtocol @Chain(value = \";\", together = Chain.Together.ONE_LINE) public interface X { @Command(\"a\") @Reply(\"b\\nc\") void a(); }",
                    "@LineProtocol @Chain(value = \";\", together = Chain.Together.ONE_LINE) public interface X { @Command(\"a\") @Reply(\"b;\") void a(); }",
                    "@LineProtocol @Chain(\"and\") public interface X { @Command(\"a\") void a(); }",
                    "@LineProtocol(carrier = {Carrier.RESP, Carrier.LINE}) @Chain(\";\") public interface X { @Command(\"a\") @Reply(\"+A\") void a(); }",
                    "@LineProtocol @Envelope(command = \"{t} {*}\", reply = \"{t} {*}\") @Chain(\";\") public interface X { @Command(\"a\") void a(); }",
                    "@LineProtocol @Envelope(reply = \"- {*}\") @Chain(value = \";\", together = Chain.Together.ONE_LINE) public interface X { @Command(\"a\") @Reply(\"b\") void a(); }",
                    "@LineProtocol @Chain(\";\") public interface X { @Command(\"a {b.length}\") void a(@Payload Bytes b); }",
                    "@LineProtocol @Chain(\";\") public interface X { @Command(\"a {b};\") void a(int b); }",
                    "@Command(\"a\") @Reply(\"A\") CompletionStage<Void> a(); @Command(value = \"{b}\", interrupts = \"a\") void b(String b);",
                    "@Command(\"a\") @Reply(\"A\") CompletionStage<Void> a(); @Command(value = \"b {c.length}\", interrupts = \"a\") void b(@Payload Bytes c);",
                    "@Command(\"a\") @Reply(\"A\") CompletionStage<Void> a(); @Command(value = \"b\", interrupts = \"a\") @Reply(value = \"B\", close = true) void b();",
                    "@LineProtocol @Envelope(command = \"{t} {*}\", reply = \"{t} {*}\") public interface X { @Command(\"a\") @Reply(\"A\") CompletionStage<Void> a(); @Command(value = \"b\", interrupts = \"a\") @Reply(\"B\") void b(); }",
                    "@LineProtocol @Envelope(command = \"{*}*{sum}\") public interface X { @Supplies static String sum(Slice line) { return \"0\"; } @Command(\"a\") @Reply(\"A\") CompletionStage<Void> a(); @Command(value = \"b\", interrupts = \"a\") void b(); }",
                    "@LineProtocol(carrier = {Carrier.RESP, Carrier.LINE}) public interface X { @Command(\"a\") @Reply(\"+A\") CompletionStage<Void> a(); @Command(value = \"b\", interrupts = \"a\") void b(); }",
                    // results
                    "@Command(\"a\") @Reply(\"A[ {}]\") String a();",
                    // payloads
                    "@Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) Bytes b, @Payload(Payload.Framing.DOTTED) Bytes c);",
                    "@Command(\"a {b.length} {c.length}\") void a(@Payload Bytes b, @Payload Bytes c);",
                    "@Command(\"a[ {b.length}]\") void a(@Payload Bytes b);",
                    "@Command(\"a\") @Reply(\"A\") void a() throws E; @Reply(\"E\") final class E extends Exception { private final Bytes b; public E(@Payload(Payload.Framing.UNTIL_CLOSE) Bytes b) { this.b = b; } public Bytes b() { return b; } }",
                    "@Push interface P { @Reply(\"p\") void p(@Payload(Payload.Framing.UNTIL_CLOSE) Bytes b); }",
                    "@Command(\"a\") @Reply(each = \"b\", end = \"c\") List<B> a(); record B(@Payload(Payload.Framing.UNTIL_CLOSE) Bytes b) {}",
                    "@OnConnect @Payload(Payload.Framing.UNTIL_CLOSE) String greeting();",
                    "@Command(\"a {k.length}\") void a(@Payload(Payload.Framing.DOTTED) List<String> k);",
                    "@Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) List<S> s); @Format(\"{f*}\\n{tags: ...}\") record S(String f, Map<String, String> tags) {}",
                    // blocks
                    "@LineProtocol @Envelope(command = \"{*}\\n\\n\\0\", reply = \"{*}\\n\\n\") public interface X { @Command(\"a\\nb:{b}\") @Reply(\"A\") void a(String b); }",
                    BLOCKS
                            + "@Command(\"SET\\nName: {name}\") @Reply(\"OK\") void set(String name, @Payload(Payload.Framing.DOTTED) Bytes b); }",
                    BLOCKS
                            + "@Command(\"SET {b.length}\\nName: {name}\") @Reply(\"OK\") void set(String name, "
                            + NO_TRAILER
                            + "Bytes b); }",
                    BLOCKS
                            + "@Command(\"SET\\nLength: {b.length}\") @Reply(\"OK\") CompletionStage<Void> set("
                            + NO_TRAILER
                            + "PayloadStream b); }",
                    BLOCKS
                            + "@Command(\"SET\\nLength: {b.length}\") @Reply(\"OK\") void set(@Payload Bytes b); }",
                    BLOCKS
                            + "@Command(\"SET\\nLength: {b.length}\") @Reply(\"OK\") void set("
                            + NO_TRAILER
                            + "Bytes b); @Command(\"PUT\\nSize: {b.length}\") @Reply(\"OK\") void put("
                            + NO_TRAILER
                            + "Bytes b); }",
                    BLOCKS
                            + "@OnConnect @Reply(value = \"HELLO\", bare = true) void greeting(); @Command(\"A: tls\") @Reply(\"OK\") @StartTls(greet = true) void tls(); }",
                    "@Command(\"a {b.length}\") void a("
                            + "@Payload @Fields(repeated = Fields.Repeated.LAST) Map<String, String> b);",
                    // around lines
                    "@LineProtocol @Envelope(command = \"{*}\\nHost: {host}\\n\\n\", reply = \"{*}\\n\\n\") @Errors(unknown = @Reply(\"NO {'{verb}'}\")) public interface X { @Command(\"A: b\") @Reply(\"OK\") void a(); }",
                    "@LineProtocol @Envelope(reply = \"\\n{*}\") public interface X { @Command(\"a\") @Reply(\"\") void a(); }",
                    "@LineProtocol @Envelope(reply = \"{*} !\") public interface X { @Command(\"a\") @Reply(\"A {'b'}\") void a(); }",
                    "@LineProtocol @Envelope(reply = \"a[b]{*}\") public interface X { @Command(\"a\") void a(); }",
                    "@Command(\"a\") @Envelope(command = \"x {*}\") void a();",
                    "@LineProtocol @Envelope(command = \"{*} {x}\") public interface X { @Command(\"a\") void a(); }",
                    "@LineProtocol @Envelope(command = \"{x...} {*}\") public interface X { @Command(\"a\") void a(); }",
                    "@LineProtocol @Envelope(command = \"{x}{*}\") public interface X { @Command(\"a\") void a(); }",
                    "@LineProtocol @Envelope(command = \"a[ b]c {*}\") public interface X { @Command(\"a\") void a(); }",
                    "@LineProtocol @Envelope(reply = \"{*}*{sum}\") public interface X { @Command(\"a {b.length}\") void a(@Payload Bytes b); @Supplies static String sum(Slice line) { return \"\"; } }",
                    // push messages, states
                    "@Push interface A { @Reply(\"a\") void a(); } @Push(slow = Push.Slow.DROP) interface B { @Reply(\"b\") void b(); }",
                    "@Push interface A { @Reply(value = \"a {x}\", each = \"{b...}\", end = \"c {y}\") void a(int x, int y, List<String> b); }",
                    "@LineProtocol(initial = X.S.class) public interface X { @Once interface S { @Command(\"a\") void a(); } }");

    /** Forms, each with its diagnostic and a declaration. */
    private static final List<List<String>> OTHERS =
            List.of(
                    List.of(
                            "items of several lines in a list of a protocol of lines, with fields",
                            "EndlessFields",
                            "@Command(\"a\") @Reply(each = \"f: {f*}\\n{tags: ...}\", end = \"OK\") List<S> a(); record S(String f, Map<String, String> tags) {}"),
                    List.of(
                            "items of several lines without fields, except a text as second line",
                            "TemplateSyntax",
                            "@Command(\"a\") @Reply(each = \"f {f}\\ng {g}\", end = \"OK\") List<S> a(); record S(String f, String g) {}"),
                    List.of(
                            "a reply to an error in several lines",
                            "TemplateSyntax",
                            "@LineProtocol @Errors(unknown = @Reply(\"# unknown\\n.\")) public interface X { @Command(\"a\") void a(); }"),
                    List.of(
                            "an exception in several lines",
                            "NoEffect",
                            "@Command(\"a\") @Reply(\"A\") void a() throws E; @Reply(\"E {message*}\\nOK\") final class E extends Exception { public E(String message) { super(message); } }"),
                    List.of(
                            "lines in a payload before its items, `# {names...}\\n{rows...}`",
                            "TemplateSyntax",
                            "@Command(\"a {s.length}\") void a(@Payload S s); @Format(\"# {f...}\\n{rows...}\") record S(List<String> f, List<String> rows) {}"),
                    List.of(
                            "lines of a block that are not fields, except the first line",
                            "TemplateSyntax",
                            BLOCKS
                                    + "@Command(\"GET {a}\\nplain\\nB: {b}\") @Reply(\"OK\") void get(String a, String b); }"));

    private static String whole(String declaration) {
        return declaration.startsWith("@LineProtocol")
                ? declaration
                : "@LineProtocol public interface X { " + declaration + " }";
    }

    private static List<String> messages(String declaration) {
        return Compiled.of(whole(declaration)).errors().stream()
                .map(each -> each.getMessage(Locale.ROOT))
                .toList();
    }

    private static String row(String declaration) {
        List<String> messages = messages(declaration);
        assertThat(messages).as(declaration).hasSize(1);
        Matcher message = MESSAGE.matcher(messages.get(0));
        assertThat(message.matches()).as(messages.get(0)).isTrue();
        return "| " + message.group(1) + " | " + message.group(2) + " |";
    }

    private static List<String> rows(String table, String page) {
        int from = page.indexOf(table);
        assertThat(from).as(table).isPositive();
        return page.substring(from)
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .toList();
    }

    /** The rows of a table; written into the page with {@code -Dropewalk.golden=write}. */
    private static void check(String table, List<String> expected) throws IOException {
        String page = Files.readString(PAGE);
        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            List<String> lines = new ArrayList<>(page.lines().toList());
            int from = lines.indexOf(table) + 2;
            while (from < lines.size() && lines.get(from).startsWith("| ")) {
                lines.remove(from);
            }
            lines.addAll(from, expected);
            Files.writeString(PAGE, String.join("\n", lines) + "\n");
            return;
        }
        assertThat(rows(table, page)).containsExactlyElementsOf(expected);
    }

    @Test
    void the_page_lists_what_the_compiler_says() throws IOException {
        check(
                "| not supported | instead |",
                DECLARATIONS.stream().map(NotSupportedTest::row).toList());
    }

    @Test
    void the_page_lists_the_forms_that_are_refused_otherwise() throws IOException {
        check(
                "| not supported | diagnostic |",
                OTHERS.stream()
                        .map(other -> "| " + other.get(0) + " | `" + other.get(1) + "` |")
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> other_forms_have_these_diagnostics() {
        return OTHERS.stream()
                .map(
                        other ->
                                DynamicTest.dynamicTest(
                                        other.get(0),
                                        () ->
                                                assertThat(messages(other.get(2)).get(0))
                                                        .startsWith("[Ropewalk/" + other.get(1))));
    }
}
