package org.ropewalk.processor;

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

/** The recipes of {@code docs/cookbook.md} compile without a warning and answer as they say. */
class CookbookTest {
    private static final Path PAGE = Path.of("..", "docs", "cookbook.md");
    private static final Pattern RECIPE =
            Pattern.compile(
                    "## (.*?)\n(.*?)```java\n(.*?)```\n\n```text\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern PROTOCOL =
            Pattern.compile("@LineProtocol.*?interface (\\w+)", Pattern.DOTALL);

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
                                        "p." + name,
                                        Served.IMPORTS
                                                + "import java.time.*;\n"
                                                + "import java.util.regex.*;\n"
                                                + "import org.ropewalk.reactor.DelayedCall;\n"
                                                + recipe.code())));
        new Conversation(recipe.title(), recipe.conversation())
                .hold(Served.connect(served.factory(name, name + "Handler", limits -> limits)));
    }
}
