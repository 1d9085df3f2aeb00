package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.emit.code.ValueReading.Locals;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** Generates what reads the fields of a block, each as a line of its own. */
final class FieldReading {
    private final Constants constants;
    private final ValueReading values;
    private final Locals locals;
    private final Lines lines;

    /** Reads the value of a field. */
    interface Lines {
        /** Code that reads a line; {@code declared} says whether its locals are declared. */
        CodeBlock read(List<Segment> segments, boolean declared);
    }

    FieldReading(Constants constants, ValueReading values, Locals locals, Lines lines) {
        this.constants = constants;
        this.values = values;
        this.locals = locals;
        this.lines = lines;
    }

    /** Adds code that reads {@code block} behind its head. */
    void read(Node.Fields block, CodeBlock.Builder code) {
        String set =
                constants.fieldSet(
                        !block.ends(),
                        FieldCode.set(block, field -> list(field).isPresent(), values.wire()));
        if (block.fields().isEmpty() && !block.collects()) {
            code.addStatement("$L.read(line)", set);
            return;
        }
        code.addStatement("$T fields = $L.read(line)", RuntimeTypes.BLOCK_FIELDS, set);
        for (int i = 0; i < block.fields().size(); i++) {
            field(block.fields().get(i), i, code);
        }
        block.others().ifPresent(others -> code.add(FieldCode.others(others, locals)));
    }

    private Optional<ParameterModel> list(Node.Field field) {
        return FieldCode.list(field, locals.parameters());
    }

    /** A tag is one word; it was read before. */
    private void tag(Node.Field field, int index, CodeBlock.Builder code) {
        if (field.optional()) {
            code.beginControlFlow("if (fields.has($L))", index);
        }
        code.addStatement("fields.select($L)", index);
        if (values.checksControls()) {
            code.addStatement("line.withoutControls()");
        }
        code.addStatement("line.word()").addStatement("fields.close()");
        if (field.optional()) {
            code.endControlFlow();
        }
    }

    /** The local variable of the boolean that a field without a value stands for. */
    private Optional<String> flag(String flag) {
        return locals.parameters().stream()
                .map(ParameterModel::name)
                .filter(flag::equalsIgnoreCase)
                .findFirst()
                .map(locals::name);
    }

    private void field(Node.Field field, int index, CodeBlock.Builder code) {
        if (field.isLength() || field.enclosed().filter(value -> !value.tag()).isPresent()) {
            // The block came with its payload; what stands around a command is dropped.
            return;
        }
        if (field.enclosed().isPresent()) {
            tag(field, index, code);
            return;
        }
        Optional<ParameterModel> list = list(field);
        if (list.isPresent()) {
            code.add(FieldCode.several(field, list.get(), index, locals, values));
            return;
        }
        field.flag()
                .flatMap(this::flag)
                .ifPresent(flag -> code.addStatement("boolean $L = fields.has($L)", flag, index));
        List<Segment> value = FieldCode.segments(field);
        if (field.optional()) {
            SegmentNames.of(value)
                    .forEach(name -> code.add(Optionals.declaration(locals.model(name))));
            code.beginControlFlow("if (fields.has($L))", index);
        }
        code.addStatement("fields.select($L)", index)
                .add(lines.read(value, field.optional()))
                .addStatement("fields.close()");
        if (field.optional()) {
            code.endControlFlow();
        }
    }
}
