package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.ropewalk.processor.emit.code.Bindings.Variable;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ValueType;

/** Payloads and the lengths in the line that divide what comes. */
public final class PayloadParts {
    private PayloadParts() {}

    /** What is told to the reader of a length: the lengths that it holds besides, and its bound. */
    static CodeBlock lengthArguments(CodeBlock known, ParameterModel payload) {
        long most = payload.maxLength();
        return most == Long.MAX_VALUE
                ? known
                : CodeBlock.of("$L, $LL", known.isEmpty() ? CodeBlock.of("0") : known, most);
    }

    /** Code that refuses a payload whose length is over its bound, if it can be. */
    public static CodeBlock checkLength(Variable variable, ValueType.Octets type) {
        boolean inMemory = type.holder() != ValueType.Octets.Holder.STREAM;
        return type.maxLength() >= (inMemory ? Integer.MAX_VALUE : Long.MAX_VALUE)
                ? CodeBlock.of("")
                : CodeBlock.builder()
                        .addStatement("reply.length($L, $LL)", variable.size(), type.maxLength())
                        .build();
    }

    /** One of several payloads that came together. */
    public static CodeBlock of(
            List<ParameterModel> payloads, ParameterModel payload, CodeBlock together) {
        if (payloads.size() == 1) {
            return together;
        }
        CodeBlock from =
                payloads.stream()
                        .takeWhile(earlier -> !earlier.equals(payload))
                        .map(earlier -> CodeBlock.of("$LLength", Javadoc.local(earlier.name())))
                        .collect(CodeBlock.joining(" + "));
        return CodeBlock.of(
                "$L.part($L, $LLength)",
                together,
                from.isEmpty() ? CodeBlock.of("0") : from,
                Javadoc.local(payload.name()));
    }

    /** Code that writes a payload and what follows it. */
    public static CodeBlock write(CodeBlock value, PayloadModel payload, Constants constants) {
        if (!payload.isCounted()) {
            return CodeBlock.builder()
                    .addStatement("reply.payload($L, $L)", value, constants.end(payload))
                    .build();
        }
        CodeBlock.Builder code = CodeBlock.builder().addStatement("reply.payload($L)", value);
        switch (payload.trailer()) {
            case TERMINATOR -> code.addStatement("reply.end()");
            case CRLF -> code.addStatement("reply.raw($L)", constants.crLf());
            default -> {}
        }
        return code.build();
    }
}
