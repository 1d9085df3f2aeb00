package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page that shows a declaration and what is generated from it, compared whole. {@code
 * -Dropewalk.golden=write} writes the page anew.
 */
class GeneratedCodePageTest {
    private static final Path PAGE = Path.of("..", "docs", "generated-code.md");
    private static final Path DECLARATION =
            Path.of("..", "dsl-examples/src/main/java/org/ropewalk/examples/bench/Bench.java");
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");

    private static Compilation compile() throws IOException {
        return Compiler.javac()
                .withProcessors(new RopewalkProcessor())
                .withOptions("-Xlint:all,-processing", "-Werror")
                .compile(JavaFileObjects.forResource(DECLARATION.toUri().toURL()));
    }

    private static String generated(Compilation compilation, String name) throws IOException {
        return compilation
                .generatedSourceFile("org.ropewalk.examples.bench." + name)
                .orElseThrow()
                .getCharContent(false)
                .toString();
    }

    @Test
    void the_page_shows_the_declaration_and_the_whole_protocol_and_client() throws IOException {
        Compilation compilation = compile();
        List<String> expected =
                List.of(
                        Files.readString(DECLARATION),
                        generated(compilation, "BenchProtocol"),
                        generated(compilation, "BenchClient"));
        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            Files.writeString(PAGE, withBlocks(Files.readString(PAGE), expected));
        }

        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            blocks.add(block.group(1));
        }

        assertThat(blocks).containsExactlyElementsOf(expected);
    }

    private static String withBlocks(String page, List<String> blocks) {
        Matcher block = BLOCK.matcher(page);
        StringBuilder written = new StringBuilder();
        for (String text : blocks) {
            block.find();
            block.appendReplacement(written, Matcher.quoteReplacement("```java\n" + text + "```"));
        }
        block.appendTail(written);
        return written.toString();
    }

    @Test
    void the_same_declaration_gives_the_same_bytes() throws IOException {
        Compilation first = compile();
        Compilation second = compile();

        for (String name : List.of("BenchProtocol", "BenchFactory", "BenchClient")) {
            assertThat(generated(second, name)).isEqualTo(generated(first, name));
        }
    }

    @Test
    void what_is_generated_compiles_without_a_warning() throws IOException {
        assertThat(compile().status()).isEqualTo(Compilation.Status.SUCCESS);
    }
}
