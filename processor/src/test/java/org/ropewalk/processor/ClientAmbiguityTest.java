package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;

/**
 * Compares the decisions about pairs of random lines with what generated clients do with every
 * short line: alternatives of a result, a result and an exception, and pushes. {@code
 * -Dropewalk.templates=N} compares more lines, {@code -Dropewalk.seed=S} begins elsewhere.
 */
class ClientAmbiguityTest {
    private static final int TEMPLATES = Integer.getInteger("ropewalk.templates", 24);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** Pairs that are compiled, each into a protocol. */
    private static final int PAIRS = TEMPLATES / 2;

    /** The lines of more than the first word; the line of any text has one behind it. */
    private static final List<String> LINES =
            RandomTemplate.LINES.subList(1, RandomTemplate.LINES.size());

    private static final String TEXT_OF_LINES = String.join("\r\n", LINES) + "\r\n";

    /** How two lines come to a client, beside one of any text. */
    enum Kind {
        ALTERNATIVES {
            @Override
            String protocol(RandomTemplate first, RandomTemplate second) {
                return "@Command(\"c\") S c(); sealed interface S permits First, Second, Third {} "
                        + record("First", first)
                        + record("Second", second)
                        + "@Reply(\"v {rest*}\") record Third(String rest) implements S {}";
            }
        },
        EXCEPTION {
            @Override
            String protocol(RandomTemplate first, RandomTemplate second) {
                return "@Command(\"c\") S c() throws Second; sealed interface S permits First, Third {} "
                        + record("First", first)
                        + exception(second)
                        + "@Reply(\"v {rest*}\") record Third(String rest) implements S {}";
            }
        },
        PUSHES {
            @Override
            String protocol(RandomTemplate first, RandomTemplate second) {
                return "@Command(\"c\") @Reply(\"c\") void c(); @Push interface News { "
                        + push("first", first)
                        + push("second", second)
                        + "@Reply(\"v {rest*}\") void third(String rest); }";
            }
        };

        abstract String protocol(RandomTemplate first, RandomTemplate second);

        private static String record(String name, RandomTemplate line) {
            return "@Reply(\"%s\") record %s(%s) implements S {} "
                    .formatted(line.text(), name, line.parameters());
        }

        private static String push(String name, RandomTemplate line) {
            return "@Reply(\"%s\") void %s(%s); ".formatted(line.text(), name, line.parameters());
        }

        private static String exception(RandomTemplate line) {
            StringBuilder text = new StringBuilder("@Reply(\"" + line.text() + "\") ");
            text.append(
                    "final class Second extends Exception { private static final long serialVersionUID = 1; ");
            StringBuilder set = new StringBuilder();
            for (String parameter :
                    line.parameters().isEmpty() ? new String[0] : line.parameters().split(", ")) {
                String name = parameter.substring(parameter.lastIndexOf(' ') + 1);
                String type = parameter.substring(0, parameter.lastIndexOf(' '));
                text.append("private final transient %s %s; ".formatted(type, name));
                text.append("public %s %s() { return %s; } ".formatted(type, name, name));
                set.append("this.%s = %s; ".formatted(name, name));
            }
            return text + "public Second(%s) { %s} } ".formatted(line.parameters(), set);
        }
    }

    private record Pair(RandomTemplate first, RandomTemplate second, Verdict verdict) {
        @Override
        public String toString() {
            return first.text() + " | " + second.text();
        }
    }

    private final Specificity specificity = new Specificity(true);
    private final Set<String> wrong = new LinkedHashSet<>();

    private static List<JavaFileObject> sources(List<String> protocols) {
        List<JavaFileObject> sources = new ArrayList<>(RandomTemplate.TYPES);
        for (int i = 0; i < protocols.size(); i++) {
            sources.add(
                    Compiled.source(
                            "p.P" + i,
                            Compiled.IMPORTS
                                    + "@LineProtocol(caseSensitive = true) public interface P%d { %s }"
                                            .formatted(i, protocols.get(i))));
        }
        return sources;
    }

    /** Reports about protocols, by their numbers. */
    private static Map<Integer, String> reports(List<String> protocols) {
        Compilation compilation =
                Compiled.compiler()
                        .withOptions("-proc:only", "-parameters", "-Xmaxerrs", "10000")
                        .withProcessors(new RopewalkProcessor())
                        .compile(sources(protocols));
        Map<Integer, String> reports = new TreeMap<>();
        for (var each : compilation.errors()) {
            reports.merge(
                    Integer.valueOf(
                            each.getSource().getName().replaceAll(".*/P([0-9]+)\\.java", "$1")),
                    each.getMessage(null),
                    (one, other) -> one + "\n" + other);
        }
        return reports;
    }

    /** The lines that may be declared. */
    private static List<RandomTemplate> valid(Random random) {
        List<RandomTemplate> templates = RandomTemplate.different(TEMPLATES, random);
        Map<Integer, String> refused =
                reports(
                        templates.stream()
                                .map(each -> each.command("c", "READ"))
                                .collect(Collectors.toList()));
        assertThat(refused.values()).allMatch(RandomTemplate::isRefusedAlone);
        return IntStream.range(0, templates.size())
                .filter(i -> !refused.containsKey(i))
                .mapToObj(templates::get)
                // Named words are of commands alone.
                .filter(each -> !each.text().contains("=...}"))
                .toList();
    }

    /** The number of what each line comes to a client as: 1, 2 or 3. */
    private static List<Integer> received(Served served, int number, Kind kind) throws Exception {
        List<String> names = new ArrayList<>();
        String protocol = "P" + number;
        if (kind == Kind.PUSHES) {
            try (Called client = new Called(served, protocol, protocol + "$News", names::add)) {
                client.answer(TEXT_OF_LINES);
            }
        } else {
            try (Called client = new Called(served, protocol, "")) {
                List<CompletableFuture<?>> calls = new ArrayList<>();
                for (int i = 0; i < LINES.size(); i++) {
                    calls.add(client.call("c"));
                }
                client.answer(TEXT_OF_LINES);
                calls.forEach(call -> names.add(name(Called.outcome(call))));
            }
        }
        return names.stream().map(ClientAmbiguityTest::number).toList();
    }

    private static String name(Object outcome) {
        Throwable cause = outcome instanceof Throwable thrown ? thrown : null;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return (cause == null ? outcome : cause).getClass().getSimpleName();
    }

    private static int number(String name) {
        return name.startsWith("First") || name.startsWith("first")
                ? 1
                : name.startsWith("Second") || name.startsWith("second") ? 2 : 3;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aClientTellsLinesApartAsTheDecisionSays(Kind kind) throws Exception {
        Random random = new Random(SEED);
        List<RandomTemplate> templates = valid(random);
        List<BitSet> matched = matched(templates);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            for (int j = 0; j < i; j++) {
                Verdict verdict =
                        specificity.compare(templates.get(j).line(), templates.get(i).line());
                if (verdict.outcome() != Outcome.DISJOINT) {
                    pairs.add(new Pair(templates.get(j), templates.get(i), verdict));
                }
            }
        }
        Collections.shuffle(pairs, random);
        List<Pair> some = pairs.subList(0, Math.min(PAIRS, pairs.size()));
        compare(kind, told(kind, some), templates, matched);
        assertThat(wrong).as("%d wrong decisions", wrong.size()).isEmpty();
    }

    /** The lines that a client takes for each template, if that comes beside no other. */
    private static List<BitSet> matched(List<RandomTemplate> templates) throws Exception {
        RandomTemplate none = new RandomTemplate("none", "", List.of());
        Served served =
                Served.compile(
                        sources(
                                templates.stream()
                                        .map(each -> Kind.PUSHES.protocol(each, none))
                                        .toList()));
        List<BitSet> matched = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            List<Integer> numbers = received(served, i, Kind.PUSHES);
            assertThat(numbers).hasSameSizeAs(LINES).contains(3);
            BitSet lines = new BitSet();
            IntStream.range(0, numbers.size())
                    .filter(line -> numbers.get(line) == 1)
                    .forEach(lines::set);
            matched.add(lines);
        }
        return matched;
    }

    /** The pairs that are accepted; what is ambiguous is reported. */
    private List<Pair> told(Kind kind, List<Pair> pairs) {
        Map<Integer, String> reports =
                reports(
                        pairs.stream()
                                .map(pair -> kind.protocol(pair.first(), pair.second()))
                                .toList());
        List<Pair> told = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String report = reports.getOrDefault(i, "");
            boolean ambiguous = report.startsWith("[Ropewalk/AmbiguousReply]");
            if (ambiguous != (pairs.get(i).verdict().outcome() == Outcome.AMBIGUOUS)
                    || !report.isEmpty() && !ambiguous) {
                wrong.add("reported: " + pairs.get(i) + ": " + report);
            } else if (!ambiguous) {
                told.add(pairs.get(i));
            }
        }
        return told;
    }

    private void compare(
            Kind kind, List<Pair> pairs, List<RandomTemplate> templates, List<BitSet> matched)
            throws Exception {
        Served served =
                Served.compile(
                        sources(
                                pairs.stream()
                                        .map(pair -> kind.protocol(pair.first(), pair.second()))
                                        .toList()));
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            List<Integer> received = received(served, i, kind);
            BitSet first = matched.get(templates.indexOf(pair.first()));
            BitSet second = matched.get(templates.indexOf(pair.second()));
            for (int line = 0; line < LINES.size(); line++) {
                int expected = 3;
                if (first.get(line) && second.get(line)) {
                    expected = pair.verdict().outcome() == Outcome.FIRST ? 1 : 2;
                } else if (first.get(line) || second.get(line)) {
                    expected = first.get(line) ? 1 : 2;
                }
                if (line >= received.size() || received.get(line) != expected) {
                    wrong.add(
                            "%s: \"%s\" is %s, not %d"
                                    .formatted(
                                            pair,
                                            LINES.get(line),
                                            line < received.size() ? received.get(line) : "lost",
                                            expected));
                    break;
                }
            }
        }
    }
}
