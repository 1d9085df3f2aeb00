package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every declaration compiles without a warning, or gets one diagnostic. */
class CompilesTest {
    private static String protocol(String text) {
        return "@LineProtocol public interface X {\n" + text + "\n}\n";
    }

    private static void compiles(String text) {
        assertThat(Compiled.reports(protocol(text))).isEmpty();
    }

    private static void reports(String text, String message) {
        assertThat(Compiled.reports(protocol(text))).containsExactly(message);
    }

    private static String exception(String name, String header) {
        return "@Reply(\"%s {code}\") class %s extends %s { private static final long serialVersionUID = 1; private final int code; public %s(int code) { HEADER this.code = code; } public int code() { return code; } }\n"
                .formatted(name.toUpperCase(Locale.ROOT), name, header, name)
                .replace("HEADER", header.equals("Exception") ? "" : "super(code);");
    }

    // ---- F45: order, locals, repeated placeholders

    @Test
    void F45_subclassesAmongDeclaredExceptions() {
        String types =
                exception("Base", "Exception").replace("private final int code;", "final int code;")
                        + "@Reply(\"SUB {code}\") final class Sub extends Base { private static final long serialVersionUID = 1; public Sub(int code) { super(code); } }\n";
        compiles("@Command(\"a\") void a() throws Base, Sub;\n" + types);
        compiles("@Command(\"a\") CompletionStage<Void> a() throws Base, Sub, Base;\n" + types);
        compiles("@Command(\"a\") @Blocking @Reply(\"{}\") int a() throws Sub, Base;\n" + types);
    }

    @Test
    void F45_anExceptionThatIsCaughtAsItselfIsWrittenAsItself() {
        Served served =
                Served.compile(
                        protocol(
                                        "@Command(\"a {n}\") void a(int n) throws Base, Sub;\n"
                                                + exception("Base", "Exception")
                                                + "@Reply(\"SUB {code}\") final class Sub extends Base { private static final long serialVersionUID = 1; public Sub(int code) { super(code); } }\n")
                                + "final class H implements X { public void a(int n) throws X.Base, X.Sub { if (n == 1) { throw new X.Sub(7); } throw new X.Base(8); } }");

        assertThat(served.answer("a 1\r\na 2\r\n")).isEqualTo("SUB 7\r\nBASE 8\r\n");
    }

    @Test
    void F45_listsInsideListsHaveLocalsOfTheirOwn() {
        compiles(
                "@Command(\"a {k...}\") @Reply(each = \"{n} {tags...}\", end = \".\") List<Row> a(List<String> k); record Row(int n, List<String> tags) {}");
        compiles(
                "@Command(\"a {k...}\") @Reply(each = \"{n} {tags,...} {k...}\", end = \".\") Set<Row> a(Words k); record Row(int n, int[] tags) {}");
    }

    @Test
    void F45_aPlaceholderOccursOnce() {
        reports(
                "@Command(\"z {a} {a}\") void z(String a);",
                "[Ropewalk/DuplicatePlaceholder] {a} occurs twice in \"z {a} {a}\"; use another name for the second, or remove it");
        reports(
                "@Command(\"z\") @Reply(each = \"{} {}\", end = \".\") List<String> z();",
                "[Ropewalk/DuplicatePlaceholder] The result occurs twice in \"{} {}\"; use another name for the second, or remove it");
        reports(
                "@Command(\"z {a...}\") @Reply(\"{a...} {a...}\") void z(List<String> a);",
                "[Ropewalk/DuplicatePlaceholder] {a...} occurs twice in \"{a...} {a...}\"; use another name for the second, or remove it"
                        .replace("{a...} occurs", "{a} occurs"));
        reports(
                "@Command(\"z[ x] y[ x]\") void z(boolean x);",
                "[Ropewalk/DuplicatePlaceholder] [ x] occurs twice in \"z[ x] y[ x]\"; use another name for the second, or remove it");
        compiles("@Command(\"z {a}\") @Reply(\"{a} {a} {'{a}'}\") void z(String a);");
    }

    // ---- F46: no warnings

    @Test
    void F46_deprecatedElements() {
        compiles(
                "@Deprecated @Command(\"a {r}\") @Reply(\"{}\") int a(R r) throws No; @Deprecated record R(String s) {} @Command(\"b\") @Reply(\"{}\") R b();"
                        + "@Deprecated @Reply(\"NO\") final class No extends Exception { private static final long serialVersionUID = 1; public No() {} }");
        List<JavaFileObject> sources = new ArrayList<>();
        sources.add(
                JavaFileObjects.forSourceString(
                        "p.Old",
                        "package p; @Deprecated(forRemoval = true) public record Old(@Deprecated(since = \"2\") String s) {}"));
        sources.add(
                JavaFileObjects.forSourceString(
                        "p.Gone",
                        "package p; @Deprecated @org.ropewalk.annotation.Reply(\"GONE\") public class Gone extends Exception { private static final long serialVersionUID = 1; public Gone() {} }"));
        sources.add(
                JavaFileObjects.forSourceString(
                        "p.X",
                        Compiled.IMPORTS
                                + "@SuppressWarnings({\"deprecation\", \"removal\"})"
                                + protocol(
                                        "@Command(\"a {o}\") @Reply(\"{}\") Old a(Old o) throws Gone;")));
        assertThat(warnings(sources)).isEmpty();
    }

    private static List<String> warnings(List<JavaFileObject> sources) {
        return Compiled.reports(
                Compiled.compiler().withProcessors(new RopewalkProcessor()).compile(sources));
    }

    @Test
    void F46_varArgs() {
        compiles(
                "@Command(\"a {w...}\") @Reply(\"{}\") int a(String... w) throws No; @Push interface E { @Reply(\"E {w,...}\") void said(int... w); }"
                        + "@Reply(\"NO\") final class No extends Exception { private static final long serialVersionUID = 1; public No() {} }");
    }

    // ---- F47: types of others

    private static final String OTHERS =
            "@Command(\"u {v}\") @Reply(\"{}\") java.net.URI u(java.net.URI v);\n"
                    + "@Command(\"z {v}\") @Reply(\"{}\") java.time.ZoneId z(java.time.ZoneId v);\n"
                    + "@Command(\"d {v}\") @Reply(\"{}\") java.time.LocalDate d(java.time.LocalDate v);\n"
                    + "@Command(\"i {v}\") @Reply(\"{}\") java.util.UUID i(java.util.UUID v);\n"
                    + "@Command(\"p {v}\") @Reply(\"{}\") Port p(Port v);\n"
                    + "@Command(\"w {v...}\") @Reply(\"{}\") int w(List<? extends String> v);\n"
                    + "@Command(\"x[ {v,...}]\") @Reply(each = \"{}\", end = \".\") List<? extends Number2> x(Set<? extends Number2> v);\n"
                    + "record Number2(int n) {}\n"
                    + "abstract class Named { final String name; Named(String name) { this.name = name; } @Override public String toString() { return name; } }\n"
                    + "final class Port extends Named { public Port(String name) throws java.io.IOException { super(name); if (Integer.parseInt(name) > 9) { throw new java.io.IOException(\"too large\"); } } }\n";

    @Test
    void F47_typesWithCheckedExceptions_abstractTypes_inheritedToString_wildcards() {
        compiles(OTHERS);
    }

    @Test
    void F47_whatAFactoryThrowsIsMalformed_F48_inTheProtocolsWords() {
        Served served =
                Served.compile(
                        "@Errors(malformed = @Reply(\"BAD {message*}\"))"
                                + protocol(OTHERS)
                                + """
                                final class H implements X {
                                    public java.net.URI u(java.net.URI v) { return v; }
                                    public java.time.ZoneId z(java.time.ZoneId v) { return v; }
                                    public java.time.LocalDate d(java.time.LocalDate v) { return v; }
                                    public java.util.UUID i(java.util.UUID v) { return v; }
                                    public X.Port p(X.Port v) { return v; }
                                    public int w(List<? extends String> v) { return v.size(); }
                                    public List<? extends X.Number2> x(Set<? extends X.Number2> v) { return List.copyOf(v); }
                                }
                                """);

        assertThat(
                        served.answer(
                                "u http://a/\r\nu :\r\nz UTC\r\nz Mars/One\r\nd 2024-02-03\r\nd 2024-02-31\r\ni x\r\np 7\r\np 10\r\np x\r\nw a b\r\nx 1,2\r\n"))
                .isEqualTo(
                        "http://a/\r\nBAD bad value\r\nUTC\r\nBAD bad value\r\n2024-02-03\r\nBAD bad value\r\nBAD bad value\r\n7\r\nBAD bad value\r\nBAD bad value\r\n2\r\n1\r\n2\r\n.\r\n");
    }

    @Test
    void F47_genericTypes() {
        assertThat(
                        Compiled.reports(
                                protocol(
                                        "@Command(\"a {b}\") void a(Box<String> b); final class Box<T> { public Box(String s) {} @Override public String toString() { return \"\"; } }")))
                .containsExactly(
                        "[Ropewalk/UnsupportedType] Type Box<String> of b is not supported here; use a type without type parameters"
                                .replace("Box<String>", "X.Box<String>"));
    }

    // ---- F49

    @Test
    void F49_textsThatAreNotPlain() {
        compiles(
                "@Command(\"\\\\\\\\use {db}\") @Reply(\"\\\\\\\\u000a */ @x <{db}> \\\\{ \\\"\") void use(String db);");
        Served served =
                Served.compile(
                        "@LineProtocol(charset = \"UTF-8\") interface X { @Command(\"a\") @Reply(\"A\\u2028B\\u0085C\\u2029D\") void a(); @Command(\"b {s}\") @Errors(usage = @Reply(\"U\\u2028\")) void b(@Secret String s); @Command(\"k\") K k(); enum K { @Reply(\"E\\u2028F\") E } }\n"
                                + "final class H implements X { public void a() {} public void b(String s) {} public X.K k() { return X.K.E; } }");

        assertThat(served.answer("a\r\nb\r\nk\r\n"))
                .isEqualTo("A\u2028B\u0085C\u2029D\r\nU\u2028\r\nE\u2028F\r\n");
    }

    @Test
    void F49_exceptionsFromJarsWithoutParameterNames(@TempDir Path jar) throws IOException {
        Compilation library =
                Compiler.javac()
                        .compile(
                                JavaFileObjects.forSourceString(
                                        "lib.No",
                                        "package lib; @org.ropewalk.annotation.Reply(\"NO {code}\") public class No extends Exception { public final int code; public No(int code) { this.code = code; } public int code() { return code; } }"),
                                JavaFileObjects.forSourceString(
                                        "lib.Part",
                                        "package lib; import org.ropewalk.annotation.*; public interface Part { @Command(\"p {x\") void p(); }"));
        write(library, jar);
        Compilation compilation =
                Compiled.compiler()
                        .withProcessors(new RopewalkProcessor())
                        .withClasspath(
                                java.util.stream.Stream.concat(
                                                java.util.stream.Stream.of(jar.toFile()),
                                                java.util.Arrays.stream(
                                                                System.getProperty(
                                                                                "java.class.path")
                                                                        .split(
                                                                                java.io.File
                                                                                        .pathSeparator))
                                                        .map(java.io.File::new))
                                        .toList())
                        .compile(
                                Compiled.source(
                                        "p.X",
                                        Compiled.IMPORTS
                                                + "@LineProtocol public interface X extends lib.Part { @Command(\"a\") void a() throws lib.No; }"));

        assertThat(Compiled.reports(compilation))
                .containsExactly(
                        "[Ropewalk/MissingName] The class file has no name for parameter arg0 of No; compile its class with -parameters, or add @Name (inherited from <init>.arg0)",
                        "[Ropewalk/TemplateSyntax] In \"p {x\", at character 3: a '{' is not closed; add '}' (inherited from Part.p)");
        assertThat(compilation.errors())
                .allMatch(error -> error.getSource() != null && error.getLineNumber() == 6);
    }

    private static void write(Compilation library, Path folder) throws IOException {
        for (JavaFileObject file : library.generatedFiles()) {
            if (file.getKind() == JavaFileObject.Kind.CLASS) {
                Path path = folder.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
                Files.createDirectories(path.getParent());
                try (OutputStream out = Files.newOutputStream(path)) {
                    file.openInputStream().transferTo(out);
                }
            }
        }
    }

    // ---- F44: sizes

    private static String many(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> text.replace("#", Integer.toString(i)))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void F44_manyStates() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol(initial = X.S0.class) public interface X {\n"
                                        + "interface Last { @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); @Command(\"z\") @Reply(\"Z\") S0 z(); }\n"
                                        + many(
                                                        199,
                                                        "interface S# { @Command(\"go\") @Reply(\"GO #\") NEXT# go(); }")
                                                .replaceAll("NEXT198", "Last")
                                                .transform(CompilesTest::next)
                                        + "}\n"))
                .isEmpty();
    }

    private static String next(String text) {
        for (int i = 0; i < 198; i++) {
            text = text.replace("NEXT" + i + " ", "S" + (i + 1) + " ");
        }
        return text;
    }

    @Test
    void F44_manyAlternatives() {
        String alternatives = "sealed interface Alt {}\n";
        compiles(
                "@Command(\"a {k}\") Alt a(String k);\n"
                        + alternatives
                        + many(250, "@Reply(\"V# {n} {k}\") record V#(int n) implements Alt {}"));
        reports(
                "@Command(\"a\") Alt a();\n"
                        + alternatives
                        + many(251, "@Reply(\"V# {n}\") record V#(int n) implements Alt {}"),
                "[Ropewalk/TooMany] The result of a has 251 alternatives, but the limit is 250; use a component to distinguish them");
    }

    @Test
    void F44_manyConstants() {
        compiles(
                "@Command(\"a {k}\") K a(K k);\nenum K {\n"
                        + many(500, "@Reply(\"V# done\") V#,")
                        + "}\n");
        reports(
                "@Command(\"a\") K a();\nenum K {\n" + many(501, "@Reply(\"V# done\") V#,") + "}\n",
                "[Ropewalk/TooMany] The result of a has 501 constants, but the limit is 500; return the word as {}");
    }

    @Test
    void F44_manyPushes() {
        compiles(
                "@Command(\"a\") void a();\n@Push interface E {\n"
                        + many(500, "@Reply(\"E# {n}\") void e#(int n);")
                        + "}\n");
        reports(
                "@Command(\"a\") void a();\n@Push interface E {\n"
                        + many(501, "@Reply(\"E# {n}\") void e#(int n);")
                        + "}\n",
                "[Ropewalk/TooMany] E has 501 push messages, but the limit is 500; use a parameter to distinguish them");
    }

    @Test
    void F22_aReplyThatBeginsWithTheRestOfTheLineHasNoMarkAfterItsFirstWord() {
        assertThat(
                        Compiled.reports(
                                "@LineProtocol(continued = \"-\") public interface X { @Command(\"end {a}\")"
                                        + " @Reply(value = \"{*}: {a}\", absent = \"NONE\") java.util.OptionalInt end(String a);"
                                        + " @Push interface Events { @Reply(\"E {n}\") void event(int n); } }"))
                .isEmpty();
    }

    @Test
    void F44_manyCommands() {
        compiles(
                many(
                        1_000,
                        "@Command(\"c# {k} {d.length}\") @Reply(value = \"C# {n}\", absent = \"N#\") Optional<Integer> c#(String k, @Payload Bytes d);"
                                .replace("{n}", "{}")));
        reports(
                many(2_001, "@Command(\"c#\") @Reply(\"C#\") void c#();"),
                "[Ropewalk/TooMany] X has 2001 commands, but the limit is 2000; declare two protocols");
    }
}
