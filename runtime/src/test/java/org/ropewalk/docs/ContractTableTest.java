package org.ropewalk.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of contracts: each row of Twisted's contracts and of where we differ, and the tests
 * whose names bear it. Written anew with {@code -Dropewalk.golden=write}.
 */
class ContractTableTest {
    private static final Path PAGE = Path.of("..", "docs", "evidence", "contracts.md");
    private static final List<Path> TESTS =
            List.of(
                    Path.of("src", "test", "java"),
                    Path.of("..", "processor", "src", "test", "java"),
                    Path.of("..", "integration-tests", "src", "test", "java"));
    private static final Pattern METHOD =
            Pattern.compile("\\bvoid (\\w+)\\(", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ROW = Pattern.compile("[A-Z]{2}\\d+|Δ\\d+");

    private record Row(String id, String weight, String promise) {}

    private static List<String> resource(String name) throws IOException {
        try (var in = ContractTableTest.class.getResourceAsStream("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : resource("contract-rows.txt")) {
            String[] parts = line.split("\\|", 3);
            rows.add(new Row(parts[0], parts[1], parts[2]));
        }
        return rows;
    }

    /** The tests of each row, by their names. */
    private static Map<String, TreeSet<String>> tests() throws IOException {
        Map<String, TreeSet<String>> tests = new LinkedHashMap<>();
        for (Path folder : TESTS) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher matcher = METHOD.matcher(Files.readString(file));
                    while (matcher.find()) {
                        String name = matcher.group(1);
                        String type = file.getFileName().toString().replace(".java", "");
                        for (String token : name.split("_")) {
                            if (ROW.matcher(token).matches()) {
                                tests.computeIfAbsent(token, key -> new TreeSet<>())
                                        .add(type + "." + name);
                            }
                        }
                    }
                }
            }
        }
        return tests;
    }

    private static Map<String, String> elsewhere() throws IOException {
        Map<String, String> elsewhere = new LinkedHashMap<>();
        for (String line : resource("contract-rows-elsewhere.txt")) {
            String[] parts = line.split("\\|", 2);
            elsewhere.put(parts[0], parts[1]);
        }
        return elsewhere;
    }

    @Test
    void every_row_that_is_required_has_a_test() throws IOException {
        Map<String, TreeSet<String>> tests = tests();
        Map<String, String> elsewhere = elsewhere();
        assertThat(rows())
                .filteredOn(row -> !elsewhere.containsKey(row.id()))
                .allSatisfy(row -> assertThat(tests).as(row.promise()).containsKey(row.id()));
    }

    @Test
    void the_page_is_what_the_tests_names_say() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # The runtime's contracts

                        The guarantees of Twisted, with the tests whose names contain the row. Δ marks an intended difference.
                        M is a required guarantee, S an expected one. This page is generated from the names of the tests. The build
                        fails if a row has no test.

                        | row | | guarantee | tests |
                        |---|---|---|---|
                        """);
        Map<String, TreeSet<String>> tests = tests();
        Map<String, String> elsewhere = elsewhere();
        for (Row row : rows()) {
            String named =
                    tests.containsKey(row.id())
                            ? String.join(", ", tests.get(row.id()))
                            : "*" + elsewhere.getOrDefault(row.id(), "none") + "*";
            page.append("| ")
                    .append(row.id())
                    .append(" | ")
                    .append(row.weight())
                    .append(" | ")
                    .append(row.promise())
                    .append(" | ")
                    .append(named)
                    .append(" |\n");
        }
        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page.toString());
    }
}
