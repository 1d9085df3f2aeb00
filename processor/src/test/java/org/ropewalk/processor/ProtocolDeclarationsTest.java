package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Twenty-one protocols as their documents describe them. Those that need lines, values, blocks,
 * payloads and datagrams alone compile without a warning. The others need what this version does
 * not have; what that is, is listed.
 */
class ProtocolDeclarationsTest {
    private static final Path DECLARATIONS = Path.of("src/test/resources/declarations");

    /** What is missing, as the compiler names it. Not each version names a missing constant. */
    private static final Pattern SYMBOL =
            Pattern.compile("symbol: +(?:class|method) (\\w+)|package (\\w+) does not");

    private static final Set<String> COMPILE =
            Set.of(
                    "Ami",
                    "Clamd",
                    "Finger",
                    "GearmanAdmin",
                    "Gopher",
                    "Graphite",
                    "Ident",
                    "Modem",
                    "Nmea",
                    "Nntp",
                    "PostfixPolicy",
                    "Rtsp",
                    "StatsD");

    private static Compilation compile(String name, String text) {
        return Compiler.javac()
                .withProcessors(new RopewalkProcessor())
                .withOptions("-parameters", "-Xlint:all,-processing,-missing-explicit-ctor,-serial")
                .compile(JavaFileObjects.forSourceString("declared." + name, text));
    }

    private static String read(String name) throws IOException {
        return Files.readString(DECLARATIONS.resolve(name + ".txt"));
    }

    private static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(DECLARATIONS)) {
            files.forEach(file -> names.add(file.getFileName().toString().replace(".txt", "")));
        }
        return names;
    }

    private static void compiles(String name, String text) {
        assertThat(compile(name, text).diagnostics())
                .as(name)
                .noneMatch(each -> each.getKind() != Diagnostic.Kind.NOTE);
    }

    @TestFactory
    Stream<DynamicTest> protocols_of_lines_blocks_and_datagrams_compile() {
        return COMPILE.stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> compiles(name, read(name))));
    }

    @Test
    void the_others_need_what_this_version_does_not_have() throws IOException {
        String expected =
                """
                Ftp: Telnet
                HaProxyCli:\s
                Imap:\s
                ManageSieve:\s
                Mpd: QueuedCommands
                PowerSupply: path
                Redis: QueuedCommands together
                Stomp:\s
                """;
        StringBuilder missing = new StringBuilder();
        for (String name : names()) {
            if (!COMPILE.contains(name)) {
                missing.append(name).append(": ").append(missing(name)).append('\n');
            }
        }
        assertThat(missing).hasToString(expected);
    }

    private static String missing(String name) throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Diagnostic<? extends JavaFileObject> each : compile(name, read(name)).errors()) {
            Matcher symbol = SYMBOL.matcher(each.getMessage(Locale.ROOT));
            if (symbol.find()) {
                missing.add(
                        Stream.of(1, 2)
                                .map(symbol::group)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow());
            }
        }
        return String.join(" ", missing);
    }
}
