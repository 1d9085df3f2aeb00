package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Matching.Slot;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/**
 * Which of two lines is meant where both match: the more specific one, word by word; a literal or a
 * constant before a number, a number before a word, a word before the rest. This holds for
 * commands, replies and pushes alike.
 */
public final class Specificity {
    /** Optional groups of one line beyond this are not told apart; no protocol has so many. */
    private static final int MAX_EXPANSIONS = 256;

    private static final int LITERAL = 0;
    private static final int NUMBER = 1;
    private static final int WORD = 2;
    private static final int REST = 3;

    private final Matching matching;

    /** Comparisons under a protocol's rule for letter case. */
    public Specificity(boolean caseSensitive) {
        this.matching = new Matching(new LetterCase(caseSensitive));
    }

    /** What follows from two lines that may be the same. */
    public enum Outcome {
        /** No line matches both. */
        DISJOINT,
        /** The first is meant. */
        FIRST,
        /** The second is meant. */
        SECOND,
        /** Neither is. */
        AMBIGUOUS
    }

    /**
     * What follows for two lines.
     *
     * @param witness a line that both match; empty if there is none
     */
    public record Verdict(Outcome outcome, String witness) {}

    /** A line that two ways of reading share: which of them is more specific, and the line. */
    private record Meeting(int sign, String witness) {}

    /** Compares two lines with one verb, or two without. */
    public Verdict compare(CommandLine first, CommandLine second) {
        return compare(Line.of(first), Line.of(second));
    }

    /** Compares two lines that may stand at one place. */
    public Verdict compare(Line first, Line second) {
        if (differ(first, second)) {
            return new Verdict(Outcome.DISJOINT, "");
        }
        String firstWins = "";
        String secondWins = "";
        for (List<Slot> a : expansions(first)) {
            for (List<Slot> b : expansions(second)) {
                Meeting meeting = meet(a, b).orElse(null);
                if (meeting == null) {
                    continue;
                }
                if (meeting.sign() == 0) {
                    return new Verdict(Outcome.AMBIGUOUS, meeting.witness());
                }
                if (meeting.sign() < 0) {
                    firstWins = meeting.witness();
                } else {
                    secondWins = meeting.witness();
                }
            }
        }
        if (!firstWins.isEmpty() && !secondWins.isEmpty()) {
            return new Verdict(Outcome.AMBIGUOUS, secondWins);
        }
        return !firstWins.isEmpty()
                ? new Verdict(Outcome.FIRST, firstWins)
                : secondWins.isEmpty()
                        ? new Verdict(Outcome.DISJOINT, "")
                        : new Verdict(Outcome.SECOND, secondWins);
    }

    /** Whether the first words are different literals, as those of most lines are. */
    private boolean differ(Line first, Line second) {
        Optional<String> left = literal(first);
        Optional<String> right = literal(second);
        return left.isPresent() && right.isPresent() && !matching.same(left.get(), right.get());
    }

    private static Optional<String> literal(Line line) {
        return !line.segments().isEmpty() && line.segments().get(0) instanceof Segment.Token token
                ? token.literal()
                : Optional.empty();
    }

    /**
     * {@code all} in the order in which they are tried: a more specific line before others, and
     * otherwise as they come.
     */
    public <T> List<T> inOrder(List<T> all, Function<T, Line> line) {
        int[] before = new int[all.size()];
        boolean[][] precedes = new boolean[all.size()][all.size()];
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                Outcome outcome = compare(line.apply(all.get(i)), line.apply(all.get(j))).outcome();
                precedes[i][j] = outcome == Outcome.FIRST;
                precedes[j][i] = outcome == Outcome.SECOND;
                before[j] += precedes[i][j] ? 1 : 0;
                before[i] += precedes[j][i] ? 1 : 0;
            }
        }
        List<T> ordered = new ArrayList<>();
        for (int count = 0; count < all.size(); count++) {
            int next = next(before);
            ordered.add(all.get(next));
            before[next] = Integer.MAX_VALUE;
            for (int i = 0; i < all.size(); i++) {
                before[i] -= precedes[next][i] && before[i] < Integer.MAX_VALUE ? 1 : 0;
            }
        }
        return ordered;
    }

    /** Whether the first of two lines is meant where both match. */
    public boolean precedes(Line left, Line right) {
        return compare(left, right).outcome() == Outcome.FIRST;
    }

    /** The first of those that the fewest others must precede. */
    private static int next(int[] before) {
        int next = 0;
        for (int i = 1; i < before.length; i++) {
            if (before[i] < before[next]) {
                next = i;
            }
        }
        return next;
    }

    /**
     * A line that can be read in two ways, where the way that groups are filled is not the more
     * specific one.
     */
    public Optional<String> ambiguousWithin(CommandLine command) {
        List<List<Slot>> expansions = expansions(Line.of(command));
        for (int i = 0; i < expansions.size(); i++) {
            for (int j = i + 1; j < expansions.size(); j++) {
                // Expansions that fill an earlier group come first.
                Optional<Meeting> meeting = meet(expansions.get(i), expansions.get(j));
                if (meeting.isPresent()
                        && (meeting.get().sign() > 0
                                || isTaken(expansions.get(i), expansions.get(j)))) {
                    return Optional.of(meeting.get().witness());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether what a group takes may also be the begin of the rest that follows it. */
    private static boolean isTaken(List<Slot> filled, List<Slot> empty) {
        for (int i = 0; i < Math.min(filled.size(), empty.size()); i++) {
            if (rank(filled.get(i)) != rank(empty.get(i))) {
                return empty.get(i).segment() instanceof Segment.Tail
                        || empty.get(i).segment() instanceof Segment.Several;
            }
        }
        return false;
    }

    // ---- one line inside another

    /** Whether every line that {@code narrow} matches is one that {@code wide} matches too. */
    public boolean covers(Line wide, Line narrow) {
        return expansions(narrow).stream()
                .allMatch(each -> expansions(wide).stream().anyMatch(all -> covers(all, each)));
    }

    private boolean covers(List<Slot> wide, List<Slot> narrow) {
        for (int i = 0; i < wide.size(); i++) {
            Slot slot = wide.get(i);
            if (slot.takesRest()) {
                return i < narrow.size()
                        ? takesAll(slot)
                        : slot.segment() instanceof Segment.Remark;
            }
            if (i >= narrow.size() || narrow.get(i).takesRest() || !covers(slot, narrow.get(i))) {
                return false;
            }
        }
        return wide.size() == narrow.size();
    }

    private boolean covers(Slot wide, Slot narrow) {
        if (narrow.segment() instanceof Segment.Token token && token.literal().isPresent()) {
            return matching.accepts(wide, token.literal().get());
        }
        List<Node> pieces = wide.pieces();
        return pieces.size() == 1
                        && pieces.get(0) instanceof Node.Placeholder all
                        && isText(wide.line().type(all))
                || pieces.equals(narrow.pieces())
                        && wide.line().values().equals(narrow.line().values());
    }

    /** Whether a slot takes the rest of the line, whatever that is. */
    private static boolean takesAll(Slot slot) {
        return slot.segment() instanceof Segment.Remark
                || slot.segment() instanceof Segment.Tail tail
                        && (tail.prefix() + tail.suffix()).isEmpty()
                        && isText(slot.line().type((Node.Placeholder) tail.value()));
    }

    private static boolean isText(ValueType type) {
        return type instanceof ValueType.Text || type instanceof ValueType.Octets;
    }

    // ---- one way to read each

    /** A line that both read, if there is one. */
    private Optional<Meeting> meet(List<Slot> a, List<Slot> b) {
        List<String> words = new ArrayList<>();
        int sign = 0;
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            if (i == a.size() || i == b.size() || a.get(i).takesRest() || b.get(i).takesRest()) {
                int rest = sign != 0 ? sign : Integer.compare(rank(a, i), rank(b, i));
                return rest(a, b, i, words).map(line -> new Meeting(rest, line));
            }
            Slot x = a.get(i);
            Slot y = b.get(i);
            Optional<String> word =
                    matching.candidates(x, y).stream()
                            .filter(each -> matching.accepts(x, each) && matching.accepts(y, each))
                            .findFirst();
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
            sign = sign != 0 ? sign : Integer.compare(rank(x), rank(y));
        }
        return Optional.of(new Meeting(sign, String.join(" ", words)));
    }

    /** The whole line, where one of the two takes the rest, or has no more words. */
    private Optional<String> rest(List<Slot> a, List<Slot> b, int from, List<String> words) {
        for (int choice = 0; choice < 2; choice++) {
            for (List<Slot> shown : List.of(a, b)) {
                List<String> line = new ArrayList<>(words);
                for (Slot slot : shown.subList(from, shown.size())) {
                    List<String> examples = matching.examples(slot);
                    line.add(examples.get(Math.min(choice, examples.size() - 1)));
                }
                if (matching.matches(a, 0, split(line), 0)
                        && matching.matches(b, 0, split(line), 0)) {
                    return Optional.of(String.join(" ", line));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> split(List<String> line) {
        return line.isEmpty() ? List.of() : List.of(String.join(" ", line).split(" ", -1));
    }

    // ---- ranks

    private static int rank(List<Slot> slots, int at) {
        return at < slots.size() ? rank(slots.get(at)) : LITERAL;
    }

    private static int rank(Slot slot) {
        if (slot.takesRest()) {
            return REST;
        }
        List<Node> pieces = slot.pieces();
        if (pieces.size() > 1) {
            return NUMBER;
        }
        if (pieces.get(0) instanceof Node.Literal) {
            return LITERAL;
        }
        if (pieces.get(0) instanceof Node.Length || pieces.get(0) instanceof Node.Size) {
            return NUMBER;
        }
        ValueType type = slot.line().type((Node.Placeholder) pieces.get(0));
        if (type instanceof ValueType.Enumeration) {
            return LITERAL;
        }
        return type instanceof ValueType.Integral
                        || type instanceof ValueType.Big
                        || type instanceof ValueType.Floating
                ? NUMBER
                : WORD;
    }

    // ---- optional groups

    private static List<List<Slot>> expansions(Line line) {
        List<List<Slot>> expansions = new ArrayList<>();
        expand(line.segments(), 0, new ArrayList<>(), line, expansions);
        return expansions;
    }

    /** With each group first, then without it: so those that fill an earlier group come first. */
    private static void expand(
            List<Segment> segments,
            int at,
            List<Slot> words,
            Line line,
            List<List<Slot>> expansions) {
        if (expansions.size() >= MAX_EXPANSIONS) {
            return;
        }
        if (at == segments.size()) {
            expansions.add(List.copyOf(words));
            return;
        }
        if (segments.get(at) instanceof Segment.Choice choice) {
            List<Segment> filled = new ArrayList<>(choice.segments());
            filled.addAll(segments.subList(at + 1, segments.size()));
            expand(filled, 0, words, line, expansions);
            expand(segments, at + 1, words, line, expansions);
            return;
        }
        words.add(new Slot(segments.get(at), line));
        expand(segments, at + 1, words, line, expansions);
        words.remove(words.size() - 1);
    }
}
