package org.ropewalk.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/**
 * Which of two lines is meant where both match: the more specific one, word by word; a literal or a
 * constant before a number, a number before a word, a word before the rest.
 */
public final class Specificity {
    /** Optional groups of one line beyond this are not told apart; no protocol has so many. */
    private static final int MAX_EXPANSIONS = 256;

    private static final int LITERAL = 0;
    private static final int NUMBER = 1;
    private static final int WORD = 2;
    private static final int REST = 3;

    private final boolean caseSensitive;

    /** Comparisons under a protocol's rule for letter case. */
    public Specificity(boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
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
     * @param witness a line that both match, where neither is meant
     */
    public record Verdict(Outcome outcome, String witness) {}

    /** One word of a line without optional groups. */
    private record Slot(Segment segment, List<ParameterModel> parameters) {
        boolean takesRest() {
            return segment instanceof Segment.Several
                    || segment instanceof Segment.Tail
                    || segment instanceof Segment.Remark
                    || segment instanceof Segment.Named;
        }

        Optional<String> literal() {
            return segment instanceof Segment.Token token ? token.literal() : Optional.empty();
        }

        Optional<ValueType> value() {
            if (segment instanceof Segment.Token token
                    && token.pieces().size() == 1
                    && token.pieces().get(0) instanceof Node.Word word) {
                return parameters.stream()
                        .filter(p -> p.name().equals(word.name()))
                        .findFirst()
                        .map(ParameterModel::value)
                        .map(
                                value ->
                                        value instanceof ValueType.Maybe maybe
                                                ? maybe.value()
                                                : value);
            }
            return Optional.empty();
        }

        boolean isLength() {
            return segment instanceof Segment.Token token
                    && token.pieces().stream()
                            .anyMatch(
                                    piece ->
                                            piece instanceof Node.Length
                                                    || piece instanceof Node.Size);
        }

        boolean isNumber() {
            ValueType value = value().orElse(null);
            return isLength() && pieces().size() == 1
                    || value instanceof ValueType.Integral
                    || value instanceof ValueType.Big
                    || value instanceof ValueType.Floating;
        }

        /** Whether something stands in it that no number has. */
        boolean hasSigns() {
            return pieces().stream()
                    .anyMatch(
                            piece ->
                                    piece instanceof Node.Literal literal
                                            && !literal.text().matches("[-+.0-9eE]*"));
        }

        private List<Node> pieces() {
            return segment instanceof Segment.Token token ? token.pieces() : List.of();
        }

        /**
         * The literal that it begins with, or ends with if {@code at} is negative; else nothing.
         */
        String edge(int at) {
            List<Node> pieces = pieces();
            return !pieces.isEmpty()
                            && pieces.get(at < 0 ? pieces.size() - 1 : 0)
                                    instanceof Node.Literal literal
                    ? literal.text()
                    : "";
        }

        int rank() {
            if (takesRest()) {
                return REST;
            }
            if (literal().isPresent() || value().orElse(null) instanceof ValueType.Enumeration) {
                return LITERAL;
            }
            boolean glued = pieces().size() > 1;
            return isNumber() || isLength() || glued ? NUMBER : WORD;
        }
    }

    /** Compares two lines with one verb, or two without. */
    public Verdict compare(CommandLine first, CommandLine second) {
        boolean firstWins = false;
        boolean secondWins = false;
        String witness = "";
        for (List<Slot> a : expansions(first)) {
            for (List<Slot> b : expansions(second)) {
                Optional<Integer> sign = sign(a, b);
                if (sign.isPresent()) {
                    firstWins |= sign.get() < 0;
                    secondWins |= sign.get() > 0;
                    if (sign.get() == 0) {
                        return new Verdict(Outcome.AMBIGUOUS, witness(first, a, b));
                    }
                    witness = witness(first, a, b);
                }
            }
        }
        if (firstWins && secondWins) {
            return new Verdict(Outcome.AMBIGUOUS, witness);
        }
        return new Verdict(
                firstWins ? Outcome.FIRST : secondWins ? Outcome.SECOND : Outcome.DISJOINT, "");
    }

    /**
     * A line that can be read in two ways, where the way that groups are filled is not the more
     * specific one.
     */
    public Optional<String> ambiguousWithin(CommandLine line) {
        List<List<Slot>> expansions = expansions(line);
        for (int i = 0; i < expansions.size(); i++) {
            for (int j = i + 1; j < expansions.size(); j++) {
                // Expansions that fill an earlier group come first.
                Optional<Integer> sign = sign(expansions.get(i), expansions.get(j));
                if (sign.isPresent()
                        && (sign.get() > 0 || isTaken(expansions.get(i), expansions.get(j)))) {
                    return Optional.of(witness(line, expansions.get(i), expansions.get(j)));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether what a group takes may also be the begin of the rest that follows it. */
    private static boolean isTaken(List<Slot> filled, List<Slot> empty) {
        for (int i = 0; i < Math.min(filled.size(), empty.size()); i++) {
            if (filled.get(i).rank() != empty.get(i).rank()) {
                return empty.get(i).segment() instanceof Segment.Tail
                        || empty.get(i).segment() instanceof Segment.Several;
            }
        }
        return false;
    }

    private Optional<Integer> sign(List<Slot> a, List<Slot> b) {
        int sign = 0;
        for (int i = 0; ; i++) {
            boolean firstEnds = i == a.size();
            boolean secondEnds = i == b.size();
            if (firstEnds && secondEnds) {
                return Optional.of(sign);
            }
            if (firstEnds || secondEnds) {
                return Optional.empty();
            }
            Slot x = a.get(i);
            Slot y = b.get(i);
            if (!meet(x, y)) {
                return Optional.empty();
            }
            if (sign == 0) {
                sign = Integer.compare(x.rank(), y.rank());
            }
            if (x.takesRest() || y.takesRest()) {
                return Optional.of(sign);
            }
        }
    }

    /** Whether one word fits both. */
    private boolean meet(Slot x, Slot y) {
        if (x.literal().isPresent()) {
            return fits(x.literal().get(), y);
        }
        if (y.literal().isPresent()) {
            return fits(y.literal().get(), x);
        }
        if (x.value().orElse(null) instanceof ValueType.Enumeration type) {
            return type.constants().stream().anyMatch(constant -> fits(constant.word(), y));
        }
        if (y.value().orElse(null) instanceof ValueType.Enumeration) {
            return meet(y, x);
        }
        return !(x.isNumber() && y.hasSigns() || y.isNumber() && x.hasSigns())
                && agree(x.edge(0), y.edge(0), false)
                && agree(x.edge(-1), y.edge(-1), true);
    }

    /** Whether what two words begin with, or end with, can be the same. */
    private boolean agree(String left, String right, boolean end) {
        int length = Math.min(left.length(), right.length());
        return left.regionMatches(
                !caseSensitive,
                end ? left.length() - length : 0,
                right,
                end ? right.length() - length : 0,
                length);
    }

    private boolean fits(String word, Slot slot) {
        if (slot.takesRest()) {
            return true;
        }
        if (slot.literal().isPresent()) {
            return same(word, slot.literal().get());
        }
        if (slot.value().orElse(null) instanceof ValueType.Enumeration type) {
            return type.constants().stream().anyMatch(constant -> same(word, constant.word()));
        }
        if (slot.segment() instanceof Segment.Token token
                && token.pieces().get(0) instanceof Node.Literal prefix) {
            return word.regionMatches(!caseSensitive, 0, prefix.text(), 0, prefix.text().length());
        }
        return slot.rank() != NUMBER || word.matches("-?\\d+");
    }

    private boolean same(String left, String right) {
        return caseSensitive ? left.equals(right) : left.equalsIgnoreCase(right);
    }

    private static String witness(CommandLine line, List<Slot> a, List<Slot> b) {
        StringBuilder text = new StringBuilder(line.verb().orElse(""));
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            Slot slot = a.get(i).rank() <= b.get(i).rank() ? a.get(i) : b.get(i);
            text.append(text.isEmpty() ? "" : " ").append(example(slot));
            if (a.get(i).takesRest() || b.get(i).takesRest()) {
                break;
            }
        }
        return text.toString();
    }

    private static String example(Slot slot) {
        if (slot.literal().isPresent()) {
            return slot.literal().get();
        }
        if (slot.value().orElse(null) instanceof ValueType.Enumeration type) {
            return type.constants().get(0).word();
        }
        if (slot.segment() instanceof Segment.Token token && token.pieces().size() > 1) {
            StringBuilder text = new StringBuilder();
            token.pieces()
                    .forEach(
                            piece ->
                                    text.append(
                                            piece instanceof Node.Literal literal
                                                    ? literal.text()
                                                    : "x"));
            return text.toString();
        }
        return slot.rank() == NUMBER ? "1" : "x";
    }

    private static List<List<Slot>> expansions(CommandLine line) {
        List<List<Slot>> expansions = new ArrayList<>();
        expand(line.segments(), 0, new ArrayList<>(), line.command().parameters(), expansions);
        return expansions;
    }

    /** With each group first, then without it: so those that fill an earlier group come first. */
    private static void expand(
            List<Segment> segments,
            int at,
            List<Slot> words,
            List<ParameterModel> parameters,
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
            expand(filled, 0, words, parameters, expansions);
            expand(segments, at + 1, words, parameters, expansions);
            return;
        }
        words.add(new Slot(segments.get(at), parameters));
        expand(segments, at + 1, words, parameters, expansions);
        words.remove(words.size() - 1);
    }
}
