package org.ropewalk.processor.model.lines;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/**
 * Finds the lines of other roles for which a reader could take a line that is written: those are
 * refused when it is written, for it depends on its values.
 */
public final class Lookalikes {
    private final Specificity specificity;
    private final boolean caseSensitive;

    /** What counts as one blank, and as none at a line's begin and end; empty if nothing does. */
    private final String blanks;

    /** Lookalikes on a protocol's wire. */
    public Lookalikes(Wire wire) {
        this.caseSensitive = wire.caseSensitive();
        this.specificity = new Specificity(caseSensitive);
        this.blanks = wire.trimmed();
    }

    /**
     * A line that may come.
     *
     * @param template how it is written
     * @param values what its names stand for
     */
    public record Written(Template template, List<ParameterModel> values) {
        /** Copies the list. */
        public Written {
            template = template.head();
            values = List.copyOf(values);
        }

        /** With what may be missing at its end, and without. */
        List<Line> variants() {
            Line whole = Line.of(template, values, value(Node.Many.RESULT));
            List<Segment> segments = whole.segments();
            Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
            return last instanceof Segment.Remark || last instanceof Segment.Named
                    ? List.of(
                            whole,
                            new Line(
                                    whole.source(),
                                    segments.subList(0, segments.size() - 1),
                                    values,
                                    whole.result()))
                    : List.of(whole);
        }

        /** What it always begins with, blanks as one and without those around it. */
        String head() {
            StringBuilder head = new StringBuilder();
            for (Node node : template.nodes()) {
                if (node instanceof Node.Literal literal) {
                    head.append(literal.text());
                } else if (node instanceof Node.Separator) {
                    head.append(' ');
                } else {
                    break;
                }
            }
            return head.toString().replace('\t', ' ').replaceAll(" +", " ").strip();
        }

        boolean isConstant() {
            return Texts.isConstant(template.nodes());
        }

        /** What {@code name} stands for, without the optional around it. */
        Optional<ValueType> value(String name) {
            return values.stream()
                    .filter(value -> value.name().equals(name))
                    .findFirst()
                    .map(ParameterModel::value)
                    .map(type -> type instanceof ValueType.Maybe maybe ? maybe.value() : type);
        }
    }

    /** A value that stands for a name. */
    public static ParameterModel value(String name, ValueType type) {
        return new ParameterModel(name, type.javaType(), type, Role.VALUE, Optional.empty(), name);
    }

    /**
     * The sources of the patterns that match those of {@code others} for which {@code line} could
     * be taken.
     *
     * @param always whether they are read before it even if they are less specific
     */
    public Set<String> of(Written line, Collection<Written> others, boolean always) {
        Set<String> patterns = new LinkedHashSet<>();
        if (line.isConstant()) {
            return patterns;
        }
        for (Written other : others) {
            // Lines that are written alike are read alike on purpose.
            if (!pattern(other).equals(pattern(line)) && isTakenFor(line, other, always)) {
                patterns.add(pattern(other));
            }
        }
        return patterns;
    }

    private boolean isTakenFor(Written line, Written other, boolean always) {
        String head = line.head();
        String otherHead = other.head();
        if (!head.regionMatches(
                !caseSensitive, 0, otherHead, 0, Math.min(head.length(), otherHead.length()))) {
            return false;
        }
        for (Line written : line.variants()) {
            for (Line read : other.variants()) {
                Outcome outcome = specificity.compare(written, read).outcome();
                if (outcome == Outcome.SECOND
                        || outcome == Outcome.AMBIGUOUS
                        || always && outcome == Outcome.FIRST
                        || outcome == Outcome.DISJOINT
                                && specificity.isTrimmedTo(written, read, blanks)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The source of the pattern that matches a line. */
    static String pattern(Written line) {
        StringBuilder pattern = new StringBuilder();
        List<Node> nodes = line.template().nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : null;
            boolean optional = next instanceof Node.Commentary || next instanceof Node.Named;
            if (node instanceof Node.Group group) {
                boolean behind =
                        group.nodes().get(0) instanceof Node.Separator
                                && !(next instanceof Node.Literal)
                                && !(next instanceof Node.Placeholder);
                return pattern.append(behind ? "{ *}" : "{*}").toString();
            }
            if (node instanceof Node.Separator && optional) {
                return pattern.append("{ *}").toString();
            }
            if (node instanceof Node.Literal literal) {
                pattern.append(literal.text().replaceAll("[\\\\{} ]", "\\\\$0"));
            } else if (node instanceof Node.Separator) {
                pattern.append(' ');
            } else if (node instanceof Node.Phrase phrase) {
                pattern.append("{}").append(" {}".repeat(phrase.words() - 1));
            } else if (node instanceof Node.Result
                    || node instanceof Node.Word
                    || node instanceof Node.Fixed
                    || node instanceof Node.Length
                    || node instanceof Node.Size) {
                boolean fixed = node instanceof Node.Fixed && next instanceof Node.Literal;
                pattern.append(
                        fixed || next instanceof Node.Placeholder ? "{**}" : word(line, node));
            } else if (next != null
                    && Segment.of(line.template()).stream()
                            .anyMatch(Segment.Linear.class::isInstance)) {
                pattern.append("{**}");
            } else {
                return pattern.append("{*}").toString();
            }
        }
        return pattern.toString();
    }

    private static String word(Written line, Node node) {
        if (node instanceof Node.Length || node instanceof Node.Size) {
            return "{#}";
        }
        if (!((Node.Placeholder) node).nil().isEmpty()) {
            return "{}";
        }
        String name = node instanceof Node.Word word ? word.name() : Node.Many.RESULT;
        ValueType type = line.value(name).orElse(null);
        if (type instanceof ValueType.Integral) {
            return "{#}";
        }
        return type instanceof ValueType.Enumeration enumeration
                ? "{" + String.join("|", enumeration.words()) + "}"
                : "{}";
    }
}
