package org.ropewalk.processor.check;

import com.palantir.javapoet.ClassName;
import java.util.Set;
import java.util.stream.Collectors;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** What holds for a state as a whole. */
final class StateRule {
    private StateRule() {}

    static void check(Declaration declaration, StateModel state, Reports reports) {
        for (CommandModel command : state.commands()) {
            if (command.templates().get(0).isEmpty()) {
                bare(declaration, state, command, reports);
            }
        }
        if (state.once() && state.equals(declaration.model().initial())) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    declaration.place(state),
                    "An initial state with @Once",
                    "use another initial state");
        }
        if (declaration.model().states().size() > 1 && !isLeft(declaration.model(), state)) {
            reports.add(
                    Diagnostic.INESCAPABLE_STATE,
                    declaration.place(state),
                    state.type().simpleName());
        }
        state.greeting()
                .ifPresent(
                        greeting -> {
                            new ReplyRule().check(declaration, greeting, reports);
                            new EffectRule().check(declaration, greeting, reports);
                            new FailureRule().check(declaration, greeting, reports);
                        });
    }

    /** What comes without a line can be told from nothing else. */
    private static void bare(
            Declaration declaration, StateModel state, CommandModel command, Reports reports) {
        String others =
                state.commands().stream()
                        .map(CommandModel::method)
                        .filter(method -> !method.equals(command.method()))
                        .collect(Collectors.joining(", "));
        String remedy = null;
        if (!others.isEmpty()) {
            remedy =
                    "that state has " + others + " too; remove the others, also the inherited ones";
        } else if (command.templates().size() > 1 || !takesOneEndedPayload(command)) {
            remedy =
                    command.parameters().isEmpty()
                            ? "write its line in @Command"
                            : "add one @Payload parameter that is not counted, such as DOTTED";
        } else if (!state.once()) {
            remedy = "mark that state as @Once";
        }
        if (remedy != null) {
            reports.add(
                    Diagnostic.BARE_PAYLOAD, declaration.place(command), command.method(), remedy);
        }
    }

    /** Whether the session can go on from a state, or end by a reply in it. */
    private static boolean isLeft(ProtocolModel protocol, StateModel state) {
        Set<ClassName> next = state.next();
        next.addAll(protocol.pushes().map(PushesModel::next).orElse(Set.of()));
        next.remove(state.type());
        return state.once()
                || !next.isEmpty()
                || state.commands().stream()
                        .anyMatch(command -> command.startsTls() || command.closes());
    }

    private static boolean takesOneEndedPayload(CommandModel command) {
        return command.parameters().size() == 1
                && command.parameters().get(0).role() == Role.PAYLOAD
                && !command.parameters().get(0).payload().orElseThrow().isCounted();
    }
}
