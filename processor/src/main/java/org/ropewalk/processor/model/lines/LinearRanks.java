package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Matching.Slot;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/**
 * Which of two lines is the more specific one, part by part, where one of them is read byte by
 * byte: a literal before a number or a width, then a word, a text with an end, and the rest.
 */
final class LinearRanks {
    private static final int LITERAL = 0;
    private static final int NUMBER = 1;

    /** A word in front of a literal, where parts are compared. */
    private static final int ENDED = 2;

    private static final int WORD = 3;
    private static final int TEXT = 4;
    private static final int REST = 5;

    private final List<Integer> ranks = new ArrayList<>();

    /** Whether a value of several parts has the ranks of these. */
    private final boolean byParts;

    private LinearRanks(boolean byParts) {
        this.byParts = byParts;
    }

    private static List<Integer> of(List<Slot> slots, boolean byParts) {
        LinearRanks ranks = new LinearRanks(byParts);
        slots.forEach(ranks::add);
        return ranks.ranks;
    }

    /** Whether one of the segments is read byte by byte. */
    static boolean isLinear(List<Slot> slots) {
        return slots.stream().anyMatch(slot -> slot.segment() instanceof Segment.Linear);
    }

    /** Negative if the first is more specific, positive if the second is. */
    static int compare(List<Slot> first, List<Slot> second) {
        return signOf(of(first, false), of(second, false));
    }

    /**
     * As {@link #compare}, by the parts of their values: a word in front of a literal is more
     * specific than another.
     */
    static int compareParts(List<Slot> first, List<Slot> second) {
        return signOf(of(first, true), of(second, true));
    }

    private static int signOf(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int left = i < a.size() ? a.get(i) : LITERAL;
            int right = i < b.size() ? b.get(i) : LITERAL;
            if (left != right) {
                return Integer.compare(left, right);
            }
        }
        return 0;
    }

    private void add(Slot slot) {
        if (slot.segment() instanceof Segment.Token token) {
            pieces(token.pieces(), slot.line());
        } else if (slot.segment() instanceof Segment.Tail tail) {
            if (!tail.prefix().isBlank()) {
                ranks.add(LITERAL);
            }
            ranks.add(tail.suffix().isEmpty() ? REST : TEXT);
            if (!tail.suffix().isEmpty()) {
                ranks.add(LITERAL);
            }
        } else if (slot.segment() instanceof Segment.Linear linear) {
            parts(linear.plan().parts(), slot.line());
        } else {
            ranks.add(REST);
        }
    }

    private void pieces(List<Node> pieces, Line line) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Node.Placeholder value) {
                value(value, line, i + 1 < pieces.size());
            } else {
                ranks.add(LITERAL);
            }
        }
    }

    /**
     * A value that is a word, or several.
     *
     * @param ended whether a literal ends it
     */
    private void value(Node.Placeholder node, Line line, boolean ended) {
        List<Integer> parts = byParts ? parts(node, line) : List.of();
        if (parts.isEmpty()) {
            int rank = rank(node, line);
            ranks.add(byParts && ended && rank == WORD ? ENDED : rank);
        } else {
            ranks.addAll(parts);
        }
    }

    /** The ranks of the parts of a value: of the least specific form, if it has several. */
    private static List<Integer> parts(Node.Placeholder node, Line line) {
        if (node instanceof Node.Many || node instanceof Node.Length || node instanceof Node.Size) {
            return List.of();
        }
        ValueType type = line.type(node);
        return type instanceof ValueType.Formatted
                ? ofForm(type)
                : ValueType.forms(type).stream()
                        .map(LinearRanks::ofForm)
                        .max(LinearRanks::signOf)
                        .orElse(List.of());
    }

    private static List<Integer> ofForm(ValueType form) {
        if (!(form instanceof ValueType.Formatted formatted)) {
            return List.of(rank(form));
        }
        Line line = new Line("", List.of(), formatted.record().components(), Optional.empty());
        return of(
                formatted.segments().stream().map(segment -> new Slot(segment, line)).toList(),
                true);
    }

    private void parts(List<LinePlan.Part> parts, Line line) {
        for (LinePlan.Part part : parts) {
            if (part instanceof LinePlan.Text) {
                ranks.add(LITERAL);
            } else if (part instanceof LinePlan.Choice choice) {
                parts(choice.parts(), line);
            } else if (part instanceof LinePlan.Value value
                    && value.end().kind() == LinePlan.Kind.WORDS) {
                words(value, line);
            } else if (part instanceof LinePlan.Value value
                    && value.end().kind() == LinePlan.Kind.WORD) {
                value(value.node(), line, !value.end().literals().isEmpty());
            } else if (part instanceof LinePlan.Value value) {
                ranks.add(rank(value, line));
            } else if (part instanceof LinePlan.Named || part instanceof LinePlan.Remark) {
                ranks.add(REST);
            }
        }
    }

    /** A value of several words has the ranks of these. */
    private void words(LinePlan.Value value, Line line) {
        if (line.type(value.node()) instanceof ValueType.Formatted formatted
                && formatted.segments().get(0) instanceof Segment.Linear linear) {
            parts(
                    linear.plan().parts(),
                    new Line("", List.of(), formatted.record().components(), Optional.empty()));
        } else {
            for (int i = 0; i < value.end().width(); i++) {
                ranks.add(rank(value.node(), line));
            }
        }
    }

    private static int rank(LinePlan.Value value, Line line) {
        return switch (value.end().kind()) {
            case WIDTH -> NUMBER;
            case WORD, WORDS -> rank(value.node(), line);
            case REST -> REST;
            default -> TEXT;
        };
    }

    private static int rank(Node.Placeholder node, Line line) {
        if (node instanceof Node.Length || node instanceof Node.Size) {
            return NUMBER;
        }
        return rank(line.type(node));
    }

    private static int rank(ValueType type) {
        if (type instanceof ValueType.Enumeration) {
            return LITERAL;
        }
        return isNumber(type) ? NUMBER : WORD;
    }

    /** Whether few words are values of the type: those of numbers, dates and times. */
    static boolean isNumber(ValueType type) {
        return type instanceof ValueType.Integral
                || type instanceof ValueType.Big
                || type instanceof ValueType.Floating
                || type instanceof ValueType.Temporal;
    }
}
