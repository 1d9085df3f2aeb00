package org.ropewalk.processor.read.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.ropewalk.processor.report.Place;

/**
 * Finds the types that a declaration reaches and that do not exist yet: in its methods, in records,
 * exceptions and sealed types, in super-interfaces, in annotations. Nothing of a declaration is
 * read before all of them exist.
 */
public final class Resolution {
    private static final List<String> COMPLETE = List.of("java.", "javax.", "org.ropewalk.line.");
    private static final String COMPLETING = "lombok.";
    private static final String UNRESOLVED_CONSTANT = "<error>";

    private final Types types;
    private final Set<TypeElement> seen = new LinkedHashSet<>();
    private final Map<String, Place> missing = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    private Resolution(Types types) {
        this.types = types;
    }

    /** What {@code protocol} reaches. */
    public static Resolution of(TypeElement protocol, Types types) {
        Resolution resolution = new Resolution(types);
        resolution.element(protocol);
        return resolution;
    }

    /** What does not exist, each with the first place that names it. */
    public Map<String, Place> missing() {
        return missing;
    }

    /** The simple names of all types that are used, those of the JDK among them. */
    public Set<String> names() {
        return names;
    }

    /** The types that exist, the protocol first. */
    public Set<TypeElement> reached() {
        return seen;
    }

    /**
     * Whether a type may still lack members: Lombok adds them to types that exist, and may do so
     * after this processor was called.
     */
    public boolean isIncomplete() {
        return seen.stream()
                .anyMatch(
                        type ->
                                isCompleted(type)
                                        || type.getEnclosedElements().stream()
                                                .anyMatch(Resolution::isCompleted));
    }

    private static boolean isCompleted(Element element) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(each -> each.getAnnotationType().toString().startsWith(COMPLETING));
    }

    private void element(TypeElement element) {
        for (Element type = element;
                type instanceof TypeElement && names.add(type.getSimpleName().toString()); ) {
            type = type.getEnclosingElement();
        }
        if (COMPLETE.stream().anyMatch(element.getQualifiedName().toString()::startsWith)
                || !seen.add(element)) {
            return;
        }
        Place place = Place.of(element);
        annotations(element);
        type(element.getSuperclass(), place);
        element.getInterfaces().forEach(each -> type(each, place));
        element.getPermittedSubclasses().forEach(each -> type(each, place));
        element.getRecordComponents().forEach(this::component);
        element.getEnclosedElements().forEach(member -> member(element, member));
    }

    private void member(TypeElement element, Element member) {
        annotations(member);
        if (member instanceof ExecutableElement method) {
            boolean isPublic = method.getModifiers().contains(Modifier.PUBLIC);
            boolean makes =
                    method.getKind() == ElementKind.CONSTRUCTOR
                            || method.getModifiers().contains(Modifier.STATIC);
            if (isPublic && (element.getKind().isInterface() || makes)) {
                signature(method);
            }
        } else if (member instanceof TypeElement nested && element.getKind().isInterface()) {
            element(nested);
        }
    }

    private void component(RecordComponentElement component) {
        annotations(component);
        type(component.asType(), Place.of(component));
    }

    private void signature(ExecutableElement method) {
        type(method.getReturnType(), Place.of(method));
        for (Element parameter : method.getParameters()) {
            annotations(parameter);
            type(parameter.asType(), Place.of(parameter));
        }
        method.getThrownTypes().forEach(each -> type(each, Place.of(method)));
    }

    private void type(TypeMirror type, Place place) {
        if (type.getKind() == TypeKind.ERROR) {
            missing.putIfAbsent("Type " + name(type), place);
        } else if (type instanceof ArrayType array) {
            type(array.getComponentType(), place);
        } else if (type instanceof WildcardType wildcard) {
            if (wildcard.getExtendsBound() != null) {
                type(wildcard.getExtendsBound(), place);
            }
        } else if (type instanceof DeclaredType declared) {
            declared.getTypeArguments().forEach(each -> type(each, place));
            if (types.asElement(declared) instanceof TypeElement element) {
                element(element);
            }
        }
    }

    /** The name as it is written, without type arguments. */
    private static String name(TypeMirror type) {
        String name = type.toString();
        int arguments = name.indexOf('<');
        return arguments > 0 ? name.substring(0, arguments) : name;
    }

    private void annotations(Element element) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (isOurs(mirror)) {
                annotation(element, mirror, mirror);
            }
        }
    }

    /** Checks {@code inner}, which is {@code outer} or one of its values. */
    private void annotation(Element element, AnnotationMirror outer, AnnotationMirror inner) {
        inner.getElementValues()
                .forEach(
                        (member, value) ->
                                value(
                                        element,
                                        outer,
                                        value,
                                        "@"
                                                + inner.getAnnotationType()
                                                        .asElement()
                                                        .getSimpleName()
                                                + "("
                                                + member.getSimpleName()
                                                + ")"));
    }

    private void value(
            Element element, AnnotationMirror outer, AnnotationValue value, String member) {
        Place place = new Place(element, outer, value);
        Object content = value.getValue();
        if (content instanceof TypeMirror type) {
            type(type, place);
        } else if (content instanceof AnnotationMirror inner) {
            annotation(element, outer, inner);
        } else if (content instanceof List<?> several) {
            for (Object each : new ArrayList<>(several)) {
                value(element, outer, (AnnotationValue) each, member);
            }
        } else if (content == null || isUnresolved(value)) {
            missing.putIfAbsent("The constant of " + member, place);
        }
    }

    /**
     * Whether a constant does not exist. The JDK's compiler has a value for this that is no text (a
     * text would have quotes); Eclipse's has the text.
     */
    private static boolean isUnresolved(AnnotationValue value) {
        return UNRESOLVED_CONSTANT.equals(value.getValue())
                && (value.toString().equals(UNRESOLVED_CONSTANT)
                        || value.getClass().getName().startsWith("org.eclipse."));
    }

    /** Whether an annotation is one of the language's. */
    private static boolean isOurs(AnnotationMirror annotation) {
        return ((TypeElement) annotation.getAnnotationType().asElement())
                .getQualifiedName()
                .toString()
                .startsWith("org.ropewalk.annotation.");
    }
}
