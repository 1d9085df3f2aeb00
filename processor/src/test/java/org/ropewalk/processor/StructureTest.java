package org.ropewalk.processor;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * How the processor is built: no classes that need each other, no method that fills two screens.
 */
class StructureTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MAX_LINES = 50;
    private static final int MAX_FILES = 25;
    private static final int MAX_CODE_LINES = 400;

    /** A value may be a record of values: this is the data's own recursion. */
    private static final Set<String> RECURSIVE =
            Set.of(
                    "org.ropewalk.processor.model.ValueType",
                    "org.ropewalk.processor.model.RecordModel",
                    "org.ropewalk.processor.model.ParameterModel");

    /** Each top-level class is a slice. */
    private static final class Classes implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getName().replaceFirst("\\$.*", "");
            return name.startsWith("org.ropewalk.processor.")
                    ? SliceIdentifier.of(RECURSIVE.contains(name) ? "values" : name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes";
        }
    }

    @Test
    void no_classes_depend_on_each_other_in_a_cycle() {
        slices().assignedFrom(new Classes())
                .should()
                .beFreeOfCycles()
                .check(
                        new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("org.ropewalk.processor"));
    }

    @Test
    void no_method_is_longer_than_fifty_lines() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLong = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> java = sources.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(java));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Lengths(unit, positions, tooLong).scan(unit, null);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void no_package_has_more_than_25_files() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            Map<String, Long> files =
                    sources.filter(path -> path.toString().endsWith(".java"))
                            .filter(path -> !path.endsWith("package-info.java"))
                            .collect(
                                    Collectors.groupingBy(
                                            path -> SOURCES.relativize(path.getParent()).toString(),
                                            TreeMap::new,
                                            Collectors.counting()));
            files.values().removeIf(count -> count <= MAX_FILES);
            assertThat(files).isEmpty();
        }
    }

    @Test
    void no_class_has_more_than_400_lines_of_code() throws IOException {
        List<String> large = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path file :
                    sources.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                String name = file.getFileName().toString();
                int lines = codeLines(Files.readAllLines(file));
                if (lines > MAX_CODE_LINES) {
                    large.add(lines + " " + name);
                }
            }
        }
        assertThat(large).isEmpty();
    }

    /** Lines that are neither blank nor a comment. */
    private static int codeLines(List<String> lines) {
        int count = 0;
        boolean comment = false;
        for (String line : lines) {
            String text = line.strip();
            if (comment || text.startsWith("/*")) {
                comment = !text.contains("*/");
            } else if (!text.isEmpty() && !text.startsWith("//")) {
                count++;
            }
        }
        return count;
    }

    /** Finds the methods of one file that are too long. */
    private static final class Lengths extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong;

        Lengths(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long from = positions.getStartPosition(unit, method);
            long to = positions.getEndPosition(unit, method);
            if (to > 0) {
                long lines =
                        unit.getLineMap().getLineNumber(to)
                                - unit.getLineMap().getLineNumber(from)
                                + 1;
                if (lines > MAX_LINES) {
                    tooLong.add(
                            Path.of(unit.getSourceFile().getName()).getFileName()
                                    + " "
                                    + method.getName()
                                    + ": "
                                    + lines);
                }
            }
            return super.visitMethod(method, nothing);
        }
    }
}
