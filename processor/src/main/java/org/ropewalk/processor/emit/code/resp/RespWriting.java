package org.ropewalk.processor.emit.code.resp;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import java.util.Map;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.writing.Position;
import org.ropewalk.processor.emit.code.writing.ValueWriting;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Plurality;

/** Turns the type of a result into code that writes it as a value of RESP. */
public final class RespWriting {
    private final ValueWriting values;
    private final CodeBlock.Builder code = CodeBlock.builder();

    /** How many loops the code is in. */
    private int depth;

    private RespWriting(ValueWriting values) {
        this.values = values;
    }

    /** Code that writes {@code value} to {@code reply}. */
    public static CodeBlock write(ValueType type, CodeBlock value, ValueWriting values) {
        RespWriting writing = new RespWriting(values);
        writing.code.add(
                needsElements(type)
                        ? CodeBlock.of(
                                "$T elements = reply.elements();\n", RuntimeTypes.RESP_ELEMENTS)
                        : CodeBlock.of("reply.elements();\n"));
        writing.value(type, value);
        return writing.code.addStatement("reply.end()").build();
    }

    /** Whether the form of a value is more than that of one word. */
    private static boolean needsElements(ValueType type) {
        return !(type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Integral
                || type instanceof ValueType.Floating
                || type instanceof ValueType.Big
                || type instanceof ValueType.Character
                || type instanceof ValueType.Enumeration
                || type instanceof ValueType.Temporal
                || type instanceof ValueType.Custom
                || type instanceof ValueType.Any
                || type instanceof ValueType.Wrapper wrapper
                        && !needsElements(wrapper.component()));
    }

    private void value(ValueType type, CodeBlock value) {
        if (type instanceof ValueType.Maybe maybe) {
            maybe(maybe, value);
        } else if (type instanceof ValueType.Several several) {
            several(several, value);
        } else if (type instanceof ValueType.Tuple tuple) {
            tuple(tuple, value);
        } else if (type instanceof ValueType.Pairs pairs) {
            pairs(pairs, value);
        } else if (type instanceof ValueType.Any) {
            code.addStatement("$T.write(reply, $L)", RuntimeTypes.RESP_OBJECTS, value);
        } else if (type instanceof ValueType.Truth) {
            code.addStatement("elements.truth($L)", value);
        } else if (type instanceof ValueType.Wrapper wrapper) {
            value(wrapper.component(), CodeBlock.of("$L.$L()", value, wrapper.accessor()));
        } else if (type instanceof ValueType.Formatted
                || type instanceof ValueType.Spelled
                || type instanceof ValueType.OneOf) {
            code.addStatement("elements.open()");
            code.add(values.write(type, value, Position.PIECE));
            code.addStatement("elements.close()");
        } else {
            code.add(values.write(type, value, Position.WORD));
        }
    }

    private void maybe(ValueType.Maybe maybe, CodeBlock value) {
        String get =
                switch (maybe.kind()) {
                    case OPTIONAL -> "get";
                    case INT -> "getAsInt";
                    case LONG -> "getAsLong";
                };
        boolean array =
                maybe.value() instanceof ValueType.Tuple
                        || maybe.value() instanceof ValueType.Several
                        || maybe.value() instanceof ValueType.Pairs;
        code.beginControlFlow("if ($L.isPresent())", value);
        value(maybe.value(), CodeBlock.of("$L.$L()", value, get));
        code.nextControlFlow("else")
                .addStatement(array ? "elements.nilArray()" : "elements.nil()")
                .endControlFlow();
    }

    private void several(ValueType.Several several, CodeBlock value) {
        boolean array = several.kind() == Plurality.ARRAY;
        String each = local("each");
        code.addStatement("elements.array($L.$L)", value, array ? "length" : "size()");
        code.beginControlFlow("for ($T $L : $L)", several.element().javaType(), each, value);
        depth++;
        value(several.element(), CodeBlock.of("$L", each));
        depth--;
        code.endControlFlow();
    }

    private void tuple(ValueType.Tuple tuple, CodeBlock value) {
        code.addStatement("elements.array($L)", tuple.record().components().size());
        for (ParameterModel component : tuple.record().components()) {
            value(component.value(), CodeBlock.of("$L.$L()", value, component.accessor()));
        }
    }

    private void pairs(ValueType.Pairs pairs, CodeBlock value) {
        String pair = local("pair");
        code.addStatement("elements.map($L.size())", value);
        code.beginControlFlow(
                "for ($T $L : $L.entrySet())",
                ParameterizedTypeName.get(
                        ClassName.get(Map.Entry.class),
                        pairs.key().javaType().box(),
                        pairs.value().javaType().box()),
                pair,
                value);
        depth++;
        value(pairs.key(), CodeBlock.of("$L.getKey()", pair));
        value(pairs.value(), CodeBlock.of("$L.getValue()", pair));
        depth--;
        code.endControlFlow();
    }

    private String local(String name) {
        return depth == 0 ? name : name + depth;
    }
}
