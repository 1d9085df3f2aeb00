package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Bindings.Variable;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.FieldCode;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/** Generates what writes the fields of a block. */
final class FieldWriting {
    private final Constants constants;
    private final ValueWriting values;
    private final Bindings scope;
    private final Function<Node.Field, CodeBlock> value;
    private CodeBlock.Builder code;

    /** How many fields were checked for blanks around them. */
    private int fieldNumber;

    /**
     * The fields of one block.
     *
     * @param value writes the value of a field
     */
    FieldWriting(
            Constants constants,
            ValueWriting values,
            Bindings scope,
            Function<Node.Field, CodeBlock> value) {
        this.constants = constants;
        this.values = values;
        this.scope = scope;
        this.value = value;
    }

    /** Code that refuses a line, the head of a block perhaps, that would be read as another. */
    static CodeBlock unlike(
            Template line, List<Node> head, Set<String> patterns, Constants constants) {
        CodeBlock.Builder code = CodeBlock.builder();
        String verb = line.fields().map(Node.Fields::verb).orElse("");
        for (String pattern : patterns) {
            code.addStatement("reply.unlike($L)", constants.pattern(verb + pattern));
        }
        if (line.fields().isPresent() && head.stream().noneMatch(FieldWriting::isText)) {
            // An empty line would be read as the end of the block before.
            code.addStatement("reply.unlike($L)", constants.pattern(""));
        }
        return code.build();
    }

    private static boolean isText(Node node) {
        return node instanceof Node.Literal || node instanceof Node.VerbName;
    }

    /** Adds code that writes fields, each behind the end of the line before it, to {@code to}. */
    void write(Node.Fields block, CodeBlock.Builder to) {
        code = to;
        for (Node.Field field : block.fields()) {
            Optional<Variable> list = list(field);
            if (field.enclosed().isPresent()) {
                if (field.enclosed().get().tag()) {
                    field(field, CodeBlock.of("reply.tag();\n"));
                }
            } else if (list.isPresent()) {
                severalTimes(field, list.get());
            } else if (field.flag().isPresent()) {
                scope.find(field.flag().get())
                        .ifPresent(
                                flag -> {
                                    code.beginControlFlow("if ($L)", flag.expression());
                                    field(field, value.apply(field));
                                    code.endControlFlow();
                                });
            } else if (field.optional() && !field.isLength()) {
                PresentValues.Condition written = new PresentValues(scope).of(field.value());
                code.beginControlFlow("if ($L)", written.whole());
                field(field, value.apply(field));
                written.refuseParts(code);
                code.endControlFlow();
            } else {
                field(field, value.apply(field));
            }
        }
        if (block.collects()) {
            Variable others = scope.get(block.others().orElseThrow().name());
            code.addStatement(
                    "$L.$L(reply, $L)",
                    constants.fieldSet(
                            !block.ends(),
                            FieldCode.set(block, field -> list(field).isPresent(), values.wire())),
                    FieldCode.writer(others.type()),
                    others.expression());
        }
        if (block.ends()) {
            code.addStatement("reply.end()");
        }
    }

    private void field(Node.Field field, CodeBlock value) {
        code.addStatement("reply.end()")
                .addStatement("reply.raw($L)", constants.text(field.prefix()));
        if (!field.trimmed() || Texts.isConstant(field.value())) {
            code.add(value);
            return;
        }
        String from = "from" + fieldNumber++;
        code.addStatement("int $L = reply.part()", from)
                .add(value)
                .addStatement("$T.checkTrimmed(reply, $L)", RuntimeTypes.FIELD_SET, from);
    }

    /** The list whose elements are a field each. */
    private Optional<Variable> list(Node.Field field) {
        return FieldCode.placeholder(field)
                .map(name -> scope.get(name))
                .filter(
                        variable ->
                                variable.type() instanceof ValueType.Several several
                                        && several.kind() != ValueType.Plurality.WORDS);
    }

    private void severalTimes(Node.Field field, Variable list) {
        ValueType.Several several = (ValueType.Several) list.type();
        code.beginControlFlow(
                "for ($T each : $L)", several.element().javaType(), list.expression());
        boolean text = field.value().get(0) instanceof Node.Rest;
        field(
                field,
                values.write(
                        several.element(),
                        CodeBlock.of("each"),
                        text ? Position.FREE : Position.WORD));
        code.endControlFlow();
    }
}
