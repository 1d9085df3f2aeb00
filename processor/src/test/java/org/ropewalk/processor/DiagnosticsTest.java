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
                "[Ropewalk/NotAnInterface] @LineProtocol is on X, which is not an interface; declare the protocol as an interface");
    }

    @Test
    void GenericProtocol() {
        check(
                "@LineProtocol public /*^*/interface X<T> { @Command(\"a\") void a(); }",
                "[Ropewalk/GenericProtocol] Protocol X has type parameters; remove them (only inherited interfaces may have them)");
    }

    @Test
    void SealedInterface() {
        check(
                "@LineProtocol public sealed /*^*/interface X permits H { @Command(\"a\") void a(); } final class H implements X { public void a() {} }",
                "[Ropewalk/SealedInterface] Protocol X is sealed, but a generated class must implement it; remove sealed");
        checkProtocol(
                "@Command(\"a\") void a(); @Push sealed /*^*/interface P permits Q { @Reply(\"P\") void p(); } final class Q implements P { public void p() {} }",
                "[Ropewalk/SealedInterface] Push interface P is sealed, but a generated class must implement it; remove sealed");
    }

    @Test
    void GenericProtocol_aStateOrPushes() {
        check(
                "@LineProtocol(initial = X.S.class) public interface X { /*^*/interface S<T> { @Command(\"a\") @Reply(value = \"A\", close = true) void a(); } }",
                "[Ropewalk/GenericProtocol] State S has type parameters; remove them (only inherited interfaces may have them)");
        checkProtocol(
                "@Command(\"a\") void a(); @Push /*^*/interface E<T> { @Reply(\"E\") void e(); }",
                "[Ropewalk/GenericProtocol] Push interface E has type parameters; remove them (only inherited interfaces may have them)");
    }

    @Test
    void InaccessibleType() {
        check(
                "class X { private record R(int x) {} @LineProtocol interface Y { @Command(\"a\") @Reply(\"R {x}\") R /*^*/a(); } }",
                "[Ropewalk/InaccessibleType] Type R is not visible in package p, which contains the generated types; make it visible there",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void AuxiliaryType() {
        check(
                "@LineProtocol public interface X { @Command(\"a\") R a(); } @Reply(\"R {x}\") /*^*/record R(int x) {}",
                "[Ropewalk/AuxiliaryType] Type R is in the file of another type, so javac -Xlint warns about generated code that uses it; nest it, or move it to its own file",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void NotAName() {
        checkProtocol(
                "@Command(\"a\") void a(@Name(\"a-b\") String /*^*/b);",
                "[Ropewalk/NotAName] \"a-b\" cannot be the name of a parameter: it is not a Java identifier; use another name in @Name");
        checkProtocol(
                "@Command(\"a {b}\") void a(String b, @Name(\"b\") String /*^*/c);",
                "[Ropewalk/NotAName] \"b\" cannot be the name of a parameter: another parameter has it; use another name in @Name");
    }

    @Test
    void IgnoredAnnotation() {
        checkProtocol(
                "@Command(\"a\") void a(); /*^*/@Command(\"b\") static void b() {}",
                "[Ropewalk/IgnoredAnnotation] @Command on b has no effect: a handler cannot implement a static method; remove static");
        checkProtocol(
                "@Command(\"a\") void a(); /*^*/@Command(\"b\") private void b() {}",
                "[Ropewalk/IgnoredAnnotation] @Command on b has no effect: a handler cannot implement a private method; remove private");
        checkProtocol(
                "@Command(\"a\") @Reply(\"{}\") /*^*/@Supplies int a();",
                "[Ropewalk/IgnoredAnnotation] @Supplies on a has no effect: the method has @Command too; remove one of them");
        checkProtocol(
                "@Command(\"a\") void a(); @OnDisconnect void b(); /*^*/@OnDisconnect void c(Throwable why);",
                "[Ropewalk/IgnoredAnnotation] @OnDisconnect on c has no effect: the state already has b(); remove one of them");
    }

    @Test
    void IgnoredAnnotation_whereItHasNoEffect() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X { /*^*/@Quoted interface A { @Command(\"a\") @Reply(value = \"A\", close = true) void a(); } }",
                "[Ropewalk/IgnoredAnnotation] @Quoted on A has no effect: it is a state; move it to the protocol, or remove it");
        checkProtocol(
                "@Command(\"a\") void a(); /*^*/@Quoted @Push interface P { @Reply(\"p\") void p(); }",
                "[Ropewalk/IgnoredAnnotation] @Quoted on P has no effect: it is a push interface; move it to the protocol, or remove it");
        checkProtocol(
                "@Command(\"a {l}\") void a(L l); @Format(\"{u}:{p}\") record L(String u, @Secret String /*^*/p) {}",
                "[Ropewalk/IgnoredAnnotation] @Secret on p has no effect: it is a component of a record; move it to the parameter of the command, or remove it");
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { @Reply(\"p {x}\") void p(/*^*/@Secret String x); }",
                "[Ropewalk/IgnoredAnnotation] @Secret on x has no effect: it is a parameter of a push message; move it to the parameter of the command, or remove it");
        check(
                "@LineProtocol(initial = X.A.class) public interface X { /*^*/@Command(\"x\") void x(); interface A { @Command(\"a\") @Reply(value = \"A\", close = true) void a(); } }",
                "[Ropewalk/IgnoredAnnotation] @Command on x has no effect: no state inherits from X; let a state extend it, or move the method to a state");
    }

    @Test
    void NotAWord() {
        checkProtocol(
                "@Command(\"a {k}\") void a(K k); enum K { @Format(/*^*/\"x y\") A, B }",
                "[Ropewalk/NotAWord] \"x y\" cannot be the word for A: it is not one word; set another word with @Format");
        checkProtocol(
                "@Command(\"a {k}\") void a(K k); enum K { A, @Format(/*^*/\"A\") B }",
                "[Ropewalk/NotAWord] \"A\" cannot be the word for B: it is also the word for A; set another word with @Format");
        checkProtocol(
                "@Command(\"a {o=...}\") void a(O o); record O(@Format(/*^*/\"\") OptionalInt x) {}",
                "[Ropewalk/NotAWord] \"\" cannot be the word for x: it is empty; set another word with @Format");
    }

    @Test
    void UnmadeException() {
        String thrown =
                "@Command(\"a\") void a() throws E; @Reply(\"NO\") @SuppressWarnings(\"serial\") ";
        checkProtocol(
                thrown + "abstract /*^*/class E extends Exception { public E() {} }",
                "[Ropewalk/UnmadeException] Exception E cannot be created by the client: it is abstract; remove abstract, or add @Reply to its subclasses");
        checkProtocol(
                thrown
                        + "final /*^*/class E extends Exception { public E() throws java.io.IOException {} }",
                "[Ropewalk/UnmadeException] Exception E cannot be created by the client: its constructor throws IOException; remove checked exceptions from it");
        checkProtocol(
                "@Command(\"a\") C a(); @Reply(\"C\") abstract /*^*/class C { public C() {} }",
                "[Ropewalk/UnmadeException] Class C cannot be created by the client: it is abstract; remove abstract, or add @Reply to its subclasses");
    }

    @Test
    void NoAccessor_ofThatType() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Reply(\"NO {code}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(int /*^*/code) {} public String code() { return \"\"; } }",
                "[Ropewalk/NoAccessor] The value of parameter code of E cannot be read; add a method int code()");
    }

    @Test
    void UnsuitableCharset() {
        check(
                "@LineProtocol(charset = /*^*/\"UTF-16\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnsuitableCharset] Charset UTF-16 does not encode ASCII as ASCII bytes; use UTF-8, US-ASCII or ISO-8859-1");
        check(
                "@LineProtocol(charset = /*^*/\"ISO-2022-CN\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnsuitableCharset] Charset ISO-2022-CN can only be decoded; use UTF-8, US-ASCII or ISO-8859-1");
    }

    @Test
    void NotAControl() {
        check(
                "@LineProtocol(controls = /*^*/\"\\u0001a\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotAControl] controls cannot contain U+0061, which is not an ASCII control character; use control characters other than NUL, CR and LF");
        check(
                "@LineProtocol(controls = /*^*/\"\\n\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotAControl] controls cannot contain U+000A, which would end the line; use control characters other than NUL, CR and LF");
    }

    @Test
    void UnencodableText() {
        check(
                "@LineProtocol(charset = \"US-ASCII\") public interface X { @Command(\"a\") @Reply(/*^*/\"5 €\") void a(); }",
                "[Ropewalk/UnencodableText] In \"5 €\", character € is not in US-ASCII; use another character, or change charset");
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
                "[Ropewalk/NotForDatagrams] A protocol with states cannot be sent in datagrams: a"
                        + " datagram belongs to no session; remove the states, or remove datagrams");
        checkDatagrams(
                "@OnConnect @Reply(\"HI\") void /*^*/hi(); @Command(\"a\") void a();",
                "Greeting hi cannot be sent in datagrams: no connection begins; remove it");
        checkDatagrams(
                "@Command(\"a {b.length}\") CompletionStage<Void> a(@Payload PayloadStream /*^*/b);",
                "Stream b cannot be sent in datagrams: a datagram comes whole; use Bytes");
        checkDatagrams(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) Bytes /*^*/b);",
                "Payload b cannot be sent in datagrams: no word tells its length; use a COUNTED"
                        + " payload");
        checkDatagrams(
                "@Command(\"a\") @Reply(\"B\") @Payload(Payload.Framing.UNTIL_CLOSE) Bytes /*^*/a();",
                "Payload the result cannot be sent in datagrams: no word tells its length; use a"
                        + " COUNTED payload");
        checkDatagrams(
                "@Command(\"a\") @Reply(\"B\") @StartTls void /*^*/a();",
                "Command a cannot be sent in datagrams: datagrams have no TLS; remove it");
        checkDatagrams(
                "@Command(\"a {b}\") @Junk(3) void /*^*/a(String b);",
                "Command a cannot be sent in datagrams: nothing counts how often a sender has"
                        + " called it; remove @Junk");
    }

    @Test
    void NotInArrays() {
        String begin = "@LineProtocol(carrier = Carrier.RESP) public interface X {\n";
        String error = "[Ropewalk/NotInArrays] ";
        check(
                begin
                        + "@Command(\"a {b.length}\") @Reply(\"+OK\") void /*^*/a(@Payload Bytes b); }",
                error
                        + "Payload b cannot be used with carrier RESP; remove @Payload: a word can contain any bytes");
        for (String result : List.of("W", "List<W>", "Map<Integer, W>", "Optional<W>", "Two")) {
            check(
                    begin
                            + "@Command(\"a\") "
                            + result
                            + " /*^*/a(); record Two(int n, W w) {}"
                            + " @Format(\"{a} to {b}\") record W(String a, int b) {} }",
                    error
                            + "Value p.X.W of several words cannot be used with carrier RESP; give it a @Format of one word");
        }
        check(
                begin
                        + "@Command(\"a {b}-[{c}]\") @Reply(\"+OK\") void /*^*/a(int b, OptionalInt c); }",
                error
                        + "Template \"a {b}-[{c}]\" cannot be used with carrier RESP; put a blank around each"
                        + " group and each list, and text last");
        check(
                begin
                        + "@Command(\"a\") @Reply(each = \"{}\", end = /*^*/\"END\") List<String> a(); }",
                error
                        + "A line after the items cannot be used with carrier RESP; remove it: an array tells its size");
        check(
                begin.replace(
                                "@LineProtocol",
                                "@Errors(usage = /*^*/@Reply(\"ERR\")) @LineProtocol")
                        + "@Command(\"a\") @Reply(\"+OK\") void a(); }",
                error + "Error \"ERR\" cannot be used with carrier RESP; begin it with -");
    }

    @Test
    void NotForDatagrams_theEnd() {
        check(
                "@LineProtocol(datagrams = true) public /*^*/interface X {\n"
                        + "@OnDisconnect void bye(); @Command(\"a\") void a(); }",
                "[Ropewalk/NotForDatagrams] Method bye cannot be sent in datagrams: no connection"
                        + " ends; remove it, or remove datagrams");
    }

    @Test
    void AmbiguousTerminator() {
        checkTerminator(
                "terminator",
                "{\"!;\", \";\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator \";\" is part of \"!;\"; remove one of them");
        checkTerminator(
                "terminator",
                "{Terminator.CRLF, \"\\r\\n\\r\\n\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator CRLF is part of \"\\u000d\\u000a\\u000d\\u000a\"; remove one of them");
        checkTerminator(
                "replyTerminator",
                "{Terminator.LF, \"\\n>\"}",
                "[Ropewalk/AmbiguousTerminator] Terminator LF is part of \"\\u000a>\"; remove one of them");
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
                "[Ropewalk/BadMaxLength] maxLength is 0, but it must be positive; write a positive number");
        checkProtocol(
                "@Command(\"a\") void a(@Payload(value = Payload.Framing.DOTTED, maxLength = 9) Bytes /*^*/b);",
                "[Ropewalk/BadMaxLength] maxLength is 9, but the payload has no length; remove maxLength");
    }

    @Test
    void BadDelimiter() {
        for (String until : List.of("", "€", "x".repeat(71))) {
            checkProtocol(
                    "@Command(\"a\") void a(@Payload(value = Payload.Framing.DELIMITED, until = \""
                            + until
                            + "\") Bytes /*^*/b);",
                    "[Ropewalk/BadDelimiter] The end of a DELIMITED payload must have 1 to 70 characters, none above U+00FF; change until");
        }
        checkProtocol(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DELIMITED) Bytes /*^*/b);",
                "[Ropewalk/UntilWithoutLine] A payload framed DELIMITED requires until; add until = and the bytes that end it");
    }

    @Test
    void BadTerminator() {
        String advice =
                "; use CRLF, LF, CR, NUL, or up to 8 characters that begin with a control character or a symbol";
        String tag = "[Ropewalk/BadTerminator] Terminator ";
        checkTerminator("terminator", "{}", tag + "{} is empty" + advice);
        checkTerminator("terminator", "\"\"", tag + "\"\" has 0 characters" + advice);
        checkTerminator(
                "terminator", "\"!23456789\"", tag + "\"!23456789\" has 9 characters" + advice);
        checkTerminator(
                "terminator",
                "\"LF\"",
                tag + "\"LF\" begins with a blank, a letter, a digit, or one of -+." + advice);
        checkTerminator(
                "terminator",
                "\" \"",
                tag + "\" \" begins with a blank, a letter, a digit, or one of -+." + advice);
        checkTerminator(
                "replyTerminator",
                "\"-\"",
                tag + "\"-\" begins with a blank, a letter, a digit, or one of -+." + advice);
        checkTerminator(
                "replyTerminator", "\"€\"", tag + "\"€\" has characters above U+00FF" + advice);
    }

    @Test
    void TerminatorInText() {
        check(
                "@LineProtocol(terminator = \";\") public interface X { @Command(\"a\") @Reply(/*^*/\"b; c\") void a(); }",
                "[Ropewalk/TerminatorInText] In \"b; c\", ';' is the first character of the line end \";\"; use another character, or change terminator");
        check(
                "@LineProtocol(replyTerminator = \"#\\r\") public interface X { @Command(\"a {color}\") void a(Color color); enum Color { @Format(/*^*/\"#1\") RED } }",
                "[Ropewalk/TerminatorInText] In \"#1\", '#' is the first character of the line end \"#\\u000d\"; use another character, or change terminator");
    }

    @Test
    void MisframedPayload() {
        check(
                "@LineProtocol(terminator = Terminator.NUL) public interface X { @Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) Bytes /*^*/a); }",
                "[Ropewalk/MisframedPayload] A payload framed DOTTED is not possible where lines end with NUL; use COUNTED");
        check(
                "@LineProtocol(terminator = {Terminator.CR, Terminator.CRLF}) public interface X { @Command(\"a {a.length}\") void a(@Payload Bytes /*^*/a); }",
                "[Ropewalk/MisframedPayload] A payload framed COUNTED is not possible where lines end with CR and CRLF; remove one of them, or the payload");
    }

    @Test
    void SpellingTwice() {
        check(
                "@LineProtocol(caseSensitive = /*^*/true, spelling = Spelling.EXACT) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/SpellingTwice] caseSensitive and spelling have the same meaning; remove caseSensitive");
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
                                        "[Ropewalk/PrivateProtocol] Protocol X is private; make it visible in its package, which contains the generated types"));
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
                        "[Ropewalk/NameCollision] Type XFactory already exists, and conflicts with a generated type of X; rename one of them");
        assertThat(compilation.errors().get(0).getLineNumber()).isEqualTo(6);
    }

    @Test
    void SameMethod() {
        checkProtocol(
                "@Command(\"a {k}\") void a(Slice k); @Command(\"b {k}\") void /*^*/a(Bytes k);",
                "[Ropewalk/SameMethod] a and a would have the same signature in the generated client: a(Bytes); rename one of them");
    }

    @Test
    void TemplateSyntax() {
        checkProtocol(
                "@Command(/*^*/\"a {b\") void a(String b);",
                "[Ropewalk/TemplateSyntax] In \"a {b\", at character 3: a '{' is not closed; add '}'");
    }

    /** Its bytes would separate values inside a character. */
    @Test
    void TemplateSyntax_ofACharacterThatSeparatesNoValuesOfAList() {
        checkProtocol(
                "@Command(/*^*/\"a {b\u00a7...}\") void a(List<String> b);",
                "[Ropewalk/TemplateSyntax] In \"a {b\u00a7...}\", at character 4: an ASCII character must separate the values of a list; write {name*;...}, or {name,...}");
    }

    @Test
    void NotACommand() {
        checkProtocol(
                "@Command(\"a\") void a(); void /*^*/b();",
                "[Ropewalk/NotACommand] Method b is not a command; add @Command, or make it a default method");
    }

    @Test
    void NoCommands() {
        check(
                "@LineProtocol public /*^*/interface X {}",
                "[Ropewalk/NoCommands] Protocol X has no commands, no greeting and no push messages; add a method with @Command");
    }

    @Test
    void NoState() {
        check(
                "@LineProtocol(initial = X.Other/*^*/.class) public interface X { @Command(\"a\") void a(); record Other() {} }",
                "[Ropewalk/NoState] Other is not a state of X; use an interface that is nested in the protocol");
        check(
                "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"a\") void a(); @OnError int /*^*/failed(); } }",
                "[Ropewalk/NoState] int is not a state of A; use an interface that is nested in the protocol");
    }

    @Test
    void WaitsForNothing() {
        checkProtocol(
                "@Command(value = \"a\", last = true) @NoReply void /*^*/a();",
                "[Ropewalk/WaitsForNothing] After command a the client must wait for the reply (last = true), but there is none; remove last, or let it have a reply");
    }

    @Test
    void BadPrompt() {
        check(
                "@LineProtocol @Prompt(\"\") public /*^*/interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/BadPrompt] Prompt \"\" must have 1 to 100 characters, none of them a control character");
    }

    @Test
    void BadFilter() {
        check(
                "@LineProtocol(filter = String/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/BadFilter] Filter String does not implement org.ropewalk.filter.Filter; use a static class that implements it and has a constructor without parameters");
    }

    @Test
    void BadFilter_thatGeneratedCodeCannotMake() {
        check(
                "@LineProtocol(filter = X.F/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a();\n"
                        + "class F extends org.ropewalk.filter.Telnet { public F(int n) {} } }",
                "[Ropewalk/BadFilter] Filter F has no constructor without parameters; use a static class that implements it and has a constructor without parameters");
    }

    @Test
    void BadFilter_thatIsNoClass() {
        check(
                "@LineProtocol(filter = X.F/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a();\n"
                        + "abstract class F extends org.ropewalk.filter.Telnet {} }",
                "[Ropewalk/BadFilter] Filter F is not a concrete class; use a static class that implements it and has a constructor without parameters");
    }

    @Test
    void NotForDatagrams_aFilter() {
        check(
                "@LineProtocol(datagrams = true, filter = org.ropewalk.filter.Telnet/*^*/.class) public interface X { @Command(\"a\") @Reply(\"A\") void a(); }",
                "[Ropewalk/NotForDatagrams] Input of filter Telnet cannot be sent in datagrams: it belongs to a connection; remove filter, or remove datagrams");
    }

    @Test
    void NothingToInterrupt() {
        checkProtocol(
                "@Command(\"a\") @Reply(\"A\") void a(); @Command(value = \"b\", interrupts = \"a\") void /*^*/b();",
                "[Ropewalk/NothingToInterrupt] Command b interrupts a, which never completes later; use the name of a method that returns a CompletionStage");
    }

    @Test
    void NothingToInterrupt_whereThereIsNoSuchCommand() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A extends X { @Command(\"a\") @Reply(\"A\") CompletionStage<B> a(); }"
                        + " interface B extends X { @Command(\"b\") @Reply(\"B\") A b(); @Command(value = \"c\", interrupts = \"a\") void /*^*/c(); } }",
                "[Ropewalk/NothingToInterrupt] Command c interrupts a, which is not a command of this state; use the name of a method that returns a CompletionStage");
    }

    @Test
    void BadBatch() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A { @Command(\"m\") @Reply(\"M\") B /*^*/m(); }"
                        + " @Batch(of = A.class) interface B { @Command(\"e\") @Reply(\"E\") A e(org.ropewalk.batch.QueuedCommands kept); } }",
                "[Ropewalk/BadBatch] State B is on the server only, but clients have m, which leads to it; write client = false in the @Command of m");
    }

    @Test
    void BadBatch_whereNothingIsKept() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A { @Command(\"m\") @Reply(\"M\") void /*^*/m(org.ropewalk.batch.QueuedCommands kept); } }",
                "[Ropewalk/BadBatch] State A keeps no commands for m; add @Batch to it, or remove the parameter");
    }

    @Test
    void BadBatch_whereAnotherStateLeadsToIt() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A { @Command(\"c\") @Reply(\"C\") C c(); }"
                        + " interface C { @Command(value = \"m\", client = false) @Reply(\"M\") B /*^*/m(); }"
                        + " @Batch(of = A.class) interface B { @Command(\"e\") @Reply(\"E\") A e(org.ropewalk.batch.QueuedCommands kept); } }",
                "[Ropewalk/BadBatch] State B keeps commands of another state than that of m; let only commands of A lead to it");
    }

    @Test
    void SilentTransition() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {"
                        + " interface A extends X { @Command(\"b\") B /*^*/b(); @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); }"
                        + " interface B extends X { @Command(\"a\") @Reply(\"OK\") A a(); } }",
                "[Ropewalk/SilentTransition] Command b changes to state B, but the client receives no reply; add @Reply, or @NoReply if this is intended");
    }

    @Test
    void AmbiguousGroup_whereTheRestMayBeginAsTheGroup() {
        checkProtocol(
                "@Command(/*^*/\"a[ {b}] {c*}\") void a(Optional<String> b, String c);",
                "[Ropewalk/AmbiguousGroup] \"a[ {b}] {c*}\" is ambiguous for the input \"a x x\"; put a literal before one of the optional words");
    }

    @Test
    void UnreachableState() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X {\n"
                        + "interface A { @Command(\"a\") void a(); }\n"
                        + "/*^*/interface B { @Command(\"b\") void b(); }\n}",
                "[Ropewalk/UnreachableState] No transition leads to state B; return it from a command, or remove it");
    }

    @Test
    void BarePayload() {
        checkProtocol(
                "@Command(\"\") void /*^*/a();",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only command of a @Once state, with one payload; add one @Payload parameter that is not counted, such as DOTTED");
        checkProtocol(
                "@Command(\"\") void /*^*/a(@Payload(Payload.Framing.DOTTED) Bytes text);",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only command of a @Once state, with one payload; mark that state as @Once");
        checkProtocol(
                "@Command(\"\") void /*^*/a(@Payload(Payload.Framing.DOTTED) Bytes text); @Command(\"b\") void b();",
                "[Ropewalk/BarePayload] Command a has no line, so it must be the only command of a @Once state, with one payload; that state has b too; remove the others, also the inherited ones");
    }

    @Test
    void UnboundPlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"get {kye}\") void get(String key);",
                "[Ropewalk/UnboundPlaceholder] Placeholder {kye} is not the name of a parameter; did you mean key?");
    }

    @Test
    void UnboundPlaceholder_inAReply() {
        checkProtocol(
                "@Command(\"get {key}\") @Reply(/*^*/\"OK {vlaue}\") R get(String key); record R(String value) {}",
                "[Ropewalk/UnboundPlaceholder] Placeholder {vlaue} is not the name of a component or parameter; did you mean value?");
    }

    @Test
    void DuplicatePlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"a {b} {b}\") void a(String b);",
                "[Ropewalk/DuplicatePlaceholder] {b} occurs twice in \"a {b} {b}\"; use another name for the second, or remove it");
    }

    @Test
    void TooMany() {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i <= 500; i++) {
            commands.append("@Reply(\"V%d\") V%d, ".formatted(i, i));
        }
        checkProtocol(
                "@Command(\"a\") K /*^*/a(); enum K { " + commands + "}",
                "[Ropewalk/TooMany] The result of a has 501 constants, but the limit is 500; return the word as {}");
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
                "[Ropewalk/LengthWithoutPayload] {data.length} is not the length of a payload; add @Payload to data");
    }

    @Test
    void PayloadInLine() {
        checkProtocol(
                "@Command(/*^*/\"note {text}\") void note(@Payload(Payload.Framing.DOTTED) Bytes text);",
                "[Ropewalk/PayloadInLine] {text} is a payload, which follows its line; remove it");
        checkProtocol(
                "@Command(/*^*/\"put {data}{data.length}\") void put(@Payload Bytes data);",
                "[Ropewalk/PayloadInLine] {data} is a payload, which follows its line; write {data.length}");
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
                "[Ropewalk/TextWithoutEnd] The end of {text*} in \"say {text*} {to}\" is unknown; put a literal after it");
    }

    @Test
    void UnsupportedType() {
        checkProtocol(
                "@Command(\"a {b}\") void a(Object /*^*/b);",
                "[Ropewalk/UnsupportedType] Type Object of b is not supported here; use your own type with a public static parse(String)");
    }

    @Test
    void NoToString() {
        checkProtocol(
                "@Command(\"a {b}\") void a(B /*^*/b); final class B { private B() {} public static B parse(String s) { return new B(); } }",
                "[Ropewalk/NoToString] Type B of b has no toString() of its own; add one that writes the text that parse() reads");
    }

    @Test
    void WrongPlaceholder() {
        checkProtocol(
                "@Command(/*^*/\"get {keys}\") void get(List<String> keys);",
                "[Ropewalk/WrongPlaceholder] Placeholder {keys} is for one value, but keys is a list; use {keys...}");
    }

    @Test
    void OptionalOutsideGroup() {
        checkProtocol(
                "@Command(/*^*/\"wait {seconds}\") void await(OptionalInt seconds);",
                "[Ropewalk/OptionalOutsideGroup] seconds is optional, but {seconds} is not in a group; write [ {seconds}]");
    }

    @Test
    void GroupWithoutOptional() {
        checkProtocol(
                "@Command(/*^*/\"wait[ {seconds}]\") void await(int seconds);",
                "[Ropewalk/GroupWithoutOptional] {seconds} is in a group, but seconds cannot be absent; make it an Optional, a List or a boolean");
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
                "[Ropewalk/UntoldReply] A client cannot distinguish Text from the other replies of get, because it has no line; add a line, or write client = false");
    }

    @Test
    void AmbiguousReply() {
        checkProtocol(
                "@Command(\"a\") K /*^*/a(); enum K { @Reply(\"YES\") ONE, @Reply(\"YES\") TWO }",
                "[Ropewalk/AmbiguousReply] \"YES\" and \"YES\" both match \"YES\" as a reply to a; change one of them");
    }

    @Test
    void AmbiguousGroup() {
        checkProtocol(
                "@Command(/*^*/\"flush[ {name}][ noreply]\") void flush(Optional<String> name, @NoReply boolean noreply);",
                "[Ropewalk/AmbiguousGroup] \"flush[ {name}][ noreply]\" is ambiguous for the input \"flush noreply\"; put a literal before one of the optional words");
    }

    @Test
    void EndlessList() {
        checkProtocol(
                "@Command(\"list\") @Reply(each = \"{}\") List<String> /*^*/list();",
                "[Ropewalk/EndlessList] The client does not know where the list of list ends; add end, or {items.size}, to its @Reply");
    }

    @Test
    void NoSize() {
        checkProtocol(
                "@Command(\"list\") @Reply(value = /*^*/\"{items.size}\", each = \"{}\") void list(Replies<String> all);",
                "[Ropewalk/NoSize] {items.size} of list is not known before the items are written; return a List instead of using Replies");
    }

    @Test
    void NoSize_ofAnIterable() {
        checkProtocol(
                "@Command(\"list\") @Reply(value = /*^*/\"{items.size}\", each = \"{}\") Iterable<String> list();",
                "[Ropewalk/NoSize] {items.size} of list is not known before the items are written; return a List instead of an Iterable");
    }

    @Test
    void MissingReply() {
        checkProtocol(
                "@Command(\"name\") String /*^*/name();",
                "[Ropewalk/MissingReply] No reply contains the result of name; add @Reply to the method or to its type, with {} or {*} for the value");
    }

    @Test
    void MissingAbsent() {
        checkProtocol(
                "@Command(\"name\") /*^*/@Reply(\"{}\") Optional<String> name();",
                "[Ropewalk/MissingAbsent] The result of name may be absent, but its @Reply has no line for that; add absent to its @Reply");
    }

    @Test
    void NeedlessAbsent() {
        checkProtocol(
                "@Command(\"name\") @Reply(value = \"{}\", absent = /*^*/\"NONE\") String name();",
                "[Ropewalk/NeedlessAbsent] The result of name is always present; remove absent, or return an Optional or a boolean");
    }

    @Test
    void NoEffect() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"OK\", each = /*^*/\"{}\") void a();",
                "[Ropewalk/NoEffect] each of @Reply has no effect here: only a list has a line for each item and a line at its end; remove it, or return a List");
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"YES\", absent = \"NO\", end = /*^*/\".\") boolean a();",
                "[Ropewalk/NoEffect] end of @Reply has no effect here: only a list, or a line with a result, has lines after it; remove it, or return a List");
    }

    @Test
    void NoEffect_beforeConstants() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK\") K a(); enum K { ONE, TWO }",
                "[Ropewalk/NoEffect] value of @Reply has no effect here: the constants of K have their own lines; remove it, or return a String and write {}");
    }

    @Test
    void UnsupportedType_ofAPayload() {
        checkProtocol(
                "@Command(\"a {b.length}\") void a(@Payload List<Field> /*^*/b); record Field(String x, String y) {}",
                "[Ropewalk/UnsupportedType] Type java.util.List<p.X.Field> of payload b is not supported here; use byte[], Bytes, Slice, String, or List<String> for its lines");
    }

    @Test
    void BorrowedTooLong() {
        checkProtocol(
                "@Command(\"get {key}\") @Reply(\"{}\") CompletionStage<String> get(Slice /*^*/key);",
                "[Ropewalk/BorrowedTooLong] key is valid only until get returns, but the result is completed later; use Bytes");
    }

    @Test
    void BorrowedTooLong_inAResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(each = \"{}\", end = \".\") List<Slice> /*^*/a();",
                "[Ropewalk/BorrowedTooLong] A Slice in the result is valid only until a returns, but the result is used later; use Bytes");
    }

    @Test
    void BorrowedTooLong_inAPush() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface Events { @Reply(\"E {key}\") void /*^*/said(Slice key); }",
                "[Ropewalk/BorrowedTooLong] key is valid only until said returns, but the push message may be written later; use Bytes");
    }

    @Test
    void NoReplyNotBoolean() {
        checkProtocol(
                "@Command(\"a {quiet}\") void a(@NoReply int /*^*/quiet);",
                "[Ropewalk/NoReplyNotBoolean] @NoReply is on quiet, which is not a boolean; make it a boolean");
    }

    @Test
    void IgnoredAnnotation_fieldsOfWhatHasNone() {
        checkProtocol(
                "@Command(\"a {b}\") void a(/*^*/@Fields(fold = true) String b);",
                "[Ropewalk/IgnoredAnnotation] @Fields on b has no effect: it is not a payload with fields; remove it, or use a Map");
        checkProtocol(
                "@Command(\"a\") void a(@Payload(Payload.Framing.DOTTED) /*^*/@Fields(fold = true) Bytes b);",
                "[Ropewalk/IgnoredAnnotation] @Fields on b has no effect: it is not a payload with fields; remove it, or use a Map");
        checkProtocol(
                "@Command(\"a\") @Reply(\"{}\") /*^*/@Fields(fold = true) int a();",
                "[Ropewalk/IgnoredAnnotation] @Fields on a has no effect: it is not a payload with fields; remove it, or use a Map");
    }

    @Test
    void IgnoredAnnotation_ofPools() {
        checkProtocol(
                "@Command(\"a {b}\") void /*^*/a(@Key double b);",
                "[Ropewalk/IgnoredAnnotation] @Key on a has no effect: a key is a text, bytes, a whole number, or a list of these; set it on another parameter");
        checkProtocol(
                "@Command(\"a {b} {c}\") void /*^*/a(@Key String b, @Key String c);",
                "[Ropewalk/IgnoredAnnotation] @Key on a has no effect: only one parameter can be the key; remove it");
        checkProtocol(
                "@Probe @Command(\"a {b}\") @Reply(\"{}\") int /*^*/a(int b);",
                "[Ropewalk/IgnoredAnnotation] @Probe on a has no effect: a pool has no arguments for it; remove it");
        checkProtocol(
                "@Probe @Command(\"a\") void /*^*/a();",
                "[Ropewalk/IgnoredAnnotation] @Probe on a has no effect: the command has no reply; remove it");
        checkProtocol(
                "@Probe @Command(\"a\") @Reply(\"A\") void a(); @Probe @Command(\"b\") @Reply(\"B\") void /*^*/b();",
                "[Ropewalk/IgnoredAnnotation] @Probe on b has no effect: command a has it, too; remove it");
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
                    "[Ropewalk/NoReplyWithoutTag] @NoReply(unless) names tag, which is not an optional"
                            + " tag; write [Id: {tag}] in command and reply of @Envelope");
        }
    }

    @Test
    void NoReplyWithResult_unlessThereIsATag() {
        check(
                "@LineProtocol"
                        + " @Envelope(command = \"{*}\\n[receipt:{tag}]\\n\\n\", reply = \"{*}\\n[receipt-id:{tag}]\\n\\n\")"
                        + " public interface X { @Command(\"SEND\") @NoReply(unless = \"tag\") @Reply(\"RECEIPT\\nn:{}\") int /*^*/send(); }",
                "[Ropewalk/NoReplyWithResult] @NoReply is on send, which has a result; remove one of the two");
    }

    @Test
    void NoReplyWithResult() {
        checkProtocol(
                "@Command(\"a\") @NoReply @Reply(\"{}\") int /*^*/a();",
                "[Ropewalk/NoReplyWithResult] @NoReply is on a, which has a result; remove one of the two");
    }

    @Test
    void NoReplyWithResult_whereThereIsAReply() {
        checkProtocol(
                "@Command(\"a\") @NoReply @Reply(/*^*/\"OK\") void a();",
                "[Ropewalk/NoReplyWithResult] @NoReply is on a, which has a @Reply; remove one of the two");
    }

    @Test
    void NoSuchResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"OK {}\") void a();",
                "[Ropewalk/NoSuchResult] In \"OK {}\", {} is the result, but a has none; remove it");
    }

    @Test
    void NoSuchResult_inACommand() {
        checkProtocol(
                "@Command(/*^*/\"a {}\") void a();",
                "[Ropewalk/NoSuchResult] In \"a {}\", {} is the result, but a command has none; use the name of a parameter");
    }

    @Test
    void NoSuchResult_inAnException() {
        checkProtocol(
                "@Command(\"a\") void /*^*/a() throws E; @Reply(\"NO {}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E() {} }",
                "[Ropewalk/NoSuchResult] In \"NO {}\", {} is the result, but E has components; use their names in {}");
    }

    @Test
    void UnknownErrorPlaceholder_ofAResult() {
        check(
                "@LineProtocol @Errors(unknown = /*^*/@Reply(\"NO {}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownErrorPlaceholder] {} is not available in an error reply; use {verb}, {usage}, {message}, {incident}, or a value that every state supplies");
    }

    @Test
    void NoSuchResult_ofABoolean() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = /*^*/\"IS {}\", absent = \"NO\") boolean a();",
                "[Ropewalk/NoSuchResult] In \"IS {}\", {} is the result, but a has only true or false; write the line for true in value, and for false in absent");
    }

    @Test
    void NoSuchResult_ofAList() {
        checkProtocol(
                "@Command(\"a\") @Reply(each = \"{}\", end = /*^*/\"END {}\") List<String> a();",
                "[Ropewalk/NoSuchResult] In \"END {}\", {} is the result, but a has several items; use {} in each");
    }

    @Test
    void MissingReply_whereOnlyACommentaryHasTheResult() {
        checkProtocol(
                "@Command(\"a\") @Reply(\"OK {'{} ready'}\") String /*^*/a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; add @Reply to the method or to its type, with {} or {*} for the value");
    }

    @Test
    void MissingReply_ofAnOptionalNumber() {
        checkProtocol(
                "@Command(\"a\") @Reply(value = \"YES\", absent = \"NO\") OptionalInt /*^*/a();",
                "[Ropewalk/MissingReply] No reply contains the result of a; add @Reply to the method or to its type, with {} or {*} for the value");
    }

    @Test
    void ExceptionWithoutReply() {
        checkProtocol(
                "@Command(\"a\") void /*^*/a() throws java.io.IOException;",
                "[Ropewalk/ExceptionWithoutReply] Exception IOException of a has no @Reply; add it, or make the exception unchecked");
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
                "[Ropewalk/NoAccessor] The value of parameter code of E cannot be read; add a method int code()");
    }

    @Test
    void UnknownErrorPlaceholder() {
        check(
                "@LineProtocol @Errors(unknown = /*^*/@Reply(\"NO {what}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownErrorPlaceholder] {what} is not available in an error reply; use {verb}, {usage}, {message}, {incident}, or a value that every state supplies");
    }

    @Test
    void NotAPush() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { void /*^*/joined(String who); }",
                "[Ropewalk/NotAPush] Method joined is not a push message; return void (pass a state as a parameter), and add a @Reply with a line, or with each and end for a list");
    }

    @Test
    void NotAPush_withAResult() {
        checkProtocol(
                "@Command(\"a\") void a(); @Push interface P { @Reply(\"JOINED\") int /*^*/joined(); }",
                "[Ropewalk/NotAPush] Method joined is not a push message; return void (pass a state as a parameter), and add a @Reply with a line, or with each and end for a list");
    }

    @Test
    void NotASupply() {
        checkProtocol(
                "@Command(\"a\") void a(); @Supplies String /*^*/host(int port);",
                "[Ropewalk/NotASupply] Method host cannot supply a value, because it has parameters; remove them");
    }

    @Test
    void NotAFarewell() {
        checkProtocol(
                "@Command(\"a\") void a(); @OnDisconnect void /*^*/gone(String why);",
                "[Ropewalk/NotAFarewell] Method gone can receive only the reason of the disconnect; return void, and use one parameter, a Throwable, or none");
    }

    @Test
    void UnequalSpellings() {
        checkProtocol(
                "@Command(\"a {b}\") @Reply(/*^*/{\"1 {} {b}\", \"2 {}\"}) int a(int b);",
                "[Ropewalk/UnequalSpellings] Reply \"2 {}\" has other values than \"1 {} {b}\", which is the line that is written; use the same values in both");
        checkProtocol(
                "@Command(\"a {b}\") @Reply(/*^*/{\"1 {} {b}\", \"2 {b}\"}) int a(int b);",
                "[Ropewalk/UnequalSpellings] Reply \"2 {b}\" has other values than \"1 {} {b}\", which is the line that is written; use the same values in both");
    }

    @Test
    void RecursiveFormat() {
        checkProtocol(
                "@Command(\"a {b}\") void a(B b); @Format(\"{c}[ {b}]\") record B(int c, Optional<B> /*^*/b) {}",
                "[Ropewalk/RecursiveFormat] Type B of b contains itself, so its lines have no limit; remove that component, or send it as a payload");
    }

    @Test
    void BadTimePattern() {
        checkProtocol(
                "@Command(\"a {b}\") void a(@Format(/*^*/\"MMdd\") java.time.LocalDate b);",
                "[Ropewalk/BadTimePattern] \"MMdd\" cannot be the pattern of LocalDate b: a date needs the year, the month and the day; change the pattern");
    }

    @Test
    void NotAnErrorMethod() {
        checkProtocol(
                "@Command(\"a\") void a(); @OnError void /*^*/wrong(String line);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: its first parameter is not an ErrorKind; use the parameters ErrorKind and String (the line)");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError void /*^*/wrong(ErrorKind kind, int line);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: for a method without command, only the line is known; use the parameters ErrorKind and String (the line)");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError(command = \"b\") void /*^*/wrong(ErrorKind kind);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: this state has no command method b; use the name of a command method");
        checkProtocol(
                "@Command(\"a\") void a(); @OnError(command = \"a\") void /*^*/wrong(ErrorKind kind);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: a has no payload, or its payload is a stream; use a command with another payload");
        checkProtocol(
                "@Command(\"a {n} {d.length}\") void a(int n, @Payload Bytes d); @OnError(command = \"a\") void /*^*/wrong(ErrorKind kind, String n);",
                "[Ropewalk/NotAnErrorMethod] Method wrong cannot be called for errors: a has no parameter java.lang.String n; use parameters of that command, with the same names and types");
    }

    @Test
    void EnvelopeWithoutLine() {
        check(
                "@LineProtocol @Envelope(reply = /*^*/\":x\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/EnvelopeWithoutLine] Envelope \":x\" does not have exactly one place for the line; write {*} once");
    }

    @Test
    void EndlessFields() {
        check(
                "@LineProtocol @Envelope(reply = \"{*}\\n\\n\") public interface X { @Command(/*^*/\"a\\nb: {b}\") @Reply(\"OK\") void a(String b); }",
                "[Ropewalk/EndlessFields] The fields of \"a\\nb: {b}\" have no end; add an empty line: write \\n\\n after them, or in @Envelope");
    }

    @Test
    void MixedHeads() {
        checkProtocol(
                "@Command(/*^*/\"a\") void a(); @Command(\"b\\n\\n\") void b();",
                "[Ropewalk/MixedHeads] \"a\" is a line, but \"b\\n\\n\" is a block; end all with an empty line: write {*}\\n\\n in @Envelope");
    }

    @Test
    void MixedHeads_ofFields() {
        check(
                "@LineProtocol @Envelope(command = \"{*}\\n\\n\") public interface X { @Command(\"a: x\") void a(); @Command(/*^*/\"b: x\") void b(); }",
                "[Ropewalk/MixedHeads] \"b: x\" begins with the field b:, but \"a: x\" begins with the field a:; begin all with the same field");
    }

    private static void checkAfterBlock(String members, String message) {
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
                "[Ropewalk/NotYetSupported] A field of the envelope that replies do not repeat as one word"
                        + " is not supported yet; write it in the commands, or in brackets");
        checkAfterBlock(
                "@OnConnect @Reply(value = \"HELLO\", bare = true) void greeting();"
                        + "@Command(\"A: tls\") @Reply(\"OK\") @StartTls(greet = true) void /*^*/tls();",
                "[Ropewalk/NotYetSupported] A greeting of one line in a protocol of blocks is not supported"
                        + " yet; remove greet, or make the greeting a block");
    }

    @Test
    void NotYetSupported_payloadsAfterBlocks() {
        checkAfterBlock(
                "@Command(/*^*/\"SET\\nName: {name}\") @Reply(\"OK\")"
                        + "void set(String name, @Payload(Payload.Framing.DOTTED) Bytes body);",
                "[Ropewalk/NotYetSupported] A payload after a block that does not have its length as a field"
                        + " is not supported yet; write a field Content-Length: {name.length}");
        checkAfterBlock(
                "@Command(/*^*/\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "void set(@Payload Bytes body);",
                "[Ropewalk/NotYetSupported] A trailer after the payload of a block is not supported"
                        + " yet; write @Payload(trailer = NONE)");
        checkAfterBlock(
                "@Command(/*^*/\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "CompletionStage<Void> set(@Payload(trailer = Payload.Trailer.NONE) PayloadStream body);",
                "[Ropewalk/NotYetSupported] A stream after a block is not supported yet; use Bytes");
        checkAfterBlock(
                "@Command(\"SET\\nLength: {body.length}\") @Reply(\"OK\")"
                        + "void set(@Payload(trailer = Payload.Trailer.NONE) Bytes body);"
                        + "@Command(/*^*/\"PUT\\nSize: {body.length}\") @Reply(\"OK\")"
                        + "void put(@Payload(trailer = Payload.Trailer.NONE) Bytes body);",
                "[Ropewalk/NotYetSupported] A second field name for the length is not supported yet; write"
                        + " Length:");
    }

    @Test
    void MixedMarks() {
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b}\\nc={c}\\n\\n\") void a(String b, String c);",
                "[Ropewalk/MixedMarks] The fields of \"a\\nb: {b}\\nc={c}\\n\\n\" have the marks ':' and '='; use only one of them");
    }

    @Test
    void TemplateSyntax_ofBlocks() {
        checkProtocol(
                "@Command(/*^*/\"a\\nb c\\n\\n\") void a();",
                "[Ropewalk/TemplateSyntax] In \"a\\nb c\\n\\n\", at character 4: this line is not a field; write name={value} or name: {value}");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b\\n\\n\") void a(String b);",
                "[Ropewalk/TemplateSyntax] In \"a\\nb: {b\\n\\n\", at character 7: a '{' is not closed; add '}'");
    }

    @Test
    void WrongPlaceholder_ofFields() {
        checkProtocol(
                "@Command(/*^*/\"a\\n{b: ...}\\n\\n\") void a(String b);",
                "[Ropewalk/WrongPlaceholder] Placeholder {b: ...} is for fields, but b is not a map; use a Map<String, String>");
        checkProtocol(
                "@Command(/*^*/\"a\\n{b: ...}\\n\\n\") void a();",
                "[Ropewalk/UnboundPlaceholder] Placeholder {b} is not the name of a parameter");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b*}\\n\\n\") void a(Map<String, String> b);",
                "[Ropewalk/UnsupportedType] Type Map<String, String> of b is not supported here; collect fields with it: {b: ...}");
        checkProtocol(
                "@Command(/*^*/\"a\\nb: {b*}\\n\\n\") void a(Optional<String> b);",
                "[Ropewalk/OptionalOutsideGroup] b is optional, but {b} is not in a group; write [ {b}]");
    }

    @Test
    void UntoldLengths() {
        checkProtocol(
                "@Command(/*^*/\"put {a+b.length}\") void put(@Payload(trailer = Payload.Trailer.NONE) Bytes a, @Payload Bytes b);",
                "[Ropewalk/UntoldLengths] The lengths in \"put {a+b.length}\" do not give the length of each payload; add one payload with each length: {a.length} {a+b.length}");
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
                "[Ropewalk/NoBound] Limit words of X is UNLIMITED, so only memory and time limit a peer; use a number if that is not intended",
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
                "[Ropewalk/NoReplyNotBoolean] @NoReply is on quiet, which is not a boolean; make it a boolean");
    }

    @Test
    void UnboundPlaceholder_inALineOfCapabilities() {
        checkProtocol(
                "@Command(\"a\") @Advertise(/*^*/\"SIZE {max}\") void a();",
                "[Ropewalk/UnboundPlaceholder] Placeholder {max} is not the name of a supplied value");
    }

    @Test
    void BadLimit() {
        check(
                "@LineProtocol @Limits(line = /*^*/0) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/BadLimit] Limit line is 0; use a positive number, or Limits.UNLIMITED");
    }

    @Test
    void BadDialect() {
        check(
                "@LineProtocol @Quoted(quotes = /*^*/\"q\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] quotes of @Quoted cannot be \"q\"; use punctuation other than a backslash");
    }

    @Test
    void BadDialect_ofEscapes() {
        check(
                "@LineProtocol @Quoted(escapes = /*^*/\"n\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] escapes of @Quoted cannot be \"n\"; write pairs of a letter behind a backslash and a character, each letter once");
    }

    @Test
    void BadDialect_ofALetterWithTwoMeanings() {
        check(
                "@LineProtocol @Quoted(escapes = /*^*/\"nanb\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] escapes of @Quoted cannot be \"nanb\"; write pairs of a letter behind a backslash and a character, each letter once");
    }

    @Test
    void BadDialect_ofSpecials() {
        check(
                "@LineProtocol @Quoted(specials = /*^*/\"( \") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] specials of @Quoted cannot be \"( \"; use punctuation");
    }

    @Test
    void BadDialect_withoutQuotes() {
        check(
                "@LineProtocol @Quoted(quotes = /*^*/\"\", escape = Quoted.Escape.DOUBLED) public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] quotes of @Quoted cannot be \"\"; write at least one, or use backslashes");
        check(
                "@LineProtocol @Quoted(quotes = \"\", nil = /*^*/\"NIL\") public interface X { @Command(\"a {b}\") void a(String b); }",
                "[Ropewalk/BadDialect] nil of @Quoted cannot be \"NIL\"; remove it, because only quotes tell it from a text");
        check(
                "@LineProtocol @Quoted(quotes = \"\", escapes = \"c:\") public interface X { @Command(\"a {b}\") void a(V b); enum V { @Format(/*^*/\"x:y\") A } }",
                "[Ropewalk/NotAWord] \"x:y\" cannot be the word for A: it has a character of @Quoted; set another word with @Format");
    }

    @Test
    void BadDialect_ofNil() {
        for (String nil : List.of("0", "1a", "a b", "(", "a-b")) {
            check(
                    "@LineProtocol @Quoted(nil = /*^*/\"%s\") public interface X { @Command(\"a {b}\") void a(String b); }"
                            .formatted(nil),
                    "[Ropewalk/BadDialect] nil of @Quoted cannot be \"%s\"; use a letter, and letters and digits behind it"
                            .formatted(nil));
        }
    }

    @Test
    void NotAWord_ofNil() {
        check(
                "@LineProtocol @Quoted(nil = \"NIL\") public interface X { @Command(\"a {b}\") void a(V b); enum V { NONE, @Format(/*^*/\"nil\") A } }",
                "[Ropewalk/NotAWord] \"nil\" cannot be the word for A: it is the word for no value of @Quoted; set another word with @Format");
    }

    @Test
    void OptionalOutsideGroup_ofAPartOfAWord() {
        check(
                "@LineProtocol @Quoted(nil = \"NIL\") public interface X { @Command(\"a {v}\") void a(V /*^*/v); @Format(\"{b}:{c}\") record V(Optional<String> b, int c) {} }",
                "[Ropewalk/OptionalOutsideGroup] b is optional, but {b} is not in a group; write [ {b}]");
        check(
                "@LineProtocol @Quoted(nil = \"NIL\") public interface X { @Command(/*^*/\"a {v}\") void a(Optional<V> v); @Format(\"{b} {c}\") record V(String b, int c) {} }",
                "[Ropewalk/OptionalOutsideGroup] v is optional, but {v} is not in a group; write [ {v}]");
    }

    @Test
    void QuotesWithoutDialect() {
        check(
                "@LineProtocol public interface X { @Command(/*^*/\"a \\\"{b}\\\"\") void a(String b); }",
                "[Ropewalk/QuotesWithoutDialect] The quotes in \"a \"{b}\"\" are literals, so a value in them cannot contain a blank; add @Quoted if words may be quoted",
                diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/"));
    }

    @Test
    void UnknownCharset() {
        check(
                "@LineProtocol(charset = /*^*/\"UTF-9\") public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/UnknownCharset] Charset UTF-9 is not known; use UTF-8, US-ASCII or ISO-8859-1");
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
                "@LineProtocol(carrier = /*^*/{Carrier.LINE, Carrier.TRAILING}) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/NotYetSupported] Carrier TRAILING beside another is not supported yet; use one of them");
    }

    @Test
    void Untagged() {
        check(
                "@LineProtocol(order = Order.TAGGED) public /*^*/interface X { @Command(\"a\") @Reply(\"OK\") void a(); }",
                "[Ropewalk/Untagged] Order TAGGED requires a tag at the end of every reply, but the envelope of this protocol has none; "
                        + "write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")");
        check(
                "@LineProtocol(order = Order.TAGGED) @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\", other = \"* {*}\") public interface X {"
                        + " @Command(\"a\") @Reply(each = \"ITEM {}\", end = \"OK\") List<Integer> a(); @Command(\"b\") @Reply(value = \"OK\", bare = true) void /*^*/b(); }",
                "[Ropewalk/Untagged] Order TAGGED requires a tag at the end of every reply, but \"OK\" has none; "
                        + "write @Envelope(command = \"{tag} {*}\", reply = \"{tag} {*}\")");
    }

    @Test
    void NotYetSupported_aGroupAtTheBeginOfAGroup() {
        checkProtocol(
                "@Command(/*^*/\"a [[<{b}>]:{c}]\") void a(Optional<String> b, Optional<String> c);",
                "[Ropewalk/NotYetSupported] A blank before a group is not supported yet; move it into the group: [ {b}]; write a bracket of the line as \\\\[");
        checkProtocol(
                "@Command(/*^*/\"a x[[<{b}>]:{c}]\") void a(Optional<String> b, Optional<String> c);",
                "[Ropewalk/NotYetSupported] A group at the beginning of a group is not supported yet; put a literal before it");
    }

    @Test
    void MisplacedStream() {
        String stream = "org.ropewalk.line.PayloadStream";
        check(
                "@LineProtocol public interface X { @Command(\"a {d.length}\") void a(@Payload "
                        + stream
                        + " /*^*/d); }",
                "[Ropewalk/MisplacedStream] PayloadStream d is received after a returns; return a CompletionStage, or mark the method as @Blocking");
        check(
                "@LineProtocol public interface X { @Command(\"a {d.length} {e.length}\") @Blocking void a(@Payload(trailer = Payload.Trailer.NONE) "
                        + stream
                        + " /*^*/d, @Payload byte[] e); }",
                "[Ropewalk/MisplacedStream] PayloadStream d is one of several payloads; use Bytes");
        check(
                "@LineProtocol public interface X { @Command(\"a\") @Reply(\"OK {d.length}\") @Blocking void a(@Payload(Payload.Framing.DOTTED) "
                        + stream
                        + " /*^*/d); }",
                "[Ropewalk/MisplacedStream] PayloadStream d has no length, but the reply contains one; use Bytes");
        check(
                "@LineProtocol public interface X { @Command(\"a\") @Reply(end = \"END\") java.util.List<R> /*^*/a();"
                        + " @Reply(\"R {d.length}\") record R(@Payload "
                        + stream
                        + " d) {} }",
                "[Ropewalk/MisplacedStream] PayloadStream d cannot be in a list; use Bytes");
    }

    @Test
    void UntilWithoutLine() {
        check(
                "@LineProtocol public interface X { @Command(\"a\") void a(@Payload(Payload.Framing.UNTIL) byte[] /*^*/text); }",
                "[Ropewalk/UntilWithoutLine] A payload framed UNTIL requires until; add until = and the line that ends it");
        check(
                "@LineProtocol public interface X { @Command(\"a\") void a(@Payload(value = Payload.Framing.DOTTED, until = \"x\") byte[] /*^*/text); }",
                "[Ropewalk/UntilWithoutLine] A payload framed DOTTED cannot have until; write @Payload(value = UNTIL, until = ...), or remove until");
    }

    @Test
    void InescapableState() {
        check(
                "@LineProtocol(initial = X.A.class) public interface X { @Command(\"x\") void x();"
                        + " interface A extends X { @Command(\"b\") @Reply(\"OK\") B b(); }"
                        + " /*^*/interface B extends X { @Command(\"again\") @Reply(\"OK\") B again(); } }",
                "[Ropewalk/InescapableState] No command leaves state B or closes the connection; add one that does");
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
                                        "[Ropewalk/MissingType] Type Missing does not exist, and no annotation processor has generated it; import it, or correct its name"));
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
                        "[Ropewalk/MissingName] The class file has no name for parameter arg0 of get; compile its interface with -parameters, or add @Name");
    }

    @Test
    void SameMethod_ofTwoInterfacesOfPushMessages() {
        check(
                "@LineProtocol public interface X { @Push interface A { @Reply(\"a {n}\") void a(List<Integer> n); } @Push interface B { @Reply(\"b {n}\") void /*^*/a(List<String> n); } }"
                        .replace("{n}", "{n...}"),
                "[Ropewalk/SameMethod] B.a and A.a would have the same signature in the generated client: a(List); rename one of them");
        check(
                "@LineProtocol public interface X { @Push interface A { @Reply(\"a\") void a(); } @Push(slow = Push.Slow/*^*/.DROP) interface B { @Reply(\"b\") void b(); } }",
                "[Ropewalk/NotYetSupported] Several @Push interfaces with different values of slow is not supported yet; use the same value in all of them");
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
                    "[Ropewalk/EndlessList] The client does not know where the list of a ends; add end, or {items.size}, to its @Reply");
        }
    }

    @Test
    void NotYetSupported_repliesOfSeveralLines() {
        checkProtocol(
                "@Command(\"a\") @Reply(/*^*/\"A {a}\\n[B {b}]\\nOK\") R a(); record R(int a, OptionalInt b) {}",
                "[Ropewalk/NotYetSupported] A line that may be missing, in a reply that no empty line ends is not supported yet; let an empty line end it: write \\n\\n");
        checkProtocol(
                "@Command(\"a\") @Blocking @Reply(value = /*^*/\"A\", end = \"OK\") CompletionStage<Void> a();",
                "[Ropewalk/NotYetSupported] A line before the handler completes, with @Blocking or @Attempts is not supported yet; remove the annotation");
        checkProtocol(
                "@Command(\"a\") @Reply(\"A {a.length}\\n{a}\\nOK\") R /*^*/a(); record R(@Payload PayloadStream a) {}",
                "[Ropewalk/MisplacedStream] PayloadStream a cannot stand before another line; use Bytes");
    }

    @Test
    void TextInWord() {
        checkProtocol(
                "@Command(\"a\") void a() throws E; @Command(\"b\") void b() throws E; @Reply(/*^*/\"NO {message}\") @SuppressWarnings(\"serial\") final class E extends Exception { public E(String message) { super(message); } }",
                "[Ropewalk/TextInWord] Placeholder {message} is one word, but its text may contain blanks; write {message*}");
        check(
                "@LineProtocol @Errors(malformed = /*^*/@Reply(\"ERR {message}\")) public interface X { @Command(\"a\") void a(); }",
                "[Ropewalk/TextInWord] Placeholder {message} is one word, but its text may contain blanks; write {message*}");
    }

    @Test
    void TextInWord_inALineOfHelp() {
        checkProtocol(
                "/** Sets a value. */ @Command(\"set {key}\") void set(String key); @Command(\"help\") @Reply(each = /*^*/\"{usage}\", end = \".\") default List<Help> help() { return Help.derived(); }",
                "[Ropewalk/TextInWord] Placeholder {usage} is one word, but its text may contain blanks; write {usage*}");
        checkProtocol(
                "/** Sets a value. */ @Command(\"set {key}\") void set(String key); @Command(\"help\") @Reply(value = \"ok\", each = /*^*/\"{summary} {usage*}\") @Payload(Payload.Framing.DOTTED) default List<Help> help() { return Help.derived(); }",
                "[Ropewalk/TextInWord] Placeholder {summary} is one word, but its text may contain blanks; write {summary*}");
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

    /** Its place is tested with a class of Kotlin's metadata, in {@link BreakersTest}. */
    @Test
    void ValueClass_message() {
        assertThat(Diagnostic.VALUE_CLASS.message("get", "P"))
                .isEqualTo(
                        "[Ropewalk/ValueClass] Function get of P has a value class of Kotlin, so kapt hides it; use an ordinary class, or the type that it holds");
    }

    @Test
    void InternalError_isReportedWithTheDeclaration() {
        assertThat(Diagnostic.INTERNAL_ERROR.message("X", "trace"))
                .isEqualTo(
                        "[Ropewalk/InternalError] Ropewalk failed on X because of a bug; please report it: trace");
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
