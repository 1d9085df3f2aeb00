package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;

/**
 * What a command is answered with.
 *
 * @param javaType the method's result as declared, without {@code CompletionStage}
 * @param asynchronous whether it is declared as a {@code CompletionStage}
 * @param shape how the result becomes lines
 */
public record Answer(TypeName javaType, boolean asynchronous, Shape shape) {

    /** How a result becomes lines, and lines become a result. */
    public sealed interface Shape {}

    /** {@code void}: fixed lines, or none. */
    public record Fixed(ReplyModel reply) implements Shape {}

    /** A state: its line, then the session goes there. */
    public record Enter(ClassName state, ReplyModel reply) implements Shape {}

    /** A payload behind a line that ends at a dot. */
    public record Dotted(ValueType value, ReplyModel reply) implements Shape {}

    /** One value, written by {@code {}} or {@code {*}}. */
    public record Single(ValueType value, ReplyModel reply) implements Shape {}

    /** A record whose components the template names. */
    public record Structured(RecordModel record, ReplyModel reply) implements Shape {}

    /** An enum whose constants are alternative replies. */
    public record Constants(ValueType.Enumeration type, List<ReplyModel> replies) implements Shape {
        /** One reply for each constant, in their order. */
        public Constants {
            replies = List.copyOf(replies);
        }
    }

    /** A sealed interface whose records are alternative replies. */
    public record Alternatives(TypeName type, List<Structured> alternatives) implements Shape {
        /** Copies the list. */
        public Alternatives {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** An optional: what is present, or the line for absence. */
    public record Maybe(ValueType.Optionality kind, Shape present, ReplyModel absent)
            implements Shape {}

    /** A boolean: one line for true, one for false. */
    public record Truth(ReplyModel present, ReplyModel absent) implements Shape {}

    /**
     * Items.
     *
     * @param kind how Java holds them; {@link ValueType.Plurality#REPLIES} where the handler sends
     *     them
     * @param item one of them: its shape's reply is the item's own, or the {@code each} line
     * @param reply the line before ({@code value}) and behind ({@code end}) them
     */
    public record Items(ValueType.Plurality kind, Shape item, ReplyModel reply) implements Shape {}
}
