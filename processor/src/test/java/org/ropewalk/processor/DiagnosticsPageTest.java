package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ropewalk.processor.report.Diagnostic;

/** The page that explains the diagnostics. */
class DiagnosticsPageTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    private static List<String> page() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "diagnostics.md"));
    }

    private static List<String> tags() {
        return Arrays.stream(Diagnostic.values()).map(Diagnostic::tag).toList();
    }

    /** The cells of the table's rows: tag, witness or remedy, tests. */
    private static List<List<String>> rows() throws IOException {
        return page().stream()
                .filter(line -> line.startsWith("| ["))
                .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();
    }

    @Test
    void each_tag_has_one_section_in_the_order_of_the_enum() throws IOException {
        List<String> sections =
                page().stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3))
                        .toList();

        assertThat(sections).containsExactlyElementsOf(tags());
    }

    @Test
    void each_tag_has_one_row_with_a_witness_or_a_remedy() throws IOException {
        assertThat(rows())
                .extracting(row -> row.get(0).replaceAll("\\[(\\w+)\\]\\(#\\w+\\)", "$1"))
                .containsExactlyElementsOf(tags());
        assertThat(rows()).allMatch(row -> !row.get(1).isEmpty());
    }

    @Test
    void each_row_names_tests_that_exist() throws IOException, ClassNotFoundException {
        for (List<String> row : rows()) {
            List<MatchResult> tests = TEST.matcher(row.get(2)).results().toList();
            assertThat(tests).as(row.get(0)).isNotEmpty();
            for (MatchResult test : tests) {
                Class<?> type = Class.forName("org.ropewalk.processor." + test.group(1));
                assertThat(type.getDeclaredMethods())
                        .extracting(method -> method.getName())
                        .contains(test.group(2));
            }
        }
    }

    @Test
    void each_row_names_a_test_of_its_tag() throws IOException {
        assertThat(rows())
                .allMatch(
                        row ->
                                TEST.matcher(row.get(2))
                                        .results()
                                        .map(test -> test.group(2).replaceAll("_.*", ""))
                                        .anyMatch(name -> row.get(0).startsWith("[" + name + "]")));
    }

    @Test
    void rows_name_the_tags_with_tested_remedies() throws IOException {
        Set<String> tried =
                rows().stream()
                        .filter(row -> row.get(2).contains("`RemediesTest."))
                        .map(row -> row.get(0).replaceAll("\\[(\\w+)\\].*", "$1"))
                        .collect(Collectors.toSet());

        assertThat(tried).isEqualTo(RemediesTest.tags());
    }
}
