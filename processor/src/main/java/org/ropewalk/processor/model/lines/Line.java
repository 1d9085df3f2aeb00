package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * A line of whatever role, as it is told from others.
 *
 * @param source how it is declared
 * @param segments what it consists of
 * @param values what its names stand for; a name without a value is a text
 * @param result what {@code {}} and {@code {*}} stand for, if they stand for something
 */
public record Line(
        String source,
        List<Segment> segments,
        List<ParameterModel> values,
        Optional<ValueType> result) {
    /** Copies the lists. */
    public Line {
        segments = List.copyOf(segments);
        values = List.copyOf(values);
    }

    /** A reply, or a push. */
    public static Line of(
            Template template, List<ParameterModel> values, Optional<ValueType> result) {
        return new Line(template.head().source(), Segment.of(template.head()), values, result);
    }

    /** A command, with its verb. */
    public static Line of(CommandLine command) {
        List<Segment> segments = new ArrayList<>();
        command.verb()
                .ifPresent(
                        verb -> segments.add(new Segment.Token(List.of(new Node.Literal(verb)))));
        command.segments().stream()
                .filter(segment -> !(segment instanceof Segment.Fields))
                .forEach(segments::add);
        return new Line(
                command.template().source(),
                segments,
                command.command().parameters(),
                Optional.empty());
    }

    /** What a placeholder stands for; see {@link ValueType#at}. */
    ValueType type(Node.Placeholder node) {
        Optional<ValueType> type =
                node instanceof Node.Result || node instanceof Node.ResultRest
                        ? result
                        : node.names().stream().flatMap(name -> type(name).stream()).findFirst();
        return ValueType.at(node, type.orElse(ParameterModel.text("text").value()));
    }

    private Optional<ValueType> type(String name) {
        return values.stream()
                .filter(value -> value.name().equals(name))
                .map(ParameterModel::value)
                .findFirst();
    }
}
