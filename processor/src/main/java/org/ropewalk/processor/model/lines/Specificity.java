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

    /** Whether lines are compared by the parts of their values. */
    private final boolean byParts;

    /** Comparisons under a protocol's rule for letter case. */
    public Specificity(boolean caseSensitive) {
        this(caseSensitive, false);
    }

    private Specificity(boolean caseSensitive, boolean byParts) {
        this.matching = new Matching(new LetterCase(caseSensitive));
        this.byParts = byParts;
    }

    /** Comparisons of values, which are tried one after the other: their parts count, too. */
    static Specificity ofValues(boolean caseSensitive) {
        return new Specificity(caseSensitive, true);
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
    public record Verdict(Outcome outcome, String witness) {
        /** Negative if the first is meant, positive if the second is, 0 if neither is. */
        int sign() {
            return switch (outcome) {
                case FIRST -> -1;
                case SECOND -> 1;
                case DISJOINT, AMBIGUOUS -> 0;
            };
        }
    }

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

    /**
     * Whether a line of the first could be taken for one of the second by a reader to which {@code
     * blanks} count as one blank, and as none at the begin and at the end.
     */
    public boolean isTrimmedTo(Line written, Line read, String blanks) {
        boolean changes =
                !blanks.isEmpty()
                        && written.segments().stream()
                                .anyMatch(
                                        segment ->
                                                segment instanceof Segment.Tail
                                                        || segment instanceof Segment.Linear linear
                                                                && linear.plan().mayHaveBlanks()
                                                        || segment instanceof Segment.Remark);
        return changes
                && expansions(written).stream()
                        .anyMatch(
                                a ->
                                        expansions(read).stream()
                                                .anyMatch(
                                                        b ->
                                                                SharedLine.isTrimmed(
                                                                        matching, a, b, blanks)));
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
        return Precedence.order(
                all, (one, other) -> compare(line.apply(one), line.apply(other)).sign());
    }

    /** Whether the first of two lines is meant where both match. */
    public boolean precedes(Line left, Line right) {
        return compare(left, right).outcome() == Outcome.FIRST;
    }

    /**
     * A line that can be read in two ways: what stands in one of its words may be a group's, or
     * that of what follows the group.
     *
     * @param trailing whether a colon starts the last word
     */
    public Optional<String> ambiguousWithin(CommandLine command, boolean trailing) {
        return ambiguousWithin(Line.of(command), trailing);
    }

    /** As {@link #ambiguousWithin(CommandLine, boolean)}, for any line. */
    public Optional<String> ambiguousWithin(Line line, boolean trailing) {
        Optional<String> found =
                LinearGroups.of(line).stream()
                        .flatMap(
                                group ->
                                        SharedLine.of(
                                                matching, group.missing(), group.taken(), trailing)
                                                .stream())
                        .findFirst();
        if (found.isPresent()) {
            return found;
        }
        List<Way> ways = ways(line);
        for (int i = 0; i < ways.size(); i++) {
            for (Skipped skipped : ways.get(i).skipped()) {
                Optional<String> witness =
                        SharedLine.of(
                                matching,
                                ways.get(i).slots(),
                                taken(ways.get(i), skipped),
                                trailing);
                if (witness.isPresent()) {
                    return witness;
                }
            }
            for (int j = i + 1; j < ways.size(); j++) {
                Optional<String> witness =
                        SharedLine.of(matching, ways.get(i).slots(), ways.get(j).slots(), trailing);
                if (witness.isPresent()) {
                    return witness;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The lines in which a reader takes a group that a way to read leaves out: the group's first
     * word stands there, and enough words follow it.
     */
    private static List<Slot> taken(Way way, Skipped skipped) {
        List<Slot> slots = new ArrayList<>(way.slots().subList(0, skipped.at()));
        Line line = skipped.line();
        Line text = new Line("", List.of(), List.of(), Optional.empty());
        Slot any = new Slot(new Segment.Token(List.of(new Node.Word("text"))), text);
        Segment first = skipped.choice().segments().get(0);
        Node piece = first instanceof Segment.Token token ? token.pieces().get(0) : null;
        if (piece instanceof Node.Literal && ((Segment.Token) first).pieces().size() > 1) {
            slots.add(new Slot(new Segment.Token(List.of(piece, new Node.Word("text"))), text));
        } else if (piece instanceof Node.Literal
                || piece instanceof Node.Word && isTyped(line, piece)) {
            slots.add(new Slot(new Segment.Token(List.of(piece)), line));
        } else {
            slots.add(any);
        }
        for (int i = 1; i < skipped.words(); i++) {
            slots.add(any);
        }
        slots.add(new Slot(new Segment.Remark(new Node.Commentary(List.of())), text));
        return slots;
    }

    /** Whether a reader looks at the type of a group's first word. */
    private static boolean isTyped(Line line, Node piece) {
        ValueType type = line.type((Node.Placeholder) piece);
        return type instanceof ValueType.Integral
                || type instanceof ValueType.Big
                || type instanceof ValueType.Enumeration;
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
        return SharedLine.of(matching, a, b, false).map(line -> new Meeting(sign(a, b), line));
    }

    private int sign(List<Slot> a, List<Slot> b) {
        return byParts ? LinearRanks.compareParts(a, b) : signOfWords(a, b);
    }

    /** Which is more specific: the one whose first word that differs in rank is. */
    private static int signOfWords(List<Slot> a, List<Slot> b) {
        if (LinearRanks.isLinear(a) || LinearRanks.isLinear(b)) {
            return LinearRanks.compare(a, b);
        }
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int sign = Integer.compare(rank(a, i), rank(b, i));
            if (sign != 0
                    || i >= a.size()
                    || i >= b.size()
                    || a.get(i).takesRest()
                    || b.get(i).takesRest()) {
                return sign;
            }
        }
        return 0;
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
        return LinearRanks.isNumber(type) ? NUMBER : WORD;
    }

    // ---- optional groups

    /** A way to read a line: some groups are there, others are not. */
    private record Way(List<Slot> slots, List<Skipped> skipped) {}

    /**
     * A group that is not there.
     *
     * @param at the index of the word that may be taken for it
     * @param words how many words there are at least if it is there
     */
    private record Skipped(int at, Segment.Choice choice, Line line, int words) {}

    private static List<List<Slot>> expansions(Line line) {
        return ways(line).stream().map(Way::slots).toList();
    }

    private static List<Way> ways(Line line) {
        List<Way> ways = new ArrayList<>();
        expand(line.segments(), 0, new ArrayList<>(), new ArrayList<>(), line, ways);
        return ways;
    }

    /** With each group first, then without it: so those that fill an earlier group come first. */
    private static void expand(
            List<Segment> segments,
            int at,
            List<Slot> words,
            List<Skipped> skipped,
            Line line,
            List<Way> ways) {
        if (ways.size() >= MAX_EXPANSIONS) {
            return;
        }
        if (at == segments.size()) {
            ways.add(new Way(List.copyOf(words), List.copyOf(skipped)));
            return;
        }
        List<Segment> behind = segments.subList(at + 1, segments.size());
        if (segments.get(at) instanceof Segment.Choice choice) {
            List<Segment> filled = new ArrayList<>(choice.segments());
            filled.addAll(behind);
            expand(filled, 0, words, skipped, line, ways);
            if (choice.segments().get(0) instanceof Segment.Named) {
                return; // Named words may all be missing.
            }
            if (words.stream().anyMatch(Slot::takesRest)) {
                // What takes several words leaves none to a group.
                expand(segments, at + 1, words, skipped, line, ways);
                return;
            }
            skipped.add(
                    new Skipped(
                            words.size(),
                            choice,
                            line,
                            Segment.required(choice.segments()) + Segment.required(behind)));
            expand(segments, at + 1, words, skipped, line, ways);
            skipped.remove(skipped.size() - 1);
            return;
        }
        words.add(new Slot(segments.get(at), line));
        expand(segments, at + 1, words, skipped, line, ways);
        words.remove(words.size() - 1);
    }
}
