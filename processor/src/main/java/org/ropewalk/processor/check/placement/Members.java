package org.ropewalk.processor.check.placement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.ropewalk.processor.read.source.Annotations;

/** The annotations of the language on an element, and what is written in them. */
final class Members {
    private Members() {}

    /** The annotation of that simple name. */
    static Optional<? extends AnnotationMirror> find(Element element, String name) {
        return element.getAnnotationMirrors().stream()
                .filter(
                        mirror ->
                                mirror.getAnnotationType()
                                        .toString()
                                        .equals(Annotations.PACKAGE + name))
                .findFirst();
    }

    static boolean has(Element element, String name) {
        return find(element, name).isPresent();
    }

    /** All texts that are written in the annotations of the language on an element. */
    static Stream<String> texts(Element element) {
        return element.getAnnotationMirrors().stream()
                .filter(
                        mirror ->
                                mirror.getAnnotationType()
                                        .toString()
                                        .startsWith(Annotations.PACKAGE))
                .flatMap(mirror -> mirror.getElementValues().values().stream())
                .flatMap(value -> texts(value.getValue()));
    }

    /** All texts in the value of a member. */
    static Stream<String> texts(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().flatMap(each -> texts(((AnnotationValue) each).getValue()));
        }
        if (value instanceof AnnotationMirror nested) {
            return nested.getElementValues().values().stream()
                    .flatMap(each -> texts(each.getValue()));
        }
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    /** The names of the annotations that have a place. */
    static List<String> names(Element element) {
        return element.getAnnotationMirrors().stream()
                .map(mirror -> mirror.getAnnotationType().toString())
                .filter(name -> name.startsWith(Annotations.PACKAGE))
                .map(name -> name.substring(Annotations.PACKAGE.length()))
                .filter(Homes::isKnown)
                .toList();
    }

    /** Whether an element is in a protocol; another one may use what is not. */
    static boolean isIn(Element element, Element protocol) {
        Element outer = element;
        while (outer != null && !outer.equals(protocol)) {
            outer = outer.getEnclosingElement();
        }
        return outer != null;
    }

    /** The value of a member, if it is written. */
    static Optional<Object> value(Element element, String annotation, String member) {
        return find(element, annotation).flatMap(mirror -> value(mirror, member));
    }

    /** The value of a member, if it is written. */
    static Optional<Object> value(AnnotationMirror annotation, String member) {
        return written(annotation, member).map(AnnotationValue::getValue);
    }

    /** Where the value of a member is written, if it is. */
    static Optional<AnnotationValue> written(AnnotationMirror annotation, String member) {
        return annotation.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> (AnnotationValue) entry.getValue())
                .findFirst();
    }
}
