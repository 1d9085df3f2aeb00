package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.ropewalk.processor.report.Diagnostic;

/**
 * Each diagnostic: how many there are, where, and the text. The place is what stands behind {@code
 * /*^*}{@code /}.
 */
class DiagnosticsTest {
    private static final String MARK = "/*^*/";
    private static final String IMPORTS =
            "package p;\n"
                    + "import java.util.*;\n"
                    + "import java.util.concurrent.*;\n"
                    + "import org.ropewalk.annotation.*;\n"
                    + "import org.ropewalk.line.*;\n";

    /** A class that names all that is generated: it must not be a second error. */
    private static final JavaFileObject USER =
            JavaFileObjects.forSourceString(
                    "p.User",
                    "package p; class User { XFactory factory; XClient client; XProtocol protocol; }");

    private static JavaFileObject source(String text) {
        return JavaFileObjects.forSourceString("p.X", IMPORTS + text);
    }

    private static Compilation compile(Compiler compiler, String text) {
        return compiler.withProcessors(new RopewalkProcessor()).compile(source(text), USER);
    }

    /** One diagnostic, of the kind that the tag has, at the mark. */
    private static void check(String text, String message) {
        check(text, message, diagnostic -> diagnostic.getKind() != Kind.NOTE);
    }

    private static void check(
            String text,
            String message,
            Predicate<javax.tools.Diagnostic<? extends JavaFileObject>> counted) {
        Compilation compilation =
                compile(
                        Compiler.javac()
                                .withOptions("-Xlint:all,-processing,-missing-explicit-ctor"),
                        text);
        List<javax.tools.Diagnostic<? extends JavaFileObject>> found =
                compilation.diagnostics().stream().filter(counted).toList();
        assertThat(found).as("diagnostics %s", found).hasSize(1);
        assertThat(found.get(0).getMessage(Locale.ROOT)).isEqualTo(message);
        String whole = IMPORTS + text;
        int at = whole.indexOf(MARK) + MARK.length();
        assertThat(found.get(0).getSource().getName()).endsWith("p/X.java");
        String before = whole.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        assertThat(found.get(0).getLineNumber()).as("line").isEqualTo(line);
        assertThat(found.get(0).getColumnNumber())
                .as("column")
                .isEqualTo(at - before.lastIndexOf('\n'));
    }

    private static void checkProtocol(String commands, String message) {
        check(
                "@LineProtocol(caseSensitive = true) public interface X {\n" + commands + "\n}",
                message);
    }

    @Test
    void NotAnInterface() {
        check(
                "@LineProtocol public class /*^*/X {}".replace("class /*^*/X", "/*^*/class X"),
                "[Ropewalk/NotAnInterface] @LineProtocol stands on X, which is no interface; declare the protocol as an interface");
    }

    @Test
    void GenericProtocol() {
        check(
                "@LineProtocol public /*^*/interface X<T> { @Command(\"a\") void a(); }",
                "[Ropewalk/GenericProtocol] Protocol X has type parameters; declare it without, and let its fragments have them");
    }

    @Test
    void SealedInterface() {
        check(
                "@LineProtocol public sealed /*^*/interface X permits H { @Command(\"a\") void a(); } final class H implements X { public void a() {} }",
                "[Ropewalk/SealedInterface] Protocol X is sealed, and a generated class implements it; remove sealed");
        checkProtocol(
                "@Command(\"a\") void a(); @Push sealed /*^*/interface P permits Q { @Reply(\"P\") void p(); } final class Q implements P { public void p() {} }",
                "[Ropewalk/SealedInterface] Push interface P is sealed, and a generated class implements it; remove sealed");
    }

    @Test
    void GenericProtocol_aStateOrPushes() {
        check(
                "@LineProtocol(initial = X.S.class) public interface X { /*^*/interface S<T> { @Command(\"a\") @Reply(value = \"A\", close = true) void a(); } }",
                "[Ropewalk/GenericProtocol] State S has type parameters; declare it without, and let its fragments have them");
        checkProtocol(
                "@Command(\"a\") void a(); @Push /*^*/interface E<T> { @Reply(\"E\") void e(); }",
                "[Ropewalk/GenericProtocol] Push interface E has type parameters; declare it without, and let its fragments have them");
    }

    @Test
    void InaccessibleType() {
        check(
                "class X { private record R(int x) {} @LineProtocol interface Y { @Command(\"a\") @Reply(\"R {x}\") R /*^*/a(); } }",
                "[Ropewalk/InaccessibleType] Type R cannot be named in package p, where the generated types stand; make it visible there",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void AuxiliaryType() {
        check(
                "@LineProtocol public interface X { @Command(\"a\") R a(); } @Reply(\"R {x}\") /*^*/record R(int x) {}",
                "[Ropewalk/AuxiliaryType] Type R is declared in the file of another type, and javac -Xlint warns where generated code uses it; nest it, or give it a file of its own",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void NotAName() {
        checkProtocol(
                "@Command(\"a\") void a(@Name(\"a-b\") String /*^*/b);",
                "[Ropewalk/NotAName] \"a-b\" cannot be the name of a parameter: it is no identifier; write another into @Name");
        checkProtocol(
                "@Command(\"a {b}\") void a(String b, @Name(\"b\") String /*^*/c);",
                "[Ropewalk/NotAName] \"b\" cannot be the name of a parameter: another parameter has it; write another into @Name");
    }

    @Test
    void IgnoredAnnotation() {
        checkProtocol(
                "@Command(\"a\") void a(); /*^*/@Command(\"b\") static void b() {}",
                "[Ropewalk/IgnoredAnnotation] @Command on b has no effect: no handler has a static method; remove static");
        checkProtocol(
                "@Command(\"a\") void a(); /*^*/@Command(\"b\") private void b() {}",
                "[Ropewalk/IgnoredAnnotation] @Command on b has no effect: no handler has a private method; remove private");
        checkProtocol(
                "@Command(\"a\") @Reply(\"{}\") /*^*/@Supplies int a();",
                "[Ropewalk/IgnoredAnnotation] @Supplies on a has no effect: @Command says what the method is; remove one of them");
        checkProtocol(
                "@Command(\"a\") void a(); @OnDisconnect void b(); /*^*/@OnDisconnect void c(Throwable why);",
                "[Ropewalk/IgnoredAnnotation] @OnDisconnect on c has no effect: the state has b() already; remove one of them");
    }

    @Test
    void NotAWord() {
        checkProtocol(
                "@Command(\"a {k}\") void a(K k); enum K { @Format(/*^*/\"x y\") A, B }",
                "[Ropewalk/NotAWord] \"x y\" cannot stand for A: it is not one word; give it another word by @Format");
        checkProtocol(
                "@Command(\"a {k}\") void a(K k); enum K { A, @Format(/*^*/\"A\") B }",
                "[Ropewalk/NotAWord] \"A\" cannot stand for B: it is that of A too; give it another word by @Format");
        checkProtocol(
                "@Command(\"a {o=...}\") void a(O o); record O(@Format(/*^*/\"\") OptionalInt x) {}",
                "[Ropewalk/NotAWord] \"\" cannot stand for x: it is empty; give it another word by @Format");
    }

    @Test
    void UnmadeException() {
        String thrown =
                "@Command(\"a\") void a() throws E; @Reply(\"NO\") @SuppressWarnings(\"serial\") ";
        checkProtocol(
                thrown + "abstract /*^*/class E extends Exception { public E() {} }",
                "[Ropewalk/UnmadeException] Exception E cannot be made again by a client: it is abstract; remove abstract, or give @Reply to those that extend it");
        checkProtocol(
                thrown
                        + "final /*^*/class E extends Exception { public E() throws java.io.IOException {} }",
                "[Ropewalk/UnmadeException] Exception E cannot be made again by a client: its constructor throws IOException; let it throw nothing that is checked");
        checkProtocol(
                "@Command(\"a\") C a(); @Reply(\"C\") abstract /*^*/class C { public C() {} }",
                "[Ropewalk/UnmadeException] Class C cannot be made again by a client: it is abstract; remove abstract, or give @Reply to those that extend it");
    }

    @Test
    void NoAccessor_ofThatType() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(\"NO {code}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(int /*^*/code) {} public String code() { return \"\"; } }",
                "[Ropewalk/NoAccessor] Parameter code of E cannot be read back; add a method int code()");
    }

    @Test
    void UnsuitableCharset() {
        check(
                "@LineProtocol(charset = /*^*/\"UTF-16\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnsuitableCharset] Character set UTF-16 has other bytes for ASCII; use UTF-8, US-ASCII or ISO-8859-1");
        check(
                "@LineProtocol(charset = /*^*/\"ISO-2022-CN\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnsuitableCharset] Character set ISO-2022-CN can be read only; use UTF-8, US-ASCII or ISO-8859-1");
    }

    @Test
    void NotAControl() {
        check(
                "@LineProtocol(controls = /*^*/\"\\u0001a\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotAControl] Values cannot hold U+0061: it is no control of ASCII; let controls name control characters other than NUL, CR and LF");
        check(
                "@LineProtocol(controls = /*^*/\"\\n\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotAControl] Values cannot hold U+000A: it ends what it stands in; let controls name control characters other than NUL, CR and LF");
    }

    @Test
    void UnencodableText() {
        check(
                "@LineProtocol(charset = \"US-ASCII\") public interface X { @Command(\"a\") @Reply(/*^*/\"5 €\") void a(); }",
                "[Ropewalk/UnencodableText] In \"5 €\", character € is not in US-ASCII; write another, or change charset");
    }

    private static void checkTerminator(String member, String text, String message) {
        check(
                "@LineProtocol("
                        + member
                        + " = /*^*/"
                        + text
                        + ") public interface X { @Command(\"a\") void a(); }",
                message);
    }

    private static void checkDatagrams(String declared, String message) {
        check(
                "@LineProtocol(datagrams = true) public interface X {\n" + declared + "\n}",
                "[Ropewalk/NotForDatagrams] " + message + ", or remove datagrams");
    }

    @Test
    void NotForDatagrams() {
        check(
                "@LineProtocol(datagrams = true, initial = X.A.class) public /*^*/interface X {\n"
                        + "interface A extends X { @Command(\"b\") @Reply(\"B\") B b(); }\n"
                        + "interface B extends X { @Command(\"a\") @Reply(\"A\") A a(); } }",
                "[Ropewalk/NotForDatagrams] A protocol with states cannot be served in datagrams: a"
                        + " datagram belongs to no session; remove the states, or remove datagrams");
        checkDatagrams(
                "@OnConnect @Reply(\"HI\") void /*^*/hi(); @Command(\"a\") void a();",
                "Greeting hi cannot be served in datagrams: no connection begins; remove it");
        checkDatagrams(
                "@Command(\"a {b.length}\") CompletionStage<Void> a(@Payload PayloadStream /*^*/b);",
                "Stream b cannot be served in datagrams: a datagram comes whole; use Bytes");
        checkDatagrams(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) Bytes /*^*/b);",
                "Payload b cannot be served in datagrams: no word tells its length; use a COUNTED"
                        + " payload");
        checkDatagrams(
                "@Command(\"a\") @Reply(\"B\") @Payload(Payload.Framing.UNTIL_CLOSE) Bytes /*^*/a();",
                "Payload the result cannot be served in datagrams: no word tells its length; use a"
                        + " COUNTED payload");
        checkDatagrams(
                "@Command(\"a\") @Reply(\"B\") @StartTls void /*^*/a();",
                "Command a cannot be served in datagrams: datagrams have no TLS; remove it");
        checkDatagrams(
                "@Command(\"a {b}\") @Junk(3) void /*^*/a(String b);",
                "Command a cannot be served in datagrams: nothing counts how often a sender has"
                        + " called it; remove @Junk");
    }

    @Test
    void NotForDatagrams_theEnd() {
        check(
                "@LineProtocol(datagrams = true) public /*^*/interface X {\n"
                        + "@OnDisconnect void bye(); @Command(\"a\") void a(); }",
                "[Ropewalk/NotForDatagrams] Method bye cannot be served in datagrams: no connection"
                        + " ends; remove it, or remove datagrams");
    }

    @Test
    void AmbiguousTerminator() {
        checkTerminator(
                "terminator",
                "{\"!;\", \";\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator \";\" is a part of \"!;\"; remove one of them");
        checkTerminator(
                "terminator",
                "{Terminator.CRLF, \"\\r\\n\\r\\n\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator CRLF is a part of \"\\u000d\\u000a\\u000d\\u000a\"; remove one of them");
        checkTerminator(
                "replyTerminator",
                "{Terminator.LF, \"\\n>\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator LF is a part of \"\\u000a>\"; remove one of them");
    }

    @Test
    void ChunkWithoutChunks() {
        checkProtocol(
                "@Command(\"a {b.length}\") void a(@Payload(chunk = Payload.Chunk.HEX_LINE) Bytes /*^*/b);",
                "[Ropewalk/ChunkWithoutChunks] A payload framed COUNTED has no chunks; remove chunk");
    }

    @Test
    void BadMaxLength() {
        checkProtocol(
                "@Command(\"a {b.length}\") void a(@Payload(maxLength = 0) Bytes /*^*/b);",
                "[Ropewalk/BadMaxLength] maxLength = 0: the payload is counted, and this is not positive; write a positive number");
        checkProtocol(
                "@Command(\"a\") void a(@Payload(value = Payload.Framing.DOTTED, maxLength = 9) Bytes /*^*/b);",
                "[Ropewalk/BadMaxLength] maxLength = 9: the payload has no length; remove maxLength");
    }

    @Test
    void BadDelimiter() {
        for (String until : List.of("", "€", "x".repeat(71))) {
            checkProtocol(
                    "@Command(\"a\") void a(@Payload(value = Payload.Framing.DELIMITED, until = \""
                            + until
                            + "\") Bytes /*^*/b);",
                    "[Ropewalk/BadDelimiter] What ends a DELIMITED payload is one to 70 characters up to U+00FF; write other bytes into until");
        }
        checkProtocol(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DELIMITED) Bytes /*^*/b);",
                "[Ropewalk/UntilWithoutLine] A payload framed DELIMITED: what ends it is given for UNTIL and DELIMITED alone; add until = and the bytes that end it");
    }

    @Test
    void BadTerminator() {
        String advice =
                "; write CRLF, LF, CR, NUL, or at most eight characters of which the first is a control or a sign";
        String tag = "[Ropewalk/BadTerminator] Terminator ";
        checkTerminator("terminator", "{}", tag + "{} ends nothing" + advice);
        checkTerminator("terminator", "\"\"", tag + "\"\" has 0 characters" + advice);
        checkTerminator(
                "terminator", "\"!23456789\"", tag + "\"!23456789\" has 9 characters" + advice);
        checkTerminator(
                "terminator", "\"LF\"", tag + "\"LF\" begins as a word or a number may" + advice);
        checkTerminator(
                "terminator", "\" \"", tag + "\" \" begins as a word or a number may" + advice);
        checkTerminator(
                "replyTerminator",
                "\"-\"",
                tag + "\"-\" begins as a word or a number may" + advice);
        checkTerminator(
                "replyTerminator", "\"€\"", tag + "\"€\" has characters beyond U+00FF" + advice);
    }

    @Test
    void TerminatorInText() {
        check(
                "@LineProtocol(terminator = \";\") public interface X { @Command(\"a\") @Reply(/*^*/\"b; c\") void a(); }",
                "[Ropewalk/TerminatorInText] In \"b; c\", ';' may begin the line end \";\"; write another, or change terminator");
        check(
                "@LineProtocol(replyTerminator = \"#\\r\") public interface X { @Command(\"a {color}\") void a(Color color); enum Color { @Format(/*^*/\"#1\") RED } }",
                "[Ropewalk/TerminatorInText] In \"#1\", '#' may begin the line end \"#\\u000d\"; write another, or change terminator");
    }

    @Test
    void MisframedPayload() {
        check(
                "@LineProtocol(terminator = Terminator.NUL) public interface X { @Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) Bytes /*^*/a); }",
                "[Ropewalk/MisframedPayload] A payload framed DOTTED cannot stand beside lines that end in NUL; frame it COUNTED");
        check(
                "@LineProtocol(terminator = {Terminator.CR, Terminator.CRLF}) public interface X { @Command(\"a {a.length}\") void a(@Payload Bytes /*^*/a); }",
                "[Ropewalk/MisframedPayload] A payload framed COUNTED cannot stand beside lines that end in CR and CRLF; remove one of the two, or the payload");
    }

    @Test
    void SpellingTwice() {
        check(
                "@LineProtocol(caseSensitive = /*^*/true, spelling = Spelling.EXACT) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/SpellingTwice] caseSensitive and spelling say the same; remove caseSensitive");
    }

    @Test
    void PrivateProtocol() {
        Compilation compilation =
                Compiler.javac()
                        .withProcessors(new RopewalkProcessor())
                        .compile(
                                JavaFileObjects.forSourceString(
                                        "p.Outer",
                                        IMPORTS
                                                + "class Outer { @LineProtocol private interface X { @Command(\"a\") void a(); } }"));
        assertThat(compilation.errors().stream().map(error -> error.getMessage(Locale.ROOT)))
                .anyMatch(
                        text ->
                                text.equals(
                                        "[Ropewalk/PrivateProtocol] Protocol X is private; make it visible in its package, where its generated types stand"));
    }

    @Test
    void NameCollision() {
        Compilation compilation =
                Compiler.javac()
                        .withProcessors(new RopewalkProcessor())
                        .compile(
                                source("@LineProtocol interface X { @Command(\"a\") void a(); }"),
                                JavaFileObjects.forSourceString(
                                        "p.XFactory", "package p; class XFactory {}"));
        assertThat(compilation.errors().get(0).getMessage(Locale.ROOT))
                .isEqualTo(
                        "[Ropewalk/NameCollision] Type XFactory exists already, and would be generated for X; rename one of them");
        assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(6);
    }

    @Test
    void SameMethod() {
        checkProtocol(
                "@Command(\"a {k}\") void a(Slice k); @Command(\"b {k}\") void /*^*/a(Bytes k);",
                "[Ropewalk/SameMethod] a and a would both be a(Bytes) of the generated client; rename one of them");
    }

    @Test
    void TemplateSyntax() {
        checkProtocol(
                "@Command(/*^*/\"a {b\") void a(String b);",
                "[Ropewalk/TemplateSyntax] In \"a {b\", at character 3: a '{' is not closed; add '}'");
    }

    /** It would be written, and refused as a control in a value when it is read. */
    @Test
    void TemplateSyntax_ofAControlBetweenTheValuesOfAList() {
        checkProtocol(
                "@Command(/*^*/\"a {b\\t...}\") void a(List<String> b);",
                "[Ropewalk/TemplateSyntax] In \"a {b\t...}\", at character 4: a control character between the values of a list; write another one, or a column for each value");
    }

    @Test
    void NotACommand() {
        checkProtocol(
                "@Command(\"a\") void a(); void /*^*/b();",
                "[Ropewalk/NotACommand] Method b is no command; add @Command, or make it a default method");
    }

    @Test
    void NoCommands() {
        check(
                "@LineProtocol public /*^*/interface X {}",
                "[Ropewalk/NoCommands] Protocol X has no commands, and neither greets nor pushes; add a method with @Command");
    }

    @Test
    void NoState() {
        check(
                "@LineProtocol(initial = X.Other/*^*/.class) public interface X { @Command(\"a\") void a(); record Other() {} }",
                "[Ropewalk/NoState] Other is no state of X; name an interface that is nested in the protocol");
        check(
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"a\") void a(); @OnError int /*^*/failed(); } }",
                "[Ropewalk/NoState] int is no state of A; name an interface that is nested in the protocol");
    }

    @Test
    void WaitsForNothing() {
        checkProtocol(
                "@Command(value = \"a\", last = true) @NoReply void /*^*/a();",
                "[Ropewalk/WaitsForNothing] Command a is the last before a reply that never comes; remove last, or @NoReply");
    }

    @Test
    void SilentTransition() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A extends X { @Command(\"b\") B /*^*/b(); @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); }"
                        + " interface B extends X { @Command(\"a\") @Reply(\"OK\") A a(); } }",
                "[Ropewalk/SilentTransition] Command b leads to state B, and its client is not told; add @Reply, or @NoReply if that is meant");
    }

    @Test
    void AmbiguousGroup_whereTheRestMayBeginAsTheGroup() {
        checkProtocol(
                "@Command(/*^*/\"a[ {b}] {c*}\") void a(Optional<String> b, String c);",
                "[Ropewalk/AmbiguousGroup] \"a[ {b}] {c*}\" can be read in two ways when it is \"a x x\"; put a literal before one of the optional words");
    }

    @Test
    void UnreachableState() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {\n"
                        + "interface A { @Command(\"a\") void a(); }\n"
                        + "/*^*/interface B { @Command(\"b\") void b(); }\n}",
                "[Ropewalk/UnreachableState] Nothing leads to state B; let a command return it, or remove it");
    }

    @Test
    void BarePayload() {
        checkProtocol(
                "@Command(\"\") void /*^*/a();",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only one of a @Once state, with one payload; give it one @Payload parameter that is not counted, such as DOTTED");
        checkProtocol(
                "@Command(\"\") void /*^*/a(@Payload(Payload.Framing.DOTTED) Bytes text);",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only one of a @Once state, with one payload; mark that state as @Once");
        checkProtocol(
                "@Command(\"\") void /*^*/a(@Payload(Payload.Framing.DOTTED) Bytes text); @Command(\"b\") void b();",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only one of a @Once state, with one payload; that state has b too; let it inherit no commands");
    }

    @Test
    void UnboundPlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"get {kye}\") void get(String key);",
                "[Ropewalk/UnboundPlaceholder] Placeholder {kye} has no parameter of that name; did you mean key?");
    }

    @Test
    void UnboundPlaceholder_inAReply() {
        checkProtocol(
                "@Command(\"get {key}\") @Reply(/*^*/\"OK {vlaue}\") R get(String key); record R(String value) {}",
                "[Ropewalk/UnboundPlaceholder] Placeholder {vlaue} has no component or parameter of that name; did you mean value?");
    }

    @Test
    void DuplicatePlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"a {b} {b}\") void a(String b);",
                "[Ropewalk/DuplicatePlaceholder] {b} stands twice in \"a {b} {b}\"; give the second a name of its own, or remove it");
    }

    @Test
    void TooMany() {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i <= 500; i++) {
            commands.append("@Reply(\"V%d\") V%d, ".formatted(i, i));
        }
        checkProtocol(
                "@Command(\"a\") K /*^*/a(); enum K { " + commands + "}",
                "[Ropewalk/TooMany] The result of a has 501 constants, and at most 500 can be generated; return the word, {}");
    }

    @Test
    void UnusedParameter() {
        checkProtocol(
                "@Command(\"get\") void get(String /*^*/key);",
                "[Ropewalk/UnusedParameter] Parameter key is not in \"get\"; add {key}");
    }

    @Test
    void UnusedParameter_aFlag() {
        checkProtocol(
                "@Command(\"get\") void get(@NoReply boolean /*^*/noreply);",
                "[Ropewalk/UnusedParameter] Parameter noreply is not in \"get\"; add [ noreply]");
    }

    @Test
    void PayloadWithoutLength() {
        checkProtocol(
                "@Command(/*^*/\"set\") void set(@Payload byte[] data);",
                "[Ropewalk/PayloadWithoutLength] Payload data has no length in \"set\"; add {data.length}");
    }

    @Test
    void LengthWithoutPayload() {
        checkProtocol(
                "@Command(/*^*/\"set {data.length} {data}\") void set(byte[] data);",
                "[Ropewalk/LengthWithoutPayload] {data.length} needs a payload of that name; add @Payload to data");
    }

    @Test
    void AmbiguousChoice() {
        checkProtocol(
                "@Command(\"get {what}\") void get(What /*^*/what); sealed interface What permits A, B {} @Format(\"{x}-{y}\") record A(String x, String y) implements What {} @Format(\"{z}-{w}\") record B(String z, String w) implements What {}",
                "[Ropewalk/AmbiguousChoice] \"{x}-{y}\" and \"{z}-{w}\" of What both match \"x-x\"; change one of them");
    }

    @Test
    void TextWithoutEnd() {
        checkProtocol(
                "@Command(/*^*/\"say {text*} {to}\") void say(String text, String to);",
                "[Ropewalk/TextWithoutEnd] Nothing tells where {text*} ends in \"say {text*} {to}\"; put a literal behind it");
    }

    @Test
    void UnsupportedType() {
        checkProtocol(
                "@Command(\"a {b}\") void a(Object /*^*/b);",
                "[Ropewalk/UnsupportedType] Type Object of b cannot be read here; use a type of your own that has a public static parse(String)");
    }

    @Test
    void NoToString() {
        checkProtocol(
                "@Command(\"a {b}\") void a(B /*^*/b); final class B { private B() {} public static B parse(String s) { return new B(); } }",
                "[Ropewalk/NoToString] Type B of b has no toString() of its own; add one that writes what parse() reads");
    }

    @Test
    void WrongPlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"get {keys}\") void get(List<String> keys);",
                "[Ropewalk/WrongPlaceholder] Placeholder {keys} takes one value, but keys is several; write {keys...}");
    }

    @Test
    void OptionalOutsideGroup() {
        checkProtocol(
                "@Command(/*^*/\"wait {seconds}\") void await(OptionalInt seconds);",
                "[Ropewalk/OptionalOutsideGroup] seconds is optional, but {seconds} is not; write [ {seconds}]");
    }

    @Test
    void GroupWithoutOptional() {
        checkProtocol(
                "@Command(/*^*/\"wait[ {seconds}]\") void await(int seconds);",
                "[Ropewalk/GroupWithoutOptional] {seconds} is optional, but seconds cannot be absent; make it an Optional, a List or a boolean");
    }

    @Test
    void AmbiguousCommand() {
        checkProtocol(
                "@Command(\"LIST {box}\") void box(String box); @Command(/*^*/\"LIST {name}\") void name(String name);",
                "[Ropewalk/AmbiguousCommand] \"LIST {box}\" and \"LIST {name}\" both match \"LIST x\"; change one of them");
    }

    @Test
    void AmbiguousCommand_whereOptionalGroupsOverlap() {
        checkProtocol(
                "@Command(\"a {x}[ {y}]\") void one(int x, OptionalInt y); @Command(/*^*/\"a {x} {z}\") void two(int x, int z);",
                "[Ropewalk/AmbiguousCommand] \"a {x}[ {y}]\" and \"a {x} {z}\" both match \"a 1 1\"; change one of them");
    }

    @Test
    void UntoldReply() {
        String page =
                " Page /*^*/get(String name); sealed interface Page {"
                        + " @Reply(\"T\") record Told() implements Page {}"
                        + " @Reply record Text(@Payload(Payload.Framing.DOTTED) List<String> lines) implements Page {} }";
        checkProtocol(
                "@Command(\"GET {name}\")" + page,
                "[Ropewalk/UntoldReply] A client cannot tell Text from the other replies of get, as it has no line; give it one, or write client = false");
    }

    @Test
    void AmbiguousReply() {
        checkProtocol(
                "@Command(\"a\") K /*^*/a(); enum K { @Reply(\"YES\") ONE, @Reply(\"YES\") TWO }",
                "[Ropewalk/AmbiguousReply] \"YES\" and \"YES\" both match \"YES\", which may come in answer to a; change one of them");
    }

    @Test
    void AmbiguousGroup() {
        checkProtocol(
                "@Command(/*^*/\"flush[ {name}][ noreply]\") void flush(Optional<String> name, @NoReply boolean noreply);",
                "[Ropewalk/AmbiguousGroup] \"flush[ {name}][ noreply]\" can be read in two ways when it is \"flush noreply\"; put a literal before one of the optional words");
    }

    @Test
    void EndlessList() {
        checkProtocol(
                "@Command(\"list\") @Reply(each = \"{}\") List<String> /*^*/list();",
                "[Ropewalk/EndlessList] The list that list returns has no end; add end, or {items.size}, to its @Reply");
    }

    @Test
    void NoSize() {
        checkProtocol(
                "@Command(\"list\") @Reply(value = /*^*/\"{items.size}\", each = \"{}\") void list(Replies<String> all);",
                "[Ropewalk/NoSize] How many items list has is not known before them; return a List instead of taking Replies");
    }

    @Test
    void NoSize_ofAnIterable() {
        checkProtocol(
                "@Command(\"list\") @Reply(value = /*^*/\"{items.size}\", each = \"{}\") Iterable<String> list();",
                "[Ropewalk/NoSize] How many items list has is not known before them; return a List instead of an Iterable");
    }

    @Test
    void MissingReply() {
        checkProtocol(
                "@Command(\"name\") String /*^*/name();",
                "[Ropewalk/MissingReply] The result of name is in no reply; add @Reply to the method or to its type, with {} or {*} for the value");
    }

    @Test
    void MissingAbsent() {
        checkProtocol(
                "@Command(\"name\") /*^*/@Reply(\"{}\") Optional<String> name();",
                "[Ropewalk/MissingAbsent] The result of name may be absent; add absent to its @Reply");
    }

    @Test
    void NeedlessAbsent() {
        checkProtocol(
                "@Command(\"name\") @Reply(value = \"{}\", absent = /*^*/\"NONE\") String name();",
                "[Ropewalk/NeedlessAbsent] The result of name is always there; remove absent, or return an Optional or a boolean");
    }

    @Test
    void NoEffect() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"OK\", each = /*^*/\"{}\") void a();",
                "[Ropewalk/NoEffect] each of @Reply has no effect here: only a list has lines for each item and behind them; remove it, or return a List");
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"YES\", absent = \"NO\", end = /*^*/\".\") boolean a();",
                "[Ropewalk/NoEffect] end of @Reply has no effect here: only a list, or a line with a result, has lines behind it; remove it, or return a List");
    }

    @Test
    void NoEffect_beforeConstants() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK\") K a(); enum K { ONE, TWO }",
                "[Ropewalk/NoEffect] value of @Reply has no effect here: the result is one of K, and its constants have lines of their own; remove it, or write the word as {}");
    }

    @Test
    void UnsupportedType_ofAPayload() {
        checkProtocol(
                "@Command(\"a {b.length}\") void a(@Payload List<Field> /*^*/b); record Field(String x, String y) {}",
                "[Ropewalk/UnsupportedType] Type java.util.List<p.X.Field> of payload b cannot be read here; use byte[], Bytes, Slice, String, or List<String> for its lines");
    }

    @Test
    void BorrowedTooLong() {
        checkProtocol(
                "@Command(\"get {key}\") @Reply(\"{}\") CompletionStage<String> get(Slice /*^*/key);",
                "[Ropewalk/BorrowedTooLong] key is valid only until get returns, which completes later; use Bytes");
    }

    @Test
    void BorrowedTooLong_inAResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(each = \"{}\", end = \".\") List<Slice> /*^*/a();",
                "[Ropewalk/BorrowedTooLong] A Slice in the result is valid only until a returns, which is too early for what becomes of it; use Bytes");
    }

    @Test
    void BorrowedTooLong_inAPush() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface Events { @Reply(\"E {key}\") void /*^*/said(Slice key); }",
                "[Ropewalk/BorrowedTooLong] key is valid only until said returns, which is too early for what is formatted on another loop; use Bytes");
    }

    @Test
    void NoReplyNotBoolean() {
        checkProtocol(
                "@Command(\"a {quiet}\") void a(@NoReply int /*^*/quiet);",
                "[Ropewalk/NoReplyNotBoolean] @NoReply stands on quiet, which is no boolean; make it one");
    }

    @Test
    void IgnoredAnnotation_fieldsOfWhatHasNone() {
        checkProtocol(
                "@Command(\"a {b}\") void a(/*^*/@Fields(fold = true) String b);",
                "[Ropewalk/IgnoredAnnotation] @Fields on b has no effect: it is no payload of fields; remove it, or use a Map");
        checkProtocol(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) /*^*/@Fields(fold = true) Bytes b);",
                "[Ropewalk/IgnoredAnnotation] @Fields on b has no effect: it is no payload of fields; remove it, or use a Map");
        checkProtocol(
                "@Command(\"a\") @Reply(\"{}\") /*^*/@Fields(fold = true) int a();",
                "[Ropewalk/IgnoredAnnotation] @Fields on a has no effect: it is no payload of fields; remove it, or use a Map");
    }

    @Test
    void NoReplyWithoutTag() {
        for (String field : List.of("", "\\nreceipt:{tag}", "\\n[other:{other}]")) {
            check(
                    "@LineProtocol @NoReply(unless = /*^*/\"tag\")"
                            + " @Envelope(command = \"{*}"
                            + field
                            + "\\n\\n\", reply = \"{*}"
                            + field
                            + "\\n\\n\") public interface X {"
                            + " @Command(\"SEND\") @Reply(\"RECEIPT\") void send(); }",
                    "[Ropewalk/NoReplyWithoutTag] @NoReply asks for tag, which is no tag that may be"
                            + " missing; write [Id: {tag}] into command and reply of @Envelope");
        }
    }

    @Test
    void NoReplyWithResult_unlessThereIsATag() {
        check(
                "@LineProtocol"
                        + " @Envelope(command = \"{*}\\n[receipt:{tag}]\\n\\n\", reply = \"{*}\\n[receipt-id:{tag}]\\n\\n\")"
                        + " public interface X { @Command(\"SEND\") @NoReply(unless = \"tag\") @Reply(\"RECEIPT\\nn:{}\") int /*^*/send(); }",
                "[Ropewalk/NoReplyWithResult] @NoReply stands on send, which has a result; remove one of the two");
    }

    @Test
    void NoReplyWithResult() {
        checkProtocol(
                "@Command(\"a\") @NoReply @Reply(\"{}\") int /*^*/a();",
                "[Ropewalk/NoReplyWithResult] @NoReply stands on a, which has a result; remove one of the two");
    }

    @Test
    void NoReplyWithResult_whereThereIsAReply() {
        checkProtocol(
                "@Command(\"a\") @NoReply @Reply(/*^*/\"OK\") void a();",
                "[Ropewalk/NoReplyWithResult] @NoReply stands on a, which has a @Reply; remove one of the two");
    }

    @Test
    void NoSuchResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK {}\") void a();",
                "[Ropewalk/NoSuchResult] In \"OK {}\", {} stands for a result of a, which has none; remove it");
    }

    @Test
    void NoSuchResult_inACommand() {
        checkProtocol(
                "@Command(/*^*/\"a {}\") void a();",
                "[Ropewalk/NoSuchResult] In \"a {}\", {} stands for a result of the line, which has none; name a parameter");
    }

    @Test
    void NoSuchResult_inAnException() {
        checkProtocol(
                "@Command(\"a\") void /*^*/a() throws E; @Reply(\"NO {}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E() {} }",
                "[Ropewalk/NoSuchResult] In \"NO {}\", {} stands for a result of E, which has components; write {} with their names");
    }

    @Test
    void UnknownErrorPlaceholder_ofAResult() {
        check(
                "@LineProtocol @Errors(unknown = /*^*/@Reply(\"NO {}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownErrorPlaceholder] An error reply does not know {}; it knows {verb}, {usage}, {message}, {incident} and what every state supplies");
    }

    @Test
    void NoSuchResult_ofABoolean() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"IS {}\", absent = \"NO\") boolean a();",
                "[Ropewalk/NoSuchResult] In \"IS {}\", {} stands for a result of a, which has only true or false; value says true and absent says false");
    }

    @Test
    void NoSuchResult_ofAList() {
        checkProtocol(
                "@Command(\"a\") @Reply(each = \"{}\", end = /*^*/\"END {}\") List<String> a();",
                "[Ropewalk/NoSuchResult] In \"END {}\", {} stands for a result of a, which has several items; write {} into each");
    }

    @Test
    void MissingReply_whereOnlyACommentaryHasTheResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(\"OK {'{} ready'}\") String /*^*/a();",
                "[Ropewalk/MissingReply] The result of a is in no reply; add @Reply to the method or to its type, with {} or {*} for the value");
    }

    @Test
    void MissingReply_ofAnOptionalNumber() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"YES\", absent = \"NO\") OptionalInt /*^*/a();",
                "[Ropewalk/MissingReply] The result of a is in no reply; add @Reply to the method or to its type, with {} or {*} for the value");
    }

    @Test
    void ExceptionWithoutReply() {
        checkProtocol(
                "@Command(\"a\") void /*^*/a() throws java.io.IOException;",
                "[Ropewalk/ExceptionWithoutReply] Exception IOException of a has no @Reply; add one, or make it unchecked");
    }

    @Test
    void ExceptionWithoutConstructor() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(\"NO\") @SuppressWarnings(\"serial\") final /*^*/class E extends Exception { E() {} }",
                "[Ropewalk/ExceptionWithoutConstructor] Exception E needs one public constructor, with a parameter for each placeholder of its @Reply");
        checkProtocol(
                "@Command(\"a\") C a(); @Reply(\"C\") final /*^*/class C { C() {} }",
                "[Ropewalk/ExceptionWithoutConstructor] Class C needs one public constructor, with a parameter for each placeholder of its @Reply");
    }

    @Test
    void NoAccessor() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(\"NO {code}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(int /*^*/code) {} }",
                "[Ropewalk/NoAccessor] Parameter code of E cannot be read back; add a method int code()");
    }

    @Test
    void UnknownErrorPlaceholder() {
        check(
                "@LineProtocol @Errors(unknown = /*^*/@Reply(\"NO {what}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownErrorPlaceholder] An error reply does not know {what}; it knows {verb}, {usage}, {message}, {incident} and what every state supplies");
    }

    @Test
    void NotAPush() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { void /*^*/joined(String who); }",
                "[Ropewalk/NotAPush] Method joined is no push; let it return void (a state is a parameter), and give it a @Reply with a line, or with each and end for a list");
    }

    @Test
    void NotAPush_withAResult() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { @Reply(\"JOINED\") int /*^*/joined(); }",
                "[Ropewalk/NotAPush] Method joined is no push; let it return void (a state is a parameter), and give it a @Reply with a line, or with each and end for a list");
    }

    @Test
    void NotASupply() {
        checkProtocol(
                "@Command(\"a\") void a(); @Supplies String /*^*/host(int port);",
                "[Ropewalk/NotASupply] Method host cannot supply a value; let it take no arguments");
    }

    @Test
    void NotAFarewell() {
        checkProtocol(
                "@Command(\"a\") void a(); @OnDisconnect void /*^*/gone(String why);",
                "[Ropewalk/NotAFarewell] Method gone is called at the end with the reason alone; let it take a Throwable, or nothing");
    }

    @Test
    void UnequalSpellings() {
        checkProtocol(
                "@Command(\"a {b}\") @Reply(/*^*/{\"1 {} {b}\", \"2 {}\"}) int a(int b);",
                "[Ropewalk/UnequalSpellings] Reply \"2 {}\" names other values than \"1 {} {b}\", which is written; let both name the same");
        checkProtocol(
                "@Command(\"a {b}\") @Reply(/*^*/{\"1 {} {b}\", \"2 {b}\"}) int a(int b);",
                "[Ropewalk/UnequalSpellings] Reply \"2 {b}\" names other values than \"1 {} {b}\", which is written; let both name the same");
    }

    @Test
    void RecursiveFormat() {
        checkProtocol(
                "@Command(\"a {b}\") void a(B b); @Format(\"{c}[ {b}]\") record B(int c, Optional<B> /*^*/b) {}",
                "[Ropewalk/RecursiveFormat] Type B of b holds itself, so that nothing bounds its lines; leave that part out, or send it as a payload");
    }

    @Test
    void BadTimePattern() {
        checkProtocol(
                "@Command(\"a {b}\") void a(@Format(/*^*/\"MMdd\") java.time.LocalDate b);",
                "[Ropewalk/BadTimePattern] \"MMdd\" cannot be the pattern of LocalDate b: a date needs the year, the month and the day; write another");
    }

    @Test
    void NotAnErrorMethod() {
        checkProtocol(
                "@Command(\"a\") void a(); @OnError void /*^*/wrong(String line);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be told of errors: its first parameter is no ErrorKind; let it take an ErrorKind and a String, the line");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError void /*^*/wrong(ErrorKind kind, int line);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be told of errors: only the line is known of every error; let it take an ErrorKind and a String, the line");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError(command = \"b\") void /*^*/wrong(ErrorKind kind);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be told of errors: no command of this state has the method b; name the method of one");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError(command = \"a\") void /*^*/wrong(ErrorKind kind);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be told of errors: a has no payload that is kept; name the method of a command with one");
        checkProtocol(
                "@Command(\"a {n} {d.length}\") void a(int n, @Payload Bytes d); @OnError(command = \"a\") void /*^*/wrong(ErrorKind kind, String n);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be told of errors: a has no parameter java.lang.String n; take parameters of that command, with their names and types");
    }

    @Test
    void EnvelopeWithoutLine() {
        check(
                "@LineProtocol @Envelope(reply = /*^*/\":x\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/EnvelopeWithoutLine] Envelope \":x\" has no single place for the line; write {*} once");
    }

    @Test
    void EndlessFields() {
        check(
                "@LineProtocol @Envelope(reply = \"{*}\\n\\n\") public interface X { @Command(/*^*/\"a\\nb: {b}\") @Reply(\"OK\") void a(String b); }",
                "[Ropewalk/EndlessFields] Nothing ends the fields of \"a\\nb: {b}\"; end the block with an empty line: write \\n\\n behind it, or into @Envelope");
    }

    @Test
    void MixedHeads() {
        checkProtocol(
                "@Command(/*^*/\"a\") void a(); @Command(\"b\\n\\n\") void b();",
                "[Ropewalk/MixedHeads] \"a\" is a line, and \"b\\n\\n\" is a block; let an empty line end all: write {*}\\n\\n into @Envelope");
    }

    @Test
    void MixedHeads_ofFields() {
        check(
                "@LineProtocol @Envelope(command = \"{*}\\n\\n\") public interface X { @Command(\"a: x\") void a(); @Command(/*^*/\"b: x\") void b(); }",
                "[Ropewalk/MixedHeads] \"b: x\" begins with the field b:, and \"a: x\" begins with the field a:; let the first line of all be the same field");
    }

    private static void checkBehindBlock(String members, String message) {
        check(
                "@LineProtocol @Envelope(command = \"{*}\\n\\n\", reply = \"{*}\\n\\n\")"
                        + "@Errors(unknown = @Reply(\"NO {'{verb}'}\"))"
                        + "public interface X {"
                        + members
                        + "}",
                message);
    }

    @Test
    void NotYetSupported_aroundBlocks() {
        check(
                "@LineProtocol @Envelope(command = /*^*/\"{*}\\nHost: {host}\\n\\n\", reply = \"{*}\\n\\n\")"
                        + "@Errors(unknown = @Reply(\"NO {'{verb}'}\"))"
                        + "public interface X { @Command(\"A: b\") @Reply(\"OK\") void a(); }",
                "[Ropewalk/NotYetSupported] A field around commands that no reply repeats as one word"
                        + " is not supported yet; put it into the commands, or into brackets");
        checkBehindBlock(
                "@OnConnect @Reply(value = \"HELLO\", bare = true) void greeting();"
                        + "@Command(\"A: tls\") @Reply(\"OK\") @StartTls(greet = true) void /*^*/tls();",
                "[Ropewalk/NotYetSupported] A greeting of one line between blocks is not supported"
                        + " yet; remove greet, or let the greeting be a block");
    }

    @Test
    void NotYetSupported_payloadsBehindBlocks() {
        checkBehindBlock(
                "@Command(/*^*/\"SET\\nName: {name}\") @Reply(\"OK\")"
                        + "void set(String name, @Payload(Payload.Framing.DOTTED) Bytes body);",
                "[Ropewalk/NotYetSupported] A payload behind a block whose length is no field's value"
                        + " is not supported yet; write a field Content-Length: {name.length} for one payload");
        checkBehindBlock(
                "@Command(/*^*/\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "void set(@Payload Bytes body);",
                "[Ropewalk/NotYetSupported] A trailer behind the payload of a block is not supported"
                        + " yet; write @Payload(trailer = NONE)");
        checkBehindBlock(
                "@Command(/*^*/\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "CompletionStage<Void> set(@Payload(trailer = Payload.Trailer.NONE) PayloadStream body);",
                "[Ropewalk/NotYetSupported] A stream behind a block is not supported yet; use Bytes,"
                        + " which are in memory");
        checkBehindBlock(
                "@Command(\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "void set(@Payload(trailer = Payload.Trailer.NONE) Bytes body);"
                        + "@Command(/*^*/\"PUT\\nSize: {body.length}\") @Reply(\"OK\")"
                        + "void put(@Payload(trailer = Payload.Trailer.NONE) Bytes body);",
                "[Ropewalk/NotYetSupported] A second name of a length is not supported yet; write"
                        + " Length:");
    }

    @Test
    void MixedMarks() {
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b}\\nc={c}\\n\\n\") void a(String b, String c);",
                "[Ropewalk/MixedMarks] The fields of \"a\\nb: {b}\\nc={c}\\n\\n\" have the marks ':' and '='; write one of them");
    }

    @Test
    void TemplateSyntax_ofBlocks() {
        checkProtocol(
                "@Command(/*^*/\"a\\nb c\\n\\n\") void a();",
                "[Ropewalk/TemplateSyntax] In \"a\\nb c\\n\\n\", at character 4: a line behind the first that is no field; write name={value} or name: {value}");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b\\n\\n\") void a(String b);",
                "[Ropewalk/TemplateSyntax] In \"a\\nb: {b\\n\\n\", at character 7: a '{' is not closed; add '}'");
    }

    @Test
    void WrongPlaceholder_ofFields() {
        checkProtocol(
                "@Command(/*^*/\"a\\n{b: ...}\\n\\n\") void a(String b);",
                "[Ropewalk/WrongPlaceholder] Placeholder {b: ...} takes fields, but b is something else; write a Map<String, String>");
        checkProtocol(
                "@Command(/*^*/\"a\\n{b: ...}\\n\\n\") void a();",
                "[Ropewalk/UnboundPlaceholder] Placeholder {b} has no parameter of that name");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b*}\\n\\n\") void a(Map<String, String> b);",
                "[Ropewalk/UnsupportedType] Type Map<String, String> of b cannot be read here; collect fields with it: {b: ...}");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b*}\\n\\n\") void a(Optional<String> b);",
                "[Ropewalk/OptionalOutsideGroup] b is optional, but {b} is not; write [ {b}]");
    }

    @Test
    void UntoldLengths() {
        checkProtocol(
                "@Command(/*^*/\"put {a+b.length}\") void put(@Payload(trailer = Payload.Trailer.NONE) Bytes a, @Payload Bytes b);",
                "[Ropewalk/UntoldLengths] The lengths in \"put {a+b.length}\" do not give that of each payload; let each add one payload to those before it");
    }

    @Test
    void LimitWithoutEffect() {
        checkProtocol(
                "@Command(\"a\") @Limits(errors = /*^*/3) void a();",
                "[Ropewalk/LimitWithoutEffect] Limit errors has no effect on a; set it on the state or the protocol");
    }

    @Test
    void LimitWithoutEffect_ofAFactorysOnAState() {
        checkProtocol(
                """
                @Command("go") @Reply("OK") S go();
                @Limits(connections = /*^*/3) interface S extends X { @Command("a") @Reply(value = "OK", close = true) void a(); }
                """,
                "[Ropewalk/LimitWithoutEffect] Limit connections has no effect on S; set it on the protocol");
    }

    @Test
    void NoBound() {
        check(
                "@LineProtocol @Limits(words = Limits/*^*/.UNLIMITED) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NoBound] Limit words of X is UNLIMITED: here a peer is bounded by nothing but memory and time",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void LimitWithoutEffect_onAParameter() {
        checkProtocol(
                "@Command(\"a {b}\") void a(@Limits(idleSeconds = /*^*/3) String b);",
                "[Ropewalk/LimitWithoutEffect] Limit idleSeconds has no effect on b; set it on the state or the protocol");
    }

    @Test
    void NoReplyNotBoolean_ofANamedValue() {
        checkProtocol(
                "@Command(\"a\") @Reply(\"OK\") @NoReply(when = \"quiet\") void /*^*/a();",
                "[Ropewalk/NoReplyNotBoolean] @NoReply stands on quiet, which is no boolean; make it one");
    }

    @Test
    void UnboundPlaceholder_inALineOfCapabilities() {
        checkProtocol(
                "@Command(\"a\") @Advertise(/*^*/\"SIZE {max}\") void a();",
                "[Ropewalk/UnboundPlaceholder] Placeholder {max} has no supplied value of that name");
    }

    @Test
    void BadLimit() {
        check(
                "@LineProtocol @Limits(line = /*^*/0) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/BadLimit] Limit line is 0; give a positive number, or Limits.UNLIMITED");
    }

    @Test
    void UnknownCharset() {
        check(
                "@LineProtocol(charset = /*^*/\"UTF-9\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownCharset] Character set UTF-9 is not known; did you mean UTF-8, US-ASCII or ISO-8859-1?");
    }

    @Test
    void ConflictingCommands() {
        check(
                "@LineProtocol public /*^*/interface X extends A, B {} interface A { @Command(\"a\") void a(); } interface B { @Command(\"b\") void a(); }",
                "[Ropewalk/ConflictingCommands] Command a is inherited from A and B with different lines; declare it in X");
    }

    @Test
    void NotYetSupported() {
        check(
                "@LineProtocol(carrier = Carrier/*^*/.RESP) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotYetSupported] Carrier RESP is not supported yet; use LINE or TRAILING");
    }

    @Test
    void Untagged() {
        check(
                "@LineProtocol(order = Order.TAGGED) public /*^*/interface X { @Command(\"a\") @Reply(\"OK\") void a(); }",
                "[Ropewalk/Untagged] Order TAGGED tells replies apart by a word that every line repeats, and this protocol's envelope does not; "
                        + "write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")");
        check(
                "@LineProtocol(order = Order.TAGGED) @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\", other = \"* {*}\") public interface X {"
                        + " @Command(\"a\") @Reply(each = \"ITEM {}\", end = \"OK\") List<Integer> /*^*/a(); }",
                "[Ropewalk/Untagged] Order TAGGED tells replies apart by a word that every line repeats, and \"* ITEM {}\" does not; "
                        + "write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")");
    }

    @Test
    void NotYetSupported_aGroupAtTheBeginOfAGroup() {
        checkProtocol(
                "@Command(/*^*/\"a [[<{b}>]:{c}]\") void a(Optional<String> b, Optional<String> c);",
                "[Ropewalk/NotYetSupported] A blank before a group is not supported yet; move it into the group: [ {name}]; a bracket of the line itself is \\\\[");
        checkProtocol(
                "@Command(/*^*/\"a x[[<{b}>]:{c}]\") void a(Optional<String> b, Optional<String> c);",
                "[Ropewalk/NotYetSupported] A group at the begin of a group is not supported yet; put a literal before it");
    }

    @Test
    void MisplacedStream() {
        String stream = "org.ropewalk.line.PayloadStream";
        check(
                "@LineProtocol public interface X { @Command(\"a {d.length}\") void a(@Payload "
                        + stream
                        + " /*^*/d); }",
                "[Ropewalk/MisplacedStream] PayloadStream d is read while a works; return a CompletionStage, or mark the method as @Blocking");
        check(
                "@LineProtocol public interface X { @Command(\"a {d.length} {e.length}\") @Blocking void a(@Payload(trailer = Payload.Trailer.NONE) "
                        + stream
                        + " /*^*/d, @Payload byte[] e); }",
                "[Ropewalk/MisplacedStream] PayloadStream d is one of several payloads; use Bytes");
        check(
                "@LineProtocol public interface X { @Command(\"a\") @Reply(\"OK {d.length}\") @Blocking void a(@Payload(Payload.Framing.DOTTED) "
                        + stream
                        + " /*^*/d); }",
                "[Ropewalk/MisplacedStream] PayloadStream d has no length that the reply could repeat; use Bytes");
        check(
                "@LineProtocol public interface X { @Command(\"a\") @Reply(end = \"END\") java.util.List<R> /*^*/a();"
                        + " @Reply(\"R {d.length}\") record R(@Payload "
                        + stream
                        + " d) {} }",
                "[Ropewalk/MisplacedStream] PayloadStream d cannot stand in a list; use Bytes");
    }

    @Test
    void UntilWithoutLine() {
        check(
                "@LineProtocol public interface X { @Command(\"a\") void a(@Payload(Payload.Framing.UNTIL) byte[] /*^*/text); }",
                "[Ropewalk/UntilWithoutLine] A payload framed UNTIL: what ends it is given for UNTIL and DELIMITED alone; add until = and the line that ends it");
        check(
                "@LineProtocol public interface X { @Command(\"a\") void a(@Payload(value = Payload.Framing.DOTTED, until = \"x\") byte[] /*^*/text); }",
                "[Ropewalk/UntilWithoutLine] A payload framed DOTTED: what ends it is given for UNTIL and DELIMITED alone; write @Payload(value = UNTIL, until = ...) or remove until");
    }

    @Test
    void InescapableState() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X { @Command(\"x\") void x();"
                        + " interface A extends X { @Command(\"b\") @Reply(\"OK\") B b(); }"
                        + " /*^*/interface B extends X { @Command(\"again\") @Reply(\"OK\") B again(); } }",
                "[Ropewalk/InescapableState] Nothing leads out of state B, and no reply in it closes the connection; add a command that does");
    }

    @Test
    void MissingType() {
        Compilation compilation =
                compile(
                        Compiler.javac(),
                        "@LineProtocol public interface X { @Command(\"a {b}\") void a(Missing b); }");
        assertThat(compilation.errors().stream().map(error -> error.getMessage(Locale.ROOT)))
                .anyMatch(
                        text ->
                                text.startsWith(
                                        "[Ropewalk/MissingType] Type Missing does not exist; it was awaited until the last round"));
    }

    @Test
    void MissingName() throws java.io.IOException {
        Compilation jar =
                Compiler.javac()
                        .compile(
                                JavaFileObjects.forSourceString(
                                        "q.Fragment",
                                        "package q; public interface Fragment { @org.ropewalk.annotation.Command(\"get {key}\") void get(String key); }"));
        Path classes = Files.createTempDirectory("fragment");
        for (JavaFileObject file : jar.generatedFiles()) {
            Path target = classes.resolve(file.getName().replaceFirst("^/CLASS_OUTPUT/", ""));
            Files.createDirectories(target.getParent());
            try (var in = file.openInputStream()) {
                Files.copy(in, target);
            }
        }
        List<java.io.File> path =
                new java.util.ArrayList<>(
                        Arrays.stream(
                                        System.getProperty("java.class.path")
                                                .split(java.io.File.pathSeparator))
                                .map(java.io.File::new)
                                .toList());
        path.add(classes.toFile());
        Compilation compilation =
                Compiler.javac()
                        .withClasspath(path)
                        .withProcessors(new RopewalkProcessor())
                        .compile(source("@LineProtocol public interface X extends q.Fragment {}"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).getMessage(Locale.ROOT))
                .startsWith(
                        "[Ropewalk/MissingName] Parameter arg0 of get has lost its name; compile its interface with -parameters, or add @Name");
    }

    @Test
    void SameMethod_ofTwoInterfacesOfPushMessages() {
        check(
                "@LineProtocol public interface X { @Push interface A { @Reply(\"a {n}\") void a(List<Integer> n); } @Push interface B { @Reply(\"b {n}\") void /*^*/a(List<String> n); } }"
                        .replace("{n}", "{n...}"),
                "[Ropewalk/SameMethod] B.a and A.a would both be a(List) of the generated client; rename one of them");
        check(
                "@LineProtocol public interface X { @Push interface A { @Reply(\"a\") void a(); } @Push(slow = Push.Slow/*^*/.DROP) interface B { @Reply(\"b\") void b(); } }",
                "[Ropewalk/NotYetSupported] A slow of its own for one of several interfaces of push messages is not supported yet; write the same into all");
    }

    @Test
    void EndlessList_ofLinesWithoutACode() {
        for (String reply :
                List.of(
                        "value = \"211-X:\", each = \"{*}\"",
                        "value = \"211 X:\", each = \"\\\\ {*}\"",
                        "each = \"\\\\ {*}\"")) {
            check(
                    "@LineProtocol(continued = \"-\") public interface X { @Command(\"a\") @Reply("
                            + reply
                            + ") List<String> /*^*/a(); }",
                    "[Ropewalk/EndlessList] The list that a returns has no end; add end, or {items.size}, to its @Reply");
        }
    }

    @Test
    void NotYetSupported_repliesOfSeveralLines() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"A {a}\\n[B {b}]\\nOK\") R a(); record R(int a, OptionalInt b) {}",
                "[Ropewalk/NotYetSupported] A line that may be missing, in a reply that no empty line ends is not supported yet; let an empty line end it: write \\n\\n");
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"A\", end = /*^*/\"OK\") CompletionStage<Void> a();",
                "[Ropewalk/NotYetSupported] A line before the handler completes, and one after it is not supported yet; write one line, or send a push message");
        checkProtocol(
                "@Command(\"a\") @Reply(\"A {a.length}\\n{a}\\nOK\") R /*^*/a(); record R(@Payload PayloadStream a) {}",
                "[Ropewalk/MisplacedStream] PayloadStream a cannot stand before another line; use Bytes");
    }

    @Test
    void TextInWord() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Command(\"b\") void b() throws E; @Reply(/*^*/\"NO {message}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(String message) { super(message); } }",
                "[Ropewalk/TextInWord] Placeholder {message} takes one word, and a message has blanks; write {message*}");
        check(
                "@LineProtocol @Errors(malformed = /*^*/@Reply(\"ERR {message}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/TextInWord] Placeholder {message} takes one word, and a message has blanks; write {message*}");
    }

    @Test
    void TextInWord_inALineOfHelp() {
        checkProtocol(
                "/** Sets a value. */ @Command(\"set {key}\") void set(String key); @Command(\"help\") @Reply(each = /*^*/\"{usage}\", end = \".\") default List<Help> help() { return Help.derived(); }",
                "[Ropewalk/TextInWord] Placeholder {usage} takes one word, and a usage has blanks; write {usage*}");
        checkProtocol(
                "/** Sets a value. */ @Command(\"set {key}\") void set(String key); @Command(\"help\") @Reply(value = \"ok\", each = /*^*/\"{summary} {usage*}\") @Payload(Payload.Framing.DOTTED) default List<Help> help() { return Help.derived(); }",
                "[Ropewalk/TextInWord] Placeholder {summary} takes one word, and a summary has blanks; write {summary*}");
        checkProtocol(
                "@Command(\"help\") @Reply(each = /*^*/\"{summary*}\", end = \".\") List<Help> help();",
                "[Ropewalk/UnusedParameter] Parameter usage is not in \"{summary*}\"; add {usage}");
    }

    @Test
    void UnknownOption() {
        Compilation compilation =
                compile(
                        Compiler.javac().withOptions("-Aropewalk.clam=true"),
                        "@LineProtocol public interface X { @Command(\"a\") void a(); }");
        assertThat(compilation.warnings().stream().map(warning -> warning.getMessage(Locale.ROOT)))
                .contains(
                        "[Ropewalk/UnknownOption] Option ropewalk.clam is not known; did you mean ropewalk.claim?");
    }

    @Test
    void UnknownOutput() {
        Compilation compilation =
                compile(
                        Compiler.javac().withOptions("-Aropewalk.outputs=markdwn"),
                        "@LineProtocol public interface X { @Command(\"a\") void a(); }");
        assertThat(compilation.warnings().stream().map(warning -> warning.getMessage(Locale.ROOT)))
                .contains(
                        "[Ropewalk/UnknownOutput] Output markdwn of ropewalk.outputs is not known; did you mean markdown?");
    }

    @Test
    void InternalError_isReportedWithTheDeclaration() {
        assertThat(Diagnostic.INTERNAL_ERROR.message("X", "trace"))
                .isEqualTo(
                        "[Ropewalk/InternalError] Ropewalk failed on X; please report this: trace");
    }

    @Test
    void everyDiagnosticHasATest() {
        Set<String> tests =
                Arrays.stream(DiagnosticsTest.class.getDeclaredMethods())
                        .map(method -> method.getName().replaceAll("_.*", ""))
                        .collect(Collectors.toSet());
        for (Diagnostic diagnostic : Diagnostic.values()) {
            assertThat(tests).contains(diagnostic.tag());
        }
    }
}
