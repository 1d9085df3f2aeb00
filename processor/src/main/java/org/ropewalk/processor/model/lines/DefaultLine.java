package org.ropewalk.processor.model.lines;

import java.util.List;
import java.util.Locale;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;

/** The line of a command that declares none: the method's name and its parameters. */
public final class DefaultLine {
    private DefaultLine() {}

    /** A template: the name of the method, and one word for each parameter. */
    public static String of(String method, List<ParameterModel> parameters, Wire wire) {
        StringBuilder line =
                new StringBuilder(wire.caseSensitive() ? method : method.toUpperCase(Locale.ROOT));
        for (ParameterModel parameter : parameters) {
            switch (parameter.role()) {
                case PAYLOAD -> line.append(" {").append(parameter.name()).append(".length}");
                case NO_REPLY -> line.append("[ ").append(parameter.name()).append(']');
                case VALUE -> line.append(byType(parameter));
                default -> {}
            }
        }
        return line.toString();
    }

    private static String byType(ParameterModel parameter) {
        String name = parameter.name();
        if (parameter.value() instanceof ValueType.Maybe) {
            return "[ {" + name + "}]";
        }
        if (parameter.value() instanceof ValueType.Truth) {
            return "[ " + name + "]";
        }
        return parameter.value() instanceof ValueType.Several
                ? " {" + name + "...}"
                : " {" + name + "}";
    }
}
