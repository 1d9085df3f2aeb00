package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import java.util.Map;
import org.ropewalk.processor.emit.code.Bindings.Variable;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.emit.code.Literal;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.template.Node;

/** Code that writes a list or a map as several words, or as several parts of one. */
final class WordsWriting {
    private final Constants constants;
    private final ValueWriting values;

    WordsWriting(Constants constants, ValueWriting values) {
        this.constants = constants;
        this.values = values;
    }

    /**
     * Code that writes several words.
     *
     * @param glued whether the first is glued to what is before it
     */
    CodeBlock write(Node.Many many, Variable variable, boolean glued) {
        String local = Javadoc.local(many.name());
        if (variable.type() instanceof ValueType.Pairs pairs) {
            return pairs(pairs, variable.expression(), local);
        }
        CodeBlock.Builder code = CodeBlock.builder();
        ValueType.Several several = (ValueType.Several) variable.type();
        char delimiter = many.delimiter().orElse(' ');
        boolean checked = many.delimiter().isPresent();
        // A list that stands behind a sign may be empty: the sign is there.
        code.add(
                glued
                        ? CodeBlock.of("reply.list($L);\n", variable.size())
                        : several(variable.size()));
        code.addStatement("boolean $LBegun = false", local);
        if (several.kind() == Plurality.WORDS) {
            code.beginControlFlow("for (int i = 0; i < $L.size(); i++)", variable.expression());
        } else {
            code.beginControlFlow(
                    "for ($T each : $L)", several.element().javaType(), variable.expression());
        }
        CodeBlock item =
                several.kind() == Plurality.WORDS
                        ? CodeBlock.of("$L.get(i)", variable.expression())
                        : CodeBlock.of("each");
        code.beginControlFlow("if ($LBegun)", local);
        code.add(constants.write(many.between()));
        code.endControlFlow();
        code.addStatement("$LBegun = true", local);
        if (checked && delimiter != ' ') {
            code.addStatement("int partFrom = reply.part()");
        }
        code.add(
                many.texts() && ValueType.isText(several.element())
                        ? values.write(several.element(), item, Position.FREE)
                        : values.element(several.element(), item, checked));
        if (checked && delimiter != ' ') {
            code.addStatement(
                    "$T.element(reply, partFrom, $L)",
                    RuntimeTypes.TEXT_END,
                    Literal.of(delimiter));
        }
        return code.endControlFlow().build();
    }

    private static CodeBlock several(CodeBlock size) {
        return CodeBlock.of("$T.several(reply, $L);\n", RuntimeTypes.TEXT_END, size);
    }

    /** Names and values, as many words. */
    private CodeBlock pairs(ValueType.Pairs pairs, CodeBlock map, String local) {
        CodeBlock.Builder code = CodeBlock.builder();
        code.add(several(CodeBlock.of("2 * $L.size()", map)));
        code.addStatement("boolean $LBegun = false", local);
        code.beginControlFlow(
                "for ($T each : $L.entrySet())",
                ParameterizedTypeName.get(
                        ClassName.get(Map.Entry.class),
                        pairs.key().javaType().box(),
                        pairs.value().javaType().box()),
                map);
        code.beginControlFlow("if ($LBegun)", local)
                .addStatement("reply.space()")
                .endControlFlow()
                .addStatement("$LBegun = true", local);
        code.add(values.write(pairs.key(), CodeBlock.of("each.getKey()"), Position.WORD));
        code.addStatement("reply.space()");
        code.add(values.write(pairs.value(), CodeBlock.of("each.getValue()"), Position.WORD));
        return code.endControlFlow().build();
    }
}
