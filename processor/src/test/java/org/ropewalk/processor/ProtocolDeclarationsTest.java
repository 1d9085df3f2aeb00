package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Twenty-one protocols as their documents describe them, in a subset: of lines, values, blocks,
 * payloads, datagrams, words in quotes, literals, arrays, chains and batches.
 */
class ProtocolDeclarationsTest {
    private static final Path DECLARATIONS = Path.of("src/test/resources/declarations");

    private static Compilation compile(String name, String text) {
        return Compiler.javac()
                .withProcessors(new RopewalkProcessor())
                .withOptions("-parameters", "-Xlint:all,-processing,-missing-explicit-ctor,-serial")
                .compile(JavaFileObjects.forSourceString("declared." + name, text));
    }

    private static String read(String name) throws IOException {
        return Files.readString(DECLARATIONS.resolve(name + ".txt"));
    }

    private static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(DECLARATIONS)) {
            files.forEach(file -> names.add(file.getFileName().toString().replace(".txt", "")));
        }
        return names;
    }

    private static void compiles(String name, String text) {
        assertThat(compile(name, text).diagnostics())
                .as(name)
                .noneMatch(each -> each.getKind() != Diagnostic.Kind.NOTE);
    }

    @TestFactory
    Stream<DynamicTest> protocols_compile_without_a_warning() throws IOException {
        return names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> compiles(name, read(name))));
    }
}
