package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;

/**
 * A declaration that is wrong: how many diagnostics it has, where, and their text. The place is
 * what stands behind {@code /*^*}{@code /}.
 */
final class Diagnosed {
    static final String MARK = "/*^*/";
    static final String IMPORTS =
            "package p;\n"
                    + "import java.util.*;\n"
                    + "import java.util.concurrent.*;\n"
                    + "import org.ropewalk.annotation.*;\n"
                    + "import org.ropewalk.line.*;\n";

    /** A class that names all that is generated: it must not be a second error. */
    static final JavaFileObject USER =
            JavaFileObjects.forSourceString(
                    "p.User",
                    "package p; class User { XFactory factory; XClient client; XProtocol protocol; }");

    private Diagnosed() {}

    /** The file of the interface X. */
    static JavaFileObject source(String text) {
        return JavaFileObjects.forSourceString("p.X", IMPORTS + text);
    }

    /** Compiles the interface X, of which {@code text} is the declaration. */
    static Compilation compile(Compiler compiler, String text) {
        return compiler.withProcessors(new RopewalkProcessor()).compile(source(text), USER);
    }

    /** One diagnostic, of the kind that the tag has, at the mark. */
    static void check(String text, String message) {
        check(text, message, diagnostic -> diagnostic.getKind() != Kind.NOTE);
    }

    /** As the other, of the diagnostics that are counted. */
    static void check(
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

    /** As {@link #check}, of the members of a protocol. */
    static void checkProtocol(String commands, String message) {
        check(
                "@LineProtocol(caseSensitive = true) public interface X {\n" + commands + "\n}",
                message);
    }
}
