package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.names.ConstantNames;
import org.ropewalk.processor.model.AdvertisedModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.SupplyModel;

/** How generated code speaks of the states of its protocol. */
final class States {
    private final ProtocolModel protocol;
    private final Map<ClassName, String> constants = new LinkedHashMap<>();

    States(ProtocolModel protocol) {
        this.protocol = protocol;
        for (StateModel state : protocol.states()) {
            String name =
                    ConstantNames.of(
                                    state.type().simpleName().replaceAll("([a-z])([A-Z])", "$1_$2"))
                            + "_STATE";
            String unique = name;
            for (int i = 2; constants.containsValue(unique); i++) {
                unique = name + i;
            }
            constants.put(state.type(), unique);
        }
    }

    /** Whether there are several, or one that is not the protocol itself. */
    boolean any() {
        return protocol.hasStates();
    }

    /** Whether a state is left after one line. */
    boolean anyOnce() {
        return protocol.states().stream().anyMatch(StateModel::once);
    }

    /** Whether a state that is left after one line has {@code command}. */
    boolean isOnce(CommandModel command) {
        return protocol.states().stream().anyMatch(state -> state.once() && state.knows(command));
    }

    /** The constant that numbers a state. */
    String constant(ClassName state) {
        return constants.get(state);
    }

    /** A state's name inside a method's. */
    static String infix(StateModel state) {
        return state.type().simpleName();
    }

    /** A state's name at a method's beginning. */
    static String prefix(StateModel state) {
        String name = state.type().simpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The name of the method that lists what a state advertises. */
    String advertised(ClassName state) {
        return "advertisedIn" + advertiser(state).simpleName();
    }

    /** The first state that advertises the same as {@code state}. */
    ClassName advertiser(ClassName state) {
        StateModel asked = protocol.state(state);
        List<AdvertisedModel> lines = advertisedFrom(asked);
        return protocol.states().stream()
                .filter(other -> other.advertised().equals(asked.advertised()))
                .filter(other -> advertisedFrom(other).equals(lines))
                .map(StateModel::type)
                .findFirst()
                .orElse(state);
    }

    /** What is advertised in a state: what can be done there, and in states behind it. */
    List<AdvertisedModel> advertisedFrom(StateModel from) {
        Set<StateModel> reached = new LinkedHashSet<>();
        Set<AdvertisedModel> advertised = new LinkedHashSet<>();
        Queue<StateModel> queue = new ArrayDeque<>(List.of(from));
        while (!queue.isEmpty()) {
            StateModel state = queue.remove();
            if (reached.add(state)) {
                advertised.addAll(state.advertised());
                state.next().forEach(next -> queue.add(protocol.state(next)));
            }
        }
        return List.copyOf(advertised);
    }

    /** The name of the method that gives a supplied value. */
    String supplied(SupplyModel supply) {
        boolean single =
                supplies().stream()
                        .noneMatch(
                                other ->
                                        !other.equals(supply)
                                                && other.name().equals(supply.name()));
        return "supplied"
                + MethodNames.capitalized(supply.name())
                + (single ? "" : "In" + supply.receiver().simpleName());
    }

    /** Whether the line at hand has an envelope, where a state has none; empty if all have. */
    Optional<CodeBlock> enveloped() {
        List<CodeBlock> conditions =
                protocol.states().stream()
                        .filter(StateModel::hasBareCommands)
                        .map(state -> CodeBlock.of("state != $L", constant(state.type())))
                        .toList();
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(CodeBlock.join(conditions, " && "));
    }

    /** The name of the field that keeps what was read around a command. */
    static String enclosed(String name) {
        return "enclosed" + MethodNames.capitalized(name);
    }

    /** What replies to a command may name: its parameters, then what is supplied. */
    Bindings scope(CommandModel command) {
        return EchoedParameters.parameterScope(command).with(session(protocol.supplies(command)));
    }

    /** What any reply may name. */
    Bindings session(List<SupplyModel> supplies) {
        Bindings scope = new Bindings();
        for (SupplyModel supply : supplies) {
            scope.with(
                    supply.name(), CodeBlock.of("$L()", supplied(supply)), supply.value().value());
        }
        for (ParameterModel value : protocol.envelopeValues()) {
            scope.with(value.name(), CodeBlock.of("$L", enclosed(value.name())), value.value());
        }
        return scope;
    }

    /** All supplied values, each once. */
    Set<SupplyModel> supplies() {
        Set<SupplyModel> all = new LinkedHashSet<>();
        protocol.states().forEach(state -> all.addAll(state.supplies()));
        return all;
    }

    /** On what the method of a command is called. */
    CodeBlock receiver(CommandModel command) {
        return receiver(command.receiver());
    }

    /** The handler, as what declares the method that is called. */
    CodeBlock receiver(ClassName type) {
        return any() ? CodeBlock.of("(($T) handler)", type) : CodeBlock.of("handler");
    }

    /**
     * A choice by the state in which the session is.
     *
     * @param outcomes what is done in which states
     * @param code statements of an outcome, the last of which returns
     */
    <T> CodeBlock choose(Map<T, List<StateModel>> outcomes, Function<T, CodeBlock> code) {
        List<T> all = List.copyOf(outcomes.keySet());
        if (all.size() == 1) {
            return code.apply(all.get(0));
        }
        CodeBlock.Builder choice = CodeBlock.builder().beginControlFlow("switch (state)");
        for (int i = 0; i < all.size(); i++) {
            if (i < all.size() - 1) {
                outcomes.get(all.get(i))
                        .forEach(state -> choice.add("case $L:\n", constant(state.type())));
            } else {
                choice.add("default:\n");
            }
            choice.add("$>").add(code.apply(all.get(i))).add("$<");
        }
        return choice.endControlFlow().build();
    }
}
