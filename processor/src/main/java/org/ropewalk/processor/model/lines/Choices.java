package org.ropewalk.processor.model.lines;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.Lookalikes.Written;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * The ways to write one value: the alternatives of a sealed interface, the formats of a record. The
 * more specific ones are tried first, and no other is written that would be read as one of them.
 */
public final class Choices {
    private final Specificity specificity;
    private final String blanks;

    /** Choices on a protocol's wire. */
    public Choices(Wire wire) {
        this.specificity = Specificity.ofValues(wire.caseSensitive());
        this.blanks = wire.trimmed();
    }

    /**
     * Two forms of which neither is more specific.
     *
     * @param witness a word that both match
     */
    public record Conflict(Template first, Template second, String witness) {}

    /** The forms of a value in the order in which they are tried. */
    public List<ValueType> inOrder(ValueType type) {
        return specificity.inOrder(ValueType.forms(type), Choices::line);
    }

    /** The patterns of the others that {@code form} may be taken for. */
    public Set<String> unlike(ValueType type, ValueType form) {
        Set<String> patterns = new TreeSet<>();
        Line own = line(form);
        boolean before = true;
        for (ValueType other : inOrder(type)) {
            if (other.equals(form)) {
                before = false;
            } else if (before && specificity.compare(own, line(other)).outcome() != Outcome.DISJOINT
                    || specificity.isTrimmedTo(own, line(other), blanks)) {
                patterns.add(Lookalikes.pattern(written(other)));
            }
        }
        return patterns;
    }

    /** How a value is written, for people. */
    public static String forms(ValueType type) {
        return ValueType.forms(type).stream()
                .map(each -> written(each).template().source())
                .collect(Collectors.joining(" or "));
    }

    /** Two forms that cannot be told apart, if there are some. */
    public Optional<Conflict> conflict(ValueType type) {
        List<ValueType> all = ValueType.forms(type);
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                Verdict verdict = specificity.compare(line(all.get(j)), line(all.get(i)));
                if (verdict.outcome() == Outcome.AMBIGUOUS) {
                    return Optional.of(
                            new Conflict(
                                    written(all.get(j)).template(),
                                    written(all.get(i)).template(),
                                    verdict.witness()));
                }
            }
        }
        return Optional.empty();
    }

    /** A word that can be read in two ways, as an optional part of it may be missing. */
    public Optional<String> ambiguousWithin(ValueType.Formatted type) {
        return specificity.ambiguousWithin(line(type), false);
    }

    private static Line line(ValueType type) {
        if (type instanceof ValueType.Wrapper wrapper) {
            return line(wrapper.component());
        }
        Written word = written(type);
        return type instanceof ValueType.Formatted formatted
                ? new Line(
                        formatted.format().source(),
                        formatted.segments(),
                        word.values(),
                        Optional.empty())
                : Line.of(word.template(), word.values(), Optional.empty());
    }

    private static Written written(ValueType type) {
        if (type instanceof ValueType.Formatted formatted) {
            return new Written(formatted.line(), formatted.record().components());
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            return written(wrapper.component());
        }
        return new Written(
                new Template("{value}", List.of(new Node.Word("value"))),
                List.<ParameterModel>of(Lookalikes.value("value", type)));
    }
}
