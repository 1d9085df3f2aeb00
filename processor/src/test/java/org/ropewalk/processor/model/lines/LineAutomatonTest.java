package org.ropewalk.processor.model.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Automaton.Edge;
import org.ropewalk.processor.model.lines.Matching.Slot;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.TemplateParser;

/**
 * An automaton accepts every line that its template matches, so that no shared line is missed; and
 * no other, but for groups, whose presence a reader decides before it reads them, and the last
 * element of a list.
 */
class LineAutomatonTest {
    private static final String ALPHABET = "aA-:, 1";
    private static final int LENGTH = 6;
    private static final List<String> LINES = lines();

    private static List<String> lines() {
        List<String> all = new ArrayList<>(List.of(""));
        int from = 0;
        for (int length = 0; length < LENGTH; length++) {
            int to = all.size();
            for (int i = from; i < to; i++) {
                for (char c : ALPHABET.toCharArray()) {
                    all.add(all.get(i) + c);
                }
            }
            from = to;
        }
        // Several blanks, and those around a line, are none of a line as automata see it.
        all.removeIf(line -> line.contains("  ") || !line.equals(line.strip()));
        return all;
    }

    private static ParameterModel value(String name) {
        TypeName text = ClassName.get(String.class);
        ValueType type =
                switch (name.charAt(0)) {
                    case 'n' ->
                            new ValueType.Integral(
                                    TypeName.INT,
                                    BigInteger.valueOf(-1_000_000_000),
                                    BigInteger.valueOf(1_000_000_000));
                    case 'l' ->
                            new ValueType.Several(
                                    text,
                                    ValueType.Plurality.LIST,
                                    new ValueType.Text(ClassName.get(String.class)));
                    default -> new ValueType.Text(ClassName.get(String.class));
                };
        return Lookalikes.value(name, type);
    }

    private static Line line(String template) throws Exception {
        List<ParameterModel> values =
                List.of(value("a"), value("b"), value("c"), value("n"), value("m"), value("l"));
        return Line.of(TemplateParser.parse(template), values, Optional.empty());
    }

    private static boolean accepts(Automaton automaton, String line, LetterCase letterCase) {
        Set<Integer> states = new HashSet<>();
        reach(automaton, Automaton.START, states);
        for (char c : line.toCharArray()) {
            Set<Integer> next = new HashSet<>();
            for (int state : states) {
                for (Edge edge : automaton.from(state)) {
                    if (edge.label() != null
                            && edge.label().shared(Automaton.Label.one(c), letterCase) != 0) {
                        reach(automaton, edge.to(), next);
                    }
                }
            }
            states = next;
        }
        return states.stream().anyMatch(automaton::accepts);
    }

    private static void reach(Automaton automaton, int state, Set<Integer> states) {
        if (states.add(state)) {
            for (Edge edge : automaton.from(state)) {
                if (edge.label() == null) {
                    reach(automaton, edge.to(), states);
                }
            }
        }
    }

    /** The lines that an automaton accepts though its template does not match, and the contrary. */
    private static List<String> differences(String template, boolean caseSensitive, boolean more)
            throws Exception {
        LetterCase letterCase = new LetterCase(caseSensitive);
        Matching matching = new Matching(letterCase);
        Line line = line(template);
        List<Slot> slots =
                line.segments().stream().map(segment -> new Slot(segment, line)).toList();
        Automaton automaton = LineAutomaton.of(slots, letterCase, false, false);
        List<String> differences = new ArrayList<>();
        for (String text : LINES) {
            boolean accepted = accepts(automaton, text, letterCase);
            boolean matched = matching.matches(slots, text);
            if (more ? accepted && !matched : matched && !accepted) {
                differences.add(text);
            }
        }
        return differences;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a*}--{b*}",
                "{a*}-a{b*}",
                "{a*}: {b*}",
                "{a*}a-a{b*}",
                "{a*}-{b*}--{c*}",
                "{a}--{b}",
                "{a}-a{b}-a",
                "{a}: {b}",
                "{a*}, {b*}: {c*}",
                "a{a}--",
                "{n}--{m}",
                "{a} {b*}--",
                "{a*} -- {b*}",
                "{l...} --{a*}",
                "{a*} a {b*}",
                "{a:2}--{b}",
                "{a*}-",
                "{a*}--",
                "{a} {b}",
                "{a}a{b}"
            })
    void acceptsExactlyWhatItsTemplateMatches(String template) throws Exception {
        for (boolean caseSensitive : List.of(true, false)) {
            assertThat(differences(template, caseSensitive, false)).as("missed").isEmpty();
            assertThat(differences(template, caseSensitive, true)).as("more").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a*}[--{b*}]",
                "[{a}--]{b}",
                "{a}[: {b*}]",
                "{a*}-[-{b}]",
                "[-{a*}--]{n}",
                "{a*}[-a][--{b*}]",
                "{a}[ --{b}] {c*}",
                "{a}[ {n}]--{b}",
                "{a*}[--{b*}[-a{c*}]]",
                "{l,...}--{a}",
                "{l,...}[--{a}]",
                "{a}[ ]--{b}"
            })
    void missesNoLineOfGroupsAndLists(String template) throws Exception {
        for (boolean caseSensitive : List.of(true, false)) {
            assertThat(differences(template, caseSensitive, false)).as("missed").isEmpty();
        }
    }
}
