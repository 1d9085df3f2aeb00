package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.processor.template.Template;

/**
 * The lines of a push message, and the method that stands for it.
 *
 * @param type the interface that declares it
 * @param method the method's name
 * @param documentation its Javadoc, or empty
 * @param varArgs whether its last parameter takes any number of arguments
 * @param parameters its parameters, payloads and states among them
 * @param reply its lines
 */
public record PushModel(
        ClassName type,
        String method,
        String documentation,
        boolean varArgs,
        List<ParameterModel> parameters,
        ReplyModel reply) {
    /** Copies the list. */
    public PushModel {
        parameters = List.copyOf(parameters);
    }

    /** The values in its lines, without the list whose elements stand in several lines. */
    private List<String> values() {
        return parameters.stream()
                .filter(parameter -> parameter.role() == ParameterModel.Role.VALUE)
                .filter(parameter -> spread().filter(parameter::equals).isEmpty())
                .map(ParameterModel::name)
                .toList();
    }

    /** Whether the last line of a list has all other values. */
    public boolean endsWithAll() {
        return reply.end().filter(line -> line.bound().containsAll(values())).isPresent();
    }

    /**
     * The line of a list whose values are kept up to its end, as the end does not have all of them;
     * nothing if no line has all.
     */
    public Optional<Template> keeper() {
        return Stream.of(reply.value(), reply.each())
                .flatMap(Optional::stream)
                .filter(line -> line.bound().containsAll(values()))
                .findFirst();
    }

    /** Whether a list without elements would have no line with its other values. */
    public boolean needsElements() {
        return spread().isPresent() && !endsWithAll() && keeper().equals(reply.each());
    }

    /** The list whose elements stand in several lines, if it has one. */
    public Optional<ParameterModel> spread() {
        return reply.each()
                .flatMap(
                        line ->
                                parameters.stream()
                                        .filter(
                                                parameter ->
                                                        parameter.value()
                                                                        instanceof ValueType.Several
                                                                && line.names()
                                                                        .contains(parameter.name()))
                                        .findFirst());
    }
}
