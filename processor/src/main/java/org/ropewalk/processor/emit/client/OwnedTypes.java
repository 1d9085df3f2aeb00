package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.ropewalk.processor.emit.code.RuntimeTypes;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Octets.Holder;
import org.ropewalk.processor.model.ValueType.Plurality;

/** What a client holds where a handler borrows: bytes that are its own. */
final class OwnedTypes {
    private OwnedTypes() {}

    /** The value's type without borrowed views. */
    static ValueType type(ValueType type) {
        if (type instanceof ValueType.Octets octets && octets.holder() == Holder.SLICE) {
            return new ValueType.Octets(RuntimeTypes.BYTES, Holder.BYTES);
        }
        if (type instanceof ValueType.Several several && several.kind() == Plurality.WORDS) {
            return new ValueType.Several(
                    list(RuntimeTypes.BYTES),
                    Plurality.LIST,
                    new ValueType.Octets(RuntimeTypes.BYTES, Holder.BYTES));
        }
        return type;
    }

    static TypeName list(TypeName item) {
        return ParameterizedTypeName.get(ClassName.get(List.class), item.box());
    }

    /** The parameter without borrowed views. */
    static ParameterModel parameter(ParameterModel parameter) {
        ValueType type = type(parameter.value());
        TypeName java = type.equals(parameter.value()) ? parameter.javaType() : type.javaType();
        return new ParameterModel(
                parameter.name(),
                java,
                type,
                parameter.role(),
                parameter.payload(),
                parameter.accessor());
    }

    /** An expression that makes an owned value of a borrowed one. */
    static CodeBlock copy(ParameterModel parameter, String name) {
        if (parameter.value() instanceof ValueType.Octets octets
                && octets.holder() == Holder.SLICE) {
            return CodeBlock.of("$L.toBytes()", name);
        }
        if (parameter.value() instanceof ValueType.Several several
                && several.kind() == Plurality.WORDS) {
            return CodeBlock.of("$L.toList()", name);
        }
        return CodeBlock.of("$L", name);
    }

    /** The type of a result that the client completes with. */
    static TypeName result(Answer answer) {
        if (answer.shape() instanceof Answer.Items items) {
            return items.kind() == Plurality.REPLIES ? list(items.itemType()) : answer.javaType();
        }
        if (answer.shape() instanceof Answer.Behind behind) {
            return type(behind.value()).javaType();
        }
        if (answer.shape() instanceof Answer.Single single) {
            ValueType type = type(single.value());
            return (type.equals(single.value()) ? answer.javaType() : type.javaType()).box();
        }
        return answer.javaType().box();
    }
}
