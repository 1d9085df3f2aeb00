package org.ropewalk.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * The lines of a push message, and the method that stands for it.
 *
 * @param method the method's name
 * @param documentation its Javadoc, or empty
 * @param varArgs whether its last parameter takes any number of arguments
 * @param parameters its parameters, payloads and states among them
 * @param reply its lines
 */
public record PushModel(
        String method,
        String documentation,
        boolean varArgs,
        List<ParameterModel> parameters,
        ReplyModel reply) {
    /** Copies the list. */
    public PushModel {
        parameters = List.copyOf(parameters);
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
