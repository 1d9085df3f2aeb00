package org.ropewalk.processor.read.source;

import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.report.Place;

/** Finds the language's annotations, known by name, and reads their values. */
public final class Annotations {
    /** The package of the language. */
    public static final String PACKAGE = "org.ropewalk.annotation.";

    private final Elements elements;

    /** Those of which a member was read. */
    private final Set<AnnotationMirror> used = new HashSet<>();

    /** A reader that asks {@code elements} for defaults. */
    public Annotations(Elements elements) {
        this.elements = elements;
    }

    /** The annotation of that simple name on {@code element}, if it is there. */
    public Optional<AnnotationMirror> find(AnnotatedConstruct element, String name) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
            if (type.getQualifiedName().contentEquals(PACKAGE + name)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    /** Whether the annotation of that simple name is on {@code element}. */
    public boolean has(AnnotatedConstruct element, String name) {
        return find(element, name).isPresent();
    }

    /** Whether the annotation of that simple name is there, and none of its members was read. */
    public boolean isUnused(AnnotatedConstruct element, String name) {
        return find(element, name).filter(mirror -> !used.contains(mirror)).isPresent();
    }

    /** The name of a parameter: that of {@code @Name}, or its own. */
    public String name(VariableElement parameter) {
        return find(parameter, "Name")
                .map(mirror -> string(mirror, "value"))
                .orElse(parameter.getSimpleName().toString());
    }

    /** The names of the parameters with an annotation. */
    public List<String> parametersWith(ExecutableElement method, String annotation) {
        return method.getParameters().stream()
                .filter(parameter -> has(parameter, annotation))
                .map(this::name)
                .toList();
    }

    /** The value of a member, its default if it is not written. */
    public AnnotationValue value(AnnotationMirror annotation, String member) {
        used.add(annotation);
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                elements.getElementValuesWithDefaults(annotation).entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return entry.getValue();
            }
        }
        throw new IllegalStateException(annotation + " has no " + member);
    }

    /** Whether the member is written, and not its default. */
    public boolean isWritten(AnnotationMirror annotation, String member) {
        return annotation.getElementValues().keySet().stream()
                .anyMatch(key -> key.getSimpleName().contentEquals(member));
    }

    /** The text of a member. */
    public String string(AnnotationMirror annotation, String member) {
        return String.valueOf(value(annotation, member).getValue());
    }

    /** The first of several texts; empty if there is none. */
    public String first(AnnotationMirror annotation, String member) {
        return list(annotation, member).stream()
                .map(value -> String.valueOf(value.getValue()))
                .findFirst()
                .orElse("");
    }

    /** Whether a member is true. */
    public boolean flag(AnnotationMirror annotation, String member) {
        return Boolean.TRUE.equals(value(annotation, member).getValue());
    }

    /** The number of a member. */
    public int number(AnnotationMirror annotation, String member) {
        return value(annotation, member).getValue() instanceof Integer number ? number : 0;
    }

    /** The long number of a member. */
    public long longNumber(AnnotationMirror annotation, String member) {
        return value(annotation, member).getValue() instanceof Long number ? number : 0;
    }

    /** The name of an enum's constant. */
    public String constant(AnnotationMirror annotation, String member) {
        return value(annotation, member).getValue() instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : "";
    }

    /** The values of a member that is an array. */
    @SuppressWarnings("unchecked")
    public List<AnnotationValue> list(AnnotationMirror annotation, String member) {
        return value(annotation, member).getValue() instanceof List<?> list
                ? (List<AnnotationValue>) list
                : List.of();
    }

    /** Where the value of a member is written; the annotation itself if it is not. */
    public Place place(Element element, AnnotationMirror annotation, String member) {
        return new Place(
                element,
                annotation,
                isWritten(annotation, member) ? value(annotation, member) : null);
    }

    /** The text of a type, without annotations on its use. */
    public static String plain(TypeMirror type) {
        return TypeName.get(type).toString();
    }

    /** The names of the language's annotations on {@code element}. */
    public List<String> names(Element element) {
        return element.getAnnotationMirrors().stream()
                .map(mirror -> mirror.getAnnotationType().toString())
                .filter(name -> name.startsWith(PACKAGE))
                .map(name -> name.substring(PACKAGE.length()))
                .toList();
    }
}
