package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.template.Template;

/**
 * One protocol, as declared.
 *
 * @param type the declared interface
 * @param isPublic whether it is public, and so what is generated for it
 * @param documentation its Javadoc, or empty
 * @param wire how its lines stand on the wire
 * @param errors the protocol's own replies to what the runtime finds wrong
 * @param limits its bounds
 * @param envelope what stands in front of commands and replies, if anything does
 * @param pushes its push messages, if any
 * @param states its states, the initial one first; a protocol without states has one, its own
 *     interface
 * @param typeNames the simple names of the types that it uses: no constant has one of these names
 */
public record ProtocolModel(
        ClassName type,
        boolean isPublic,
        String documentation,
        Wire wire,
        ErrorReplies errors,
        Limits limits,
        Optional<EnvelopeModel> envelope,
        Optional<PushesModel> pushes,
        List<StateModel> states,
        Set<String> typeNames) {
    /** Copies the collections. */
    public ProtocolModel {
        states = List.copyOf(states);
        typeNames = Set.copyOf(typeNames);
    }

    /**
     * This, with what its templates hold.
     *
     * @param controls the controls of their literals
     * @param length the name, with its mark, of the field of a length; empty if none has one
     */
    public ProtocolModel withTemplates(String controls, String length) {
        return controls.isEmpty() && length.isEmpty()
                ? this
                : new ProtocolModel(
                        type,
                        isPublic,
                        documentation,
                        wire.withTemplates(controls, length),
                        errors,
                        limits,
                        envelope,
                        pushes,
                        states,
                        typeNames);
    }

    /** This, with the states and commands that clients have. */
    public ProtocolModel forClients() {
        boolean all =
                states.stream()
                        .flatMap(state -> state.commands().stream())
                        .allMatch(CommandModel::client);
        return all
                ? this
                : new ProtocolModel(
                        type,
                        isPublic,
                        documentation,
                        wire,
                        errors,
                        limits,
                        envelope,
                        pushes,
                        states.stream()
                                .filter(state -> state.batch().isEmpty())
                                .map(StateModel::forClients)
                                .toList(),
                        typeNames);
    }

    /** The modifier {@code public}, if what is generated has it. */
    public Modifier[] visibility() {
        return isPublic ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
    }

    /** Whether it has states of its own. */
    public boolean hasStates() {
        return states.size() > 1 || !initial().type().equals(type);
    }

    /** The state that {@code type} is. */
    public StateModel state(ClassName type) {
        return states.stream().filter(state -> state.type().equals(type)).findFirst().orElseThrow();
    }

    /**
     * The prompt that is the reply to a command which leads to a state; nothing if it has a line.
     */
    public Optional<String> promptOf(CommandModel command) {
        return command.answer().shape() instanceof Answer.Enter enter
                        && enter.reply().value().isEmpty()
                        && !command.neverReplies()
                ? states.stream()
                        .filter(state -> state.type().equals(enter.state()))
                        .findFirst()
                        .flatMap(StateModel::prompt)
                : Optional.empty();
    }

    /** The prompt as a client looks for it: behind empty lines. */
    public String shown(String prompt) {
        String end = wire.terminators().replies().get(0);
        String text = prompt;
        while (wire.terminators().emptyLines() && text.startsWith(end)) {
            text = text.substring(end.length());
        }
        return text;
    }

    /** Whether the session may be in another state, or at its end, after {@code command}. */
    public boolean mayLeave(CommandModel command) {
        return hasStates()
                && (command.startsTls()
                        || command.answer().shape().leaves()
                        || command.failures().stream()
                                .map(FailureModel::parameters)
                                .anyMatch(ParameterModel::anyState)
                        || states.stream()
                                .anyMatch(
                                        state ->
                                                state.knows(command)
                                                        && (state.once()
                                                                || state.onError().isPresent())));
    }

    /** Whether the line of {@code command} has no envelope, as that of its state has none. */
    public boolean isBare(CommandModel command) {
        return states.stream().anyMatch(state -> state.hasBareCommands() && state.knows(command));
    }

    /** The commands that interrupt others, each once. */
    public List<CommandModel> interrupting() {
        return states.stream()
                .flatMap(state -> state.commands().stream())
                .filter(CommandModel::isInterrupting)
                .distinct()
                .toList();
    }

    /** Whether another command interrupts {@code command}, in one state or another. */
    public boolean isInterruptible(CommandModel command) {
        return states.stream()
                .filter(state -> state.knows(command))
                .flatMap(state -> state.commands().stream())
                .anyMatch(other -> other.interrupts().contains(command.method()));
    }

    /** How many bytes of its line a command may have, in one state or another. */
    public int lineOf(CommandModel command) {
        return command.limits()
                .map(Limits::line)
                .orElseGet(
                        () ->
                                states.stream()
                                        .filter(state -> state.knows(command))
                                        .mapToInt(StateModel::line)
                                        .max()
                                        .orElse(limits.line()));
    }

    /** What a bound is for a command, in the states that allow most. */
    public long boundOf(Limit limit, CommandModel command) {
        return command.limits()
                .map(own -> own.of(limit))
                .orElseGet(
                        () ->
                                states.stream()
                                        .filter(state -> state.knows(command))
                                        .mapToLong(state -> state.limits().orElse(limits).of(limit))
                                        .max()
                                        .orElse(limits.of(limit)));
    }

    /**
     * The bounds of replies, as a client reads them: the widest of all states and commands. What
     * one command stores another returns.
     */
    public Limits replyLimits() {
        Limits widest = limits;
        for (StateModel state : states) {
            widest = state.limits().map(widest::widest).orElse(widest);
            for (CommandModel command : state.commands()) {
                widest = command.limits().map(widest::widest).orElse(widest);
            }
        }
        return widest;
    }

    /** The values for templates that every state has in which a command is legal. */
    public List<SupplyModel> supplies(CommandModel command) {
        if (states.stream().allMatch(state -> state.supplies().isEmpty())) {
            return List.of();
        }
        List<StateModel> legal = states.stream().filter(state -> state.knows(command)).toList();
        List<SupplyModel> common = supplies();
        return Stream.concat(
                        common.stream(),
                        legal.stream()
                                .filter(state -> !state.once())
                                .limit(1)
                                .flatMap(state -> state.supplies().stream())
                                .filter(
                                        supply ->
                                                !common.contains(supply)
                                                        && legal.stream()
                                                                .allMatch(
                                                                        state ->
                                                                                state.supplies()
                                                                                        .contains(
                                                                                                supply))))
                .toList();
    }

    /** What is read around a command, and may stand around its reply. */
    public List<ParameterModel> envelopeValues() {
        return Stream.concat(
                        envelope
                                .map(EnvelopeModel::command)
                                .map(Template::names)
                                .orElse(List.of())
                                .stream()
                                .distinct()
                                .map(ParameterModel::text),
                        envelope.flatMap(EnvelopeModel::tagValue).stream())
                .toList();
    }

    /** The values for templates that every state has. */
    public List<SupplyModel> supplies() {
        return initial().supplies().stream()
                .filter(
                        supply ->
                                states.stream()
                                        .allMatch(
                                                state ->
                                                        state.once()
                                                                || state.supplies()
                                                                        .contains(supply)))
                .toList();
    }

    /** The state in which a connection begins. */
    public StateModel initial() {
        return states.get(0);
    }

    /**
     * The name of a generated top-level type: {@code Outer_Inner} with {@code suffix} for a nested
     * declaration.
     */
    public ClassName generated(String suffix) {
        return ClassName.get(type.packageName(), String.join("_", type.simpleNames()) + suffix);
    }
}
