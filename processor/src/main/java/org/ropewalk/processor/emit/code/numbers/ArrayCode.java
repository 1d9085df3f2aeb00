package org.ropewalk.processor.emit.code.numbers;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

/** Expressions that make arrays of lists. */
public final class ArrayCode {
    private ArrayCode() {}

    /** A list as an array of its elements' type: whole and floating numbers have streams. */
    public static CodeBlock of(CodeBlock list, TypeName element) {
        if (!element.isPrimitive()) {
            return CodeBlock.of("$L.toArray($T[]::new)", list, element);
        }
        String name = element.toString();
        return CodeBlock.of(
                "$L.stream().mapTo$L($T::$LValue).toArray()",
                list,
                Character.toUpperCase(name.charAt(0)) + name.substring(1),
                element.box(),
                name);
    }
}
