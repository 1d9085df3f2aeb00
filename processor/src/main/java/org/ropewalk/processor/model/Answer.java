package org.ropewalk.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * What a command is answered with.
 *
 * @param javaType the method's result as declared, without {@code CompletionStage}
 * @param stage the type of stage as which it is declared, if it is
 * @param opening what is written when the handler has returned, before the result; nothing if the
 *     result is the whole reply
 * @param shape how the result becomes lines
 */
public record Answer(
        TypeName javaType, Optional<ClassName> stage, Optional<ReplyModel> opening, Shape shape) {

    /** All lines in which it may be written. */
    public Set<Template> lines() {
        Set<Template> lines = new LinkedHashSet<>();
        opening.ifPresent(reply -> lines.addAll(reply.values()));
        lines.addAll(shape.lines());
        return lines;
    }

    /** Whether the result comes later. */
    public boolean asynchronous() {
        return stage.isPresent();
    }

    /** How a result becomes lines, and lines become a result. */
    public sealed interface Shape {
        /** Whether one of its replies closes the connection. */
        default boolean closes() {
            return allReplies().anyMatch(ReplyModel::close)
                    || this instanceof Behind behind && behind.payload().endsConnection();
        }

        /** Its replies, and those of its parts. */
        default Stream<ReplyModel> allReplies() {
            Stream.Builder<ReplyModel> replies = Stream.builder();
            map(
                    reply -> {
                        replies.add(reply);
                        return reply;
                    },
                    UnaryOperator.identity());
            return replies.build();
        }

        /** Whether it is a state, or an optional one, for which nothing is written. */
        default boolean entersSilently() {
            if (this instanceof Maybe maybe && maybe.absent().value().isEmpty()) {
                return maybe.present().entersSilently();
            }
            return this instanceof Enter enter && enter.reply().value().isEmpty();
        }

        /** Whether it may be a payload alone, without a line, that ends with the connection. */
        default boolean isPayloadAlone() {
            if (this instanceof Maybe maybe) {
                return maybe.present().isPayloadAlone();
            }
            if (this instanceof Alternatives several) {
                return several.alternatives().stream().anyMatch(Shape::isPayloadAlone);
            }
            if (this instanceof Structured structured) {
                return structured.reply().value().filter(line -> !line.isEmpty()).isEmpty()
                        && structured.record().components().stream()
                                .flatMap(component -> component.payload().stream())
                                .anyMatch(PayloadModel::endsConnection);
            }
            return this instanceof Behind behind
                    && behind.reply().value().filter(line -> !line.isEmpty()).isEmpty()
                    && behind.payload().endsConnection();
        }

        /** The type of a result in Java, as its shape knows it. */
        default TypeName resultType() {
            if (this instanceof Single single) {
                return single.value().javaType();
            }
            if (this instanceof Structured structured) {
                return structured.record().type();
            }
            if (this instanceof Constants constants) {
                return constants.type().javaType();
            }
            if (this instanceof Alternatives alternatives) {
                return alternatives.type();
            }
            if (this instanceof Items items && items.kind() == ValueType.Plurality.ARRAY) {
                return ArrayTypeName.of(items.itemType());
            }
            throw new IllegalStateException("not a single result: " + this);
        }

        /** The state that the result itself is, if it is one. */
        default Optional<ClassName> entered() {
            if (this instanceof Maybe maybe) {
                return maybe.present().entered();
            }
            return this instanceof Enter enter ? Optional.of(enter.state()) : Optional.empty();
        }

        /** Whether the session may be in another state after it, or at its end. */
        default boolean leaves() {
            if (this instanceof Structured structured) {
                return structured.reply().close()
                        || ParameterModel.anyState(structured.record().components());
            }
            if (this instanceof Listing listing) {
                return listing.reply().close()
                        || ParameterModel.anyState(listing.record().components());
            }
            if (this instanceof Alternatives several) {
                return several.alternatives().stream().anyMatch(Structured::leaves);
            }
            if (this instanceof Fixed fixed) {
                return fixed.reply().close();
            }
            return this instanceof Single single && single.reply().close() || entered().isPresent();
        }

        /** The line of each command, if it lists the commands of a state. */
        default Optional<Template> helpLine() {
            if (this instanceof Maybe maybe) {
                return maybe.present().helpLine();
            }
            if (this instanceof Behind behind && behind.value() instanceof ValueType.Content list) {
                return list.items()
                        .filter(item -> item.type().equals(RecordModel.HELP))
                        .map(item -> list.line());
            }
            Optional<Shape> item =
                    this instanceof Items items
                            ? Optional.of(items.item())
                            : this instanceof Listing listing
                                    ? Optional.of(listing.item())
                                    : Optional.empty();
            return item.filter(each -> each instanceof Structured)
                    .map(each -> (Structured) each)
                    .filter(each -> each.record().type().equals(RecordModel.HELP))
                    .flatMap(each -> each.reply().value());
        }

        /** All lines in which it may be written. */
        default Set<Template> lines() {
            Set<Template> lines = new LinkedHashSet<>();
            map(
                    reply -> {
                        reply.lines().forEach(lines::add);
                        return reply;
                    },
                    item -> {
                        lines.add(item);
                        return item;
                    });
            return lines;
        }

        /** The lines with which it may end. */
        default Set<Template> lastLines() {
            Set<Template> lines = new LinkedHashSet<>();
            Set<Template> items = new LinkedHashSet<>();
            Set<Boolean> ends = new HashSet<>();
            map(
                    reply -> {
                        ends.add(reply.end().isPresent());
                        reply.lastLines().forEach(lines::add);
                        return reply;
                    },
                    item -> {
                        items.add(item);
                        return item;
                    });
            if (ends.contains(false)) {
                lines.addAll(items);
            }
            return lines;
        }

        /** Whether nothing stands around it, or around one of its alternatives. */
        default boolean mayBeBare() {
            List<ReplyModel> bare = new ArrayList<>();
            map(
                    reply -> {
                        if (reply.bare()) {
                            bare.add(reply);
                        }
                        return reply;
                    },
                    item -> item);
            return !bare.isEmpty();
        }

        /**
         * The shape with other lines.
         *
         * @param whole what becomes of replies
         * @param item what becomes of lines of items
         */
        default Shape map(UnaryOperator<ReplyModel> whole, UnaryOperator<Template> item) {
            if (this instanceof Fixed fixed) {
                return new Fixed(whole.apply(fixed.reply()));
            }
            if (this instanceof Enter enter) {
                return new Enter(enter.state(), whole.apply(enter.reply()));
            }
            if (this instanceof Behind behind) {
                return new Behind(behind.value(), behind.payload(), whole.apply(behind.reply()));
            }
            if (this instanceof Single single) {
                return new Single(single.value(), whole.apply(single.reply()));
            }
            if (this instanceof Structured structured) {
                return new Structured(structured.record(), whole.apply(structured.reply()));
            }
            if (this instanceof Constants constants) {
                return new Constants(
                        constants.type(), constants.replies().stream().map(whole).toList());
            }
            if (this instanceof Alternatives several) {
                return new Alternatives(
                        several.type(),
                        several.alternatives().stream()
                                .map(alternative -> (Structured) alternative.map(whole, item))
                                .toList());
            }
            if (this instanceof Maybe maybe) {
                return new Maybe(
                        maybe.kind(),
                        maybe.present().map(whole, item),
                        whole.apply(maybe.absent()));
            }
            if (this instanceof Truth truth) {
                return new Truth(whole.apply(truth.present()), whole.apply(truth.absent()));
            }
            UnaryOperator<ReplyModel> each = reply -> reply.bare() ? reply : reply.map(item, item);
            if (this instanceof Listing listing) {
                return new Listing(
                        listing.record(),
                        listing.items(),
                        listing.item().map(each, item),
                        whole.apply(listing.reply()));
            }
            Items items = (Items) this;
            return new Items(
                    items.kind(), items.item().map(each, item), whole.apply(items.reply()));
        }
    }

    /** {@code void}: fixed lines, or none. */
    public record Fixed(ReplyModel reply) implements Shape {}

    /** A state: its line, then the session goes there. */
    public record Enter(ClassName state, ReplyModel reply) implements Shape {}

    /** A payload behind a line that does not tell its length. */
    public record Behind(ValueType value, PayloadModel payload, ReplyModel reply) implements Shape {
        /** What {@code {items.size}} is the size of. */
        public static final ValueType ITEMS =
                new ValueType.Several(
                        ClassName.get(Object.class),
                        ValueType.Plurality.LIST,
                        new ValueType.Text(ClassName.get(Object.class)));

        /** Whether the payload is a list of items. */
        public boolean hasItems() {
            return value instanceof ValueType.Content content && content.items().isPresent();
        }
    }

    /** One value, written by {@code {}} or {@code {*}}. */
    public record Single(ValueType value, ReplyModel reply) implements Shape {}

    /**
     * A record one of whose components is a collection: its line, a line for each element, the end.
     *
     * @param items the collection
     * @param item one of its elements; its shape's reply is the {@code each} line
     */
    public record Listing(RecordModel record, ParameterModel items, Shape item, ReplyModel reply)
            implements Shape {
        /** Whether the line behind the elements tells the other components, not the one before. */
        public boolean isToldBehind() {
            return reply.value().stream().noneMatch(this::tells)
                    && reply.end().stream().anyMatch(this::tells);
        }

        /** Whether the line before the elements tells how many there are, and no line is behind. */
        public boolean isSized() {
            return reply.end().isEmpty()
                    && reply.value().stream().anyMatch(line -> line.hasSizeOf(items.name()));
        }

        private boolean tells(Template line) {
            return record.components().stream()
                    .filter(component -> !component.equals(items))
                    .anyMatch(component -> line.written().contains(component.name()));
        }
    }

    /** A record whose components the template names. */
    public record Structured(RecordModel record, ReplyModel reply) implements Shape {
        /** The component that is the whole reply, if {@link #isPayloadAlone}. */
        public ParameterModel payloadAlone() {
            return record.components().stream()
                    .filter(
                            component ->
                                    component
                                            .payload()
                                            .filter(PayloadModel::endsConnection)
                                            .isPresent())
                    .findFirst()
                    .orElseThrow();
        }
    }

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
    public record Items(ValueType.Plurality kind, Shape item, ReplyModel reply) implements Shape {
        /** The type of one item in Java. */
        public TypeName itemType() {
            return item.resultType();
        }

        /** Lines of text, each as it is; as a {@code dotted} payload, the list ends at a dot. */
        public static Items capabilities(ReplyModel reply, boolean dotted) {
            Template whole = new Template("{*}", List.of(new Node.ResultRest()));
            Template dot = new Template(".", List.of(new Node.Literal(".")));
            ReplyModel list = dotted ? reply.listing(whole, dot) : reply;
            ValueType.Text line = new ValueType.Text(ClassName.get(String.class));
            return new Items(
                    ValueType.Plurality.CAPABILITIES,
                    new Single(line, ReplyModel.of(list.each().orElse(whole))),
                    list);
        }
    }
}
