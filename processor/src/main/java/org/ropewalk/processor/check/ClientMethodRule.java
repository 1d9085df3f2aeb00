package org.ropewalk.processor.check;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/**
 * No two commands are one method of the client: it takes no flags and no receivers of items, owns
 * what a handler borrows, and has what every object has.
 */
final class ClientMethodRule {
    private static final List<String> OF_OBJECTS =
            List.of(
                    "clone()",
                    "finalize()",
                    "getClass()",
                    "hashCode()",
                    "notify()",
                    "notifyAll()",
                    "toString()",
                    "wait()",
                    "wait(long)",
                    "wait(long, int)");

    private ClientMethodRule() {}

    static void check(Declaration declaration, StateModel state, Reports reports) {
        Map<String, String> taken = new HashMap<>();
        OF_OBJECTS.forEach(
                method -> taken.put(method, "Object." + method.replaceFirst("[(].*", "")));
        for (CommandModel command : state.commands()) {
            add(declaration, command, command.method(), taken, reports);
        }
        for (CommandModel command : state.commands()) {
            if (command.noReply().isPresent()) {
                add(declaration, command, command.method() + "NoReply", taken, reports);
            }
        }
    }

    private static void add(
            Declaration declaration,
            CommandModel command,
            String method,
            Map<String, String> taken,
            Reports reports) {
        String signature = signature(method, command.parameters());
        String other = taken.putIfAbsent(signature, command.method());
        if (other != null) {
            reports.add(
                    Diagnostic.SAME_METHOD,
                    declaration.place(command),
                    command.method(),
                    other,
                    signature);
        }
    }

    /** Whether every object has a method of this name and these parameters. */
    static boolean isOfObjects(String method, List<ParameterModel> parameters) {
        return OF_OBJECTS.contains(signature(method, parameters));
    }

    static String signature(String method, List<ParameterModel> parameters) {
        return parameters.stream()
                .filter(each -> each.role() == Role.VALUE || each.role() == Role.PAYLOAD)
                .map(each -> erased(each.javaType()))
                .collect(Collectors.joining(", ", method + "(", ")"));
    }

    /** The type as the client takes it, without type arguments. */
    private static String erased(TypeName type) {
        if (type instanceof ParameterizedTypeName generic) {
            return erased(generic.rawType());
        }
        if (type instanceof ArrayTypeName array) {
            return erased(array.componentType()) + "[]";
        }
        if (type instanceof ClassName name) {
            return switch (name.simpleName()) {
                case "Slice" -> "Bytes";
                case "Words" -> "List";
                default -> name.simpleName();
            };
        }
        return type.toString();
    }
}
