package org.ropewalk.processor.read.values;

import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** What to use in place of a type that is not supported. */
public final class TypeRemedies {
    private static final String LANGUAGE = "org.ropewalk.annotation.";

    /** The last parameter of a suspend function, as Java sees it. */
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private final Types types;

    /** Asks {@code types} for what a type inherits from. */
    public TypeRemedies(Types types) {
        this.types = types;
    }

    /** What to do with a type whose type arguments are not written. */
    public static String argument(TypeMirror type) {
        return "add a type argument, such as " + simple(type) + "<String>";
    }

    /** What helps where a type of {@code owner} has type parameters. */
    public String withoutParameters(DeclaredType type, TypeElement element, String owner) {
        if (element.getQualifiedName().contentEquals(CONTINUATION)) {
            return "use a function that is not suspend and returns a CompletableFuture";
        }
        if (type.getTypeArguments().size() == 1 && isCollection(type)) {
            String item = simple(type.getTypeArguments().get(0));
            return "use List<%s> or Set<%s>".formatted(item, item);
        }
        if (element.getQualifiedName().contentEquals("java.util.Map")) {
            return owner.equals("the result")
                    ? "return a List of records"
                    : "write {%s ...}, with a blank, for pairs of words".formatted(owner);
        }
        return "use a type without type parameters";
    }

    private boolean isCollection(TypeMirror type) {
        return types.erasure(type).toString().equals("java.util.Collection")
                || types.directSupertypes(type).stream().anyMatch(this::isCollection);
    }

    /** What helps where a class is not read: those of Java itself cannot be changed. */
    public static String instead(TypeElement element) {
        String name = element.getQualifiedName().toString();
        if (has(element, "LineProtocol")) {
            return "use a state: an interface in the protocol, which initial may name";
        }
        if (element.getKind().isInterface()
                && element.getEnclosedElements().stream().anyMatch(each -> has(each, "Command"))) {
            return "nest it in the protocol, so that it is a state";
        }
        if (name.equals("org.ropewalk.server.Peer")) {
            return "remove it: the handler gets its peer from the factory, peer -> new Handler(peer)";
        }
        if (name.equals("java.util.Date")) {
            return "use a type of java.time, such as Instant";
        }
        if (name.equals("java.util.OptionalDouble")) {
            return "use Optional<Double>";
        }
        return name.startsWith("java.")
                ? "use your own type with a public static parse(String)"
                : "add a public static parse(String), or make it a record";
    }

    private static boolean has(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(
                        each -> each.getAnnotationType().toString().equals(LANGUAGE + annotation));
    }

    /** The name of a type, without packages. */
    public static String simple(TypeMirror type) {
        String name = TypeName.get(type).toString();
        return name.contains("<")
                ? name.replaceAll("\\b[a-z0-9_]+\\.", "")
                : name.substring(name.lastIndexOf('.') + 1);
    }
}
