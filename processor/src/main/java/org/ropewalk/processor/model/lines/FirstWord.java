package org.ropewalk.processor.model.lines;

import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Segment;

/** What tells by its first word that a value is there, where another word may stand. */
public final class FirstWord {
    private FirstWord() {}

    /** The number or the constants that its first word is; nothing if it may be any word. */
    public static Optional<ValueType> of(ValueType type) {
        if (type instanceof ValueType.Integral
                || type instanceof ValueType.Big
                || type instanceof ValueType.Enumeration) {
            return Optional.of(type);
        }
        return type instanceof ValueType.Formatted formatted
                        && formatted.words() != 1
                        && formatted.segments().get(0) instanceof Segment.Linear linear
                        && linear.plan().parts().get(0) instanceof LinePlan.Value value
                        && value.end().kind() == LinePlan.Kind.WORD
                        && value.end().literals().isEmpty()
                ? formatted.record().components().stream()
                        .filter(component -> value.node().names().contains(component.name()))
                        .map(ParameterModel::value)
                        .flatMap(first -> of(first).stream())
                        .findFirst()
                : Optional.empty();
    }
}
