package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;

/**
 * Names of the methods of one generated class, each given once; those that it inherits are taken.
 */
public final class MethodNames {
    private final Set<String> taken = new HashSet<>();

    /** The lists of parameters with which a method is declared as a command. */
    private final Map<String, Set<List<String>>> overloads = new HashMap<>();

    /** The names of a class for {@code protocol}. */
    public MethodNames(ProtocolModel protocol, String... inherited) {
        for (StateModel state : protocol.states()) {
            for (CommandModel command : state.commands()) {
                overloads
                        .computeIfAbsent(command.method(), missing -> new HashSet<>())
                        .add(parameters(command));
            }
        }
        taken.addAll(Set.of(inherited));
        // A call of a method with this name would be a statement of the language.
        taken.add("yield");
    }

    private static List<String> parameters(CommandModel command) {
        return command.parameters().stream().map(ParameterModel::name).toList();
    }

    /** What a command is called: its method, and its parameters where others have its name. */
    public String of(CommandModel command) {
        boolean overloaded = overloads.getOrDefault(command.method(), Set.of()).size() > 1;
        return !overloaded
                ? command.method()
                : command.method()
                        + parameters(command).stream()
                                .map(MethodNames::capitalized)
                                .collect(Collectors.joining());
    }

    /** {@code wanted}, or {@code other} if that is taken, or with a number too. */
    public String unique(String wanted, String other) {
        return taken.add(wanted) ? wanted : unique(other);
    }

    public String unique(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** With a first letter in upper case, as behind another word. */
    public static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** With a first letter in lower case, as at the beginning. */
    public static String decapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** A type's name as a part of another. */
    public static String simple(TypeName type) {
        return type instanceof ClassName name
                ? name.simpleName()
                : type.toString().replaceAll("[^A-Za-z0-9]", "");
    }

    /** A type's name with its arguments', as a part of another: {@code OptionalJob}. */
    public static String described(TypeName type) {
        if (type instanceof ParameterizedTypeName generic) {
            return generic.rawType().simpleName()
                    + generic.typeArguments().stream()
                            .map(MethodNames::described)
                            .collect(Collectors.joining());
        }
        return type instanceof ClassName name
                ? name.simpleName()
                : capitalized(type.toString().replaceAll("[^A-Za-z0-9]", ""));
    }

    public static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
