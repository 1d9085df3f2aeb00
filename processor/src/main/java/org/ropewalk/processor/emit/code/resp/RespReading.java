package org.ropewalk.processor.emit.code.resp;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.emit.code.ValueReading;
import org.ropewalk.processor.emit.code.numbers.ArrayCode;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Plurality;

/** Turns the type of a result into an expression that reads it from a value of RESP. */
public final class RespReading {
    private final ValueReading values;

    /** How many functions the expression is in. */
    private int depth;

    private RespReading(ValueReading values) {
        this.values = values;
    }

    /** An expression of the next value of {@code line}. */
    public static CodeBlock read(ValueType type, ValueReading values) {
        return new RespReading(values).value(type, "line");
    }

    private CodeBlock value(ValueType type, String line) {
        if (type instanceof ValueType.Maybe maybe) {
            String method =
                    switch (maybe.kind()) {
                        case OPTIONAL -> "optional";
                        case INT -> "optionalInt";
                        case LONG -> "optionalLong";
                    };
            return call(method, line, maybe.value());
        }
        if (type instanceof ValueType.Several several) {
            boolean set = several.kind() == Plurality.SET;
            CodeBlock elements = call(set ? "set" : "list", line, several.element());
            return several.kind() == Plurality.ARRAY
                    ? ArrayCode.of(elements, several.element().javaType())
                    : elements;
        }
        if (type instanceof ValueType.Tuple tuple) {
            return tuple(tuple, line);
        }
        if (type instanceof ValueType.Pairs pairs) {
            return CodeBlock.of(
                    "$T.map($L, $L, $L)",
                    RuntimeTypes.RESP_READER,
                    line,
                    function(pairs.key()),
                    function(pairs.value()));
        }
        if (type instanceof ValueType.Any) {
            return CodeBlock.of("$T.read($L)", RuntimeTypes.RESP_OBJECTS, line);
        }
        if (type instanceof ValueType.Truth) {
            return CodeBlock.of("$T.truth($L)", RuntimeTypes.RESP_READER, line);
        }
        return values.read(type, CodeBlock.of("$L.word()", line));
    }

    private CodeBlock call(String method, String line, ValueType of) {
        return CodeBlock.of("$T.$L($L, $L)", RuntimeTypes.RESP_READER, method, line, function(of));
    }

    private CodeBlock function(ValueType type) {
        String local = "each" + (depth == 0 ? "" : depth);
        depth++;
        CodeBlock function = CodeBlock.of("$L -> $L", local, value(type, local));
        depth--;
        return function;
    }

    private CodeBlock tuple(ValueType.Tuple tuple, String line) {
        String local = "each" + (depth == 0 ? "" : depth);
        depth++;
        List<ParameterModel> components = tuple.record().components();
        CodeBlock arguments =
                components.stream()
                        .map(component -> value(component.value(), local))
                        .collect(CodeBlock.joining(", "));
        depth--;
        return CodeBlock.of(
                "$T.tuple($L, $L, $L -> new $T($L))",
                RuntimeTypes.RESP_READER,
                line,
                components.size(),
                local,
                tuple.record().type(),
                arguments);
    }
}
