package org.ropewalk.processor.check.placement;

import java.util.List;
import java.util.Optional;
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

    /** The names of the annotations that have a place. */
    static List<String> names(Element element) {
        return element.getAnnotationMirrors().stream()
                .map(mirror -> mirror.getAnnotationType().toString())
                .filter(name -> name.startsWith(Annotations.PACKAGE))
                .map(name -> name.substring(Annotations.PACKAGE.length()))
                .filter(Homes::isKnown)
                .toList();
    }

    /** The value of a member, if it is written. */
    static Optional<Object> value(Element element, String annotation, String member) {
        return find(element, annotation).flatMap(mirror -> value(mirror, member));
    }

    /** The value of a member, if it is written. */
    static Optional<Object> value(AnnotationMirror annotation, String member) {
        return annotation.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(entry -> (AnnotationValue) entry.getValue())
                .map(AnnotationValue::getValue)
                .findFirst();
    }
}
