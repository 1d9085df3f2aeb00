package org.ropewalk.processor.check;

import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/**
 * What silences a command is a boolean: one of its parameters, or a supplied value; and a reply
 * that must be waited for comes.
 */
final class SilenceRule {
    private SilenceRule() {}

    static void check(Declaration declaration, Reports reports) {
        for (StateModel state : declaration.model().states()) {
            for (CommandModel command : state.commands()) {
                if (command.last() && isSilent(command)) {
                    reports.add(
                            Diagnostic.WAITS_FOR_NOTHING,
                            declaration.place(command),
                            command.method());
                }
                command.silentWhen()
                        .filter(name -> !isBoolean(declaration, command, name))
                        .ifPresent(
                                name ->
                                        reports.add(
                                                Diagnostic.NO_REPLY_NOT_BOOLEAN,
                                                declaration.place(command),
                                                name));
            }
        }
    }

    /** Whether its success has neither a line nor a payload. */
    private static boolean isSilent(CommandModel command) {
        boolean bare = command.answer().lines().isEmpty();
        return command.neverReplies() || bare && !command.answer().shape().isPayloadAlone();
    }

    private static boolean isBoolean(Declaration declaration, CommandModel command, String name) {
        Optional<ParameterModel> parameter =
                command.parameters().stream().filter(each -> each.name().equals(name)).findFirst();
        return parameter.isPresent()
                ? parameter.get().value() instanceof ValueType.Truth
                : declaration.model().supplies(command).stream()
                        .anyMatch(
                                supply ->
                                        supply.name().equals(name)
                                                && supply.value().value()
                                                        instanceof ValueType.Truth);
    }
}
