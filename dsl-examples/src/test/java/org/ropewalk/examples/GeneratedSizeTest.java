package org.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How much is generated for the examples: it is read, and compiled, by users. */
class GeneratedSizeTest {
    private static final Path SOURCES = Path.of("target", "generated-sources", "annotations");
    private static final int MOST_LINES = 22_500;

    /** Examples that came after that bound; each has one of its own. */
    private static final Map<String, Integer> SMALL =
            Map.ofEntries(
                    Map.entry("daytime", 300),
                    Map.entry("finger", 500),
                    Map.entry("ident", 450),
                    Map.entry("policy", 750),
                    Map.entry("gopher", 550),
                    Map.entry("clamd", 1_500),
                    Map.entry("gearman", 1_200),
                    Map.entry("nntp", 4_600),
                    Map.entry("ami", 2_500),
                    Map.entry("statsd", 1_500),
                    Map.entry("ftp", 3_600),
                    Map.entry("imap", 5_000),
                    Map.entry("managesieve", 2_600),
                    Map.entry("graphite", 1_300),
                    Map.entry("stomp", 2_200),
                    Map.entry("scpi", 1_500),
                    Map.entry("nmea", 900),
                    Map.entry("mpd", 2_100),
                    Map.entry("redis", 10_000));

    private static final int MOST_LINES_OF_POP3_CLIENT = 1_000;
    private static final int MOST_REPEATED_LINES = 3;

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    @Test
    void all_sources_together_stay_small() throws IOException {
        long all = 0;
        for (Path file : sources()) {
            all += SMALL.containsKey(file.getParent().getFileName().toString()) ? 0 : lines(file);
        }
        assertThat(all).isBetween(1L, (long) MOST_LINES);
    }

    @Test
    void small_examples_stay_small() throws IOException {
        Map<String, Long> lines = new LinkedHashMap<>();
        for (Path file : sources()) {
            lines.merge(file.getParent().getFileName().toString(), lines(file), Long::sum);
        }
        SMALL.forEach(
                (name, most) -> assertThat(lines.get(name)).as(name).isBetween(1L, (long) most));
    }

    @Test
    void the_client_of_POP3_stays_small() throws IOException {
        assertThat(lines(SOURCES.resolve("org/ropewalk/examples/pop3/Pop3Client.java")))
                .isLessThanOrEqualTo(MOST_LINES_OF_POP3_CLIENT);
    }

    @Test
    void no_method_body_occurs_twice_in_a_class() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> repeated = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                Bodies bodies = new Bodies(unit, positions);
                bodies.scan(unit, null);
                bodies.addRepeated(repeated);
            }
        }
        assertThat(repeated).isEmpty();
    }

    /** The methods of a top-level class and of those inside it, by the text of their bodies. */
    private static final class Bodies extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, List<String>> methods = new LinkedHashMap<>();

        Bodies(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            BlockTree body = method.getBody();
            if (body != null && lines(body) > MOST_REPEATED_LINES) {
                methods.computeIfAbsent(body.toString(), missing -> new ArrayList<>())
                        .add(method.getName().toString());
            }
            return super.visitMethod(method, nothing);
        }

        /** The lines between the braces. */
        private long lines(BlockTree body) {
            LineMap map = unit.getLineMap();
            return map.getLineNumber(positions.getEndPosition(unit, body))
                    - map.getLineNumber(positions.getStartPosition(unit, body))
                    - 1;
        }

        void addRepeated(List<String> repeated) {
            String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
            methods.forEach(
                    (body, names) -> {
                        if (names.size() > 1) {
                            repeated.add(file + " " + names + "\n" + body);
                        }
                    });
        }
    }
}
