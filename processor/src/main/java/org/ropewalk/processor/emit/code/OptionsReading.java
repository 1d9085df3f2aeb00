package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;

/** Code that reads named words in any order into the record that they make. */
final class OptionsReading {
    private final Wire wire;
    private final Constants constants;
    private final BiFunction<ValueType, CodeBlock, CodeBlock> values;

    /**
     * Readings of options.
     *
     * @param values an expression of a type, from that of a reader that has selected its word
     */
    OptionsReading(
            Wire wire, Constants constants, BiFunction<ValueType, CodeBlock, CodeBlock> values) {
        this.wire = wire;
        this.constants = constants;
        this.values = values;
    }

    /** Adds code to {@code method} that reads the words; an expression of the record. */
    CodeBlock read(ValueType.Options type, MethodSpec.Builder method) {
        List<ParameterModel> components = type.record().components();
        CodeBlock.Builder loop = CodeBlock.builder();
        for (int i = 0; i < components.size(); i++) {
            ParameterModel component = components.get(i);
            String local = Javadoc.local(component.name());
            if (component.value() instanceof ValueType.Names) {
                method.addStatement(
                        "$T $L = new $T<>()", component.javaType(), local, LinkedHashMap.class);
                continue;
            }
            boolean flag = component.value() instanceof ValueType.Truth;
            String word =
                    wire.caseSensitive()
                            ? type.words().get(i)
                            : MethodNames.upper(type.words().get(i));
            boolean apart = type.apart().contains(type.words().get(i));
            CodeBlock test =
                    CodeBlock.of(
                            "if (line.isNamed($L, $L))", constants.text(word), !flag && !apart);
            if (loop.isEmpty()) {
                loop.beginControlFlow("$L", test);
            } else {
                loop.nextControlFlow("else $L", test);
            }
            option(method, loop, component, local, apart);
        }
        CodeBlock other =
                type.rest()
                        .map(
                                rest ->
                                        CodeBlock.of(
                                                "$L.put(line.name(), line.text());\n",
                                                Javadoc.local(rest)))
                        .orElse(CodeBlock.of("line.unknownName();\n"));
        if (loop.isEmpty()) {
            loop.add(other);
        } else {
            loop.nextControlFlow("else").add(other).endControlFlow();
        }
        method.beginControlFlow("while (line.named())").addCode(loop.build()).endControlFlow();
        CodeBlock arguments =
                components.stream()
                        .map(component -> CodeBlock.of("$L", Javadoc.local(component.name())))
                        .collect(CodeBlock.joining(", "));
        return CodeBlock.of("new $T($L)", type.javaType(), arguments);
    }

    /** Declares a component before the loop, and sets it where its word comes. */
    private void option(
            MethodSpec.Builder method,
            CodeBlock.Builder loop,
            ParameterModel component,
            String local,
            boolean apart) {
        if (component.value() instanceof ValueType.Truth) {
            method.addStatement("boolean $L = false", local);
            loop.addStatement("$L = true", local);
        } else {
            ValueType.Maybe maybe = (ValueType.Maybe) component.value();
            method.addStatement(
                    "$T $L = $L", component.javaType(), local, Optionals.absent(component));
            loop.beginControlFlow("if ($L.isPresent())", local)
                    .addStatement("line.repeatedName()")
                    .endControlFlow();
            loop.addStatement(
                    "$L = $L",
                    local,
                    Optionals.of(
                            maybe,
                            values.apply(
                                    maybe.value(), CodeBlock.of(apart ? "line.word()" : "line"))));
        }
    }
}
