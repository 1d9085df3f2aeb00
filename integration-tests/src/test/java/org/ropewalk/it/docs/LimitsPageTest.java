package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Limits;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.server.CloseReason;

/** The page of limits: all of them, with their defaults, and tests that exist. */
class LimitsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "limits.md");
    private static final int COUNTED = 6;
    private static final int LAST = 7;

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" *\\| *", -1))
                .toList();
    }

    @Test
    void every_limit_has_a_row_with_its_default() throws Exception {
        List<String> limits = new ArrayList<>();
        for (RecordComponent component : LineLimits.class.getRecordComponents()) {
            Object value = component.getAccessor().invoke(LineLimits.DEFAULTS);
            limits.add("`" + component.getName() + "` " + value);
            assertThat(Limits.class.getDeclaredMethod(component.getName())).isNotNull();
        }
        assertThat(rows()).extracting(row -> row[1] + " " + row[2]).isEqualTo(limits);
    }

    @Test
    void what_is_counted_is_counted_so() throws Exception {
        for (String[] row : rows()) {
            String counted = row[COUNTED];
            assertThat(
                            counted.isEmpty()
                                    || List.of(CloseReason.values()).toString().contains(counted)
                                    || List.of(ErrorKind.values()).toString().contains(counted))
                    .as(row[1])
                    .isTrue();
            assertThat(row[LAST]).as(row[1]).isNotEmpty();
        }
    }

    @Test
    void every_test_exists() throws IOException {
        SafetyPageTest.exist(Files.readString(PAGE));
    }
}
