package org.ropewalk.processor.model.lines;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.ropewalk.processor.model.lines.Automaton.Edge;
import org.ropewalk.processor.model.lines.Matching.Slot;

/** Finds a line that two ways to read both accept: the shortest, and one that reads well if any. */
final class SharedLine {
    /**
     * How often two states are met: a line that the automata accept and that is none is followed by
     * a few others.
     */
    private static final int VISITS = 3;

    /** More steps are not made; lines of a protocol need far fewer. */
    private static final int MAX_STEPS = 200_000;

    private final Matching matching;
    private final List<Slot> first;
    private final List<Slot> second;
    private final boolean trailing;

    private SharedLine(Matching matching, List<Slot> first, List<Slot> second, boolean trailing) {
        this.matching = matching;
        this.first = first;
        this.second = second;
        this.trailing = trailing;
    }

    /**
     * The line, if there is one.
     *
     * @param trailing whether a word that begins with a colon is told from others
     */
    static Optional<String> of(
            Matching matching, List<Slot> first, List<Slot> second, boolean trailing) {
        SharedLine shared = new SharedLine(matching, first, second, trailing);
        return shared.find(true).or(() -> shared.find(false));
    }

    /**
     * Whether a reader to which {@code blanks} count as one blank, and as none at the begin and at
     * the end, could take a line of the one for one of the other.
     */
    static boolean isTrimmed(
            Matching matching, List<Slot> first, List<Slot> second, String blanks) {
        SharedLine shared = new SharedLine(matching, first, second, false);
        Automaton a = shared.automaton(first, false).trimmed(blanks, matching.letterCase());
        Automaton b = shared.automaton(second, false).trimmed(blanks, matching.letterCase());
        return shared.find(a, b, line -> true).isPresent();
    }

    /** A place in both, and the characters on the way to it. */
    private record Place(int left, int right, Place before, char c) {
        private String line() {
            StringBuilder line = new StringBuilder();
            for (Place place = this; place.before != null; place = place.before) {
                if (place.c != 0) {
                    line.append(place.c);
                }
            }
            return line.reverse().toString();
        }
    }

    private Optional<String> find(boolean plain) {
        return find(
                automaton(first, plain),
                automaton(second, plain),
                line -> matching.matches(first, line) && matching.matches(second, line));
    }

    private Optional<String> find(Automaton a, Automaton b, Predicate<String> counts) {
        Map<Long, Integer> visits = new HashMap<>();
        Deque<Place> next = new ArrayDeque<>();
        next.add(new Place(Automaton.START, Automaton.START, null, (char) 0));
        for (int steps = 0; !next.isEmpty() && steps < MAX_STEPS; steps++) {
            Place place = next.remove();
            long states = (long) place.left << Integer.SIZE | place.right;
            if (visits.merge(states, 1, Integer::sum) > VISITS) {
                continue;
            }
            if (a.accepts(place.left) && b.accepts(place.right)) {
                String line = place.line();
                if (counts.test(line)) {
                    return Optional.of(line);
                }
            }
            follow(a, b, place, next);
        }
        return Optional.empty();
    }

    private Automaton automaton(List<Slot> slots, boolean plain) {
        return LineAutomaton.of(slots, matching.letterCase(), plain, trailing);
    }

    /** Steps without a character come first, so that the shortest line is found first. */
    private void follow(Automaton a, Automaton b, Place place, Deque<Place> next) {
        for (Edge left : a.from(place.left)) {
            if (left.label() == null) {
                next.addFirst(new Place(left.to(), place.right, place, (char) 0));
                continue;
            }
            for (Edge right : b.from(place.right)) {
                char c =
                        right.label() == null
                                ? 0
                                : left.label().shared(right.label(), matching.letterCase());
                if (c != 0) {
                    next.addLast(new Place(left.to(), right.to(), place, c));
                }
            }
        }
        for (Edge right : b.from(place.right)) {
            if (right.label() == null) {
                next.addFirst(new Place(place.left, right.to(), place, (char) 0));
            }
        }
    }
}
