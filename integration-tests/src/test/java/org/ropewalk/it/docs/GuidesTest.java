package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guides show, file by file, the projects that the build builds. */
class GuidesTest {
    private static final Path STARTED = Path.of("..", "docs", "getting-started.md");
    private static final Path STATES = Path.of("..", "docs", "states.md");
    private static final Path TESTING = Path.of("..", "docs", "testing.md");
    private static final Path BUILDS = Path.of("..", "docs", "spring-kotlin-gradle.md");
    private static final Path PROJECTS = Path.of("src", "it");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "src/main/java/notes/Notes.java",
                "src/main/java/notes/NotesServer.java",
                "src/test/java/notes/NotesTest.java"
            })
    void getting_started_shows_the_file_whole(String file) throws IOException {
        shows(STARTED, PROJECTS.resolve("guide"), file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/java/board/Board.java",
                "src/main/java/board/BoardServer.java",
                "src/test/java/board/BoardTest.java"
            })
    void the_guide_to_states_shows_the_file_whole(String file) throws IOException {
        shows(STATES, PROJECTS.resolve("board"), file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Door.java", "DoorTest.java"})
    void the_page_about_tests_shows_the_file_whole(String file) throws IOException {
        shows(TESTING, Path.of("src/test/java/org/ropewalk/it/docs"), file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring/src/main/java/rates/Rates.java",
                "spring/src/main/java/rates/RatesProperties.java",
                "spring/src/main/java/rates/RatesServer.java",
                "spring/src/main/java/rates/RatesHealth.java",
                "kotlin/src/main/kotlin/counters/Counters.kt",
                "kotlin/src/main/kotlin/counters/CountersServer.kt",
                "gradle/settings.gradle",
                "gradle/build.gradle",
                "image/src/main/java/module-info.java"
            })
    void the_page_about_other_builds_shows_the_file_whole(String file) throws IOException {
        assertThat(Files.readString(BUILDS))
                .contains(
                        "`" + Path.of(file).getFileName() + "`",
                        Files.readString(PROJECTS.resolve(file)) + "```");
    }

    /** What the page shows of the two Maven builds stands in them. */
    @ParameterizedTest
    @ValueSource(strings = {"spring", "kotlin"})
    void the_page_about_other_builds_shows_a_part_of_the_pom(String project) throws IOException {
        String page = Files.readString(BUILDS);
        String pom = Files.readString(PROJECTS.resolve(project).resolve("pom.xml"));
        assertThat(
                        Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL)
                                .matcher(page)
                                .results()
                                .map(block -> block.group(1)))
                .anyMatch(pom::contains);
    }

    /** Without the names of parameters an interface in a class file has none. */
    @ParameterizedTest
    @ValueSource(strings = {"guide", "board"})
    void F73_theGuidesKeepTheNamesOfParameters(String project) throws IOException {
        assertThat(Files.readString(PROJECTS.resolve(project).resolve("pom.xml")))
                .contains("<parameters>true</parameters>");
    }

    private static void shows(Path page, Path project, String file) throws IOException {
        assertThat(Files.readString(page))
                .contains("`" + file + "`", Files.readString(project.resolve(file)) + "```");
    }
}
