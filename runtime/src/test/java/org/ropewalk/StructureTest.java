package org.ropewalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of composition in the core: no class cycles, no towers, no large classes or packages.
 */
class StructureTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String ROOT = "org.ropewalk.";
    private static final Set<String> CORE = Set.of("line", "frame", "server", "client", "loop");

    /** Vocabularies, which may have more files. */
    private static final Set<String> VOCABULARIES = Set.of("reactor", "annotation");

    private static final int MOST_FILES = 25;
    private static final int MOST_CODE_LINES = 400;

    /** Cycles that are right: a network makes sockets, and a socket names its network's events. */
    private static final Set<Set<String>> CYCLES =
            Set.of(Set.of("ListenSocket", "Network", "StreamSocket"));

    /** The chains that stay: what generated code extends, and intrusive tasks and links. */
    private static final Set<String> BASES =
            Set.of("Protocol", "CommandProtocol", "TurnTask", "Factory", "ClientFactory");

    private static final JavaClasses RUNTIME =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.ropewalk");

    @Test
    void no_classes_of_the_core_depend_on_each_other_in_a_cycle() {
        Map<String, Set<String>> graph = new TreeMap<>();
        core().forEach(type -> graph.computeIfAbsent(outer(type), name -> new TreeSet<>()));
        core().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> graph.containsKey(outer(dependency.getTargetClass())))
                .forEach(
                        dependency ->
                                graph.get(outer(dependency.getOriginClass()))
                                        .add(outer(dependency.getTargetClass())));
        List<Set<String>> cycles =
                Cycles.of(graph).stream()
                        .map(StructureTest::simpleNames)
                        .filter(cycle -> !CYCLES.contains(cycle))
                        .toList();
        assertThat(cycles).isEmpty();
    }

    @Test
    void a_class_of_the_core_extends_at_most_one_class_of_the_project() {
        List<String> towers =
                core().filter(type -> ancestors(type).size() > 1)
                        .map(type -> type.getName() + " extends " + ancestors(type))
                        .sorted()
                        .toList();
        assertThat(towers).isEmpty();
    }

    @Test
    void a_field_of_the_core_that_changes_is_private() {
        List<String> open =
                core().flatMap(type -> type.getFields().stream())
                        .filter(StructureTest::isOpenAndMutable)
                        .map(JavaField::getFullName)
                        .sorted()
                        .toList();
        assertThat(open).isEmpty();
    }

    @Test
    void no_class_has_more_than_400_lines_of_code() throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : sources()) {
            int lines = codeLines(Files.readAllLines(file));
            if (lines > MOST_CODE_LINES) {
                large.add(lines + " " + SOURCES.relativize(file));
            }
        }
        assertThat(large).isEmpty();
    }

    @Test
    void no_package_has_more_than_25_files() throws IOException {
        Map<String, Long> packages =
                sources().stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .collect(
                                Collectors.groupingBy(
                                        file -> SOURCES.relativize(file.getParent()).toString(),
                                        TreeMap::new,
                                        Collectors.counting()));
        packages.keySet().removeIf(name -> VOCABULARIES.stream().anyMatch(name::endsWith));
        packages.values().removeIf(files -> files <= MOST_FILES);
        assertThat(packages).isEmpty();
    }

    private static Stream<JavaClass> core() {
        return RUNTIME.stream()
                .filter(type -> type.getPackageName().startsWith(ROOT))
                .filter(
                        type ->
                                CORE.contains(
                                        type.getPackageName()
                                                .substring(ROOT.length())
                                                .split("\\.")[0]));
    }

    private static String outer(JavaClass type) {
        String name = type.getName().replace("[]", "");
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static Set<String> simpleNames(Set<String> names) {
        return names.stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> ancestors(JavaClass type) {
        List<String> ours = new ArrayList<>();
        for (JavaClass above : type.getAllRawSuperclasses()) {
            if (above.getName().startsWith(ROOT) && !BASES.contains(above.getSimpleName())) {
                ours.add(above.getSimpleName());
            }
        }
        return ours;
    }

    private static boolean isOpenAndMutable(JavaField field) {
        return !field.getModifiers().contains(JavaModifier.PRIVATE)
                && !field.getModifiers().contains(JavaModifier.FINAL)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    /** Lines that are neither blank nor a comment. */
    private static int codeLines(List<String> lines) {
        int count = 0;
        boolean comment = false;
        for (String line : lines) {
            String text = line.strip();
            if (comment || text.startsWith("/*")) {
                comment = !text.contains("*/");
            } else if (!text.isEmpty() && !text.startsWith("//") && !isAboutNull(text)) {
                count++;
            }
        }
        return count;
    }

    /** Annotations that NullAway reads, on lines of their own, are no code. */
    private static boolean isAboutNull(String line) {
        return line.startsWith("import org.jspecify.")
                || line.startsWith("@SuppressWarnings(\"NullAway\")");
    }
}
