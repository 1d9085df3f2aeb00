package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.template.LetterCase;

/**
 * The lines that are read in one state, by their verbs, the more specific first; and the lines of
 * other states that have the same verbs, or others.
 */
public final class StateLines {
    private final LetterCase letterCase;
    private final List<CommandLine> all = new ArrayList<>();
    private final Map<String, List<CommandLine>> verbs = new LinkedHashMap<>();
    private final List<CommandLine> verbless = new ArrayList<>();
    private final List<CommandLine> beforeEnvelope = new ArrayList<>();

    /** The lines that are tried one after the other, or without a verb. */
    private final Set<Key> severals = new HashSet<>();

    /** The lines of each verb that is legal in other states only. */
    private final Map<String, List<CommandLine>> elsewhere = new LinkedHashMap<>();

    /** The lines of each verb that is misplaced in this state or in another. */
    private final Map<String, List<CommandLine>> misplaced = new LinkedHashMap<>();

    /** The lines that are legal in other states only, and whose verb is one of this state. */
    private final List<CommandLine> siblings = new ArrayList<>();

    /** A line of a command, whichever state it is read in. */
    public record Key(CommandModel command, int line) {
        /** The key of a line, which is that of its other spellings, too. */
        public static Key of(CommandLine line) {
            return new Key(line.command(), line.line());
        }
    }

    private StateLines(StateModel state, boolean caseSensitive, boolean hasEnvelope) {
        letterCase = new LetterCase(caseSensitive);
        List<CommandLine> withoutVerb = new ArrayList<>();
        for (CommandModel command : state.commands()) {
            for (CommandLine line : CommandLine.of(command)) {
                all.add(line);
                if (hasEnvelope && command.isInterrupting()) {
                    beforeEnvelope.add(line);
                } else if (line.verb().isPresent()) {
                    addTo(verbs, fold(line.verb().get()), List.of(line));
                } else {
                    withoutVerb.add(line);
                }
            }
        }
        Specificity specificity = new Specificity(caseSensitive);
        verbs.replaceAll((verb, lines) -> specificity.inOrder(lines, Line::of));
        verbless.addAll(specificity.inOrder(withoutVerb, Line::of));
        addSeverals(verbless);
        addSeverals(beforeEnvelope);
        verbs.values().stream().filter(lines -> lines.size() > 1).forEach(this::addSeverals);
    }

    /**
     * The lines of each state.
     *
     * @param hasEnvelope whether there are words before the verbs
     */
    public static List<StateLines> of(
            List<StateModel> states, boolean caseSensitive, boolean hasEnvelope) {
        List<StateLines> all =
                states.stream()
                        .map(state -> new StateLines(state, caseSensitive, hasEnvelope))
                        .toList();
        all.forEach(lines -> lines.compare(all));
        return all;
    }

    private void compare(List<StateLines> states) {
        for (StateLines other : states) {
            other.verbs.forEach(
                    (verb, lines) -> {
                        if (states.stream().anyMatch(each -> each.refuses(verb))) {
                            addTo(misplaced, verb, lines);
                        }
                        if (verbs.containsKey(verb)) {
                            lines.forEach(line -> compare(verb, line));
                        } else {
                            addTo(elsewhere, verb, lines);
                        }
                    });
        }
    }

    /** A line of another state; it is tried where it is none of those that this state has. */
    private void compare(String verb, CommandLine line) {
        boolean isNew =
                Stream.concat(verbs.get(verb).stream(), siblings(verb).stream())
                        .map(each -> each.template().source())
                        .noneMatch(line.template().source()::equals);
        if (isNew) {
            siblings.add(line);
            addSeverals(verbs.get(verb));
        }
    }

    /** Whether a line with this verb is none of the state's. */
    private boolean refuses(String verb) {
        return verbless.isEmpty() && !verbs.containsKey(verb);
    }

    private void addSeverals(List<CommandLine> lines) {
        lines.forEach(line -> severals.add(Key.of(line)));
    }

    private static void addTo(
            Map<String, List<CommandLine>> lines, String verb, List<CommandLine> more) {
        lines.computeIfAbsent(verb, missing -> new ArrayList<>()).addAll(more);
    }

    private String fold(String verb) {
        return letterCase.fold(verb);
    }

    /** All lines of the state, in the order of their declaration. */
    public List<CommandLine> all() {
        return all;
    }

    /** The lines of each verb, in the order in which they are tried. */
    public Map<String, List<CommandLine>> verbs() {
        return verbs;
    }

    /** The lines without a verb, in the order in which they are tried. */
    public List<CommandLine> verbless() {
        return verbless;
    }

    /** The lines that are read before the envelope, as they have none. */
    public List<CommandLine> beforeEnvelope() {
        return beforeEnvelope;
    }

    /** The lines that begin with a verb, or else those without one. */
    public List<CommandLine> of(String verb) {
        return verbs.getOrDefault(verb, verbless);
    }

    /** The lines that are tried with {@code line}, itself among them; empty if it is none. */
    public Optional<List<CommandLine>> triedWith(CommandLine line) {
        if (!all.contains(line)) {
            return Optional.empty();
        }
        return Optional.of(line.verb().map(verb -> verbs.get(fold(verb))).orElse(verbless));
    }

    /** Whether other lines are tried if this one does not match. */
    public boolean isOneOfSeveral(CommandLine line) {
        return severals.contains(Key.of(line));
    }

    /** The lines of each verb that is legal in other states only. */
    public Map<String, List<CommandLine>> elsewhere() {
        return elsewhere;
    }

    /** The lines of each verb that is misplaced in this state or in another. */
    public Map<String, List<CommandLine>> misplaced() {
        return misplaced;
    }

    /** The lines that are legal in other states only, and whose verb is one of this state. */
    public List<CommandLine> siblings() {
        return siblings;
    }

    /** Those of {@link #siblings} that have this verb. */
    public List<CommandLine> siblings(String verb) {
        return siblings.stream()
                .filter(line -> fold(line.verb().orElseThrow()).equals(verb))
                .toList();
    }
}
