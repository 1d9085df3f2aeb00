package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is declared, the compiler ends in our diagnostics or in code that compiles without a
 * warning. {@code -Dropewalk.declarations=N} tries more, {@code -Dropewalk.seed=S} begins
 * elsewhere.
 */
class RandomDeclarationsTest {
    private static final int DECLARATIONS = Integer.getInteger("ropewalk.declarations", 2_000);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);
    private static final String IMPORTS =
            "package p;\n"
                    + "import java.math.*;\n"
                    + "import java.net.*;\n"
                    + "import java.time.*;\n"
                    + "import java.util.*;\n"
                    + "import java.util.concurrent.*;\n"
                    + "import org.ropewalk.annotation.*;\n"
                    + "import org.ropewalk.line.*;\n";
    private static final JavaFileObject TYPES =
            JavaFileObjects.forSourceString("p.Types", IMPORTS + DeclarationTypes.TYPES);

    private static final List<File> LIBRARY = library();

    /** At least so many are valid, or the test would say nothing about generated code. */
    private static final double MIN_ACCEPTED = 0.12;

    /** Declarations that are compiled together: most of the time a compiler only starts. */
    private static final int BATCH = 100;

    private final Map<String, String> wrong = new TreeMap<>();
    private int accepted;

    private static Compilation compile(Map<String, String> declarations, String... more) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "-parameters",
                                "-Xmaxerrs",
                                "10000",
                                "-Xmaxwarns",
                                "10000",
                                "-Xlint:all,-processing,-missing-explicit-ctor,-auxiliaryclass"));
        options.addAll(List.of(more));
        List<JavaFileObject> sources = new ArrayList<>(List.of(TYPES));
        declarations.forEach(
                (name, text) ->
                        sources.add(JavaFileObjects.forSourceString("p." + name, IMPORTS + text)));
        return Compiler.javac()
                .withClasspath(LIBRARY)
                .withProcessors(new RopewalkProcessor())
                .withOptions(options)
                .compile(sources);
    }

    /** The class path of tests, with interfaces that were compiled without {@code -parameters}. */
    private static List<File> library() {
        List<File> path = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(new File(each));
        }
        try {
            Path folder = Files.createTempDirectory("library");
            path.add(folder.toFile());
            Compilation compilation =
                    Compiler.javac()
                            .compile(
                                    JavaFileObjects.forSourceString(
                                            "lib.Named", DeclarationTypes.LIBRARY),
                                    JavaFileObjects.forSourceString(
                                            "lib.Lost", DeclarationTypes.LOST));
            for (JavaFileObject file : compilation.generatedFiles()) {
                Path home = Files.createDirectories(folder.resolve("lib"));
                Path target = home.resolve(Path.of(file.getName()).getFileName());
                try (InputStream in = file.openInputStream()) {
                    Files.write(target, in.readAllBytes());
                }
                target.toFile().deleteOnExit();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    /** Keeps what is not ours among what the compiler says, and the names of what has errors. */
    private Set<String> refused(Compilation compilation, Map<String, String> declarations) {
        Set<String> refused = new HashSet<>();
        for (Diagnostic<? extends JavaFileObject> each : compilation.diagnostics()) {
            String message = each.getMessage(Locale.ROOT);
            String file = each.getSource() == null ? "" : each.getSource().getName();
            String name = file.replaceAll(".*/(D[0-9]+).*", "$1");
            if (each.getKind() == Diagnostic.Kind.ERROR) {
                refused.add(name);
            }
            boolean ours =
                    message.startsWith("[Ropewalk/")
                            && !message.startsWith("[Ropewalk/InternalError]");
            // The declaration itself may use what is deprecated; generated code may not.
            boolean counts =
                    each.getKind() != Diagnostic.Kind.NOTE
                            && each.getKind() != Diagnostic.Kind.OTHER
                            && !(file.endsWith("/" + name + ".java")
                                    && message.matches(
                                            "(?s).*has been deprecated( and marked for removal)?"));
            if (counts && !ours) {
                wrong.merge(
                        name,
                        declarations.get(name) + file + ":" + each.getLineNumber() + " " + message,
                        String::concat);
            }
        }
        return refused;
    }

    /** What has no errors of ours is compiled whole; beside an error nothing would be. */
    private void check(Map<String, String> declarations) {
        Set<String> refused = refused(compile(declarations, "-proc:only"), declarations);
        Map<String, String> rest = new LinkedHashMap<>(declarations);
        rest.keySet().removeAll(refused);
        refused(compile(rest), rest);
        accepted += rest.size();
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void each_ends_in_a_diagnostic_or_in_code_without_a_warning() {
        Map<String, String> batch = new LinkedHashMap<>();
        for (long seed = SEED; seed < SEED + DECLARATIONS; seed++) {
            batch.put("D" + seed, RandomDeclaration.of("D" + seed, seed));
            if (batch.size() == BATCH || seed == SEED + DECLARATIONS - 1) {
                check(batch);
                batch.clear();
            }
        }
        assertThat(wrong).as("%d declarations", wrong.size()).isEmpty();
        assertThat(accepted).as("accepted").isGreaterThan((int) (DECLARATIONS * MIN_ACCEPTED));
    }
}
