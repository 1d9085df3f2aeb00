package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Generates what reads the words in front of a line. */
public final class EnvelopeReading {
    private final ValueReading reading;
    private final Constants constants;
    private final UnaryOperator<String> variables;
    private final CodeBlock.Builder code = CodeBlock.builder();

    /**
     * @param variables where the value of a name is kept
     */
    public EnvelopeReading(
            ValueReading reading, Constants constants, UnaryOperator<String> variables) {
        this.reading = reading;
        this.constants = constants;
        this.variables = variables;
    }

    /** Code that reads {@code envelope}. */
    public CodeBlock of(Template envelope) {
        List<Node> word = new ArrayList<>();
        for (Node node : envelope.nodes()) {
            if (node instanceof Node.Group group) {
                optional(group);
            } else if (node instanceof Node.Separator) {
                read(word);
                word.clear();
            } else {
                word.add(node);
            }
        }
        if (!word.isEmpty() && word.stream().allMatch(Node.Literal.class::isInstance)) {
            glued(word);
        } else if (!word.isEmpty()) {
            read(word);
        }
        return code.build();
    }

    /** What stands directly in front of the line itself, as in {@code z{*}}. */
    private void glued(List<Node> literals) {
        code.addStatement("line.cursor().begin()");
        for (Node literal : literals) {
            code.addStatement(
                    "line.cursor().next($L)", constants.text(((Node.Literal) literal).text()));
        }
    }

    private void optional(Node.Group group) {
        List<Node> word =
                group.nodes().stream().filter(node -> !(node instanceof Node.Separator)).toList();
        CodeBlock condition =
                word.get(0) instanceof Node.Literal literal
                        ? CodeBlock.of("line.nextStartsWith($L)", constants.text(literal.text()))
                        : CodeBlock.of("line.wordsLeft() > 1");
        code.beginControlFlow("if ($L)", condition);
        read(word);
        code.endControlFlow();
    }

    private void read(List<Node> word) {
        if (word.isEmpty()) {
            return;
        }
        boolean glued = word.size() > 1;
        code.addStatement(glued ? "line.open()" : "line.word()");
        for (int i = 0; i < word.size(); i++) {
            Node piece = word.get(i);
            if (piece instanceof Node.Literal literal) {
                code.addStatement("line.glued($L)", constants.text(literal.text()));
                continue;
            }
            Node next = i + 1 < word.size() ? word.get(i + 1) : null;
            CodeBlock selected =
                    !glued
                            ? CodeBlock.of("line")
                            : next instanceof Node.Literal literal
                                    ? CodeBlock.of("line.piece($L)", constants.text(literal.text()))
                                    : CodeBlock.of("line.piece()");
            List<String> names = ((Node.Placeholder) piece).names();
            if (!names.isEmpty()) {
                code.addStatement(
                        "$L = $L",
                        variables.apply(names.get(0)),
                        reading.read(ParameterModel.text(names.get(0)).value(), selected));
            } else if (glued) {
                code.addStatement("$L", selected);
            }
        }
        if (glued) {
            code.addStatement("line.close()");
        }
    }
}
