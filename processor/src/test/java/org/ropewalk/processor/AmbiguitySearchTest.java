package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
import org.ropewalk.processor.template.TemplateParser;
import org.ropewalk.processor.template.TemplateSyntaxException;
import org.ropewalk.testing.StringTransport;

/**
 * Compares the decisions about pairs of random lines with what generated code does with every short
 * line. {@code -Dropewalk.templates=N} compares all pairs of N lines in each round, {@code
 * -Dropewalk.rounds=R} makes more rounds, {@code -Dropewalk.seed=S} begins elsewhere.
 */
class AmbiguitySearchTest {
    private static final int TEMPLATES = Integer.getInteger("ropewalk.templates", 50);
    private static final int ROUNDS = Integer.getInteger("ropewalk.rounds", 1);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** Pairs whose two commands are compiled into one protocol, in each round. */
    private static final int PROTOCOLS = 40;

    private static final int MAX_WORDS = 3;
    private static final List<String> WORDS =
            List.of("a", "b", "ab", "1", "-1", "a-b", "1-a", "a,b", ":a", "k=a", "f", "a-1-b");

    /** Every line of the verb and some of the words. */
    private static final List<String> LINES = lines();

    private static final List<JavaFileObject> TYPES =
            List.of(
                    Compiled.source("p.E", "package p; enum E { a, b }"),
                    Compiled.source(
                            "p.O",
                            "package p; record O(java.util.Optional<String> k, boolean f) {}"));
    private static final ValueType.Text TEXT = new ValueType.Text(ClassName.get(String.class));
    private static final ValueType.Enumeration ENUM =
            new ValueType.Enumeration(
                    ClassName.get("p", "E"),
                    List.of(
                            new ValueType.Enumeration.Constant("a", "a"),
                            new ValueType.Enumeration.Constant("b", "b")));
    private static final ValueType.Integral INT =
            new ValueType.Integral(
                    TypeName.INT,
                    BigInteger.valueOf(Integer.MIN_VALUE),
                    BigInteger.valueOf(Integer.MAX_VALUE));
    private static final ValueType.Options OPTIONS =
            new ValueType.Options(
                    new RecordModel(
                            ClassName.get("p", "O"),
                            List.of(
                                    parameter("k", maybe(TEXT)),
                                    parameter("f", new ValueType.Truth(TypeName.BOOLEAN)))),
                    List.of("k", "f"),
                    Optional.empty());

    private static ParameterModel parameter(String name, ValueType type) {
        return new ParameterModel(
                name, type.javaType(), type, ParameterModel.Role.VALUE, Optional.empty(), name);
    }

    private static ValueType maybe(ValueType type) {
        return new ValueType.Maybe(
                ClassName.get(Optional.class), ValueType.Optionality.OPTIONAL, type);
    }

    private static List<String> lines() {
        List<String> all = new ArrayList<>(List.of("v"));
        int from = 0;
        for (int words = 0; words < MAX_WORDS; words++) {
            int to = all.size();
            for (String line : all.subList(from, to).toArray(String[]::new)) {
                WORDS.forEach(word -> all.add(line + " " + word));
            }
            from = to;
        }
        return List.copyOf(all);
    }

    /** A random line: its text, and its parameters as Java and as the model has them. */
    private record Template(String text, String parameters, List<ParameterModel> values) {
        Line line() {
            try {
                return Line.of(TemplateParser.parse(text), values, Optional.empty());
            } catch (TemplateSyntaxException e) {
                throw new AssertionError(text, e);
            }
        }

        String command(String method, String reply) {
            return "@Command(\"%s\") @Reply(\"%s\") default void %s(%s) {}"
                    .formatted(text, reply, method, parameters);
        }
    }

    /** Makes one line. */
    private static final class Maker {
        private final Random random;
        private final StringBuilder text = new StringBuilder("v");
        private final List<String> java = new ArrayList<>();
        private final List<ParameterModel> values = new ArrayList<>();

        Maker(Random random) {
            this.random = random;
        }

        static Template make(Random random) {
            Maker maker = new Maker(random);
            int words = 1 + random.nextInt(MAX_WORDS);
            for (int i = 0; i < words; i++) {
                if (random.nextInt(4) == 0) {
                    maker.group(words - i);
                } else {
                    maker.text.append(' ');
                    maker.word(false);
                }
            }
            if (random.nextInt(4) == 0) {
                maker.rest();
            }
            return new Template(maker.text.toString(), String.join(", ", maker.java), maker.values);
        }

        private void group(int left) {
            text.append("[ ");
            int which = random.nextInt(4);
            if (which == 0) {
                text.append(literal());
            } else {
                if (which == 1) {
                    text.append(literal()).append(' ');
                }
                word(true);
                if (which == 2 && left > 1) {
                    group(left - 1);
                }
            }
            text.append(']');
        }

        private String literal() {
            return List.of("a", "b", "ab", "1", "f", "k=a").get(random.nextInt(6));
        }

        private String value(String type, ValueType value, boolean optional) {
            String name = "p" + java.size();
            String boxed = type.equals("int") ? "Integer" : type;
            java.add((optional ? "Optional<" + boxed + ">" : type) + " " + name);
            values.add(parameter(name, optional ? maybe(value) : value));
            return "{" + name + "}";
        }

        private String text(boolean optional) {
            return value("String", TEXT, optional);
        }

        private String number(boolean optional) {
            return value("int", INT, optional);
        }

        private void word(boolean optional) {
            switch (random.nextInt(optional ? 3 : 10)) {
                case 0 -> text.append(text(optional));
                case 1 -> text.append(number(optional));
                case 2 -> text.append(value("E", ENUM, optional));
                case 3 -> text.append("a").append(text(false));
                case 4 -> text.append(text(false)).append("b");
                case 5 -> text.append(text(false)).append('-').append(text(false));
                case 6 -> text.append(number(false)).append('-').append(text(false));
                case 7 -> text.append("a-").append(number(false)).append("-b");
                default -> text.append(literal());
            }
        }

        private void rest() {
            String name = "p" + java.size();
            ValueType.Several list =
                    new ValueType.Several(
                            ClassName.get(List.class), ValueType.Plurality.LIST, TEXT);
            switch (random.nextInt(8)) {
                case 0 -> rest(" {" + name + "*}", "String", TEXT);
                case 1 -> rest(" :{" + name + "*}", "String", TEXT);
                case 2 -> rest(" {" + name + "*}b", "String", TEXT);
                case 3 -> rest(" {" + name + "...}", "List<String>", list);
                case 4 -> rest("[ {" + name + "...}]", "List<String>", list);
                case 5 -> rest(" {" + name + ",...}", "List<String>", list);
                case 6 -> rest(" {" + name + "=...}", "O", OPTIONS);
                default -> text.append(" {'text'}");
            }
        }

        private void rest(String part, String type, ValueType value) {
            text.append(part);
            java.add(type + " p" + java.size());
            values.add(parameter("p" + values.size(), value));
        }
    }

    // ---- what generated code does

    /** The answers of a protocol to lines. */
    private static List<String> answers(Served served, int number, List<String> lines) {
        StringTransport transport =
                Served.connect(served.factory("P" + number, "P" + number + "$H", limits -> limits));
        List<String> answers = new ArrayList<>();
        for (String line : lines) {
            transport.clear();
            transport.deliver(line + "\r\n");
            answers.add(transport.text().strip());
        }
        return answers;
    }

    private static String protocol(String commands) {
        return "@LineProtocol(caseSensitive = true) @Limits(errors = Limits.UNLIMITED) interface P { %s final class H implements P {} }"
                .formatted(commands);
    }

    private static List<JavaFileObject> sources(List<String> protocols) {
        List<JavaFileObject> sources = new ArrayList<>(TYPES);
        for (int i = 0; i < protocols.size(); i++) {
            String text = protocols.get(i).replaceAll("\\bP\\b", "P" + i);
            sources.add(Compiled.source("p.P" + i, Compiled.IMPORTS + text));
        }
        return sources;
    }

    /** Reports about protocols, by their numbers. */
    private static Map<Integer, String> reports(List<String> protocols) {
        Map<Integer, String> reports = new TreeMap<>();
        Compilation compilation =
                Compiled.compiler()
                        .withOptions("-proc:only", "-parameters", "-Xmaxerrs", "10000")
                        .withProcessors(new RopewalkProcessor())
                        .compile(sources(protocols));
        for (var each : compilation.errors()) {
            String name = each.getSource().getName();
            reports.merge(
                    Integer.valueOf(name.replaceAll(".*/P([0-9]+)\\.java", "$1")),
                    each.getMessage(null),
                    (one, other) -> one + "\n" + other);
        }
        return reports;
    }

    private static List<Template> valid(Random random) {
        Set<String> seen = new LinkedHashSet<>();
        List<Template> templates = new ArrayList<>();
        while (templates.size() < TEMPLATES) {
            Template template = Maker.make(random);
            if (seen.add(template.text())) {
                templates.add(template);
            }
        }
        List<String> protocols = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            protocols.add(protocol(templates.get(i).command("c", "READ")));
        }
        Map<Integer, String> refused = reports(protocols);
        assertThat(refused.values())
                .allMatch(
                        report ->
                                report.startsWith("[Ropewalk/AmbiguousGroup]")
                                        || report.startsWith("[Ropewalk/TextWithoutEnd]")
                                        || report.startsWith("[Ropewalk/DuplicatePlaceholder]"));
        List<Template> valid = new ArrayList<>(templates);
        valid.removeIf(template -> refused.containsKey(templates.indexOf(template)));
        return valid;
    }

    private static Served serve(List<String> protocols) {
        return Served.compile(sources(protocols));
    }

    /** The lines that each template matches. */
    private static List<BitSet> matched(Served served, int templates) {
        List<BitSet> matched = new ArrayList<>();
        for (int i = 0; i < templates; i++) {
            List<String> answers = answers(served, i, LINES);
            BitSet set = new BitSet();
            for (int line = 0; line < LINES.size(); line++) {
                set.set(line, answers.get(line).equals("READ"));
            }
            matched.add(set);
        }
        return matched;
    }

    private final Specificity specificity = new Specificity(true);
    private final Set<String> wrong = new LinkedHashSet<>();

    @Test
    void F40_F48_decisionsAboutPairsAreWhatGeneratedCodeDoes() {
        for (int round = 0; round < ROUNDS; round++) {
            compare(new Random(SEED + round));
        }
        assertThat(wrong).as("%d wrong decisions", wrong.size()).isEmpty();
    }

    /** A pair that some line means both, and the decision. */
    private record Pair(int first, int second, Verdict verdict) {}

    private void compare(Random random) {
        List<Template> templates = valid(random);
        List<String> protocols = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            protocols.add(protocol(templates.get(i).command("c", "READ")));
        }
        Served served = serve(protocols);
        List<BitSet> matched = matched(served, templates.size());
        List<Pair> pairs = new ArrayList<>();
        Map<Integer, Set<String>> witnesses = new LinkedHashMap<>();
        for (int i = 0; i < templates.size(); i++) {
            for (int j = 0; j < i; j++) {
                Verdict verdict =
                        specificity.compare(templates.get(j).line(), templates.get(i).line());
                BitSet both = (BitSet) matched.get(i).clone();
                both.and(matched.get(j));
                String names = templates.get(j).text() + " | " + templates.get(i).text();
                if (verdict.outcome() != Outcome.DISJOINT) {
                    pairs.add(new Pair(j, i, verdict));
                    for (int each : List.of(i, j)) {
                        witnesses
                                .computeIfAbsent(each, missing -> new LinkedHashSet<>())
                                .add(verdict.witness());
                    }
                } else if (!both.isEmpty()) {
                    wrong.add("disjoint: " + names + ": " + LINES.get(both.nextSetBit(0)));
                }
            }
        }
        witnesses.forEach(
                (number, lines) -> {
                    List<String> all = List.copyOf(lines);
                    List<String> answers = answers(served, number, all);
                    for (int i = 0; i < all.size(); i++) {
                        if (!answers.get(i).equals("READ")) {
                            wrong.add(
                                    "no witness: "
                                            + templates.get(number).text()
                                            + ": "
                                            + all.get(i));
                        }
                    }
                });
        together(templates, matched, some(pairs, random));
    }

    private static List<Pair> some(List<Pair> pairs, Random random) {
        List<Pair> shuffled = new ArrayList<>(pairs);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(PROTOCOLS, shuffled.size()));
    }

    /** Two commands in one protocol: each line means the one that the decision says. */
    private void together(List<Template> templates, List<BitSet> matched, List<Pair> pairs) {
        List<String> protocols = new ArrayList<>();
        for (Pair pair : pairs) {
            protocols.add(
                    protocol(
                            templates.get(pair.first()).command("c", "FIRST")
                                    + templates.get(pair.second()).command("d", "SECOND")));
        }
        Map<Integer, String> reports = reports(protocols);
        List<Pair> accepted = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            boolean ambiguous =
                    reports.getOrDefault(i, "").startsWith("[Ropewalk/AmbiguousCommand]");
            if (ambiguous != (pairs.get(i).verdict().outcome() == Outcome.AMBIGUOUS)
                    || reports.containsKey(i) && !ambiguous) {
                wrong.add("reported: " + protocols.get(i) + reports.get(i));
            }
            if (!reports.containsKey(i)) {
                accepted.add(pairs.get(i));
            }
        }
        protocols.clear();
        for (Pair pair : accepted) {
            protocols.add(
                    protocol(
                            templates.get(pair.first()).command("c", "FIRST")
                                    + templates.get(pair.second()).command("d", "SECOND")));
        }
        Served served = serve(protocols);
        for (int i = 0; i < accepted.size(); i++) {
            Pair pair = accepted.get(i);
            List<String> answers = answers(served, i, LINES);
            for (int line = 0; line < LINES.size(); line++) {
                boolean first = matched.get(pair.first()).get(line);
                boolean second = matched.get(pair.second()).get(line);
                String expected =
                        first && second
                                ? pair.verdict().outcome().toString()
                                : first ? "FIRST" : second ? "SECOND" : "ERROR";
                if (!answers.get(line).equals(expected)) {
                    wrong.add(
                            "read: "
                                    + templates.get(pair.first()).text()
                                    + " | "
                                    + templates.get(pair.second()).text()
                                    + ": "
                                    + LINES.get(line)
                                    + " is "
                                    + answers.get(line)
                                    + ", not "
                                    + expected);
                    break;
                }
            }
        }
    }
}
