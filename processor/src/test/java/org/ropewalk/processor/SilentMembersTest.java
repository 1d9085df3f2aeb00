package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is written has an effect, or is reported. Members of all annotations are written at all
 * places of some protocols; where nothing is reported, the generated code must be other code.
 *
 * <p>In {@code silent-members/*.txt} a place is marked by {@code #L}, the protocol, {@code #T}, a
 * type, {@code #M}, a method, {@code #P}, a parameter, {@code #C}, a component, or {@code #F}, a
 * constant. {@code members.txt} has, in each line, an annotation, where it may stand, and what is
 * written in it; {@code member+} is a second spelling that equals the first. Of {@code
 * -Dropewalk.silent=N} declarations one is compiled; with 1 all are.
 */
class SilentMembersTest {
    private static final String IMPORTS =
            "import java.util.*;\nimport java.util.concurrent.*;\n"
                    + "import org.ropewalk.annotation.*;\nimport org.ropewalk.line.*;\n";
    private static final Pattern MARK = Pattern.compile("#([LTMPCF]) ");
    private static final Pattern NAME = Pattern.compile("@(\\w+)");
    private static final Pattern MEMBER = Pattern.compile("(?s)(\\w+) = (.*)");
    private static final Pattern PACKAGE = Pattern.compile("p(\\d+)/");
    private static final int ONE_OF = Integer.getInteger("ropewalk.silent", 10);
    private static final int BATCH = 400;
    private static final int LABEL = 50;

    /** What may be written, and at which kinds of places. */
    private record Written(String annotation, String places, String members) {}

    private static List<Written> written() {
        List<Written> all = new ArrayList<>();
        for (String line : resource("members").lines().toList()) {
            String[] parts = line.split(" ", 3);
            all.add(new Written(parts[0], parts[1], parts.length < 3 ? "" : parts[2]));
        }
        return all;
    }

    private static String resource(String name) {
        try (var in =
                SilentMembersTest.class.getResourceAsStream("silent-members/" + name + ".txt")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- declarations

    private static String plain(String text) {
        return MARK.matcher(text).replaceAll("");
    }

    /** Each declaration with one more member, by what was written where. */
    private static Map<String, String> declarations(String base) {
        Map<String, String> declarations = new LinkedHashMap<>();
        Matcher mark = MARK.matcher(base);
        while (mark.find()) {
            String place = mark.group(1);
            for (Written written : written()) {
                String text =
                        written.places().contains(place) ? with(base, mark.end(), written) : null;
                if (text != null) {
                    int end = Math.min(base.length(), mark.end() + LABEL);
                    declarations.put(
                            "@%s(%s) at %s"
                                    .formatted(
                                            written.annotation(),
                                            written.members(),
                                            base.substring(mark.end(), end).replace('\n', ' ')),
                            plain(text));
                }
            }
        }
        return declarations;
    }

    /** The declaration with a member more; null if it is there, or cannot be. */
    private static String with(String base, int place, Written written) {
        int at = place;
        while (base.charAt(at) == '@') {
            Matcher name = NAME.matcher(base);
            name.find(at);
            int end = name.end();
            String members = "";
            if (base.charAt(end) == '(') {
                int close = end(base, end) - 1;
                members = base.substring(end + 1, close);
                end = close + 1;
            }
            if (name.group(1).equals(written.annotation())) {
                String merged = merged(members(members), written.members());
                return merged == null
                        ? null
                        : base.substring(0, at)
                                + "@%s(%s)".formatted(written.annotation(), merged)
                                + base.substring(end);
            }
            at = end;
            while (Character.isWhitespace(base.charAt(at))) {
                at++;
            }
        }
        boolean mayBeAdded =
                !written.members().endsWith("+")
                        && !Set.of("LineProtocol", "Command").contains(written.annotation());
        return mayBeAdded
                ? base.substring(0, place)
                        + "@%s(%s) ".formatted(written.annotation(), written.members())
                        + base.substring(place)
                : null;
    }

    private static String merged(Map<String, String> members, String more) {
        Map<String, String> merged = new LinkedHashMap<>(members);
        if (more.endsWith("+")) {
            String member = more.substring(0, more.length() - 1);
            merged.computeIfPresent(
                    member,
                    (name, value) ->
                            value.startsWith("\"") ? "{%1$s, %1$s}".formatted(value) : value);
        } else {
            merged.putAll(members(more));
        }
        if (merged.equals(members)) {
            return null;
        }
        List<String> all = new ArrayList<>();
        merged.forEach((name, value) -> all.add(name + " = " + value));
        return String.join(", ", all);
    }

    private static Map<String, String> members(String text) {
        Map<String, String> members = new LinkedHashMap<>();
        int from = 0;
        while (from < text.length()) {
            int end = end(text, from);
            String part = text.substring(from, end).strip();
            from = end + 1;
            Matcher named = MEMBER.matcher(part);
            if (named.matches()) {
                members.put(named.group(1), named.group(2));
            } else {
                members.put("value", part);
            }
        }
        return members;
    }

    /** Behind the brackets at {@code from}, or behind what ends at a comma. */
    private static int end(String text, int from) {
        boolean brackets = text.charAt(from) == '(';
        int depth = 0;
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ')' || c == '}')) {
                depth--;
                if (brackets && depth == 0) {
                    return i + 1;
                }
            } else if (!quoted && !brackets && depth == 0 && c == ',') {
                return i;
            }
        }
        return text.length();
    }

    // ---- compilation

    private static Compilation compile(List<String> declarations) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = 0; i < declarations.size(); i++) {
            sources.add(
                    Compiled.source(
                            "p" + i + ".X",
                            "package p" + i + ";\n" + IMPORTS + declarations.get(i)));
        }
        return Compiler.javac()
                .withOptions(
                        "-parameters", "-proc:only", "-Xmaxerrs", "99999", "-Xmaxwarns", "99999")
                .withProcessors(new RopewalkProcessor())
                .compile(sources);
    }

    /** Which of the declarations nothing is reported about. */
    private static List<Integer> accepted(List<String> declarations) {
        Set<Integer> reported = new HashSet<>();
        for (Diagnostic<? extends JavaFileObject> each : compile(declarations).diagnostics()) {
            if (each.getKind() != Diagnostic.Kind.NOTE && each.getSource() != null) {
                reported.add(number(each.getSource()));
            }
        }
        List<Integer> accepted = new ArrayList<>();
        for (int i = 0; i < declarations.size(); i++) {
            if (!reported.contains(i)) {
                accepted.add(i);
            }
        }
        return accepted;
    }

    private static int number(JavaFileObject file) {
        Matcher number = PACKAGE.matcher(file.getName());
        assertThat(number.find()).as(file.getName()).isTrue();
        return Integer.parseInt(number.group(1));
    }

    /** The code that is generated for each declaration, all of which are valid. */
    private static Map<Integer, Set<String>> generated(List<String> declarations) {
        Map<Integer, Set<String>> generated = new HashMap<>();
        if (declarations.isEmpty()) {
            return generated;
        }
        for (JavaFileObject file : compile(declarations).generatedSourceFiles()) {
            int number = number(file);
            try {
                generated
                        .computeIfAbsent(number, key -> new TreeSet<>())
                        .add(
                                file.getCharContent(false)
                                        .toString()
                                        .replaceAll("\\bp" + number + "\\b", "p"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return generated;
    }

    private static List<String> chosen(Set<String> labels) {
        List<String> chosen = new ArrayList<>();
        int number = 0;
        for (String label : labels) {
            if (number++ % ONE_OF == 0) {
                chosen.add(label);
            }
        }
        return chosen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lines",
                "results",
                "payloads",
                "states",
                "arrays",
                "datagrams",
                "unanswered",
                "blocks",
                "quoted"
            })
    void whatIsWrittenHasAnEffectOrIsReported(String name) {
        String base = resource(name);
        Map<String, String> declarations = declarations(base);
        List<String> labels = chosen(declarations.keySet());
        List<String> silent = new ArrayList<>();
        Set<String> reference = generated(List.of(plain(base))).get(0);

        for (int from = 0; from < labels.size(); from += BATCH) {
            List<String> part = labels.subList(from, Math.min(labels.size(), from + BATCH));
            List<String> valid =
                    accepted(part.stream().map(declarations::get).toList()).stream()
                            .map(part::get)
                            .toList();
            generated(valid.stream().map(declarations::get).toList())
                    .forEach(
                            (number, code) -> {
                                if (code.equals(reference)) {
                                    silent.add(valid.get(number));
                                }
                            });
        }

        assertThat(silent).isEmpty();
    }
}
