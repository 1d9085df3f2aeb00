package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ropewalk.reactor.Factory;

/**
 * The pages of {@code docs/language}: each rule's declaration compiles without a warning and
 * answers as its conversation says; each bad declaration is refused with the diagnostic that it
 * names.
 *
 * <p>A rule is a section. Its declaration is the first block of Java: a protocol, or what stands in
 * one. A comment behind it, which a reader does not see, has the members of the handler; without it
 * every method does nothing.
 */
class LanguageTest {
    private static final Path INDEX = Path.of("..", "docs", "language.md");
    private static final Path PAGES = Path.of("..", "docs", "language");
    private static final Pattern BLOCK =
            Pattern.compile("```(java|text)\n(.*?)```|<!-- handler\n(.*?)-->", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(((?!https?:)[^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("\n#+ (.*)");
    private static final Pattern REFUSED = Pattern.compile("// (\\w+): .*\n");
    private static final Pattern PROTOCOL =
            Pattern.compile("@LineProtocol.*?interface (\\w+)", Pattern.DOTALL);
    private static final String IMPORTS =
            Served.IMPORTS
                    + "import static org.ropewalk.annotation.Payload.Framing.*;\n"
                    + "import static org.ropewalk.annotation.Terminator.*;\n"
                    + "import java.nio.*;\nimport java.time.*;\n"
                    + "import org.ropewalk.annotation.Payload.*;\n"
                    + "import org.ropewalk.reactor.*;\n";
    private static final String HEAD =
            """
            @LineProtocol
            @Errors(
                    unknown = @Reply("ERR unknown"),
                    malformed = @Reply("ERR {'{message}'}"),
                    failed = @Reply(value = "ERR failed", close = true))
            """;

    private record Bad(String diagnostic, String code) {}

    /** A section: its declaration and conversation, or none, and its bad declarations. */
    private record Rule(
            String page,
            String title,
            String name,
            String code,
            String handler,
            String talk,
            List<Bad> bad) {

        String protocol() {
            Matcher declared = PROTOCOL.matcher(code);
            return declared.find() ? declared.group(1) : name;
        }

        String source() {
            String text = code.contains("@LineProtocol") ? code : wrapped(name, code);
            if (handler == null) {
                return text;
            }
            return handler.contains("class ")
                    ? text + handler
                    : text
                            + "final class "
                            + protocol()
                            + "Handler implements "
                            + protocol()
                            + " {\n"
                            + handler
                            + "}\n";
        }
    }

    private static String wrapped(String name, String code) {
        return HEAD + "interface " + name + " {\n" + code + "}\n";
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Rule> rules(Path page) {
        String file = page.getFileName().toString();
        List<Rule> rules = new ArrayList<>();
        String[] sections = read(page).split("\n## ", -1);
        for (int i = 1; i < sections.length; i++) {
            String name =
                    Character.toUpperCase(file.charAt(0))
                            + file.replace(".md", "").substring(1)
                            + i;
            rules.add(rule(file, name, sections[i]));
        }
        return rules;
    }

    private static Rule rule(String page, String name, String section) {
        String title = section.substring(0, section.indexOf('\n'));
        String code = null;
        String handler = null;
        String talk = null;
        List<Bad> bad = new ArrayList<>();
        Matcher block = BLOCK.matcher(section);
        while (block.find()) {
            Matcher refused = REFUSED.matcher(block.group(3) != null ? "" : block.group(2));
            if (block.group(3) != null) {
                handler = block.group(3);
            } else if (block.group(1).equals("text")) {
                assertThat(talk).as(title + ": one conversation").isNull();
                talk = block.group(2);
            } else if (refused.lookingAt()) {
                bad.add(new Bad(refused.group(1), block.group(2).substring(refused.end())));
            } else {
                assertThat(code).as(title + ": one declaration").isNull();
                code = block.group(2);
            }
        }
        return new Rule(page, title, name, code, handler, talk, bad);
    }

    private static String read(Path page) {
        try {
            return "\n" + Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_page_is_in_the_index() {
        String index = read(INDEX);
        for (Path page : pages()) {
            assertThat(index.contains("(language/" + page.getFileName() + ")"))
                    .as(page.toString())
                    .isTrue();
        }
    }

    @Test
    void every_link_of_the_pages_leads_to_a_heading() throws IOException {
        List<Path> all = new ArrayList<>(pages());
        try (Stream<Path> files = Files.list(INDEX.getParent())) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(all::add);
        }
        for (Path page : all) {
            Matcher link = LINK.matcher(read(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                assertThat(link.group(1).isEmpty() || Files.exists(target))
                        .as(page + ": " + link.group())
                        .isTrue();
                if (link.group(2) != null) {
                    assertThat(anchors(link.group(1).isEmpty() ? page : target))
                            .as(page.toString())
                            .contains(link.group(2));
                }
            }
        }
    }

    private static List<String> anchors(Path page) {
        return HEADING.matcher(read(page))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    @Test
    void every_rule_has_an_example_or_a_bad_one() {
        for (Path page : pages()) {
            for (Rule rule : rules(page)) {
                assertThat(rule.code() != null || !rule.bad().isEmpty()).as(rule.title()).isTrue();
                assertThat(rule.talk() == null).as(rule.title()).isEqualTo(rule.code() == null);
            }
        }
    }

    @TestFactory
    Stream<DynamicContainer> every_rule_answers_as_it_says() {
        return pages().stream()
                .map(page -> rules(page).stream().filter(rule -> rule.code() != null).toList())
                .map(rules -> DynamicContainer.dynamicContainer(rules.get(0).page(), held(rules)));
    }

    /** One test for each rule of a page; the first compiles all of them. */
    private static Stream<DynamicTest> held(List<Rule> rules) {
        Supplier<Served> served =
                once(() -> Served.compile(rules.stream().map(LanguageTest::file).toList()));
        return rules.stream()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.title(), () -> holds(rule, served.get())));
    }

    private static <T> Supplier<T> once(Supplier<T> made) {
        AtomicReference<T> value = new AtomicReference<>();
        return () -> value.updateAndGet(known -> known == null ? made.get() : known);
    }

    private static void holds(Rule rule, Served served) {
        String name = rule.protocol();
        Factory factory =
                rule.handler() == null
                        ? served.factoryOfNothing(name)
                        : served.factory(name, name + "Handler", limits -> limits);
        new Conversation(rule.title(), rule.talk()).hold(Served.connect(factory));
    }

    private static JavaFileObject file(Rule rule) {
        return JavaFileObjects.forSourceString("p." + rule.protocol(), IMPORTS + rule.source());
    }

    @TestFactory
    Stream<DynamicTest> every_bad_declaration_is_refused_as_it_says() {
        return pages().stream()
                .flatMap(page -> rules(page).stream())
                .flatMap(
                        rule ->
                                rule.bad().stream()
                                        .map(
                                                bad ->
                                                        DynamicTest.dynamicTest(
                                                                rule.title()
                                                                        + ": "
                                                                        + bad.diagnostic(),
                                                                () -> refused(bad))));
    }

    private static void refused(Bad bad) {
        String code = bad.code();
        Matcher declared = PROTOCOL.matcher(code);
        String name = declared.find() ? declared.group(1) : "Bad";
        String text = code.contains("@LineProtocol") ? code : wrapped(name, code);
        Compilation compilation =
                Compiler.javac()
                        .withProcessors(new RopewalkProcessor())
                        .withOptions("-parameters", "-Xlint:-processing")
                        .compile(JavaFileObjects.forSourceString("p." + name, IMPORTS + text));
        List<String> messages = new ArrayList<>();
        for (Diagnostic<?> diagnostic : compilation.diagnostics()) {
            if (diagnostic.getKind() != Diagnostic.Kind.NOTE) {
                messages.add(diagnostic.getMessage(null));
            }
        }
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0)).startsWith("[Ropewalk/" + bad.diagnostic() + "]");
    }
}
