package org.ropewalk.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compiles a declaration {@code p.X} under all warnings, and lists what the compiler reports. */
final class Compiled {
    static final String IMPORTS =
            "package p;\n"
                    + "import java.util.*;\n"
                    + "import java.util.concurrent.*;\n"
                    + "import org.ropewalk.annotation.*;\n"
                    + "import org.ropewalk.batch.*; "
                    + "import org.ropewalk.line.*;\n";

    private Compiled() {}

    /** The result of compiling {@code text} with the processors, ours among them. */
    static Compilation by(List<Processor> processors, String text) {
        return compiler().withProcessors(processors).compile(source("p.X", IMPORTS + text));
    }

    static Compilation of(String text) {
        return by(List.of(new RopewalkProcessor()), text);
    }

    /** Errors about a protocol {@code p.X} whose file is {@code text}. */
    static List<Diagnostic<? extends JavaFileObject>> reported(String text) {
        return compiler()
                .withOptions("-proc:only", "-parameters", "-Xmaxerrs", "10000")
                .withProcessors(new RopewalkProcessor())
                .compile(source("p.X", text))
                .errors();
    }

    static Compiler compiler() {
        return Compiler.javac()
                .withOptions(
                        "-parameters", "-Xlint:all,-processing,-missing-explicit-ctor,-serial");
    }

    static JavaFileObject source(String name, String text) {
        return JavaFileObjects.forSourceString(name, text);
    }

    /** What {@code text} makes the compiler report, one line each; empty if it compiles. */
    static List<String> reports(String text) {
        return reports(of(text));
    }

    static List<String> reports(Compilation compilation) {
        List<String> reports = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> each : compilation.diagnostics()) {
            if (each.getKind() != Diagnostic.Kind.NOTE) {
                reports.add(each.getMessage(Locale.ROOT));
            }
        }
        return reports;
    }
}
