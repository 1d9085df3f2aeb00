package org.ropewalk.processor.check.overlap;

import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.BatchRoles;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** A state that keeps commands is entered from the state whose commands it keeps. */
public final class BatchRule {
    private BatchRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        ProtocolModel protocol = declaration.model();
        for (StateModel state : protocol.states()) {
            for (CommandModel command : state.commands()) {
                check(declaration, state, command, reports);
            }
        }
    }

    private static void check(
            Declaration declaration, StateModel state, CommandModel command, Reports reports) {
        ProtocolModel protocol = declaration.model();
        boolean runs =
                command.parameters().stream()
                        .anyMatch(parameter -> parameter.role() == ParameterModel.Role.KEPT);
        if (runs && state.batch().isEmpty()) {
            reports.add(
                    Diagnostic.BAD_BATCH,
                    declaration.place(command),
                    state.type().simpleName(),
                    "keeps no commands for " + command.method(),
                    "add @Batch to it, or remove the parameter");
        }
        for (StateModel next : protocol.states()) {
            if (next.batch().isEmpty() || !StateModel.next(command).contains(next.type())) {
                continue;
            }
            if (!next.batch().get().of().equals(state.type())) {
                reports.add(
                        Diagnostic.BAD_BATCH,
                        declaration.place(command),
                        next.type().simpleName(),
                        "keeps commands of another state than that of " + command.method(),
                        "let only commands of "
                                + next.batch().get().of().simpleName()
                                + " lead to it");
            } else if (command.client() && BatchRoles.leads(protocol, command)) {
                reports.add(
                        Diagnostic.BAD_BATCH,
                        declaration.place(command),
                        next.type().simpleName(),
                        "is not one of clients",
                        "add client = false to " + command.method());
            }
        }
    }
}
