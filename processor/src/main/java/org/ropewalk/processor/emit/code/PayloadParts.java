package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.ropewalk.processor.model.ParameterModel;

/** Expressions of payloads that arrive as one: the lengths in the line divide it. */
public final class PayloadParts {
    private PayloadParts() {}

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
}
