package org.ropewalk.processor.report;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * Where in a declaration something stands: an element, or an annotation or one of its values on it.
 *
 * @param annotation null for the element itself
 * @param value null for the annotation itself
 */
public record Place(Element element, AnnotationMirror annotation, AnnotationValue value) {
    /** The element itself. */
    public static Place of(Element element) {
        return new Place(element, null, null);
    }
}
