package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ropewalk.testing.StringTransport;

/** The recipes of {@code docs/cookbook.md} compile without a warning and answer as they say. */
class CookbookTest {
    private static final Path PAGE = Path.of("..", "docs", "cookbook.md");
    private static final Pattern RECIPE =
            Pattern.compile(
                    "## (.*?)\n(.*?)```java\n(.*?)```\n\n```text\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern PROTOCOL =
            Pattern.compile("@LineProtocol.*?interface (\\w+)", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-f]{4})|[tn])");

    private record Recipe(String title, String code, String conversation) {
        String protocol() {
            Matcher name = PROTOCOL.matcher(code);
            assertThat(name.find()).as(title).isTrue();
            return name.group(1);
        }
    }

    private static List<Recipe> recipes() throws IOException {
        List<Recipe> recipes = new ArrayList<>();
        Matcher recipe = RECIPE.matcher(Files.readString(PAGE));
        while (recipe.find()) {
            recipes.add(new Recipe(recipe.group(1), recipe.group(3), recipe.group(4)));
        }
        return recipes;
    }

    @Test
    void every_recipe_is_in_the_list_of_recipes() throws IOException {
        String page = Files.readString(PAGE);
        List<String> titles = recipes().stream().map(Recipe::title).toList();

        assertThat(titles).hasSizeGreaterThanOrEqualTo(20);
        assertThat(page.split("\n## ", -1)).hasSize(titles.size() + 1);
        for (int i = 0; i < titles.size(); i++) {
            String anchor =
                    titles.get(i).toLowerCase().replaceAll("[^a-z -]", "").replace(' ', '-');
            assertThat(page).contains((i + 1) + ". [" + titles.get(i) + "](#" + anchor + ")\n");
        }
    }

    @TestFactory
    Stream<DynamicTest> every_recipe_answers_as_it_says() throws IOException {
        return recipes().stream()
                .map(recipe -> DynamicTest.dynamicTest(recipe.title(), () -> holdsIts(recipe)));
    }

    private static void holdsIts(Recipe recipe) throws IOException {
        String name = recipe.protocol();
        Served served =
                Served.compile(
                        List.of(
                                JavaFileObjects.forSourceString(
                                        "p." + name, Served.IMPORTS + recipe.code())));
        StringTransport transport =
                Served.connect(served.factory(name, name + "Handler", limits -> limits));
        String end = "\r\n";
        StringBuilder expected = new StringBuilder();
        for (String line : recipe.conversation().split("\n")) {
            if (line.startsWith("> ")) {
                assertThat(text(transport)).as(recipe.title()).isEqualTo(expected.toString());
                transport.deliver((plain(line.substring(2)) + end).getBytes(ISO_8859_1));
            } else if (line.startsWith("< ")) {
                expected.append(plain(line.substring(2))).append(end);
            } else if (line.startsWith("ends ")) {
                end = plain(line.substring(5));
            } else {
                assertThat(line).isEqualTo("closed");
                assertThat(transport.isOpen() && !transport.isDisconnecting()).isFalse();
            }
        }
        assertThat(text(transport)).as(recipe.title()).isEqualTo(expected.toString());
    }

    private static String text(StringTransport transport) {
        return new String(transport.value(), ISO_8859_1);
    }

    /** The text of a line of a conversation, whose control characters are escaped. */
    private static String plain(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(
                        escape ->
                                Matcher.quoteReplacement(
                                        switch (escape.group(1)) {
                                            case "t" -> "\t";
                                            case "n" -> "\n";
                                            default ->
                                                    String.valueOf(
                                                            (char)
                                                                    Integer.parseInt(
                                                                            escape.group(2), 16));
                                        }));
    }
}
