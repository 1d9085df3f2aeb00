package org.ropewalk.processor.check.overlap;

import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.StateModel.BatchModel;
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
            state.batch().ifPresent(batch -> check(declaration, state, batch, reports));
            for (CommandModel command : state.commands()) {
                check(declaration, state, command, reports);
            }
        }
    }

    private static void check(
            Declaration declaration, StateModel state, BatchModel batch, Reports reports) {
        String of = batch.of().simpleName();
        if (!isState(declaration.model(), batch)) {
            bad(
                    declaration,
                    state,
                    "keeps the commands of " + of,
                    "use a state of the protocol",
                    reports);
        } else if (batch.of().equals(state.type())) {
            bad(declaration, state, "keeps its own commands", "use another state", reports);
        } else if (state.equals(declaration.model().initial())) {
            bad(
                    declaration,
                    state,
                    "is the initial state, but a command of " + of + " leads to it",
                    "use another initial state",
                    reports);
        } else if (state.once()) {
            bad(declaration, state, "has @Once, so it keeps no command", "remove @Once", reports);
        } else if (state.commands().stream().noneMatch(BatchRule::runs)) {
            bad(
                    declaration,
                    state,
                    "has no command that runs what it keeps",
                    "add a parameter QueuedCommands to a method of it",
                    reports);
        }
    }

    private static void bad(
            Declaration declaration, StateModel state, String why, String remedy, Reports reports) {
        reports.add(
                Diagnostic.BAD_BATCH,
                declaration.place(state),
                state.type().simpleName(),
                why,
                remedy);
    }

    private static boolean isState(ProtocolModel protocol, BatchModel batch) {
        return protocol.states().stream().anyMatch(each -> each.type().equals(batch.of()));
    }

    private static boolean runs(CommandModel command) {
        return has(command, ParameterModel.Role.KEPT);
    }

    private static boolean has(CommandModel command, ParameterModel.Role role) {
        return command.parameters().stream().anyMatch(parameter -> parameter.role() == role);
    }

    private static void check(
            Declaration declaration, StateModel state, CommandModel command, Reports reports) {
        ProtocolModel protocol = declaration.model();
        if (runs(command) && state.batch().isEmpty()) {
            reports.add(
                    Diagnostic.BAD_BATCH,
                    declaration.place(command),
                    state.type().simpleName(),
                    "keeps no commands for " + command.method(),
                    "add @Batch to it, or remove the parameter");
        } else if (runs(command) && has(command, ParameterModel.Role.REPLIES)) {
            // The handlers that it runs are lent the same Replies.
            reports.add(
                    Diagnostic.BAD_BATCH,
                    declaration.place(command),
                    state.type().simpleName(),
                    "runs what it keeps in " + command.method() + ", which also sends items",
                    "return the items as a List instead of Replies");
        }
        for (StateModel next : protocol.states()) {
            if (next.batch().isEmpty()
                    || !isState(protocol, next.batch().get())
                    || !StateModel.next(command).contains(next.type())) {
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
                        "is on the server only, but clients have "
                                + command.method()
                                + ", which leads to it",
                        "write client = false in the @Command of " + command.method());
            }
        }
    }
}
