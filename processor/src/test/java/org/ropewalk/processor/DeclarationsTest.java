package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Declarations that were written to break the compiler, each in code without a warning or in the
 * diagnostics that stand with it.
 *
 * <p>In the files, {@code === name} begins a declaration, {@code => } stands before each expected
 * diagnostic, {@code --- path} begins another file than {@code p/X.java}, and {@code
 * repeat(n~text~separator)} is a text n times with the number for each {@code #}.
 */
class DeclarationsTest {
    private static final List<String> FILES =
            List.of(
                    "annotations",
                    "generics",
                    "kinds",
                    "members",
                    "methods",
                    "places",
                    "roles",
                    "sizes",
                    "texts");
    private static final Pattern REPEAT = Pattern.compile("repeat\\((\\d+)~([^~]*)~([^~]*?)\\)");
    private static final Pattern PACKAGE = Pattern.compile("package (\\w+)");

    @TempDir private Path folder;

    /** A declaration, as it is compiled together with others: in packages of its own. */
    private record Case(String name, List<String> expected, List<JavaFileObject> sources) {
        /** Whether it has types in the unnamed package, of which there is one. */
        boolean isUnnamed() {
            return sources.stream().anyMatch(each -> each.getName().lastIndexOf('/') <= 0);
        }
    }

    private static List<Case> cases(String file) throws IOException {
        String text;
        try (InputStream in =
                DeclarationsTest.class.getResourceAsStream("declarations/" + file + ".txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Case> cases = new ArrayList<>();
        for (String each : text.split("(?m)^=== ")) {
            if (!each.isBlank()) {
                cases.add(read(each, file + cases.size()));
            }
        }
        return cases;
    }

    private static Case read(String text, String number) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        String name = lines.remove(0);
        List<String> expected = new ArrayList<>();
        while (lines.get(0).startsWith("=> ")) {
            expected.add(lines.remove(0).substring("=> ".length()));
        }
        List<JavaFileObject> sources = new ArrayList<>();
        for (String part : String.join("\n", lines).split("(?m)^--- ")) {
            boolean first = sources.isEmpty() && !lines.get(0).startsWith("--- ");
            if (!part.isBlank()) {
                int body = first ? 0 : part.indexOf('\n') + 1;
                String path = first ? "p/X.java" : part.substring(0, body - 1);
                sources.add(source(path, part.substring(body), number));
            }
        }
        return new Case(name, expected, sources);
    }

    private static JavaFileObject source(String path, String text, String number) {
        boolean named = path.contains("/");
        String whole = PACKAGE.matcher(text).lookingAt() || !named ? text : Compiled.IMPORTS + text;
        String type = path.substring(0, path.length() - ".java".length()).replace('/', '.');
        return JavaFileObjects.forSourceString(
                named ? moved(type + ".", number).replaceFirst("[.]$", "") : type,
                PACKAGE.matcher(moved(repeated(whole), number))
                        .replaceFirst("package $1" + (named ? number : "")));
    }

    /** The text with packages of one letter moved to those of one declaration. */
    private static String moved(String text, String number) {
        return text.replaceAll("\\b([pq])[.](?=[A-Z\\w])", "$1" + number + ".");
    }

    private static String repeated(String text) {
        return REPEAT.matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        IntStream.range(0, Integer.parseInt(found.group(1)))
                                                .mapToObj(Integer::toString)
                                                .map(i -> found.group(2).replace("#", i))
                                                .collect(Collectors.joining(found.group(3)))));
    }

    /** What the compiler reports, each behind the declaration's name; notes are left out. */
    private static List<String> reports(List<Case> cases, String... options) {
        Map<String, String> names = new HashMap<>();
        List<JavaFileObject> sources = new ArrayList<>();
        for (Case each : cases) {
            sources.addAll(each.sources());
            each.sources().forEach(source -> names.put(folder(source), each.name()));
        }
        List<String> all = new ArrayList<>(List.of("-parameters", "-Xmaxerrs", "10000"));
        all.addAll(
                List.of(
                        "-Xmaxwarns",
                        "10000",
                        "-Xlint:all,-processing,-missing-explicit-ctor,-serial"));
        all.addAll(List.of(options));
        return Compiler.javac()
                .withOptions(all)
                .withProcessors(new RopewalkProcessor())
                .compile(sources)
                .diagnostics()
                .stream()
                .filter(each -> each.getKind() != Diagnostic.Kind.NOTE)
                .map(
                        each -> {
                            String place =
                                    each.getSource() == null ? "?" : folder(each.getSource());
                            return names.getOrDefault(place, place)
                                    + " => "
                                    + each.getMessage(Locale.ROOT)
                                            .replaceAll("\\b([pq])[a-z]+\\d+\\b", "$1")
                                            .replace("\n", " | ");
                        })
                .toList();
    }

    private static String folder(JavaFileObject file) {
        String path = file.getName().replaceFirst("^/?(SOURCE_OUTPUT/)?", "");
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static List<String> expected(List<Case> cases) {
        return cases.stream()
                .flatMap(
                        each ->
                                each.expected().stream()
                                        .map(report -> each.name() + " => " + report))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annotations",
                "generics",
                "kinds",
                "members",
                "methods",
                "places",
                "roles",
                "sizes",
                "texts"
            })
    void eachCompilesWithoutAWarningOrIsReportedOnce(String file) throws IOException {
        List<Case> cases = cases(file);
        List<Case> unnamed = cases.stream().filter(Case::isUnnamed).toList();
        cases.removeAll(unnamed);

        assertThat(reports(cases, "-proc:only"))
                .containsExactlyInAnyOrderElementsOf(expected(cases));
        cases.removeIf(each -> !each.expected().isEmpty());
        assertThat(reports(cases)).isEmpty();
        for (Case each : unnamed) {
            assertThat(reports(List.of(each))).isEqualTo(expected(List.of(each)));
        }
    }

    @Test
    void whatCompilesIsCompiledByEclipsesCompiler() throws IOException {
        EclipseCompiler compiler = new EclipseCompiler();
        List<JavaFileObject> sources = new ArrayList<>();
        for (String file : FILES) {
            cases(file).stream()
                    .filter(each -> each.expected().isEmpty() && !each.isUnnamed())
                    .forEach(each -> sources.addAll(each.sources()));
        }
        List<Path> paths = new ArrayList<>();
        for (JavaFileObject source : sources) {
            Path path = folder.resolve("src" + source.getName());
            Files.createDirectories(path.getParent());
            paths.add(Files.writeString(path, source.getCharContent(true)));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    compiler.getTask(
                            output,
                            files,
                            null,
                            List.of(
                                    "-17",
                                    "-nowarn",
                                    "-parameters",
                                    "-encoding",
                                    "UTF-8",
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString(),
                                    "-s",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(paths));
            task.setProcessors(List.of(new RopewalkProcessor()));

            assertThat(task.call()).as(output.toString()).isTrue();
        }
    }
}
