package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.processor.report.Diagnostic;

/** The page that explains the diagnostics. */
class DiagnosticsPageTest {
    @Test
    void each_tag_has_one_section_in_the_order_of_the_enum() throws IOException {
        List<String> sections =
                Files.readAllLines(Path.of("..", "docs", "diagnostics.md")).stream()
                        .filter(line -> line.startsWith("## "))
                        .map(line -> line.substring(3))
                        .toList();

        assertThat(sections)
                .containsExactlyElementsOf(
                        Arrays.stream(Diagnostic.values()).map(Diagnostic::tag).toList());
    }
}
