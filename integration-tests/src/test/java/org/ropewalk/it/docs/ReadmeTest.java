package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide of the README shows, file by file, the project that the build builds. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path GUIDE = Path.of("src", "it", "guide");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "src/main/java/notes/Notes.java",
                "src/main/java/notes/NotesServer.java",
                "src/test/java/notes/NotesTest.java"
            })
    void the_guide_shows_the_file_whole(String file) throws IOException {
        assertThat(Files.readString(README))
                .contains("`" + file + "`", Files.readString(GUIDE.resolve(file)) + "```");
    }
}
