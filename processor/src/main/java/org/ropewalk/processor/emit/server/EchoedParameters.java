package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Template;

/**
 * A command's parameters that its replies repeat: what is handed to the methods that write them.
 */
final class EchoedParameters {
    private EchoedParameters() {}

    static Bindings parameterScope(CommandModel command) {
        Bindings scope = new Bindings();
        for (ParameterModel parameter : command.parameters()) {
            Echo echo = Echo.of(parameter);
            scope.with(parameter.name(), CodeBlock.of("$L", echo.local()), echo.value());
        }
        return scope;
    }

    /** The command's parameters that a reply repeats, as further arguments. */
    static CodeBlock echoes(CommandModel command, Set<String> names) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (ParameterModel parameter : command.parameters()) {
            if (isNamed(parameter, names)) {
                code.add(
                        ", $L",
                        isGiven(command, parameter)
                                ? given(parameter)
                                : Echo.of(parameter).local());
            }
        }
        return code.build();
    }

    /**
     * Whether a parameter that an optional group has set is handed on later, and so has a second
     * name that is set once.
     */
    static boolean isGiven(CommandModel command, ParameterModel parameter) {
        return command.completesLater()
                && parameter.role() == Role.VALUE
                && (parameter.value() instanceof ValueType.Maybe
                        || parameter.value() instanceof ValueType.Several)
                && (command.blocking()
                        || command.attempts().isPresent()
                        || isRepeated(command, parameter.name()));
    }

    static String given(ParameterModel parameter) {
        return Javadoc.local(parameter.name()) + "Given";
    }

    static List<Echo> echoed(CommandModel command, Set<String> names) {
        return command.parameters().stream()
                .filter(parameter -> isNamed(parameter, names))
                .map(Echo::of)
                .toList();
    }

    /** Whether a name, or a group of the literal, stands for a parameter. */
    private static boolean isNamed(ParameterModel parameter, Set<String> names) {
        return names.contains(parameter.name())
                || parameter.value() instanceof ValueType.Truth
                        && names.contains(flag(parameter.name()));
    }

    /** How a group of a literal is noted; it stands for a parameter whatever the letter case. */
    private static String flag(String name) {
        return "[" + name.toLowerCase(Locale.ROOT) + "]";
    }

    /** A parameter that a reply repeats; of a payload, its length. */
    record Echo(String local, TypeName type, ValueType value) {
        static Echo of(ParameterModel parameter) {
            String local = Javadoc.local(parameter.name());
            return parameter.role() == Role.PAYLOAD
                    ? new Echo(local + "Length", TypeName.LONG, ValueType.Integral.LENGTH)
                    : new Echo(local, parameter.javaType(), parameter.value());
        }
    }

    /** The names in an answer's lines that its own components do not give. */
    static Set<String> foreignNames(Answer.Shape shape) {
        Set<String> names = new HashSet<>();
        collect(shape, names);
        return names;
    }

    static Set<String> foreignNames(ReplyModel reply) {
        Set<String> names = new HashSet<>();
        reply.sequence().forEach(line -> add(line, names));
        return names;
    }

    private static void add(Template line, Set<String> names) {
        names.addAll(line.names());
        line.flags().forEach(flag -> names.add(flag(flag)));
    }

    static Set<String> foreignNames(ReplyModel reply, List<ParameterModel> own) {
        Set<String> names = foreignNames(reply);
        own.forEach(
                component -> {
                    names.remove(component.name());
                    names.remove(flag(component.name()));
                });
        return names;
    }

    private static void collect(Answer.Shape shape, Set<String> names) {
        if (shape instanceof Answer.Fixed fixed) {
            names.addAll(foreignNames(fixed.reply()));
        } else if (shape instanceof Answer.Enter enter) {
            names.addAll(foreignNames(enter.reply()));
        } else if (shape instanceof Answer.Behind behind) {
            names.addAll(foreignNames(behind.reply()));
        } else if (shape instanceof Answer.Single single) {
            names.addAll(foreignNames(single.reply()));
        } else if (shape instanceof Answer.Structured structured) {
            names.addAll(foreignNames(structured.reply(), structured.record().components()));
        } else if (shape instanceof Answer.Listing listing) {
            Set<String> lines = foreignNames(listing.reply());
            listing.reply().end().ifPresent(line -> add(line, lines));
            collect(listing.item(), lines);
            listing.record().components().forEach(component -> lines.remove(component.name()));
            names.addAll(lines);
        } else if (shape instanceof Answer.Constants constants) {
            constants.replies().forEach(reply -> names.addAll(foreignNames(reply)));
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(alternative -> collect(alternative, names));
        } else if (shape instanceof Answer.Maybe maybe) {
            collect(maybe.present(), names);
            names.addAll(foreignNames(maybe.absent()));
        } else if (shape instanceof Answer.Truth truth) {
            names.addAll(foreignNames(truth.present()));
            names.addAll(foreignNames(truth.absent()));
        } else if (shape instanceof Answer.Items items) {
            Set<String> header = foreignNames(items.reply());
            header.remove("items");
            names.addAll(header);
            items.reply().end().ifPresent(line -> add(line, names));
            collect(items.item(), names);
        }
    }

    static CodeBlock failureEchoes(CommandModel command, FailureModel failure) {
        return echoes(command, foreignNames(failure.reply(), failure.parameters()));
    }

    /** Whether a reply repeats a parameter. */
    static boolean isRepeated(CommandModel command, String name) {
        return foreignNames(command.answer().shape()).contains(name)
                || command.failures().stream()
                        .anyMatch(
                                failure ->
                                        foreignNames(failure.reply(), failure.parameters())
                                                .contains(name));
    }
}
