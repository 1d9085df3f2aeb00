package org.ropewalk.processor.emit.server.answers;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** Turns a list into code that writes its lines: before the items, for each item, behind them. */
public final class ListWriting {
    private final Wire wire;
    private final BiFunction<Template, Bindings, CodeBlock> lines;
    private final BiFunction<Answer.Shape, Bindings, CodeBlock> items;

    /**
     * Writes lists.
     *
     * @param lines code that writes a line
     * @param items code that writes the variable {@code item}
     */
    public ListWriting(
            Wire wire,
            BiFunction<Template, Bindings, CodeBlock> lines,
            BiFunction<Answer.Shape, Bindings, CodeBlock> items) {
        this.wire = wire;
        this.lines = lines;
        this.items = items;
    }

    /**
     * The line before the items, a line for each, the line behind them; where all lines but the
     * last are marked, each is written as what it turns out to be.
     */
    public CodeBlock of(
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
        reply.end().ifPresent(line -> code.add(lines.apply(line, header)));
        return code.build();
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
