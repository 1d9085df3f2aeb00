package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;

/**
 * One protocol, as declared.
 *
 * @param type the declared interface
 * @param isPublic whether it is public, and so what is generated for it
 * @param documentation its Javadoc, or empty
 * @param wire how its lines stand on the wire
 * @param errors the protocol's own replies to what the runtime finds wrong
 * @param limits its bounds
 * @param states its states, the initial one first; a protocol without states has one, its own
 *     interface
 */
public record ProtocolModel(
        ClassName type,
        boolean isPublic,
        String documentation,
        Wire wire,
        ErrorReplies errors,
        Limits limits,
        List<StateModel> states) {
    /** Copies the list. */
    public ProtocolModel {
        states = List.copyOf(states);
    }

    /** Whether it has states of its own. */
    public boolean hasStates() {
        return states.size() > 1 || !initial().type().equals(type);
    }

    /** Whether a client is laid: not yet where the session changes, or begins with a greeting. */
    public boolean hasClient() {
        return !hasStates()
                && initial().greeting().isEmpty()
                && initial().commands().stream().noneMatch(CommandModel::startsTls);
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
