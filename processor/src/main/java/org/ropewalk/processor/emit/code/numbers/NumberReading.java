package org.ropewalk.processor.emit.code.numbers;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import org.ropewalk.processor.model.ValueType;

/** Expressions that read whole numbers within their bounds. */
public final class NumberReading {
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private NumberReading() {}

    /** A whole number that a reader has selected. */
    public static CodeBlock of(ValueType.Integral type, CodeBlock selected) {
        TypeName primitive =
                type.javaType().isBoxedPrimitive() ? type.javaType().unbox() : type.javaType();
        if (type.max().compareTo(MAX_LONG) > 0) {
            return CodeBlock.of("$L.unsignedLong()", selected);
        }
        CodeBlock number =
                CodeBlock.of("$L.number($L, $L)", selected, bound(type.min()), bound(type.max()));
        return primitive.equals(TypeName.LONG)
                ? number
                : CodeBlock.of("($T) $L", primitive, number);
    }

    private static CodeBlock bound(BigInteger value) {
        long bound = value.longValueExact();
        if (bound == Long.MIN_VALUE || bound == Long.MAX_VALUE) {
            return CodeBlock.of("$T.$L", Long.class, bound < 0 ? "MIN_VALUE" : "MAX_VALUE");
        }
        if (bound == Integer.MIN_VALUE || bound == Integer.MAX_VALUE) {
            return CodeBlock.of("$T.$L", Integer.class, bound < 0 ? "MIN_VALUE" : "MAX_VALUE");
        }
        return CodeBlock.of(bound > Integer.MAX_VALUE ? "$LL" : "$L", bound);
    }
}
