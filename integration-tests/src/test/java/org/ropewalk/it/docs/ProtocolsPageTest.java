package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the protocols counts what is there. */
class ProtocolsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "protocols.md");
    private static final Path EXAMPLES =
            Path.of("..", "dsl-examples", "src", "main", "java", "org", "ropewalk", "examples");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memcached",
                "pop3",
                "imap",
                "managesieve",
                "smtp",
                "lmtp",
                "irc",
                "nats",
                "beanstalkd",
                "daytime",
                "finger",
                "ident",
                "policy",
                "gopher",
                "nntp",
                "gearman",
                "ami",
                "mpd",
                "statsd",
                "graphite",
                "ftp",
                "stomp",
                "scpi",
                "nmea",
                "redis",
                "clamd"
            })
    void the_page_counts_declaration_and_handler(String name) throws IOException {
        long declaration = count(name, ProtocolsPageTest::declares);
        long handler =
                count(
                        name,
                        file ->
                                !declares(file)
                                        && !file.getFileName().toString().endsWith("Example.java"));

        String counted = "| " + name + " | " + declaration + " | " + handler + " |";
        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            String page = Files.readString(PAGE);
            Files.writeString(
                    PAGE, page.replaceAll("(?m)^\\| " + name + " \\| \\d+ \\| \\d+ \\|", counted));
        }
        assertThat(Files.readString(PAGE)).contains(counted);
    }

    /** Whether a file has commands or lines of a protocol. */
    private static boolean declares(Path file) {
        try {
            return Files.readString(file).contains("import org.ropewalk.annotation.Reply;");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(String name, Predicate<Path> counted) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .filter(counted)
                    .mapToLong(ProtocolsPageTest::lines)
                    .sum();
        }
    }

    private static long lines(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file))
                    .replaceAll("")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                    .filter(line -> !line.startsWith("package ") && !line.startsWith("import "))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
