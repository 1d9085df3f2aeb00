package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;

/** What the names of a template stand for, in the code around it. */
public final class Bindings {
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    /**
     * A value that a name stands for.
     *
     * @param expression how generated code gets it
     * @param type what it is on the wire
     * @param supplied whether the handler of a connection is asked for it, and may fail
     */
    public record Variable(CodeBlock expression, ValueType type, boolean supplied) {
        /** A value that is there. */
        public Variable(CodeBlock expression, ValueType type) {
            this(expression, type, false);
        }

        /** The value; of an optional, which is there, what it holds. */
        public CodeBlock unwrapped() {
            if (!(type instanceof ValueType.Maybe maybe)) {
                return expression;
            }
            return CodeBlock.of(
                    "$L.$L()",
                    expression,
                    switch (maybe.kind()) {
                        case OPTIONAL -> "orElseThrow";
                        case INT -> "getAsInt";
                        case LONG -> "getAsLong";
                    });
        }

        /** What tells that it is there; empty if it always is. */
        public Optional<CodeBlock> present() {
            if (type instanceof ValueType.Maybe) {
                return Optional.of(CodeBlock.of("$L.isPresent()", expression));
            }
            if (type instanceof ValueType.Pairs) {
                return Optional.of(CodeBlock.of("!$L.isEmpty()", expression));
            }
            if (!(type instanceof ValueType.Several several)) {
                return Optional.empty();
            }
            String condition =
                    switch (several.kind()) {
                        case ARRAY -> "$L.length > 0";
                        case WORDS -> "$L.size() > 0";
                        default -> "!$L.isEmpty()";
                    };
            return Optional.of(CodeBlock.of(condition, expression));
        }

        /** What tells that it is not there, of what may be missing. */
        public CodeBlock absent() {
            if (type instanceof ValueType.Truth) {
                return CodeBlock.of("!$L", expression);
            }
            return type instanceof ValueType.Maybe || type instanceof ValueType.Pairs
                    ? CodeBlock.of("$L.isEmpty()", expression)
                    : CodeBlock.of("$L == 0", size());
        }

        /** How many bytes or elements it has. */
        public CodeBlock size() {
            if (type instanceof ValueType.Octets octets) {
                boolean array = octets.holder() == ValueType.Octets.Holder.ARRAY;
                return CodeBlock.of(array ? "$L.length" : "$L.length()", expression);
            }
            boolean array = ((ValueType.Several) type).kind() == ValueType.Plurality.ARRAY;
            return CodeBlock.of(array ? "$L.length" : "$L.size()", expression);
        }
    }

    /** Adds a value; one that was added before is kept, for it is nearer. */
    public Bindings with(String name, CodeBlock expression, ValueType type) {
        variables.putIfAbsent(name, new Variable(expression, type));
        return this;
    }

    /** Adds a value that the handler of the connection is asked for. */
    public Bindings withSupplied(String name, CodeBlock expression, ValueType type) {
        variables.putIfAbsent(name, new Variable(expression, type, true));
        return this;
    }

    /** Adds what {@code owner}'s accessors give. */
    public Bindings with(CodeBlock owner, Iterable<ParameterModel> components) {
        for (ParameterModel component : components) {
            with(
                    component.name(),
                    CodeBlock.of("$L.$L()", owner, component.accessor()),
                    component.value());
        }
        return this;
    }

    /** Adds what {@code wider} has. */
    public Bindings with(Bindings wider) {
        wider.variables.forEach(variables::putIfAbsent);
        return this;
    }

    /** The value that {@code name} stands for. */
    public Variable get(String name) {
        Variable variable = variables.get(name);
        if (variable == null) {
            throw new IllegalStateException("nothing is called " + name);
        }
        return variable;
    }

    /** The value that {@code name} stands for, whatever its letter case, if there is one. */
    public Optional<Variable> find(String name) {
        return variables.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
