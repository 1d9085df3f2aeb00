package org.ropewalk.processor.emit.code.envelope;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Generates what reads the words in front of a line. */
public final class EnvelopeReading {
    private final ValueReading reading;
    private final Constants constants;
    private final UnaryOperator<String> variables;
    private final Optional<String> tag;
    private final String noTag;
    private final CodeBlock.Builder code = CodeBlock.builder();

    /**
     * Where no word is a tag.
     *
     * @param variables where the value of a name is kept
     */
    public EnvelopeReading(
            ValueReading reading, Constants constants, UnaryOperator<String> variables) {
        this(reading, constants, variables, Optional.empty(), "");
    }

    /**
     * Where a word may be a tag.
     *
     * @param variables where the value of a name is kept
     * @param tag the name of the tag, if there is one
     * @param noTag the characters that no tag has
     */
    public EnvelopeReading(
            ValueReading reading,
            Constants constants,
            UnaryOperator<String> variables,
            Optional<String> tag,
            String noTag) {
        this.tag = tag;
        this.noTag = noTag;
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
        if (!word.isEmpty()) {
            glued(word);
        }
        return code.build();
    }

    /**
     * What stands directly in front of the line itself, as in {@code z{*}} or {@code <{tag}>{*}}.
     */
    private void glued(List<Node> pieces) {
        code.addStatement("line.cursor().begin()");
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i) instanceof Node.Literal literal) {
                code.addStatement("line.cursor().next($L)", constants.text(literal.text()));
                continue;
            }
            String literal = ((Node.Literal) pieces.get(i + 1)).text();
            LinePlan.End end = new LinePlan.End(LinePlan.Kind.WORD, List.of(literal), false, 0);
            code.addStatement("line.cursor().upTo($L)", constants.textEnd(end));
            value((Node.Placeholder) pieces.get(i), CodeBlock.of("line"));
        }
    }

    private void value(Node.Placeholder node, CodeBlock selected) {
        for (String name : node.names()) {
            if (tag.filter(name::equals).isPresent()) {
                code.addStatement(
                        "$L = $L.cursor().tag($S)", variables.apply(name), selected, noTag);
                continue;
            }
            code.addStatement(
                    "$L = $L",
                    variables.apply(name),
                    reading.read(ParameterModel.text(name).value(), selected));
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
            Node.Placeholder value = (Node.Placeholder) piece;
            value(value, selected);
            if (value.names().isEmpty() && glued) {
                code.addStatement("$L", selected);
            }
        }
        if (glued) {
            code.addStatement("line.close()");
        }
    }
}
