package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * A parameter of a command, or a component of a record.
 *
 * @param name its name in templates and in Java
 * @param javaType its type as declared
 * @param value what it is on the wire; a payload's is how its bytes are handed over
 * @param role what part it plays
 * @param payload how its bytes are framed, for {@link Role#PAYLOAD}
 * @param accessor how it is read from the object that has it ({@code name} for a record's
 *     component, {@code getMessage} for an exception's message); the name itself for parameters
 */
public record ParameterModel(
        String name,
        TypeName javaType,
        ValueType value,
        Role role,
        Optional<PayloadModel> payload,
        String accessor) {
    /** The bytes of a payload are as many as its line can tell. */
    public ParameterModel {
        if (payload.isPresent() && value instanceof ValueType.Octets octets) {
            value =
                    new ValueType.Octets(
                            octets.javaType(), octets.holder(), payload.get().maxLength());
        }
    }

    /** The largest length that a line can tell; {@code Long.MAX_VALUE} if there is no bound. */
    public long maxLength() {
        return value instanceof ValueType.Octets octets
                ? octets.maxLength()
                : payload.map(PayloadModel::maxLength).orElse(Long.MAX_VALUE);
    }

    /** A value of text, for a name that nothing else stands for. */
    public static ParameterModel text(String name) {
        ClassName string = ClassName.get(String.class);
        return new ParameterModel(
                name, string, new ValueType.Text(string), Role.VALUE, Optional.empty(), name);
    }

    /** This, with values of another type. */
    public ParameterModel as(ValueType type) {
        return new ParameterModel(name, type.javaType(), type, role, payload, accessor);
    }

    /** Whether it is a payload that Java holds as lines of text. */
    public boolean isLines() {
        return role == Role.PAYLOAD && isText(value);
    }

    /** Whether it is a payload that is read as more than bytes. */
    public boolean isRead() {
        return role == Role.PAYLOAD && !(value instanceof ValueType.Octets);
    }

    /** Whether it comes, or goes, piece by piece. */
    public boolean isStream() {
        return isStream(value);
    }

    /** Whether a type is a payload piece by piece. */
    public static boolean isStream(ValueType type) {
        return type instanceof ValueType.Octets octets
                && octets.holder() == ValueType.Octets.Holder.STREAM;
    }

    /** Whether a type is lines of text: {@code List<String>}. */
    public static boolean isText(ValueType type) {
        return type instanceof ValueType.Several several
                && several.kind() == ValueType.Plurality.LIST
                && several.element() instanceof ValueType.Text;
    }

    /** What part a parameter plays. */
    public enum Role {
        /** A value of the template. */
        VALUE,
        /** Bytes behind the line. */
        PAYLOAD,
        /** When true, the answer is not written. */
        NO_REPLY,
        /** {@code Replies<T>}: takes the items of the answer. */
        REPLIES,
        /** {@code QueuedCommands}: what a batch has kept. */
        KEPT,
        /** A state: where the session goes; or what a batch has replied. No word of a line. */
        STATE
    }

    /** Whether one of {@code parameters} is a state. */
    public static boolean anyState(List<ParameterModel> parameters) {
        return parameters.stream()
                .anyMatch(parameter -> parameter.value() instanceof ValueType.StateRef);
    }
}
