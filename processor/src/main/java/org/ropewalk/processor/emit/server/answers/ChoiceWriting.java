package org.ropewalk.processor.emit.server.answers;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.function.BiFunction;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Texts;

/** Turns a result that is one of several into code that finds out which, and writes its lines. */
public final class ChoiceWriting {
    private static final int MAX_CHAINED = 32;

    private final Constants constants;
    private final BiFunction<ReplyModel, Bindings, CodeBlock> lines;
    private final Structured structured;

    /** Writes records. */
    public interface Structured {
        /** Code that writes the lines of {@code result}. */
        CodeBlock write(Answer.Structured shape, CodeBlock result, Bindings parameters);
    }

    /**
     * Writes one of several results.
     *
     * @param lines code that writes lines without values of a result
     */
    public ChoiceWriting(
            Constants constants,
            BiFunction<ReplyModel, Bindings, CodeBlock> lines,
            Structured structured) {
        this.constants = constants;
        this.lines = lines;
        this.structured = structured;
    }

    /** Code that writes the line of a constant of an enum. */
    public CodeBlock constants(
            Answer.Constants enumeration, CodeBlock result, Bindings parameters) {
        boolean table =
                enumeration.replies().stream()
                        .allMatch(
                                reply ->
                                        !reply.close()
                                                && reply.value()
                                                        .map(line -> Texts.isConstant(line.nodes()))
                                                        .orElse(false));
        if (table) {
            return CodeBlock.builder()
                    .addStatement(
                            "reply.raw($L[$L.ordinal()])", constants.lines(enumeration), result)
                    .build();
        }
        CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch ($L)", result);
        List<ValueType.Enumeration.Constant> names = enumeration.type().constants();
        for (int i = 0; i < names.size(); i++) {
            code.add("case $L:\n$>", names.get(i).name())
                    .add(lines.apply(enumeration.replies().get(i), parameters))
                    .addStatement("break")
                    .add("$<");
        }
        return code.add("default:\n$>").addStatement("break").add("$<").endControlFlow().build();
    }

    /** Code that writes a record, whichever it is of several. */
    public CodeBlock alternatives(
            Answer.Alternatives alternatives, CodeBlock result, Bindings parameters) {
        CodeBlock.Builder code = CodeBlock.builder();
        // A compiler is called anew for each "else".
        boolean chained = alternatives.alternatives().size() <= MAX_CHAINED;
        boolean first = true;
        for (Answer.Structured alternative : alternatives.alternatives()) {
            String name = Javadoc.decapitalized(alternative.record().type().simpleName());
            if (parameters.find(name).isPresent()) {
                name += "Result";
            }
            CodeBlock test =
                    CodeBlock.of(
                            "if ($L instanceof $T $L)", result, alternative.record().type(), name);
            if (first) {
                code.beginControlFlow("$L", test);
            } else if (chained) {
                code.nextControlFlow("else $L", test);
            } else {
                code.endControlFlow().beginControlFlow("$L", test);
            }
            first = false;
            code.add(structured.write(alternative, CodeBlock.of("$L", name), parameters));
        }
        return code.endControlFlow().build();
    }
}
