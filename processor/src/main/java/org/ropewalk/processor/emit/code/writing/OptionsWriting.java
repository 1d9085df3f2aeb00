package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.MethodNames;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;

/** Methods that write named words, each behind a blank. */
final class OptionsWriting {
    /** Writes all words of a map. */
    private static final String NAMED = "$L.forEach((name, word) -> $T.named(reply, name, word))";

    private final Wire wire;
    private final Constants constants;
    private final ValueCode values;

    OptionsWriting(Wire wire, Constants constants, ValueCode values) {
        this.wire = wire;
        this.constants = constants;
        this.values = values;
    }

    /** Adds code to {@code method} that writes the words of {@code value}. */
    MethodSpec write(ValueType type, MethodSpec.Builder method) {
        if (type instanceof ValueType.Names) {
            return method.addStatement(NAMED, "value", RuntimeTypes.TEXT_END).build();
        }
        ValueType.Options options = (ValueType.Options) type;
        for (int i = 0; i < options.record().components().size(); i++) {
            ParameterModel component = options.record().components().get(i);
            String word = options.words().get(i);
            String written = wire.caseSensitive() ? word : MethodNames.upper(word);
            CodeBlock given = CodeBlock.of("value.$L()", component.accessor());
            if (component.value() instanceof ValueType.Names) {
                method.addStatement(NAMED, given, RuntimeTypes.TEXT_END);
            } else if (component.value() instanceof ValueType.Maybe maybe) {
                method.beginControlFlow("if ($L.isPresent())", given);
                boolean apart = options.apart().contains(word);
                option(method, component.name(), maybe, given, written + options.mark(word), apart);
                method.endControlFlow();
            } else {
                method.beginControlFlow("if ($L)", given)
                        .addStatement("reply.raw($L)", constants.text(" " + written))
                        .endControlFlow();
            }
        }
        return method.build();
    }

    /** A name and its value, which is {@code apart} as a word of its own, or glued to the name. */
    private void option(
            MethodSpec.Builder method,
            String name,
            ValueType.Maybe maybe,
            CodeBlock given,
            String written,
            boolean apart) {
        CodeBlock value =
                values.write(
                        maybe.value(),
                        new Bindings.Variable(given, maybe).unwrapped(),
                        apart ? Position.WORD : Position.PIECE);
        if (apart || wire.quotes().isEmpty()) {
            method.addStatement("reply.raw($L)", constants.text(" " + written)).addCode(value);
        } else {
            method.addStatement("reply.space()")
                    .addStatement("int $LFrom = reply.compose()", name)
                    .addStatement("reply.raw($L)", constants.text(written))
                    .addCode(value)
                    .addStatement("reply.composed($LFrom)", name);
        }
    }
}
