package org.ropewalk.processor.read;

import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.StateModel.ErrorMethodModel;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;

/** Reads the methods of a state that are told of what is refused. */
final class ErrorMethodReader {
    private static final String LINE_FORM = "use the parameters ErrorKind and String (the line)";

    private final Readers readers;

    ErrorMethodReader(Readers readers) {
        this.readers = readers;
    }

    /** Whether a method is told of errors, and does not say where they lead. */
    static boolean isErrorMethod(Annotations annotations, ExecutableElement method) {
        return annotations.has(method, "OnError")
                && method.getReturnType().getKind() == TypeKind.VOID;
    }

    /** The name of the command of whose payloads a method is told; empty if of every line. */
    static String command(Annotations annotations, ExecutableElement method) {
        return annotations
                .find(method, "OnError")
                .map(mirror -> annotations.string(mirror, "command"))
                .orElse("");
    }

    /** The model of a method; what is wrong with it is reported. */
    Optional<ErrorMethodModel> read(
            TypeElement state,
            ExecutableElement method,
            List<CommandModel> commands,
            CommandReader.Context context) {
        List<TypeName> types = new ArrayList<>();
        for (TypeMirror type : readers.asMember(state, method).getParameterTypes()) {
            types.add(readers.typeReader().name(type));
        }
        String command = command(readers.annotations(), method);
        if (types.isEmpty() || !types.get(0).toString().equals("org.ropewalk.line.ErrorKind")) {
            return wrong(
                    method,
                    "its first parameter is not an ErrorKind",
                    command.isEmpty() ? LINE_FORM : "make it one");
        }
        if (command.isEmpty()) {
            return types.size() == 2 && types.get(1).toString().equals("java.lang.String")
                    ? model(state, method, List.of(), List.of(ParameterModel.text("line")))
                    : wrong(
                            method,
                            "for a method without command, only the line is known",
                            LINE_FORM);
        }
        if (context.envelope().command().isPresent()) {
            return wrong(
                    method,
                    "the protocol has an envelope around commands",
                    "remove command, and " + LINE_FORM);
        }
        List<CommandModel> named =
                commands.stream().filter(each -> each.method().equals(command)).toList();
        if (named.isEmpty()) {
            return wrong(
                    method,
                    "this state has no command method " + command,
                    "use the name of a command method");
        }
        if (!named.stream().allMatch(ErrorMethodReader::hasKeptPayload)) {
            return wrong(
                    method,
                    command + " has no payload, or its payload is a stream",
                    "use a command with another payload");
        }
        return values(method, named, types).flatMap(taken -> model(state, method, named, taken));
    }

    /** A method that only says where errors lead knows nothing of them. */
    void checkTransition(ExecutableElement method) {
        if (!method.getParameters().isEmpty()) {
            wrong(
                    method,
                    "it returns a state, so it is called without values",
                    "remove its parameters, or return void");
        } else if (!command(readers.annotations(), method).isEmpty()) {
            wrong(
                    method,
                    "it returns a state, so it is called for every command",
                    "remove command, or return void");
        }
    }

    private static boolean hasKeptPayload(CommandModel command) {
        return command.parameters().stream()
                .anyMatch(each -> each.role() == ParameterModel.Role.PAYLOAD && !each.isStream());
    }

    /** The parameters of the commands that the method takes; empty if there is another. */
    private Optional<List<ParameterModel>> values(
            ExecutableElement method, List<CommandModel> commands, List<TypeName> types) {
        List<ParameterModel> taken = new ArrayList<>();
        for (int i = 1; i < types.size(); i++) {
            String name = readers.annotations().name(method.getParameters().get(i));
            TypeName type = types.get(i);
            List<ParameterModel> values =
                    commands.stream()
                            .flatMap(command -> command.parameters().stream())
                            .filter(each -> each.role() == ParameterModel.Role.VALUE)
                            .filter(each -> each.name().equals(name))
                            .filter(each -> each.javaType().equals(type))
                            .toList();
            if (values.size() < commands.size()) {
                return wrong(
                        method,
                        commands.get(0).method() + " has no parameter " + type + " " + name,
                        "use parameters of that command, with the same names and types");
            }
            taken.add(values.get(0));
        }
        return Optional.of(taken);
    }

    private static Optional<ErrorMethodModel> model(
            TypeElement state,
            ExecutableElement method,
            List<CommandModel> commands,
            List<ParameterModel> parameters) {
        return Optional.of(
                new ErrorMethodModel(
                        CommandReader.receiver(state, method),
                        method.getSimpleName().toString(),
                        commands,
                        parameters));
    }

    private <T> Optional<T> wrong(ExecutableElement method, String why, String remedy) {
        readers.reports()
                .add(
                        Diagnostic.NOT_AN_ERROR_METHOD,
                        Place.of(method),
                        method.getSimpleName(),
                        why,
                        remedy);
        return Optional.empty();
    }
}
