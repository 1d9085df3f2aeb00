package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                    + "import java.util.*;\n"
                    + "import java.util.concurrent.*;\n"
                    + "import org.ropewalk.annotation.*;\n"
                    + "import org.ropewalk.line.*;\n";
    private static final JavaFileObject TYPES =
            JavaFileObjects.forSourceString("p.Types", IMPORTS + RandomDeclaration.TYPES);

    /** At least so many are valid, or the test would say nothing about generated code. */
    private static final double MIN_ACCEPTED = 0.12;

    private static Compilation compile(String name, String text) {
        return Compiler.javac()
                .withProcessors(new RopewalkProcessor())
                .withOptions(
                        "-parameters",
                        "-Xlint:all,-processing,-missing-explicit-ctor,-auxiliaryclass")
                .compile(TYPES, JavaFileObjects.forSourceString("p." + name, IMPORTS + text));
    }

    /** What is not ours among what the compiler says. */
    private static List<String> foreign(Compilation compilation) {
        return compilation.diagnostics().stream()
                .filter(
                        diagnostic ->
                                diagnostic.getKind() != Diagnostic.Kind.NOTE
                                        && diagnostic.getKind() != Diagnostic.Kind.OTHER)
                .filter(
                        diagnostic ->
                                !diagnostic.getMessage(Locale.ROOT).startsWith("[Ropewalk/")
                                        || diagnostic
                                                .getMessage(Locale.ROOT)
                                                .startsWith("[Ropewalk/InternalError]"))
                .map(
                        diagnostic ->
                                (diagnostic.getSource() == null
                                                ? ""
                                                : diagnostic.getSource().getName())
                                        + ":"
                                        + diagnostic.getLineNumber()
                                        + " "
                                        + diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    @Test
    @Timeout(1_800)
    void each_ends_in_a_diagnostic_or_in_code_without_a_warning() {
        List<String> wrong = new ArrayList<>();
        int accepted = 0;
        for (long seed = SEED; seed < SEED + DECLARATIONS; seed++) {
            String text = RandomDeclaration.of("D" + seed, seed);
            Compilation compilation = compile("D" + seed, text);
            List<String> foreign = foreign(compilation);
            if (!foreign.isEmpty()) {
                wrong.add("seed " + seed + ":\n" + text + foreign);
            } else if (compilation.status() == Compilation.Status.SUCCESS) {
                accepted++;
            }
        }
        assertThat(wrong).as("%d declarations", wrong.size()).isEmpty();
        assertThat(accepted).as("accepted").isGreaterThan((int) (DECLARATIONS * MIN_ACCEPTED));
    }
}
