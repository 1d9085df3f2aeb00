package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;

/** Expressions of values that may be missing. */
public final class Optionals {
    private Optionals() {}

    /** An optional that holds {@code value}. */
    public static CodeBlock of(ValueType.Maybe type, CodeBlock value) {
        return switch (type.kind()) {
            case OPTIONAL -> CodeBlock.of("$T.ofNullable($L)", Optional.class, value);
            case INT -> CodeBlock.of("$T.of($L)", OptionalInt.class, value);
            case LONG -> CodeBlock.of("$T.of($L)", OptionalLong.class, value);
        };
    }

    /** The value of a parameter whose group is missing. */
    public static CodeBlock absent(ParameterModel parameter) {
        if (parameter.value() instanceof ValueType.Maybe maybe) {
            return CodeBlock.of(
                    "$T.empty()",
                    switch (maybe.kind()) {
                        case OPTIONAL -> Optional.class;
                        case INT -> OptionalInt.class;
                        case LONG -> OptionalLong.class;
                    });
        }
        if (parameter.value() instanceof ValueType.Pairs) {
            return CodeBlock.of("$T.of()", Map.class);
        }
        ValueType.Several several = (ValueType.Several) parameter.value();
        return switch (several.kind()) {
            case SET -> CodeBlock.of("$T.of()", Set.class);
            case ARRAY ->
                    CodeBlock.of(
                            "$L",
                            array(((ArrayTypeName) parameter.javaType()).componentType(), "0"));
            case WORDS -> CodeBlock.of("line.noWords()");
            default -> CodeBlock.of("$T.of()", List.class);
        };
    }

    /** A new array of {@code size} elements, which may be arrays themselves. */
    static CodeBlock array(TypeName element, String size) {
        return element instanceof ArrayTypeName inner
                ? CodeBlock.of("new $T[$L][]", inner.componentType(), size)
                : CodeBlock.of("new $T[$L]", element, size);
    }

    /** A collection's type without wildcards: what is added to it is what they extend. */
    static TypeName exact(TypeName type) {
        if (!(type instanceof ParameterizedTypeName generic)) {
            return type;
        }
        TypeName[] arguments =
                generic.typeArguments().stream()
                        .map(
                                argument ->
                                        argument instanceof WildcardTypeName wildcard
                                                ? wildcard.upperBounds().get(0)
                                                : argument)
                        .toArray(TypeName[]::new);
        return ParameterizedTypeName.get(generic.rawType(), arguments);
    }

    /** A value, or nothing if the selected word is {@code nil}. */
    static CodeBlock orNil(
            ParameterModel parameter, CodeBlock selected, String nil, CodeBlock value) {
        return CodeBlock.of(
                "$L.cursor().isNil($L) ? $L : $L", selected, nil, absent(parameter), value);
    }

    /** Declares what is not there, unless an optional part is. */
    static CodeBlock declaration(ParameterModel parameter) {
        return CodeBlock.builder()
                .addStatement(
                        "$T $L = $L",
                        exact(parameter.javaType()),
                        Javadoc.local(parameter.name()),
                        absent(parameter))
                .build();
    }

    /** Declares what one of several formats leaves out, and what others leave out. */
    static CodeBlock outsideGroups(ValueType.Formatted type) {
        CodeBlock.Builder code = CodeBlock.builder();
        for (ParameterModel component : type.missing()) {
            code.add(
                    component.value() instanceof ValueType.Truth
                            ? CodeBlock.of("boolean $L = false;\n", Javadoc.local(component.name()))
                            : declaration(component));
        }
        type.always().forEach(component -> code.add(declaration(component)));
        return code.build();
    }
}
