package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
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

    /** Choices under a protocol's rule for letter case. */
    public Choices(boolean caseSensitive) {
        this.specificity = new Specificity(caseSensitive);
    }

    /**
     * Two alternatives of which neither is more specific.
     *
     * @param witness a word that both match
     */
    public record Conflict(Template first, Template second, String witness) {}

    /** The alternatives in the order in which they are tried. */
    public List<ValueType> inOrder(ValueType.OneOf type) {
        return specificity.inOrder(type.alternatives(), each -> line(written(each)));
    }

    /** The patterns of those before {@code alternative} that it may be taken for. */
    public Set<String> unlike(ValueType.OneOf type, ValueType alternative) {
        Set<String> patterns = new TreeSet<>();
        Written own = written(alternative);
        for (ValueType other : inOrder(type)) {
            if (other.equals(alternative)) {
                break;
            }
            Outcome outcome = specificity.compare(line(own), line(written(other))).outcome();
            if (outcome != Outcome.DISJOINT) {
                patterns.add(Lookalikes.pattern(written(other)));
            }
        }
        return patterns;
    }

    /** Two alternatives that cannot be told apart, if there are some. */
    public Optional<Conflict> conflict(ValueType.OneOf type) {
        List<Written> all = new ArrayList<>();
        type.alternatives().forEach(each -> all.add(written(each)));
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                Verdict verdict = specificity.compare(line(all.get(j)), line(all.get(i)));
                if (verdict.outcome() == Outcome.AMBIGUOUS) {
                    return Optional.of(
                            new Conflict(
                                    all.get(j).template(),
                                    all.get(i).template(),
                                    verdict.witness()));
                }
            }
        }
        return Optional.empty();
    }

    /** A word that can be read in two ways, as an optional part of it may be missing. */
    public Optional<String> ambiguousWithin(ValueType.Formatted type) {
        return specificity.ambiguousWithin(line(written(type)), false);
    }

    private static Line line(Written word) {
        return Line.of(word.template(), word.values(), Optional.empty());
    }

    private static Written written(ValueType type) {
        if (type instanceof ValueType.Formatted formatted) {
            return new Written(formatted.word(), formatted.record().components());
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            return written(wrapper.component());
        }
        return new Written(
                new Template("{value}", List.of(new Node.Word("value"))),
                List.<ParameterModel>of(Lookalikes.value("value", type)));
    }
}
