package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ropewalk.processor.model.ValueType;

/**
 * The private methods of one generated class that read or write values of the user's types; each is
 * made where it is first called.
 */
public final class ValueMethods {
    private final String verb;
    private final Map<String, MethodSpec> methods = new LinkedHashMap<>();

    /** No methods yet; the name of each will begin with {@code verb}. */
    public ValueMethods(String verb) {
        this.verb = verb;
    }

    /** All that were made. */
    public List<MethodSpec> all() {
        return new ArrayList<>(methods.values());
    }

    /** The name of the method for values of {@code type}, as {@code made} makes it. */
    public String of(ValueType type, Function<String, MethodSpec> made) {
        String format =
                type instanceof ValueType.Formatted formatted
                        ? " " + formatted.format().source()
                        : "";
        return of(type, format, made);
    }

    /**
     * As the other, of several methods for one type.
     *
     * @param variant what tells this one from the others
     */
    public String of(ValueType type, String variant, Function<String, MethodSpec> made) {
        String key = type.javaType() + variant;
        MethodSpec known = methods.get(key);
        if (known != null) {
            return known.name();
        }
        String name = free(verb + MethodNames.simple(type.javaType()));
        // A type may hold values of its own type: their code finds the name.
        methods.put(key, MethodSpec.methodBuilder(name).build());
        methods.put(key, made.apply(name));
        return name;
    }

    private String free(String name) {
        boolean taken = methods.values().stream().anyMatch(method -> method.name().equals(name));
        return taken ? name + methods.size() : name;
    }
}
