package org.ropewalk.it.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of safety: each requirement, and the tests that prove it, which exist. Written anew with
 * {@code -Dropewalk.golden=write}.
 */
class SafetyPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "evidence", "safety.md"));
    private static final int CHECKLIST = 45;
    private static final int FAULTS = 35;
    private static final Pattern TEST =
            Pattern.compile(
                    "\\b([A-Z]\\w*(?:Test|Contract))[.](\\w+)", Pattern.UNICODE_CHARACTER_CLASS);

    private static List<String[]> rows() throws IOException {
        try (InputStream in = SafetyPageTest.class.getResourceAsStream("/safety-rows.txt")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\\|", 3))
                    .toList();
        }
    }

    /** The sources of all tests, by the names of their classes. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("runtime", "processor", "integration-tests")) {
            try (Stream<Path> files =
                    Files.walk(ROOT.resolve(Path.of(module, "src", "test", "java")))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.merge(
                            file.getFileName().toString().replace(".java", ""),
                            Files.readString(file),
                            String::concat);
                }
            }
        }
        return sources;
    }

    /** Fails unless every test that {@code text} names exists. */
    static void exist(String text) throws IOException {
        Map<String, String> sources = sources();
        Matcher matcher = TEST.matcher(text);
        while (matcher.find()) {
            assertThat(sources).as(matcher.group()).containsKey(matcher.group(1));
            assertThat(sources.get(matcher.group(1)))
                    .as(matcher.group())
                    .contains("void " + matcher.group(2) + "(");
        }
    }

    @Test
    void every_requirement_has_a_row_and_every_test_exists() throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= CHECKLIST; i++) {
            ids.add("S" + i);
        }
        for (int i = 1; i <= FAULTS; i++) {
            ids.add("E" + i);
        }
        assertThat(rows()).extracting(row -> row[0]).containsExactlyElementsOf(ids);
        for (String[] row : rows()) {
            assertThat(TEST.matcher(row[2]).find() || row[2].startsWith("*")).as(row[0]).isTrue();
            exist(row[2]);
        }
    }

    @Test
    void the_page_is_what_the_rows_say() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Safe by construction

                        What Ropewalk does about risks of the network input (S) and of the event loop (E), with the tests that prove it. Text in
                        italics explains a row that is not built, or that holds for another reason. The build fails if a listed test does not
                        exist. For all limits, their effects and counters, see [Limits](../limits.md).

                        | | behaviour | tests |
                        |---|---|---|
                        """);
        for (String[] row : rows()) {
            page.append("| ")
                    .append(row[0])
                    .append(" | ")
                    .append(row[1])
                    .append(" | ")
                    .append(row[2])
                    .append(" |\n");
        }
        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }
}
