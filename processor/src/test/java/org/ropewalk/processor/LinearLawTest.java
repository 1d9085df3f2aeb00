package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law for random templates: what a client writes is read back as the same values, or it is
 * refused when it is written. {@code -Dropewalk.templates=N} tries N templates, {@code
 * -Dropewalk.seed=S} others.
 */
class LinearLawTest {
    private static final int TEMPLATES = Integer.getInteger("ropewalk.templates", 40);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** Values that are written by each template. */
    private static final int CALLS = 40;

    private static final List<String> LITERALS =
            List.of("-", ",", ": ", "a", "\\t", "--", "-1", ".x", ";\\t", "(", ")");

    @ParameterizedTest
    @ValueSource(strings = {"SPACES", "BLANKS", "ONE_SPACE"})
    void whatIsWrittenIsReadBackOrRefused(String separator) throws Exception {
        law(separator, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BLANKS()",
                "ONE_SPACE(specials = \"(){\")",
                "SPACES(escape = Quoted.Escape.NONE)",
                "ONE_SPACE(escape = Quoted.Escape.DOUBLED)",
                "SPACES(quotes = \"'\\\"\", escape = Quoted.Escape.BACKSLASH_HEX, escapes = \"t\\t\")"
            })
    void whatIsWrittenInADialectIsReadBackOrRefused(String dialect) throws Exception {
        int at = dialect.indexOf('(');
        law(dialect.substring(0, at), "@Quoted" + dialect.substring(at));
    }

    private static void law(String separator, String quoted) throws Exception {
        Random random = new Random(SEED + (separator + quoted).hashCode());
        List<RandomLine> lines = valid(random);
        StringBuilder commands = new StringBuilder();
        StringBuilder handler = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            RandomLine line = lines.get(i);
            commands.append(
                    "@Command(\"%s\") @Reply(\"{'{}'}\") String c%d(%s);\n"
                            .formatted(text(line, quoted, i), i, line.parameters()));
            handler.append("public String c%d(%s) { return ".formatted(i, line.parameters()));
            for (int p = 0; p < line.types().size(); p++) {
                handler.append("X.shown(p%d) + \"|\" + ".formatted(p));
            }
            handler.append("\"c%d\"; }\n".formatted(i));
        }
        Served served =
                Served.compile(
                        quoted
                                + " @LineProtocol(caseSensitive = true, separator = Separator."
                                + separator
                                + ") public interface X {\n"
                                + commands
                                + RandomLine.TYPES
                                + "static String shown(Object o) { return o.toString().replace('\\t', '_'); }\n}\nfinal class H implements X {\n"
                                + handler
                                + "}");
        RandomValues given = new RandomValues(served, random);
        List<String> broken = new ArrayList<>();
        int written = 0;
        try (Called client = new Called(served)) {
            for (int i = 0; i < lines.size(); i++) {
                for (int call = 0; call < CALLS; call++) {
                    Object[] values = given.of(lines.get(i).types());
                    String line = written(client, "c" + i, values);
                    if (line != null) {
                        written++;
                        String answer = served.answer(line);
                        String expected = shown(values) + "c" + i + "\r\n";
                        if (!answer.equals(expected)) {
                            broken.add(
                                    "%s: %s is %s, not %s"
                                            .formatted(lines.get(i).text(), line, answer, expected)
                                            .replace("\t", "\\t"));
                            break;
                        }
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(written).isGreaterThan(TEMPLATES * CALLS / 10);
    }

    /** In a dialect each second line has its first word in quotes. */
    private static String text(RandomLine line, String quoted, int number) {
        String quote = quoted.contains("'") ? "'" : "\\\"";
        return quoted.isEmpty() || quoted.contains("\"\"") || number % 2 == 0
                ? line.text()
                : line.text()
                        .replaceFirst(
                                " \\{p0}(?= |$)",
                                Matcher.quoteReplacement(" " + quote + "{p0}" + quote));
    }

    private static String shown(Object[] values) {
        StringBuilder shown = new StringBuilder();
        for (Object value : values) {
            shown.append(value.toString().replace('\t', '_')).append('|');
        }
        return shown.toString();
    }

    /** What a client writes; null if it is refused. */
    private static String written(Called client, String name, Object[] values) throws Exception {
        CompletableFuture<?> call = client.call(name, values);
        String received = client.received();
        if (!call.isCompletedExceptionally()) {
            client.answer("read\r\n");
            return received;
        }
        try {
            call.join();
            throw new AssertionError();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(IllegalArgumentException.class);
            assertThat(received).isEmpty();
            return null;
        }
    }

    /** The indexes of the commands that the compiler refuses; one command a line. */
    private static Set<Integer> refused(List<RandomLine> lines, Set<String> reports) {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            commands.append(
                    "@Command(\"%s\") void c%d(%s);\n"
                            .formatted(lines.get(i).text(), i, lines.get(i).parameters()));
        }
        String head =
                "@LineProtocol(caseSensitive = true) public interface X {\n" + RandomLine.TYPES;
        long first = (Compiled.IMPORTS + head).lines().count() + 1;
        Set<Integer> refused = new LinkedHashSet<>();
        for (var error : Compiled.of(head + commands + "}").errors()) {
            reports.add(error.getMessage(Locale.ROOT));
            int index = (int) (error.getLineNumber() - first);
            assertThat(index).as(error.toString()).isBetween(0, lines.size() - 1);
            refused.add(index);
        }
        return refused;
    }

    /** Templates that the compiler accepts; the others have one of a few diagnostics. */
    private static List<RandomLine> valid(Random random) {
        List<RandomLine> lines = new ArrayList<>();
        Set<String> refused = new LinkedHashSet<>();
        int made = 0;
        while (lines.size() < TEMPLATES || !refused(lines, refused).isEmpty()) {
            while (lines.size() < TEMPLATES) {
                lines.add(new RandomLine("v" + made++, random, LITERALS));
            }
            Set<Integer> bad = refused(lines, refused);
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (bad.contains(i)) {
                    lines.remove(i);
                }
            }
        }
        assertThat(refused)
                .allMatch(
                        report ->
                                report.matches(
                                        "\\[Ropewalk/(AmbiguousGroup|TextWithoutEnd|NotYetSupported|TemplateSyntax|AmbiguousCommand|UnusedParameter)\\].*"));
        return lines;
    }
}
