package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * Declarations that were written to break the compiler: each ends in code without a warning, or in
 * one diagnostic that says what to do.
 */
class BreakersTest {
    private static void compiles(String text) {
        assertThat(Compiled.reports(text)).isEmpty();
    }

    private static void reports(String text, String message) {
        assertThat(Compiled.reports(text)).containsExactly(message);
    }

    private static String unsupported(String type, String of, String remedy) {
        return "[Ropewalk/UnsupportedType] Type %s of %s is not supported here; %s"
                .formatted(type, of, remedy);
    }

    /** Reports about several files, each a path and its text. */
    private static List<String> compile(String... files) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < files.length; i += 2) {
            sources.add(JavaFileObjects.forSourceString(files[i], files[i + 1]));
        }
        Compilation compilation =
                Compiled.compiler().withProcessors(new RopewalkProcessor()).compile(sources);
        return Compiled.reports(compilation);
    }

    private static final String NO =
            "@Reply(\"NO\") final class No extends Exception { private static final long serialVersionUID = 1; public No() {} }";

    // ---- inheritance

    @Test
    void aDiamondWhoseOneSideRedeclaresTheCommand() {
        String diamond =
                "interface Base { @Command(\"a\") @Reply(\"{}\") int a(); }"
                        + " interface A extends Base { @Override @Command(\"b\") @Reply(\"{}\") int a(); }"
                        + " interface B extends Base { @Command(\"c\") void c(); }";
        Served served =
                Served.compile(
                        "@LineProtocol interface X extends Both {} interface Both extends B, A {}"
                                + diamond
                                + " final class H implements X { public int a() { return 7; } public void c() {} }");

        assertThat(served.answer("b\r\na\r\n")).isEqualTo("7\r\nERROR\r\n");
    }

    @Test
    void aDefaultMethodThatTakesAnInheritedCommandBack() {
        compiles(
                "interface F { @Command(\"f\") void f(); } interface G extends F { @Override default void f() {} } interface H extends F { @Command(\"h\") void h(); }"
                        + " @LineProtocol interface X extends H, G { @Command(\"a\") void a(); }");
    }

    @Test
    void fragmentsWithTypeParametersInEveryPlace() {
        compiles(
                "interface Base<K, E extends Exception> { @Command(\"x {k}\") @Reply(\"{}\") K x(K k) throws E; @Command(\"l\") @Reply(each = \"{}\", end = \".\") void l(Replies<K> to); @Supplies K host(); @Command(\"h\") @Reply(\"{host}\") void h(); @OnConnect @Reply(\"HI {}\") K hi(); }"
                        + " interface Mid<A> extends Base<A, X.No> {}"
                        + " @LineProtocol interface X extends Mid<Integer> { "
                        + NO
                        + " }");
    }

    @Test
    void aGenericCommandThatAnotherFragmentRedeclares() {
        compiles(
                "interface F<T> { @Command(\"f {x}\") void f(T x); } interface G extends F<String> { @Override @Command(\"g {x}\") void f(String x); }"
                        + " @LineProtocol interface X extends F<String>, G { @Command(\"a\") void a(); }");
        reports(
                "interface F<T> { @Command(\"f {x}\") void f(T x); } interface G { @Command(\"g {x}\") void f(String x); }"
                        + " @LineProtocol interface X extends F<String>, G { @Command(\"a\") void a(); }",
                "[Ropewalk/ConflictingCommands] Command f is inherited from F and G with different lines; declare it in X");
    }

    @Test
    void fragmentsOfPushesInsideTheProtocol() {
        compiles(
                "@LineProtocol interface X { @Command(\"a\") void a(); @Push interface E extends EB<String> {} interface EB<T> { @Reply(\"E {x}\") void e(T x); } }");
    }

    @Test
    void aProtocolInsideAProtocol() {
        compiles(
                "@LineProtocol interface X { @Command(\"x\") void x(); @LineProtocol interface Y { @Command(\"y\") void y(); } }");
    }

    @Test
    void sealedAndGenericInterfaces() {
        compiles(
                "@LineProtocol public non-sealed interface X extends F { @Command(\"a\") void a(); } sealed interface F permits X { @Command(\"f\") void f(); }");
        reports(
                "@LineProtocol public interface X { @Command(\"a\") R<String> a(); @Reply(\"R {x}\") record R<T>(int x) {} }",
                unsupported(
                        "p.X.R<java.lang.String>",
                        "the result",
                        "use a type without type parameters"));
        reports(
                "@LineProtocol public interface X { @Command(\"a\") S<String> a(); sealed interface S<T> permits A {} @Reply(\"A {x}\") record A<T>(int x) implements S<T> {} }",
                unsupported(
                        "p.X.S<java.lang.String>",
                        "the result",
                        "use a type without type parameters"));
    }

    // ---- types

    @Test
    void typesThatContainThemselves() {
        reports(
                "@LineProtocol interface X { @Command(\"a {r}\") void a(R r); record R(R next) {} }",
                recursive("R", "next of R"));
        reports(
                "@LineProtocol interface X { @Command(\"a\") R a(); @Reply(\"R {next}\") record R(S next) {} record S(R r) {} }",
                recursive("S", "next of R"));
        reports(
                "@LineProtocol interface X { @Command(\"a {r}\") void a(S r); sealed interface S permits R {} record R(S next) implements S {} }",
                recursive("S", "next of R"));
        reports(
                "@LineProtocol interface X { @Command(\"a {o=...}\") void a(O o); record O(Optional<O> next) {} }",
                recursive("O", "next of O"));
    }

    private static String recursive(String type, String owner) {
        return "[Ropewalk/RecursiveFormat] Type "
                + type
                + " of "
                + owner
                + " contains itself, so its lines have no limit; remove that component, or send it as a payload";
    }

    @Test
    void rawTypesAndWildcards() {
        String raw = "add a type argument, such as %s<String>";
        String lint =
                "@SuppressWarnings(\"rawtypes\") @LineProtocol interface X { @Command(\"a\") ";
        reports(
                lint + "@Reply(value = \"{}\", absent = \"-\") Optional a(); }",
                unsupported("Optional", "the result", raw.formatted("Optional")));
        reports(
                lint + "@Reply(each = \"{}\", end = \".\") List a(); }",
                unsupported("List", "the result", raw.formatted("List")));
        reports(
                lint + "CompletionStage a(); }",
                unsupported("CompletionStage", "the result", raw.formatted("CompletionStage")));
        reports(
                lint
                        + "@Reply(value = \"R {n}\", each = \"{}\", end = \".\") R a(); record R(int n, List l) {} }",
                unsupported("List", "l", raw.formatted("List")));
        compiles(
                "@LineProtocol interface X { @Reply(\"R {x}\") record R(int x) {}"
                        + " @Command(\"a\") CompletionStage<? extends R> a(); @Command(\"b\") @Reply(absent = \"-\") Optional<? extends R> b(); @Command(\"c\") @Reply(end = \".\") List<? extends R> c();"
                        + " @Command(\"d\") @Reply(\"{}\") CompletionStage<? extends String> d(); }");
    }

    @Test
    void annotationsOnTheUseOfTypes() {
        compiles(
                "@LineProtocol public interface X { @Command(\"a {k} {m=...}\") @Reply(\"{}\") @N String a(@N Port k, Map<@N String, @N String> m);"
                        + " @Command(\"b {l...}\") @Reply(each=\"{}\", end=\".\") @N List<@N String> b(@N String @N [] l); @OnDisconnect void gone(@N Throwable t);"
                        + " @Command(\"c\") void c(@Payload(Payload.Framing.DOTTED) @N List<@N String> d);"
                        + " @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface N {}"
                        + " final class Port { private Port() {} public static @N Port parse(@N String s) { return new Port(); } @Override public @N String toString() { return \"p\"; } } }");
    }

    @Test
    void typesThatGeneratedCodeCannotName() {
        String message =
                "[Ropewalk/InaccessibleType] Type %s is not visible in package p, which contains the generated types; make it visible there";
        for (String command :
                List.of(
                        "@Command(\"a\") @Reply(\"R {x}\") R a();",
                        "@Command(\"a {r}\") void a(R r);",
                        "@Command(\"a\") @Reply(each = \"{x}\", end = \".\") List<R> a();")) {
            assertThat(
                            compile(
                                    "p.Outer",
                                    Compiled.IMPORTS
                                            + "class Outer { private record R(int x) {} @LineProtocol interface X { "
                                            + command
                                            + " } }"))
                    .as(command)
                    .containsExactly(message.formatted("R"));
        }
        assertThat(
                        compile(
                                "q.Base",
                                "package q; public class Base { protected interface F { @org.ropewalk.annotation.Command(\"f\") void f(); } }",
                                "p.Sub",
                                Compiled.IMPORTS
                                        + "class Sub extends q.Base { @LineProtocol interface X extends F { @Command(\"a\") void a(); } }"))
                .containsExactly(message.formatted("F"));
    }

    @Test
    void innerClassesThatNeedAnObject() {
        assertThat(
                        compile(
                                "p.Outer",
                                Compiled.IMPORTS
                                        + "class Outer { class Port { public Port(String s) {} @Override public String toString() { return \"\"; } } @LineProtocol interface X { @Command(\"a {k}\") void a(Port k); } }"))
                .containsExactly(
                        unsupported(
                                "Port",
                                "k",
                                "add a public static parse(String), or make it a record"));
        assertThat(
                        compile(
                                "p.Outer",
                                Compiled.IMPORTS
                                        + "class Outer { @Reply(\"NO\") class No extends Exception { private static final long serialVersionUID = 1; public No() {} } @LineProtocol interface X { @Command(\"a\") void a() throws No; } }"))
                .containsExactly(
                        "[Ropewalk/UnmadeException] Exception No cannot be created by the client: it is an inner class; make it static");
    }

    @Test
    void enumsWithoutConstants_withBodies_withWordsThatAreNone() {
        reports(
                "@LineProtocol interface X { @Command(\"{k} {x}\") void a(K k, int x); enum K {} }",
                unsupported("K", "k", "add constants"));
        reports(
                "@LineProtocol interface X { @Command(\"a\") K a(); enum K {} }",
                unsupported("K", "the result", "add constants"));
        compiles(
                "@LineProtocol interface X { @Command(\"a {k}\") K a(K k); enum K { @Reply(\"ONE\") A { int f() { return 1; } }, B { int f() { return 2; } }; abstract int f(); } }");
        reports(
                "@LineProtocol interface X { @Command(\"a {k}\") void a(K k); enum K { @Format(\"\\t\") A, B } }",
                "[Ropewalk/NotAWord] \"\t\" cannot be the word for A: it is not one word; set another word with @Format");
        reports(
                "@LineProtocol interface X { @Command(\"a {k}\") void a(K k); enum K { a, A } }",
                "[Ropewalk/NotAWord] \"A\" cannot be the word for A: it is also the word for a; set another word with @Format");
        compiles(
                "@LineProtocol(caseSensitive = true) interface X { @Command(\"a {k}\") void a(K k); enum K { a, A } }");
    }

    @Test
    void statesThatStandOnTheWire() {
        reports(
                "@LineProtocol(initial = X.A.class) interface X { interface A { @Command(\"a\") @Reply(each = \"{}\", end = \".\", close = true) List<A> a(); } }",
                unsupported(
                        "p.X.A",
                        "the result",
                        "return the state, or a record that contains it; a state is never sent"));
        reports(
                "@LineProtocol(initial = X.A.class) interface X { interface A { @Command(\"a {s}\") @Reply(value = \"A\", close = true) void a(A s); } }",
                unsupported(
                        "p.X.A",
                        "s",
                        "return the state, or a record that contains it; a state is never sent"));
    }

    @Test
    void exceptionsThatCannotBeMade() {
        String thrown = "@LineProtocol interface X { @Command(\"a\") @Blocking void a() throws E; ";
        reports(
                thrown
                        + "@Reply(\"NO\") final class E extends Throwable { private static final long serialVersionUID = 1; public E() {} } }",
                "[Ropewalk/UnmadeException] Exception E cannot be created by the client: it is a Throwable, but not an Exception; extend Exception");
        reports(
                thrown
                        + "@Reply(\"NO {d.length}\") final class E extends Exception { private static final long serialVersionUID = 1; public E(@Payload Slice d) {} public Slice d() { return null; } } }",
                "[Ropewalk/UnsupportedType] Type Slice of payload d is not supported here; use byte[], Bytes, String, or List<String> for its lines");
    }

    // ---- names

    @Test
    void twoProtocolsWhoseGeneratedTypesHaveOneName() {
        assertThat(
                        compile(
                                "p.A_B",
                                Compiled.IMPORTS
                                        + "@LineProtocol interface A_B { @Command(\"a\") void a(); }",
                                "p.A",
                                Compiled.IMPORTS
                                        + "class A { @LineProtocol interface B { @Command(\"a\") void a(); } }"))
                .hasSize(1)
                .allMatch(
                        report ->
                                report.matches(
                                        "\\[Ropewalk/NameCollision\\] Type A_BClient, of p\\.A[._]B, already exists, and conflicts with a generated type of (A_)?B; rename one of them"));
    }

    @Test
    void statesWhoseFilesAreOneWithoutLetterCase() {
        reports(
                "@LineProtocol(initial = X.A.class) interface X { interface A { @Command(\"a\") @Reply(\"A\") AVIEW a(); } interface AVIEW { @Command(\"b\") @Reply(\"B\") A b(); } }",
                "[Ropewalk/NameCollision] Type AView, which differs from AVIEW only in letter case, already exists, and conflicts with a generated type of AVIEW; rename one of them");
    }

    @Test
    void constantsOfTheProtocolThatHideTypes() {
        compiles(
                "@LineProtocol interface X { int Blocking = 1; int CompletableFuture = 2; String commands = \"\"; int List = 3; int Optional = 1; int Bytes = 5;"
                        + " @Command(\"x\") @Reply(\"{}\") int x(); @Command(\"l\") @Reply(each=\"{}\", end=\".\") List<Bytes> l(); @Command(\"o\") @Reply(value=\"{}\", absent=\"-\") Optional<String> o();"
                        + " @Push interface E { int Bytes = 1; int PushTarget = 2; String FORMAT = \"\"; @Reply(\"E {x...}\") void e(List<Bytes> x); } }");
    }

    @Test
    void namesWithDollars() {
        assertThat(
                        compile(
                                "p.X$",
                                Compiled.IMPORTS
                                        + "@LineProtocol(initial = X$.A$b.class) public interface X$ { interface A$b extends X$ { @Command(\"a {k$}\") @Reply(\"$T {k$} {x$}\") R$ a$(String k$) throws No$; @Command(\"b\") @Reply(\"$L\") B$ go(); }"
                                        + " interface B$ { @Command(\"q\") @Reply(value=\"$S\", close=true) void $(); @Supplies String $L(); } record R$(int x$) {} @Push interface P$ { @Reply(\"P$ {$N}\") void $T(String $N); }"
                                        + " @Reply(\"NO $N {$S}\") final class No$ extends Exception { private static final long serialVersionUID = 1; public No$(int $S) {} public int $S() { return 1; } } enum E$ { A$, $B } @Command(\"e$ {e$}\") E$ e$(E$ e$); }"))
                .isEmpty();
    }

    @Test
    void F43_statesInTheUnnamedPackage() {
        String imports = Compiled.IMPORTS.replace("package p;\n", "");
        assertThat(
                        compile(
                                "X",
                                imports
                                        + "@LineProtocol(initial = X.A.class) public interface X { interface A { @Command(\"a {n}\") @Reply(\"A {}\") int a(int n); @Command(\"go\") @Reply(\"GO\") ACommon go(); }"
                                        + " interface ACommon { @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); @Command(\"back {n}\") @Reply(\"BACK\") R back(int n) throws No; } record R(A next) {}"
                                        + " @Reply(\"NO {n}\") final class No extends Exception { private static final long serialVersionUID = 1; public No(int n) {} public int n() { return 1; } } }"))
                .isEmpty();
        assertThat(
                        compile(
                                "Y",
                                imports
                                        + "@LineProtocol public interface Y { @Command(\"a\") @Reply(\"A\") void a(); @Push interface P { @Reply(\"P {n}\") void p(int n); } }"))
                .isEmpty();
    }

    @Test
    void F43_typesOfTheUnnamedPackageThatTypesOfTheClientHide() {
        String imports = Compiled.IMPORTS.replace("package p;\n", "");
        String states =
                imports
                        + "@LineProtocol(initial = X.A.class) public interface X { interface A extends Base { @Command(\"a\") @Reply(\"A {n}\") AView a(); @Command(\"go\") @Reply(\"GO\") X.B go(); } interface B { @Command(\"q\") @Reply(value = \"Q\", close = true) void q(); } }";
        String[] others = {
            "Base",
            "import org.ropewalk.annotation.*; interface Base { @Command(\"b {n}\") @Reply(\"B {n}\") B b(int n); }",
            "AView",
            "record AView(int n) {}",
            "B",
            "record B(int n) {}"
        };
        assertThat(compile(with(others, "X", states)))
                .containsExactlyInAnyOrder(
                        "[Ropewalk/NameCollision] Type AView already exists, and conflicts with a generated type of A; rename one of them, or put AView in a package",
                        "[Ropewalk/NameCollision] Type B already exists, and conflicts with a generated type of B; rename one of them, or put B in a package");
        assertThat(
                        compile(
                                "Y",
                                imports
                                        + "@LineProtocol public interface Y { @Command(\"a\") @Reply(\"A {n}\") BlockingView a(); }",
                                "BlockingView",
                                "record BlockingView(int n) {}"))
                .containsExactly(
                        "[Ropewalk/NameCollision] Type BlockingView already exists, and conflicts with a generated type of Y; rename one of them, or put BlockingView in a package");
        for (int i = 1; i < others.length; i += 2) {
            others[i] = "package p; " + others[i];
            others[i - 1] = "p." + others[i - 1];
        }
        assertThat(compile(with(others, "p.X", "package p; " + states))).isEmpty();
    }

    private static String[] with(String[] files, String name, String text) {
        String[] all = Arrays.copyOf(files, files.length + 2);
        all[files.length] = name;
        all[files.length + 1] = text;
        return all;
    }

    @Test
    void wordsThatAreArrays() {
        compiles(
                "@LineProtocol public interface X { @Command(\"a {k...}\") @Reply(each=\"{}\", end=\".\") List<byte[]> a(List<byte[]> k); @Command(\"b {k...}\") void b(byte[]... k);"
                        + " @Command(\"c[ {k...}]\") @Reply(\"{...}\") byte[][] c(byte[][] k); @Command(\"d {k,...}\") void d(Set<byte[]> k); }");
    }

    @Test
    void emptyLinesOfCapabilities() {
        compiles(
                "@LineProtocol public interface X { @Command(\"caps\") @Reply(each = \"{}\", end = \".\") Capabilities caps(); @Command(\"b\") @Advertise({\"B {x}\", \"\"}) void b(); @Supplies int x(); }");
    }

    @Test
    void pushedListsWithValuesInDifferentLines() {
        compiles(
                "@LineProtocol public interface X { @Command(\"a\") void a(); @Push interface P { @Reply(value = \"G\", each = \"H {n}[ o:{o}] {l...}\", end = \"I\") void three(int n, OptionalInt o, List<Integer> l);"
                        + " @Reply(value = \"J {a}\", each = \"K {b} {l...}\", end = \"L {a} {b}\") void four(int a, int b, List<String> l);"
                        + " @Reply(each = \"M {pushed} {items...}\", end = \"N\") void five(String pushed, List<String> items); } }");
        reports(
                "@LineProtocol public interface X { @Command(\"a\") void a(); @Push interface P { @Reply(value = \"J {a}\", each = \"K {b} {l...}\", end = \"L\") void four(int a, int b, List<String> l); } }",
                "[Ropewalk/NotYetSupported] A list with its values in different lines is not supported yet; write all of them in one of end, value and each");
    }

    @Test
    void pushedListsAfterAnOptionalWord() {
        reports(
                "@LineProtocol public interface X { @Command(\"a\") void a(); @Push interface P { @Reply(value = \"G\", each = \"H {n}[ {o}] {l...}\", end = \"I\") void three(int n, OptionalInt o, List<Integer> l); } }",
                "[Ropewalk/AmbiguousGroup] \"H {n}[ {o}] {l...}\" is ambiguous for the input \"H 1 1 1\"; put a literal before one of the optional words");
    }

    @Test
    void flagsThatDifferInLetterCaseOnly() {
        reports(
                "@LineProtocol interface X { @Command(\"a[ Q][ q]\") @Reply(\"OK\") void a(boolean q, boolean Q); }",
                "[Ropewalk/DuplicatePlaceholder] [ q] occurs twice in \"a[ Q][ q]\"; use another name for the second, or remove it");
    }

    // ---- texts

    @Test
    void textsThatNoLineHolds() {
        reports(
                "@LineProtocol(continued = \"\\t\") interface X { @Command(\"b\") @Reply(each = \"250 {}\") List<String> b(); }",
                "[Ropewalk/TemplateSyntax] In \"\t\", at character 1: there is a control character; remove it");
        reports(
                "@LineProtocol interface X { @Command(\"a\") void a(@Payload(value = Payload.Framing.UNTIL, until = \"a\\tb\") Bytes x); }",
                "[Ropewalk/TemplateSyntax] In \"a\tb\", at character 2: there is a control character; remove it");
        reports(
                "@LineProtocol(charset = \"US-ASCII\") interface X { @Command(\"a\") void a(@Payload(value = Payload.Framing.UNTIL, until = \"€\") Bytes x); }",
                "[Ropewalk/UnencodableText] In \"€\", character € is not in US-ASCII; use another character, or change charset");
    }

    @Test
    void lettersOutsideOfAsciiHaveNoCase() {
        Served served =
                Served.compile(
                        "@LineProtocol interface X { @Command(\"é\") @Reply(\"small\") void a(); @Command(\"É\") @Reply(\"capital\") void b(); }"
                                + " final class H implements X { public void a() {} public void b() {} }");

        assertThat(served.answer("é\r\nÉ\r\n")).isEqualTo("small\r\ncapital\r\n");
    }

    @Test
    void whatIsWrittenForPeopleBindsNothing() {
        reports(
                "@LineProtocol interface X { @Command(\"b {'x {k}'}\") void b(String k); }",
                "[Ropewalk/UnusedParameter] Parameter k is not in \"b {'x {k}'}\"; add {k}");
    }

    @Test
    void countsOfNothing() {
        reports(
                "@LineProtocol interface X { @Command(\"a {k...}\") @Reply(each = \"{}\", per = \"nope\") List<String> a(List<String> k); }",
                "[Ropewalk/NoEffect] per of @Reply has no effect here: nope is neither a command nor a parameter with several values; use the name of one");
        reports(
                "@LineProtocol interface X { @Command(\"a[ {d.length}]\") void a(@Payload Bytes d); }",
                "[Ropewalk/NotYetSupported] An optional payload is not supported yet; declare two commands, or two records");
        reports(
                "@LineProtocol interface X { @Supplies boolean quiet(); @Command(\"b {quiet}\") @Reply(\"OK\") @NoReply(when = \"quiet\") void b(int quiet); }",
                "[Ropewalk/NoReplyNotBoolean] @NoReply is on quiet, which is not a boolean; make it a boolean");
    }

    @Test
    void envelopesOfMoreThanSingleWords() {
        for (String front : List.of("{a...} {*}", "{x.length} {*}", "{a*} {*}")) {
            reports(
                    "@LineProtocol @Envelope(command = \""
                            + front
                            + "\") interface X { @Command(\"a\") @Reply(\"b\") void a(); }",
                    "[Ropewalk/NotYetSupported] A value of several words before a command is not supported yet; write {name}, or write it in the commands");
        }
    }

    @Test
    void twoHundredParameters() {
        String words =
                IntStream.range(0, 200)
                        .mapToObj(i -> "{p" + i + "}")
                        .collect(Collectors.joining(" "));
        String parameters =
                IntStream.range(0, 200)
                        .mapToObj(i -> "int p" + i)
                        .collect(Collectors.joining(", "));
        compiles(
                "@LineProtocol interface X { @Command(\"a W\") @Reply(\"W {}\") int a(P); @Command(\"b\") @Reply(\"W\") R b(); record R(P) {} @Command(\"c W\") @Reply(\"W\") CompletionStage<Void> c(P); }"
                        .replace("W", words)
                        .replace("(P)", "(" + parameters + ")"));
    }

    /** As kapt shows {@code fun get(key: Key): Long} of a value class {@code Key}. */
    @Test
    void aFunctionWithAValueClassOfKotlinIsNamed() {
        assertThat(
                        compile(
                                "kotlin.Metadata",
                                "package kotlin; public @interface Metadata { String[] d2(); }",
                                "p.P",
                                "package p; import org.ropewalk.annotation.*; @LineProtocol"
                                        + " @Errors(unknown = @Reply(\"E\"))"
                                        + " @kotlin.Metadata(d2 = {\"Lp/P;\", \"a\", \"\","
                                        + " \"b-c\", \"get\", \"Lp/P$Key;\", \"get-fCF_wP-\","
                                        + " \"(Ljava/lang/String;)J\"})"
                                        + " public interface P {"
                                        + " @Command(\"a\") @Reply(\"A\") void a(); }"))
                .singleElement()
                .asString()
                .contains(
                        "[Ropewalk/ValueClass] Function get of P has a value class of Kotlin, so kapt"
                                + " hides it; use an ordinary class, or the type that it holds");
    }

    /** As kapt shows {@code suspend fun a(b: Int)}. */
    @Test
    void aSuspendFunctionOfKotlinIsNamedAsOne() {
        assertThat(
                        compile(
                                "kotlin.coroutines.Continuation",
                                "package kotlin.coroutines; public interface Continuation<T> {}",
                                "p.P",
                                "package p; import org.ropewalk.annotation.*; @LineProtocol"
                                        + " @Errors(unknown = @Reply(\"E\")) public interface P {"
                                        + " @Command(\"a {b}\") void a(int b,"
                                        + " kotlin.coroutines.Continuation<? super Integer> c); }"))
                .first()
                .asString()
                .contains(
                        "[Ropewalk/UnsupportedType] Type Continuation<? super Integer> of c is not"
                                + " supported here; use a function that is not suspend and returns"
                                + " a CompletableFuture");
    }
}
