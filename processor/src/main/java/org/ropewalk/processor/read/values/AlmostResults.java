package org.ropewalk.processor.read.values;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Result types that other libraries use, and what to return in their place. */
public final class AlmostResults {
    private static final Set<String> LISTS =
            Set.of("java.util.List", "java.util.Collection", "java.lang.Iterable", "java.util.Set");

    /** Types of one result that comes later. */
    private static final Set<String> LATER =
            Set.of("Future", "Mono", "Uni", "Single", "Maybe", "Deferred", "Promise", "Task");

    /** Types of a result that is computed when it is asked for. */
    private static final Set<String> LAZY = Set.of("Callable", "Supplier");

    /** Types of results that come one after the other. */
    private static final Set<String> STREAMS =
            Set.of(
                    "BaseStream",
                    "Enumeration",
                    "Flowable",
                    "Flux",
                    "Iterator",
                    "Multi",
                    "Observable",
                    "Publisher",
                    "Spliterator");

    private final Types types;

    /** Asks {@code types} for what a type inherits from. */
    public AlmostResults(Types types) {
        this.types = types;
    }

    /** What to return in place of {@code type}; nothing if it is none of these. */
    public Optional<String> remedy(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)
                || ((TypeElement) declared.asElement()).getTypeParameters().isEmpty()) {
            return Optional.empty();
        }
        if (inherits(type, Set.of("CompletionStage"), true)) {
            return Optional.of("put CompletionStage around the whole result");
        }
        String value = argument(declared);
        if (inherits(type, LATER, true)) {
            return Optional.of("return CompletionStage<" + value + ">");
        }
        if (inherits(type, LAZY, true)) {
            return Optional.of(
                    "return %s, or CompletionStage<%s> if it is known later"
                            .formatted(value, value));
        }
        if (inherits(type, STREAMS, true)) {
            return Optional.of(
                    "return List<%s>, or add a parameter Replies<%s> for items that come one after the other"
                            .formatted(value, value));
        }
        boolean collection =
                inherits(type, Set.of("Collection"), false)
                        && !LISTS.contains(types.erasure(type).toString());
        return collection ? Optional.of("return List<" + value + ">") : Optional.empty();
    }

    /** The simple name of what a type holds; an example if the type does not say it. */
    private static String argument(DeclaredType type) {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        return arguments.size() == 1 ? simple(arguments.get(0)) : "String";
    }

    private static String simple(TypeMirror type) {
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null
                    ? "String"
                    : simple(wildcard.getExtendsBound());
        }
        if (!(type instanceof DeclaredType declared)) {
            return type.toString();
        }
        String arguments =
                declared.getTypeArguments().stream()
                        .map(AlmostResults::simple)
                        .collect(Collectors.joining(", "));
        return declared.asElement().getSimpleName()
                + (arguments.isEmpty() ? "" : "<" + arguments + ">");
    }

    /** Whether a type, or one that it inherits from, has one of the simple names. */
    private boolean inherits(TypeMirror type, Set<String> names, boolean itself) {
        return itself
                        && type instanceof DeclaredType declared
                        && names.contains(declared.asElement().getSimpleName().toString())
                || types.directSupertypes(type).stream()
                        .anyMatch(parent -> inherits(parent, names, true));
    }
}
