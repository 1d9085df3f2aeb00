package org.ropewalk.it.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The reference pages of the examples are what the compiler writes; {@code -Dropewalk.golden=write}
 * copies them.
 */
class ReferencePagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path MODELS =
            Path.of("..", "dsl-examples", "target", "classes", "META-INF", "ropewalk");
    private static final Path PAGES = DOCS.resolve("protocols");

    /** What the compiler has written for the examples, benchmarks left out, by simple names. */
    private static Map<String, Path> written(String end) throws IOException {
        Map<String, Path> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(MODELS)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(end) && !name.contains(".bench")) {
                    String qualified = name.substring(0, name.length() - end.length());
                    written.put(qualified.substring(qualified.lastIndexOf('.') + 1), file);
                }
            }
        }
        return written;
    }

    @Test
    void each_page_is_what_the_compiler_writes() throws Exception {
        Map<String, Path> written = written(".md");
        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            Files.createDirectories(PAGES);
            for (Map.Entry<String, Path> each : written.entrySet()) {
                Files.write(
                        PAGES.resolve(each.getKey() + ".md"), Files.readAllBytes(each.getValue()));
            }
        }

        for (Map.Entry<String, Path> each : written.entrySet()) {
            assertThat(PAGES.resolve(each.getKey() + ".md"))
                    .hasContent(Files.readString(each.getValue(), UTF_8));
        }
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(written.keySet());
        }
    }

    @Test
    void each_page_is_in_the_index() throws Exception {
        String index = Files.readString(DOCS.resolve("protocols.md"));

        for (String name : written(".md").keySet()) {
            assertThat(index).contains("[" + name + "](protocols/" + name + ".md)");
        }
    }

    @Test
    void each_model_is_json_with_a_version_and_commands() throws Exception {
        for (Map.Entry<String, Path> each : written(".json").entrySet()) {
            byte[] bytes = Files.readAllBytes(each.getValue());
            JsonNode model = new ObjectMapper().readTree(bytes);

            assertThat(bytes).as(each.getKey()).doesNotContain(new byte[] {'\r'});
            assertThat(model.path("schema").asInt()).as(each.getKey()).isEqualTo(1);
            assertThat(model.path("name").asText()).isEqualTo(each.getKey());
            assertThat(model.path("states")).isNotEmpty();
            assertThat(model.path("limits").path("line").asInt()).isPositive();
        }
    }

    @Test
    void the_model_of_pop3_has_the_state_after_a_login() throws Exception {
        JsonNode model = new ObjectMapper().readTree(written(".json").get("Pop3").toFile());

        List<JsonNode> commands = model.path("commands").findParents("method");
        JsonNode pass =
                commands.stream()
                        .filter(command -> command.path("method").asText().equals("pass"))
                        .findFirst()
                        .orElseThrow();
        assertThat(pass.path("lines").get(0).asText()).isEqualTo("PASS {password*}");
        assertThat(pass.path("states").get(0).asText()).isEqualTo("Authorization");
        assertThat(pass.path("replies").get(0).path("next").asText()).isEqualTo("Transaction");
        assertThat(pass.path("secret").asBoolean()).isTrue();
    }
}
