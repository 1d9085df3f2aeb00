package org.ropewalk.processor.emit.server.answers;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** Turns a list into code that writes its lines: before the items, for each item, behind them. */
public final class ListWriting {
    private final Wire wire;
    private final BiFunction<Template, Bindings, CodeBlock> lines;
    private final BiFunction<Answer.Shape, Bindings, CodeBlock> items;
    private final Function<ClassName, String> advertised;

    /**
     * Writes lists.
     *
     * @param lines code that writes a line
     * @param items code that writes the variable {@code item}
     * @param advertised the method that tells what a state advertises
     */
    public ListWriting(
            Wire wire,
            BiFunction<Template, Bindings, CodeBlock> lines,
            BiFunction<Answer.Shape, Bindings, CodeBlock> items,
            Function<ClassName, String> advertised) {
        this.wire = wire;
        this.lines = lines;
        this.items = items;
        this.advertised = advertised;
    }

    /** Code that writes the items of a result, and the lines around them. */
    public CodeBlock items(Answer.Items items, CodeBlock result, Bindings parameters) {
        if (items.kind() == ValueType.Plurality.REPLIES) {
            return CodeBlock.builder()
                    .add(header(items, result, parameters))
                    .add(end(items.reply(), parameters))
                    .build();
        }
        CodeBlock all =
                items.kind() == ValueType.Plurality.CAPABILITIES
                        ? CodeBlock.of("$L.with(this::advertised)", result)
                        : derived(items, result);
        return of(
                items.reply(),
                sizeScope(items, result, parameters),
                items.item(),
                all,
                items.kind() == ValueType.Plurality.ARRAY,
                parameters);
    }

    /** Code that writes the collection of a record, and the lines around it. */
    public CodeBlock listing(Answer.Listing listing, CodeBlock result, Bindings scope) {
        CodeBlock collection = CodeBlock.of("$L.$L()", result, listing.items().accessor());
        CodeBlock all =
                isCapabilities(listing)
                        ? CodeBlock.of(
                                "$L.with(this::$L)",
                                collection,
                                next(listing).map(advertised).orElse("advertised"))
                        : derived(listing, collection);
        return of(listing.reply(), scope, listing.item(), all, isArray(listing), scope);
    }

    /** A list, which may stand for the commands of the state. */
    public static CodeBlock derived(Answer.Shape shape, CodeBlock list) {
        return shape.helpLine().isPresent()
                ? CodeBlock.of("$T.of($L, this::usages)", RecordModel.HELP, list)
                : list;
    }

    /** Whether the items of a record are what a state advertises. */
    public static boolean isCapabilities(Answer.Listing listing) {
        return listing.items().value() instanceof ValueType.Several several
                && several.kind() == ValueType.Plurality.CAPABILITIES;
    }

    private static boolean isArray(Answer.Listing listing) {
        return listing.items().value() instanceof ValueType.Several several
                && several.kind() == ValueType.Plurality.ARRAY;
    }

    /** The state that a record leads to. */
    public static Optional<ClassName> next(Answer.Listing listing) {
        return listing.record().components().stream()
                .filter(component -> component.value() instanceof ValueType.StateRef)
                .map(component -> ((ValueType.StateRef) component.value()).javaType())
                .findFirst();
    }

    private static Bindings sizeScope(Answer.Items items, CodeBlock result, Bindings parameters) {
        return new Bindings()
                .with(
                        "items",
                        result,
                        new ValueType.Several(
                                ClassName.get(Object.class),
                                items.kind(),
                                new ValueType.Text(ClassName.get(Object.class))))
                .with(parameters);
    }

    /** The line before the items. */
    public CodeBlock header(Answer.Items items, CodeBlock result, Bindings parameters) {
        return items.reply()
                .value()
                .map(line -> lines.apply(line, sizeScope(items, result, parameters)))
                .orElse(CodeBlock.of(""));
    }

    /** The line behind the items. */
    public CodeBlock end(ReplyModel reply, Bindings parameters) {
        return reply.end().map(line -> lines.apply(line, parameters)).orElse(CodeBlock.of(""));
    }

    /**
     * The line before the items, a line for each, the line behind them; where all lines but the
     * last are marked, each is written as what it turns out to be.
     */
    private CodeBlock of(
            ReplyModel reply,
            Bindings header,
            Answer.Shape item,
            CodeBlock all,
            boolean array,
            Bindings parameters) {
        TypeName itemType = item.resultType();
        boolean marks = wire.marks(reply);
        if (!marks || reply.end().isPresent()) {
            return plain(reply, header, item, all, array, parameters);
        }
        CodeBlock.Builder code = CodeBlock.builder();
        CodeBlock others = array ? CodeBlock.of("left > 0") : CodeBlock.of("items.hasNext()");
        if (array) {
            code.addStatement("int left = $L.length", all);
        } else {
            code.addStatement(
                    "$T items = $L.iterator()",
                    ParameterizedTypeName.get(ClassName.get(Iterator.class), itemType.box()),
                    all);
        }
        code.add(reply.value().isEmpty() ? refusingNone(others) : CodeBlock.of(""));
        reply.value()
                .ifPresent(
                        line ->
                                code.beginControlFlow("if ($L)", others)
                                        .add(lines.apply(marked(line), header))
                                        .nextControlFlow("else")
                                        .add(lines.apply(line, header))
                                        .endControlFlow());
        if (array) {
            code.beginControlFlow("for ($T item : $L)", itemType, all).addStatement("left--");
        } else {
            code.beginControlFlow("while (items.hasNext())")
                    .addStatement("$T item = items.next()", itemType);
        }
        return code.beginControlFlow("if ($L)", others)
                .add(
                        item(
                                item.map(
                                        each -> each.map(this::marked, this::marked), this::marked),
                                parameters))
                .nextControlFlow("else")
                .add(item(item, parameters))
                .endControlFlow()
                .endControlFlow()
                .build();
    }

    /** Where the last item is the end, a list has one. */
    private static CodeBlock refusingNone(CodeBlock others) {
        return CodeBlock.builder()
                .beginControlFlow("if (!($L))", others)
                .addStatement(
                        "throw new $T($S)",
                        IllegalArgumentException.class,
                        "cannot be written: an empty list, which has no line")
                .endControlFlow()
                .build();
    }

    /** The lines of a list, each of which is what it is whether others follow or not. */
    private CodeBlock plain(
            ReplyModel reply,
            Bindings header,
            Answer.Shape item,
            CodeBlock all,
            boolean array,
            Bindings parameters) {
        CodeBlock.Builder code = CodeBlock.builder();
        boolean marks = wire.marks(reply);
        UnaryOperator<Template> other = marks ? this::marked : line -> line;
        reply.value().ifPresent(line -> code.add(lines.apply(other.apply(line), header)));
        boolean sized =
                reply.end().isEmpty()
                        && reply.value().stream()
                                .flatMap(line -> line.nodes().stream())
                                .anyMatch(Node.Size.class::isInstance);
        if (sized) {
            code.addStatement(array ? "reply.items($L.length)" : "reply.items($L.size())", all);
        }
        code.beginControlFlow("for ($T item : $L)", item.resultType(), all);
        if (sized) {
            code.addStatement("reply.item()");
        }
        code.add(item(item.map(each -> each.map(other, other), other), parameters))
                .endControlFlow();
        if (sized) {
            code.addStatement("reply.itemsEnd()");
        }
        return code.add(end(reply, header)).build();
    }

    /** Code that writes one item of a list, within the bound of the whole. */
    public CodeBlock item(Answer.Shape item, Bindings parameters) {
        CodeBlock.Builder code = CodeBlock.builder().add(items.apply(item, parameters));
        if (mayBeConstant(item)) {
            code.addStatement("reply.bounded()");
        }
        return code.build();
    }

    private static boolean mayBeConstant(Answer.Shape item) {
        if (item instanceof Answer.Constants constants) {
            return constants.replies().stream().anyMatch(ListWriting::isConstant);
        }
        if (item instanceof Answer.Alternatives several) {
            return several.alternatives().stream().anyMatch(ListWriting::mayBeConstant);
        }
        return item instanceof Answer.Structured structured && isConstant(structured.reply());
    }

    private static boolean isConstant(ReplyModel reply) {
        return reply.value().filter(line -> Texts.isConstant(line.nodes())).isPresent();
    }

    private Template marked(Template line) {
        return line.marked(wire.continued());
    }
}
