package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The pages of the documentation: the Java that they show is compiled by the build, and each is
 * reached from the index.
 */
class PagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");

    /** Their blocks are compiled by tests of their own, or are made from what the build makes. */
    private static final Set<String> COMPILED_ELSEWHERE =
            Set.of("language.md", "cookbook.md", "diagnostics.md", "generated-code.md");

    /** Columns of a line of prose. */
    private static final int WIDTH = 120;

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(((?!https?:)[^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

    private static String sources;

    @BeforeAll
    static void readSources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : List.of("runtime", "processor", "dsl-examples", "integration-tests")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    all.append(stripped(Files.readString(file))).append('\n');
                }
            }
        }
        sources = all.toString();
    }

    /** Without indentation and empty lines. */
    private static String stripped(String code) {
        return code.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(DOCS)) {
            files.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @Test
    void the_java_that_a_page_shows_is_in_a_file_of_the_build() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            if (COMPILED_ELSEWHERE.contains(page.getFileName().toString())
                    || page.startsWith(DOCS.resolve("language"))) {
                continue;
            }
            Matcher block = JAVA.matcher(Files.readString(page));
            while (block.find()) {
                if (!sources.contains(stripped(block.group(1)))) {
                    missing.add(ROOT.relativize(page) + ":\n" + block.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_page_is_reached_from_the_index() throws IOException {
        Set<Path> reached = new HashSet<>();
        Deque<Path> next = new ArrayDeque<>(List.of(DOCS.resolve("index.md")));
        while (!next.isEmpty()) {
            Path page = next.remove();
            if (!reached.add(page) || !page.toString().endsWith(".md")) {
                continue;
            }
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                next.add(page.resolveSibling(link.group(1)).normalize());
            }
        }
        assertThat(reached).containsAll(pages().subList(1, pages().size()));
    }

    @Test
    void a_line_of_prose_fits_a_screen() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path page : pages()) {
            if (page.startsWith(DOCS.resolve("protocols"))) {
                continue;
            }
            boolean code = false;
            for (String line : Files.readAllLines(page)) {
                code ^= line.strip().startsWith("```");
                boolean prose = !code && !line.startsWith("|") && !line.startsWith("    ");
                if (prose && line.codePointCount(0, line.length()) > WIDTH) {
                    wide.add(ROOT.relativize(page) + ": " + line);
                }
            }
        }
        assertThat(wide).isEmpty();
    }

    @Test
    void the_messages_that_troubleshooting_quotes_are_those_of_the_code() throws IOException {
        String literals = CONCATENATION.matcher(sources).replaceAll("");
        List<String> unknown = new ArrayList<>();
        for (String row : Files.readAllLines(DOCS.resolve("troubleshooting.md"))) {
            Matcher quoted = CODE.matcher(row.startsWith("| ") ? row.split("\\|")[1] : "");
            while (quoted.find()) {
                for (String fragment : quoted.group(1).split("…|\"[^\"]*\"|\\d+")) {
                    if (fragment.strip().length() > 8 && !literals.contains(fragment.strip())) {
                        unknown.add(fragment);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
    }
}
