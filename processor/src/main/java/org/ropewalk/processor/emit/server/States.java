package org.ropewalk.processor.emit.server;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.MethodNames;
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
                    Constants.name(state.type().simpleName().replaceAll("([a-z])([A-Z])", "$1_$2"))
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
    static String advertised(ClassName state) {
        return "advertisedIn" + state.simpleName();
    }

    /** The name of the method that gives a supplied value. */
    static String supplied(SupplyModel supply) {
        return "supplied" + MethodNames.capitalized(supply.name());
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
}
