package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Set;
import org.ropewalk.processor.emit.client.ReplyAlternative.Phase;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.numbers.ArrayCode;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Emits the reading of lists: their begin, their items, their end. */
final class ListReading {
    private final ItemReading shapes;
    private final ReplyAlternatives lines;
    private final ClientTypes types;
    private final ProtocolModel protocol;

    ListReading(
            ItemReading shapes,
            ReplyAlternatives lines,
            ClientTypes types,
            ProtocolModel protocol) {
        this.shapes = shapes;
        this.lines = lines;
        this.types = types;
        this.protocol = protocol;
    }

    /** A record with a collection: what stands before the items is kept until they have come. */
    void listing(Answer.Listing listing) {
        Reaction gather = gather(listing);
        ReplyModel reply = listing.reply();
        Reaction finish = Reaction.of("finishGathered()").closing(reply.close());
        boolean sized = listing.isSized();
        boolean marks = protocol.wire().marks(reply);
        boolean endless = reply.end().isEmpty();
        around(listing, gather, finish);
        shapes.in(Phase.ITEM);
        Completion taken = value -> Reaction.ofAny("item($L)", value);
        Completion item =
                value -> sized ? finishWhole(finish).after(taken.with(value)) : taken.with(value);
        if (reply.per().isPresent()) {
            // The items are whole replies, one for each success of another command.
            shapes.in(Phase.WHOLE);
            Reaction all = finish.after(gather).ifHolds(isComplete(reply.per().get()));
            shapes.shape(listing.item(), value -> all.after(taken.with(value)), "Item");
            return;
        }
        shapes.shape(marks ? marked(listing.item()) : listing.item(), item, "Item");
        if (marks && endless) {
            shapes.shape(listing.item(), value -> finish.after(taken.with(value)), "LastItem");
        }
        shapes.in(Phase.WHOLE);
    }

    /** Keeps what stands before the items, and makes the record when they have come. */
    private Reaction gather(Answer.Listing listing) {
        List<ParameterModel> components = listing.record().components();
        ValueType.Several several = (ValueType.Several) listing.items().value();
        CodeBlock items =
                switch (several.kind()) {
                    case CAPABILITIES -> CodeBlock.of("$T.of(items)", RuntimeTypes.CAPABILITIES);
                    case SET -> CodeBlock.of("$T.copyOf(items)", Set.class);
                    case ARRAY -> ArrayCode.of(CodeBlock.of("items"), several.element().javaType());
                    default -> CodeBlock.of("$T.copyOf(items)", List.class);
                };
        CodeBlock arguments =
                components.stream()
                        .map(
                                component ->
                                        component.equals(listing.items())
                                                ? items
                                                : types.arguments(List.of(component)))
                        .collect(CodeBlock.joining(", "));
        return Reaction.of(
                "<$T>gather(items -> new $T($L))",
                several.element().javaType().box(),
                listing.record().type(),
                arguments);
    }

    /** The lines before the items and behind them. */
    private void around(Answer.Listing listing, Reaction gather, Reaction finish) {
        String base = lines.name();
        ReplyModel reply = listing.reply();
        List<ParameterModel> others =
                listing.record().components().stream()
                        .filter(component -> !component.equals(listing.items()))
                        .toList();
        boolean marks = protocol.wire().marks(reply);
        boolean endless = reply.end().isEmpty();
        boolean behind = listing.isToldBehind();
        Reaction begun =
                behind
                        ? Reaction.ofAny("expect(0)")
                        : listing.isSized()
                                ? announced(listing.items().name(), finish).after(gather)
                                : gather;
        reply.values()
                .forEach(
                        line -> {
                            lines.line(
                                    base + "Begin",
                                    ReplyModel.of(marks ? marked(line) : line),
                                    others,
                                    begun,
                                    Phase.BEGIN);
                            if (marks && endless) {
                                lines.line(
                                        base + "Whole",
                                        ReplyModel.of(line),
                                        others,
                                        finish.after(gather),
                                        Phase.BEGIN);
                            }
                        });
        reply.ends()
                .forEach(
                        line ->
                                lines.line(
                                        base + "End",
                                        ReplyModel.of(line),
                                        others,
                                        behind ? finish.after(gather) : finish,
                                        Phase.END));
    }

    /** A list: the call gathers the items until all have come. */
    void items(Answer.Items items) {
        Reaction finish = complete(items).closing(items.reply().close());
        boolean headed = items.reply().value().isPresent();
        boolean sized =
                headed
                        && items.reply().value().get().nodes().stream()
                                .anyMatch(Node.Size.class::isInstance)
                        && items.reply().end().isEmpty();
        end(items, finish);
        Completion taken = value -> Reaction.ofAny("item($L)", value);
        Completion item =
                value -> sized ? finishWhole(finish).after(taken.with(value)) : taken.with(value);
        if (items.reply().per().isPresent()) {
            forEach(items, item, finish);
            return;
        }
        shapes.in(Phase.ITEM);
        boolean marks = protocol.wire().marks(items.reply());
        boolean endless = marks && items.reply().end().isEmpty();
        shapes.shape(marks ? marked(items.item()) : items.item(), item, "Item");
        if (endless) {
            shapes.shape(items.item(), value -> finish.after(taken.with(value)), "LastItem");
        }
        shapes.in(Phase.WHOLE);
        if (headed && endless) {
            for (Template line : items.reply().values()) {
                lines.line(
                        lines.name() + "Empty",
                        ReplyModel.of(line),
                        List.of(),
                        finish,
                        Phase.BEGIN);
            }
        }
        if (headed) {
            begin(items, sized ? announced("items", finish) : Reaction.ofAny("expect(0)"));
        }
    }

    private void end(Answer.Items items, Reaction finish) {
        items.reply()
                .ends()
                .forEach(
                        line ->
                                lines.line(
                                        lines.name() + "End",
                                        ReplyModel.of(line),
                                        List.of(),
                                        finish,
                                        Phase.END));
    }

    /** Items that are whole replies: one for each success of another command. */
    private void forEach(Answer.Items items, Completion item, Reaction finish) {
        String per = items.reply().per().get();
        Reaction all = finish.ifHolds(isComplete(per));
        shapes.shape(items.item(), value -> all.after(item.with(value)), "Item");
    }

    /** Whether all items have come: one for each element of a parameter, or each success. */
    private CodeBlock isComplete(String per) {
        return lines.command().isParameter(per)
                ? CodeBlock.of("reply.hasEach()")
                : CodeBlock.of("reply.hasAllOf($S)", per);
    }

    /** The first line has told how many items follow. */
    private static Reaction announced(String items, Reaction finish) {
        return finishWhole(finish).after(Reaction.ofAny("expect($LSize)", Javadoc.local(items)));
    }

    /** The line in front of the items. */
    private void begin(Answer.Items items, Reaction begun) {
        for (Template line : items.reply().values()) {
            lines.line(
                    lines.name() + "Begin",
                    ReplyModel.of(protocol.wire().marks(items.reply()) ? marked(line) : line),
                    List.of(),
                    begun,
                    Phase.BEGIN);
        }
    }

    /** All items have come: the result is made of them, as the method returns it. */
    private static Reaction complete(Answer.Items items) {
        return switch (items.kind()) {
            case SET -> Reaction.of("finish($T.copyOf(reply.items()))", Set.class);
            case CAPABILITIES ->
                    Reaction.of("finish($T.of(reply.items()))", RuntimeTypes.CAPABILITIES);
            case ARRAY ->
                    Reaction.finish(
                            ArrayCode.of(
                                    CodeBlock.of("reply.<$T>items()", items.itemType().box()),
                                    items.itemType()));
            default -> Reaction.ofAny("finishItems()");
        };
    }

    private Answer.Shape marked(Answer.Shape item) {
        return item.map(each -> each.map(this::marked, this::marked), this::marked);
    }

    private Template marked(Template line) {
        return line.marked(protocol.wire().continued());
    }

    /** Ends the call if all items that were announced have come. */
    private static Reaction finishWhole(Reaction finish) {
        return finish.ifHolds(CodeBlock.of("reply.hasAll()"));
    }
}
