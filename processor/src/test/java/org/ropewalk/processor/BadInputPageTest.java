package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of bad input names tests that exist. */
class BadInputPageTest {
    private static final Path PAGE = Path.of("..", "docs", "evidence", "bad-input.md");
    private static final Pattern NAME = Pattern.compile("\\b(\\w+Test)\\.(\\w+)");

    @Test
    void theTestsExist() throws IOException {
        Map<String, String> classes = new TreeMap<>();
        for (String module : List.of("runtime", "processor", "dsl-examples", "integration-tests")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
                    classes.merge(
                            file.getFileName().toString().replace(".java", ""),
                            Files.readString(file),
                            String::concat);
                }
            }
        }
        List<String> missing = new ArrayList<>();
        String page = Files.readString(PAGE);
        NAME.matcher(page)
                .results()
                .filter(
                        name ->
                                !classes.getOrDefault(name.group(1), "")
                                        .contains("void " + name.group(2) + "("))
                .forEach(name -> missing.add(name.group()));
        assertThat(missing).isEmpty();
        assertThat(page.lines().filter(line -> line.startsWith("| "))).hasSizeGreaterThan(30);
        assertThat(page.lines().filter(line -> line.startsWith("| ") && !line.contains("Test.")))
                .allMatch(line -> line.endsWith("| tests |"));
    }
}
