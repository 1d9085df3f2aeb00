package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
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
        List<JavaFileObject> sources = new ArrayList<>(RandomTemplate.TYPES);
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

    private static List<RandomTemplate> valid(Random random) {
        List<RandomTemplate> templates = RandomTemplate.different(TEMPLATES, random);
        List<String> protocols = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            protocols.add(protocol(templates.get(i).command("c", "READ")));
        }
        Map<Integer, String> refused = reports(protocols);
        assertThat(refused.values()).allMatch(RandomTemplate::isRefusedAlone);
        List<RandomTemplate> valid = new ArrayList<>(templates);
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
            List<String> answers = answers(served, i, RandomTemplate.LINES);
            BitSet set = new BitSet();
            for (int line = 0; line < RandomTemplate.LINES.size(); line++) {
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
        List<RandomTemplate> templates = valid(random);
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
                    wrong.add(
                            "disjoint: "
                                    + names
                                    + ": "
                                    + RandomTemplate.LINES.get(both.nextSetBit(0)));
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
    private void together(List<RandomTemplate> templates, List<BitSet> matched, List<Pair> pairs) {
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
            List<String> answers = answers(served, i, RandomTemplate.LINES);
            for (int line = 0; line < RandomTemplate.LINES.size(); line++) {
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
                                    + RandomTemplate.LINES.get(line)
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
