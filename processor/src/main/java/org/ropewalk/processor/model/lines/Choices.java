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
 * The alternatives of a sealed interface that stands for one word: the more specific ones are tried
 * first, and no other is written that would be read as one of them.
 */
public final class Choices {
    private final Specificity specificity;
    private final String blanks;

    /** Choices on a protocol's wire. */
    public Choices(Wire wire) {
        this.specificity = new Specificity(wire.caseSensitive());
        this.blanks = wire.trimmed();
    }

    /**
     * Two alternatives of which neither is more specific.
     *
     * @param witness a word that both match
     */
    public record Conflict(Template first, Template second, String witness) {}

    /** The alternatives in the order in which they are tried. */
    public List<ValueType> inOrder(ValueType.OneOf type) {
        return specificity.inOrder(type.alternatives(), Choices::line);
    }

    /** The patterns of the others that {@code alternative} may be taken for. */
    public Set<String> unlike(ValueType.OneOf type, ValueType alternative) {
        Set<String> patterns = new TreeSet<>();
        Line own = line(alternative);
        boolean before = true;
        for (ValueType other : inOrder(type)) {
            if (other.equals(alternative)) {
                before = false;
            } else if (before && specificity.compare(own, line(other)).outcome() != Outcome.DISJOINT
                    || specificity.isTrimmedTo(own, line(other), blanks)) {
                patterns.add(Lookalikes.pattern(written(other)));
            }
        }
        return patterns;
    }

    /** How the alternatives are written, for people. */
    public static String forms(ValueType.OneOf type) {
        return type.alternatives().stream()
                .map(each -> written(each).template().source())
                .collect(Collectors.joining(" or "));
    }

    /** Two alternatives that cannot be told apart, if there are some. */
    public Optional<Conflict> conflict(ValueType.OneOf type) {
        List<ValueType> all = type.alternatives();
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
