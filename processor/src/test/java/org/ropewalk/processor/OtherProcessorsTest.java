package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.batch.Main;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A declaration uses what Lombok and AutoValue generate, and they use what is generated for it,
 * whichever processor is called first.
 */
class OtherProcessorsTest {
    private static final String OURS = RopewalkProcessor.class.getName();
    private static final String LOMBOK =
            "lombok.launch.AnnotationProcessorHider$AnnotationProcessor";
    private static final String AUTO_VALUE = "com.google.auto.value.processor.AutoValueProcessor";

    /** Types to which Lombok adds constructors, factories, accessors and {@code toString}. */
    private static final Map<String, String> LOMBOK_TYPES =
            Map.of(
                    "Port",
                    "@lombok.AllArgsConstructor(staticName = \"of\") public final class Port { private final String text; public static Port of(String text, int more) { return of(text); } @Override public String toString() { return text; } }",
                    "Refused",
                    "@Reply(\"NO {code}\") @lombok.RequiredArgsConstructor @lombok.Getter @lombok.experimental.Accessors(fluent = true) public final class Refused extends Exception { private static final long serialVersionUID = 1; private final int code; }",
                    "ByLombok",
                    "@LineProtocol public interface ByLombok { @Command(\"dial {port}\") @Reply(\"OK {port}\") void dial(Port port) throws Refused; @Command(\"last\") @Reply(\"IS {}\") Port last(); }",
                    "LombokUse",
                    "@lombok.Value public class LombokUse { ByLombokFactory factory; java.util.concurrent.CompletableFuture<Void> dialled(ByLombokClient client) { return client.dial(Port.of(\"1\")); } ByLombokFactory again() { return getFactory(); } }");

    /** Types of which AutoValue generates the implementation. */
    private static final Map<String, String> AUTO_VALUE_TYPES =
            Map.of(
                    "Name",
                    "@com.google.auto.value.AutoValue public abstract class Name { abstract String text(); public static Name parse(String text) { return new AutoValue_Name(text); } @Override public final String toString() { return text(); } }",
                    "Whole",
                    "@com.google.auto.value.AutoValue abstract class Whole { abstract String text(); }",
                    "ByAutoValue",
                    "@LineProtocol public interface ByAutoValue { @Command(\"call {name}\") @Reply(\"OK {}\") Name call(Name name); @Command(\"all {names...}\") @Reply(\"OK\") void all(List<Name> names); }",
                    "Direct",
                    "@LineProtocol interface Direct { @Command(\"take {x}\") @Reply(\"OK\") void take(Taken x); final class Taken { private final AutoValue_Whole whole; public Taken(String text) { whole = new AutoValue_Whole(text); } @Override public String toString() { return whole.text(); } } }",
                    "AutoValueUse",
                    "@com.google.auto.value.AutoValue abstract class AutoValueUse { abstract ByAutoValueFactory factory(); abstract DirectFactory direct(); static AutoValueUse of(ByAutoValueFactory factory, DirectFactory direct) { return new AutoValue_AutoValueUse(factory, direct); } }");

    @TempDir private Path folder;

    @Test
    void F41_withLombok_ourProcessorFirst() throws IOException {
        assertThat(javac(LOMBOK_TYPES, OURS, LOMBOK)).isEmpty();
    }

    @Test
    void F41_withLombok_ourProcessorLast() throws IOException {
        assertThat(javac(LOMBOK_TYPES, LOMBOK, OURS)).isEmpty();
    }

    @Test
    void F41_withAutoValue_ourProcessorFirst() throws IOException {
        assertThat(javac(AUTO_VALUE_TYPES, OURS, AUTO_VALUE)).isEmpty();
    }

    @Test
    void F41_withAutoValue_ourProcessorLast() throws IOException {
        assertThat(javac(AUTO_VALUE_TYPES, AUTO_VALUE, OURS)).isEmpty();
    }

    @Test
    void F41_withAutoValue_eclipsesCompiler() throws IOException {
        JavaCompiler compiler = new EclipseCompiler();
        List<String> quiet = List.of("-17", "-nowarn");

        assertThat(compile(compiler, quiet, AUTO_VALUE_TYPES, OURS, AUTO_VALUE)).isEmpty();
        assertThat(compile(compiler, quiet, AUTO_VALUE_TYPES, AUTO_VALUE, OURS)).isEmpty();
    }

    /** In Eclipse's compiler Lombok is an agent, so it needs a process of its own. */
    @Test
    void F41_withLombok_eclipsesCompiler() throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-javaagent:" + jar(lombok.Value.class) + "=ECJ",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-processor",
                                OURS));
        command.addAll(options(List.of("-17", "-nowarn")));
        for (Path source : sources(LOMBOK_TYPES)) {
            command.add(source.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }

    /** What is wrong is reported once, though the declaration was read twice. */
    @Test
    void F41_anErrorTogetherWithLombokIsOneDiagnostic() throws IOException {
        Map<String, String> types =
                Map.of(
                        "Pair",
                        "@lombok.Value public class Pair { int left; int right; }",
                        "Wrong",
                        "@LineProtocol public interface Wrong { @Command(\"a {pair}\") @Reply(\"OK\") void a(Pair pair); }");
        for (List<String> order : List.of(List.of(OURS, LOMBOK), List.of(LOMBOK, OURS))) {
            String output = javac(types, order.toArray(String[]::new));

            assertThat(output.lines().filter(line -> line.contains("[Ropewalk/")))
                    .as(output)
                    .hasSize(1)
                    .allMatch(
                            line ->
                                    line.contains(
                                            "Wrong.java:6: error: [Ropewalk/UnsupportedType]"));
            assertThat(output).contains("1 error").doesNotContain("warning:");
        }
    }

    private String javac(Map<String, String> types, String... processors) throws IOException {
        return compile(
                ToolProvider.getSystemJavaCompiler(),
                List.of("-Xlint:all,-processing,-missing-explicit-ctor,-options"),
                types,
                processors);
    }

    /** What the compiler says; nothing if all is well. */
    private String compile(
            JavaCompiler compiler, List<String> flags, Map<String, String> types, String... names)
            throws IOException {
        List<String> options = new ArrayList<>(options(flags));
        options.addAll(
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-processor",
                        String.join(",", names)));
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    output,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources(types)))
                            .call();
            return compiled ? output.toString() : output + "\nfailed with " + Arrays.asList(names);
        }
    }

    private List<String> options(List<String> flags) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        List<String> options = new ArrayList<>(flags);
        options.addAll(List.of("-parameters", "-d", classes.toString(), "-s", classes.toString()));
        return options;
    }

    private List<Path> sources(Map<String, String> types) throws IOException {
        Path home = Files.createDirectories(folder.resolve("src/p"));
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> type : types.entrySet()) {
            sources.add(
                    Files.writeString(
                            home.resolve(type.getKey() + ".java"),
                            Compiled.IMPORTS + type.getValue()));
        }
        return sources;
    }

    private static Path jar(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
