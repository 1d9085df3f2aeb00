package org.ropewalk.processor.check;

import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** What holds for a state as a whole. */
final class StateRule {
    private StateRule() {}

    static void check(Declaration declaration, StateModel state, Reports reports) {
        for (CommandModel command : state.commands()) {
            if (command.templates().get(0).isEmpty()
                    && !(state.once()
                            && state.commands().size() == 1
                            && command.templates().size() == 1
                            && takesOneDottedPayload(command))) {
                reports.add(Diagnostic.BARE_PAYLOAD, declaration.place(command), command.method());
            }
        }
        if (state.once() && state.equals(declaration.model().initial())) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    declaration.place(state),
                    "A connection that begins in a @Once state",
                    "name another initial state");
        }
        state.greeting()
                .ifPresent(
                        greeting -> {
                            new ReplyRule().check(declaration, greeting, reports);
                            new FailureRule().check(declaration, greeting, reports);
                        });
    }

    private static boolean takesOneDottedPayload(CommandModel command) {
        return command.parameters().size() == 1
                && command.parameters().get(0).role() == Role.PAYLOAD
                && isDotted(command.parameters().get(0));
    }

    static boolean isDotted(ParameterModel payload) {
        return payload.payload()
                .map(model -> model.framing() == PayloadModel.Framing.DOTTED)
                .orElse(false);
    }
}
