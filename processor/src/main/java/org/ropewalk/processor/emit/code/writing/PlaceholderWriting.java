package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Bindings.Variable;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.PayloadParts;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;

/** Adds code that writes what the placeholders of one line stand for. */
final class PlaceholderWriting {
    private final CodeBlock.Builder code;
    private final Constants constants;
    private final ValueWriting values;
    private final Bindings scope;

    /** What {@code {}} and {@code {*}} stand for. */
    private final Optional<Variable> result;

    /** The placeholders of one line; {@code code} takes the statements. */
    PlaceholderWriting(
            CodeBlock.Builder code,
            Constants constants,
            ValueWriting values,
            Bindings scope,
            Optional<Variable> result) {
        this.code = code;
        this.constants = constants;
        this.values = values;
        this.scope = scope;
        this.result = result;
    }

    /** A value; where it may be none, the word for that. */
    void write(Node.Placeholder node, Position position) {
        boolean maybe = variable(node) != null && variable(node).type() instanceof ValueType.Maybe;
        if (!maybe || node.nil().isEmpty()) {
            present(node, position);
            return;
        }
        code.beginControlFlow("if ($L)", variable(node).present().orElseThrow());
        present(node, position);
        code.nextControlFlow("else")
                .addStatement(
                        "$T.nil(reply, $L)", RuntimeTypes.TEXT_END, constants.text(node.nil()))
                .endControlFlow();
    }

    private void present(Node.Placeholder node, Position position) {
        boolean quoted = node.isQuoted() && position != Position.LENIENT;
        code.add(quoted ? values.beforeQuoted(type(node), quotedName(node)) : CodeBlock.of(""));
        word(node, position);
        code.add(quoted ? values.behindQuoted(type(node), quotedName(node)) : CodeBlock.of(""));
    }

    private static String quotedName(Node.Placeholder node) {
        return Javadoc.local(node.names().isEmpty() ? "result" : node.names().get(0)) + "Quoted";
    }

    /** Writes a value that is there, without quotes. */
    void word(Node.Placeholder node, Position position) {
        if (node instanceof Node.Result) {
            Variable whole = result.orElseThrow();
            code.add(values.write(inner(whole.type()), whole.unwrapped(), position));
        } else if (node instanceof Node.ResultRest) {
            Position free = position == Position.LENIENT ? position : Position.FREE;
            code.add(
                    values.write(
                            result.orElseThrow().type(), result.orElseThrow().expression(), free));
        } else if (node instanceof Node.Length length) {
            length(length, position);
        } else if (node instanceof Node.Size size) {
            code.add(ValueWriting.number(scope.get(size.collection()).size(), position));
        } else if (node instanceof Node.Many many) {
            words(many, position == Position.PIECE);
        } else {
            String name = node.names().get(0);
            Variable variable = scope.get(name);
            Position free =
                    position != Position.LENIENT
                                    && (node instanceof Node.Rest || node instanceof Node.Phrase)
                            ? Position.FREE
                            : position;
            code.add(values.write(inner(variable.type()), variable.unwrapped(), free));
        }
    }

    /** The value of a placeholder; null if it stands for a number of bytes or of items. */
    Variable variable(Node.Placeholder node) {
        if (node instanceof Node.Length || node instanceof Node.Size) {
            return null;
        }
        return node.names().isEmpty() ? result.orElseThrow() : scope.get(node.names().get(0));
    }

    /** The type of a value; empty if it is a number of bytes or of items. */
    private Optional<ValueType> type(Node.Placeholder node) {
        return Optional.ofNullable(variable(node))
                .map(Variable::type)
                .map(PlaceholderWriting::inner);
    }

    /** As {@code type}; of an optional value for which a word may stand, both. */
    Optional<ValueType> typeAt(Node.Placeholder node) {
        return Optional.ofNullable(variable(node)).map(each -> ValueType.at(node, each.type()));
    }

    private static ValueType inner(ValueType type) {
        return type instanceof ValueType.Maybe maybe ? maybe.value() : type;
    }

    /** Writes several words. */
    void words(Node.Many many, boolean glued) {
        code.add(new WordsWriting(constants, values).write(many, scope.get(many.name()), glued));
    }

    private void length(Node.Length length, Position position) {
        List<CodeBlock> parts = new ArrayList<>();
        for (String payload : length.payloads()) {
            Variable variable = scope.get(payload);
            boolean bytes = variable.type() instanceof ValueType.Octets;
            parts.add(bytes ? variable.size() : variable.expression());
            if (variable.type() instanceof ValueType.Octets octets) {
                code.add(PayloadParts.checkLength(variable, octets));
            }
        }
        code.add(ValueWriting.number(CodeBlock.join(parts, " + "), position));
    }
}
