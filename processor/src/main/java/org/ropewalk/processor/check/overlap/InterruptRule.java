package org.ropewalk.processor.check.overlap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** A command that interrupts has something to interrupt, and is known by its first word. */
public final class InterruptRule {
    private final Declaration declaration;
    private final ProtocolModel protocol;
    private final Reports reports;

    private InterruptRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.protocol = declaration.model();
        this.reports = reports;
    }

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        InterruptRule rule = new InterruptRule(declaration, reports);
        for (CommandModel command : declaration.model().interrupting()) {
            command.interrupts().forEach(name -> rule.interrupted(command, name));
            rule.interrupting(command);
        }
    }

    /** What is interrupted is a command of the same state that completes later. */
    private void interrupted(CommandModel command, String name) {
        List<CommandModel> named =
                protocol.states().stream()
                        .filter(state -> state.knows(command))
                        .flatMap(state -> state.commands().stream())
                        .filter(other -> other.method().equals(name))
                        .toList();
        if (named.stream().noneMatch(CommandModel::completesLater) || named.contains(command)) {
            reports.add(
                    Diagnostic.NOTHING_TO_INTERRUPT,
                    declaration.place(command),
                    command.method(),
                    name,
                    named.isEmpty()
                            ? "is not a command of this state"
                            : named.contains(command) ? "is itself" : "never completes later");
        }
    }

    private void interrupting(CommandModel command) {
        if (protocol.wire().checks().command().isPresent()) {
            unsupported(
                    command,
                    "A command that interrupts, where commands have a computed value",
                    "complete the other command without it");
        }
        if (protocol.wire().isResp()) {
            unsupported(
                    command,
                    "A command that interrupts, with carrier RESP",
                    "complete the other command without it");
        }
        if (CommandLine.of(command).stream().anyMatch(line -> line.verb().isEmpty())) {
            unsupported(
                    command,
                    "A command that interrupts, without a first word",
                    "begin it with one");
        }
        if (command.parameters().stream()
                .anyMatch(each -> each.role() == ParameterModel.Role.PAYLOAD)) {
            unsupported(
                    command,
                    "A command that interrupts, with a payload",
                    "send the payload with another command");
        }
        if (command.startsTls() || command.answer().shape().leaves()) {
            unsupported(
                    command,
                    "A command that interrupts, and leads to another state or closes",
                    "let the other command lead there");
        }
        Optional<String> tag = protocol.envelope().flatMap(EnvelopeModel::tag);
        if (tag.isPresent() && isAnswered(command)) {
            unsupported(
                    command,
                    "A reply to a command that interrupts, where replies have a tag",
                    "use a void method without @Reply");
        }
    }

    private static boolean isAnswered(CommandModel command) {
        return Stream.concat(
                        command.answer().lines().stream(),
                        command.failures().stream()
                                .map(FailureModel::reply)
                                .flatMap(ReplyModel::lines))
                .findAny()
                .isPresent();
    }

    private void unsupported(CommandModel command, String what, String remedy) {
        reports.add(Diagnostic.NOT_YET_SUPPORTED, declaration.place(command), what, remedy);
    }
}
