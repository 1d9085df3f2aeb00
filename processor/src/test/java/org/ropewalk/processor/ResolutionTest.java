package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A declaration is read when all of its types exist, whichever processor makes them, and when. */
class ResolutionTest {
    /** Each kind of use of a type that another processor generates. */
    private static final Map<String, String> USES = new LinkedHashMap<>();

    private static final Map<String, String> GENERATED =
            Map.of(
                    "GenWord",
                    "public record GenWord(String text) {}",
                    "GenRecord",
                    "@org.ropewalk.annotation.Reply(\"OK {a} {b}\") public record GenRecord(int a, String b) {}",
                    "GenNo",
                    "@org.ropewalk.annotation.Reply(\"NO {code}\") public final class GenNo extends Exception { private static final long serialVersionUID = 1; private final int code; public GenNo(int code) { this.code = code; } public int code() { return code; } }",
                    "GenBase",
                    "public interface GenBase { @org.ropewalk.annotation.Command(\"base {x}\") @org.ropewalk.annotation.Reply(\"B {}\") int base(int x); }",
                    "GenText",
                    "public interface GenText { String LINE = \"OK {}\"; int BOUND = 77; }",
                    "GenKind",
                    "public enum GenKind { ONE, TWO }",
                    "GenException",
                    "public class GenException extends Exception { private static final long serialVersionUID = 1; }");

    static {
        use("a word", "@Command(\"a {w}\") void a(GenWord w);", "");
        use("a list of words", "@Command(\"a {w...}\") void a(List<GenWord> w);", "");
        use("a result", "@Command(\"a\") GenRecord a();", "");
        use(
                "a list of results",
                "@Command(\"a\") @Reply(each = \"{a} {b}\", end = \".\") List<GenRecord> a();",
                "");
        use(
                "an optional result",
                "@Command(\"a\") @Reply(value = \"{}\", absent = \"-\") Optional<GenWord> a();",
                "");
        use("a later result", "@Command(\"a\") CompletionStage<GenRecord> a();", "");
        use("an exception", "@Command(\"a\") void a() throws GenNo;", "");
        use("a super-interface", "}\ninterface Unused {", " extends GenBase");
        use("a component", "@Command(\"a\") R a(); @Reply(\"R {w}\") record R(GenWord w) {}", "");
        use(
                "a parameter of an exception",
                "@Command(\"a\") void a() throws E; @Reply(\"E {w}\") final class E extends Exception { private static final long serialVersionUID = 1; final GenWord w; public E(GenWord w) { this.w = w; } public GenWord w() { return w; } }",
                "");
        use(
                "the superclass of an exception",
                "@Command(\"a\") void a() throws E; @Reply(\"E\") final class E extends GenException { private static final long serialVersionUID = 1; public E() {} }",
                "");
        use("a constant of a template", "@Command(\"a\") @Reply(GenText.LINE) String a();", "");
        use("a constant of a limit", "@Command(\"a\") @Limits(line = GenText.BOUND) void a();", "");
        use(
                "a constant inside annotations",
                "@Command(\"a\") @Errors(usage = @Reply(\"NO\" + GenText.BOUND)) void a();",
                "");
        use(
                "a type argument of a super-interface",
                "} interface Base<T> { @Command(\"a\") @Reply(\"{}\") T a();",
                " extends Base<GenWord>");
        use(
                "a push",
                "@Command(\"a\") void a(); @Push interface P { @Reply(\"P {w}\") void said(GenWord w); }",
                "");
        use("an enum", "@Command(\"a {k}\") void a(GenKind k);", "");
        use(
                "a supplied value",
                "@Command(\"a\") @Reply(\"OK {w}\") void a(); @Supplies GenWord w();",
                "");
    }

    private static void use(String name, String commands, String header) {
        USES.put(name, "@LineProtocol public interface X" + header + " {\n" + commands + "\n}\n");
    }

    /** Generates the types in the second round, as a processor that waits for others does. */
    private static final class Late extends AbstractProcessor {
        private int rounds;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            rounds++;
            if (rounds == 1) {
                write("GenFirst", "class GenFirst {}");
            } else if (rounds == 2) {
                GENERATED.forEach(this::write);
            }
            return false;
        }

        private void write(String name, String text) {
            try (Writer writer =
                    processingEnv.getFiler().createSourceFile("p." + name).openWriter()) {
                writer.write("package p;\n" + text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void F41_typesOfALaterRound_ourProcessorFirst() {
        USES.forEach(
                (use, text) ->
                        assertThat(
                                        Compiled.reports(
                                                Compiled.by(
                                                        List.of(
                                                                new RopewalkProcessor(),
                                                                new Late()),
                                                        text)))
                                .as(use)
                                .isEmpty());
    }

    @Test
    void F41_typesOfALaterRound_ourProcessorLast() {
        USES.forEach(
                (use, text) ->
                        assertThat(
                                        Compiled.reports(
                                                Compiled.by(
                                                        List.of(
                                                                new Late(),
                                                                new RopewalkProcessor()),
                                                        text)))
                                .as(use)
                                .isEmpty());
    }

    @Test
    void F41_typesOfALaterRound_eclipsesCompiler(@TempDir Path directory) throws IOException {
        int number = 0;
        for (Map.Entry<String, String> use : USES.entrySet()) {
            Path folder = directory.resolve("use" + number++);
            StringWriter output = new StringWriter();
            boolean compiled = eclipse(folder, use.getValue(), output);

            assertThat(compiled).as("%s:%n%s", use.getKey(), output).isTrue();
        }
    }

    private static boolean eclipse(Path folder, String text, Writer output) throws IOException {
        Path source = Files.createDirectories(folder.resolve("src/p")).resolve("X.java");
        Files.writeString(source, Compiled.IMPORTS + text);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        EclipseCompiler compiler = new EclipseCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(
                            output,
                            files,
                            null,
                            List.of(
                                    "-17",
                                    "-parameters",
                                    "-nowarn",
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString(),
                                    "-s",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjects(source));
            task.setProcessors(List.of(new RopewalkProcessor(), new Late()));
            return task.call();
        }
    }

    @Test
    void F41_eachMissingTypeIsOneDiagnostic() {
        List<String> reports =
                Compiled.reports(
                        "@LineProtocol public interface X extends Nowhere {\n"
                                + "@Command(\"a {w}\") void a(Word w) throws No;\n"
                                + "@Command(\"b {w}\") Result b(Word w);\n"
                                + "@Command(\"c\") @Limits(line = Bounds.LINE) void c();\n"
                                + "}\n");

        assertThat(reports.stream().filter(report -> report.contains("[Ropewalk/")))
                .containsExactly(
                        "[Ropewalk/MissingType] Type Nowhere does not exist, and no annotation processor has generated it; import it, or correct its name",
                        "[Ropewalk/MissingType] Type Word does not exist, and no annotation processor has generated it; import it, or correct its name",
                        "[Ropewalk/MissingType] Type No does not exist, and no annotation processor has generated it; import it, or correct its name",
                        "[Ropewalk/MissingType] Type Result does not exist, and no annotation processor has generated it; import it, or correct its name",
                        "[Ropewalk/MissingType] The constant of @Limits(line) does not exist, and no annotation processor has generated it; import it, or correct its name");
    }
}
