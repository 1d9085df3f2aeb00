package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Diagnosed.IMPORTS;
import static org.ropewalk.processor.Diagnosed.check;
import static org.ropewalk.processor.Diagnosed.checkProtocol;
import static org.ropewalk.processor.Diagnosed.compile;
import static org.ropewalk.processor.Diagnosed.source;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.ropewalk.processor.report.Diagnostic;

/**
 * The diagnostics about declared types, methods and annotations, and about the options of the
 * compiler.
 */
class DeclarationDiagnosticsTest {
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
}
