package org.ropewalk.processor.check.pool;

import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** A pool can read the key of a command, and can call the probe. */
public final class PoolRule {
    private static final String STATES = "a protocol with states has no pool";

    private final Declaration declaration;
    private final ProtocolModel protocol;
    private final Reports reports;

    private PoolRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.protocol = declaration.model();
        this.reports = reports;
    }

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        PoolRule rule = new PoolRule(declaration, reports);
        List<CommandModel> commands =
                declaration.model().states().stream()
                        .flatMap(state -> state.commands().stream())
                        .distinct()
                        .toList();
        commands.stream().filter(command -> !command.keys().isEmpty()).forEach(rule::key);
        List<CommandModel> probes = commands.stream().filter(CommandModel::probe).toList();
        for (CommandModel probe : probes) {
            rule.probe(probe, probes.get(0));
        }
    }

    private void key(CommandModel command) {
        if (protocol.hasStates()) {
            ignored("Key", command, STATES);
        } else if (command.keys().size() > 1) {
            ignored("Key", command, "only one parameter can be the key");
        } else if (!isKey(command)) {
            ignored(
                    "Key",
                    command,
                    "a key is a text, bytes, a whole number, or a list of these",
                    "set it on another parameter");
        }
    }

    private static boolean isKey(CommandModel command) {
        return command.parameters().stream()
                .filter(parameter -> command.keys().contains(parameter.name()))
                .anyMatch(
                        parameter ->
                                parameter.role() == Role.VALUE
                                        && (isWord(parameter.value())
                                                || parameter.value()
                                                                instanceof ValueType.Several several
                                                        && isList(several)));
    }

    private static boolean isList(ValueType.Several several) {
        return switch (several.kind()) {
            case WORDS -> true;
            case LIST -> isWord(several.element());
            default -> false;
        };
    }

    private static boolean isWord(ValueType type) {
        return type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Integral;
    }

    private void probe(CommandModel probe, CommandModel first) {
        why(probe, first).ifPresent(why -> ignored("Probe", probe, why));
    }

    private Optional<String> why(CommandModel probe, CommandModel first) {
        if (protocol.hasStates()) {
            return Optional.of(STATES);
        }
        if (!probe.equals(first)) {
            return Optional.of("command " + first.method() + " has it, too");
        }
        if (probe.parameters().stream().anyMatch(PoolRule::isArgument)) {
            return Optional.of("a pool has no arguments for it");
        }
        if (probe.neverReplies() || probe.answer().lines().isEmpty()) {
            return Optional.of("the command has no reply");
        }
        return probe.answer().shape().leaves()
                ? Optional.of("the connection ends with the reply")
                : Optional.empty();
    }

    private static boolean isArgument(ParameterModel parameter) {
        return parameter.role() == Role.VALUE || parameter.role() == Role.PAYLOAD;
    }

    private void ignored(String annotation, CommandModel command, String why) {
        ignored(annotation, command, why, "remove it");
    }

    private void ignored(String annotation, CommandModel command, String why, String remedy) {
        reports.add(
                Diagnostic.IGNORED_ANNOTATION,
                declaration.place(command),
                annotation,
                command.method(),
                why,
                remedy);
    }
}
