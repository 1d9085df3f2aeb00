package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names of the methods of one generated class, each given once; those that it inherits are taken.
 */
public final class MethodNames {
    private final Set<String> taken = new HashSet<>();

    public MethodNames(String... inherited) {
        taken.addAll(Set.of(inherited));
        // A call of a method with this name would be a statement of the language.
        taken.add("yield");
    }

    public String unique(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }

    /** With a first letter in upper case, as behind another word. */
    public static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** A type's name as a part of another. */
    public static String simple(TypeName type) {
        return type instanceof ClassName name
                ? name.simpleName()
                : type.toString().replaceAll("[^A-Za-z0-9]", "");
    }

    public static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
