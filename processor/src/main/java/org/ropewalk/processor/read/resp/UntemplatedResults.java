package org.ropewalk.processor.read.resp;

import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.ReplyModel;

/** Tells results that are values of RESP: no template writes them. */
public final class UntemplatedResults {
    private final Types types;
    private final Predicate<Element> hasTemplate;
    private final Predicate<TypeElement> isState;

    /**
     * Tells results.
     *
     * @param hasTemplate whether a template stands on an element
     * @param isState whether a type is a state of the session
     */
    public UntemplatedResults(
            Types types, Predicate<Element> hasTemplate, Predicate<TypeElement> isState) {
        this.types = types;
        this.hasTemplate = hasTemplate;
        this.isState = isState;
    }

    /**
     * Whether a result has no template, neither on its method, as {@code reply}, nor on its type.
     */
    public boolean has(TypeMirror result, ReplyModel reply) {
        if (reply.lines().findAny().isPresent() || reply.per().isPresent()) {
            return false;
        }
        TypeMirror inner = result;
        while (inner instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 1
                && ((TypeElement) declared.asElement())
                        .getQualifiedName()
                        .toString()
                        .startsWith("java.util.")) {
            inner = declared.getTypeArguments().get(0);
        }
        return !(types.asElement(inner) instanceof TypeElement element
                && (isWritten(element) || isState.test(element)));
    }

    /** Whether a template stands on a type, or on one of its alternatives. */
    private boolean isWritten(TypeElement type) {
        return hasTemplate.test(type)
                || type.getEnclosedElements().stream()
                        .filter(each -> each.getKind() == ElementKind.ENUM_CONSTANT)
                        .anyMatch(hasTemplate)
                || type.getPermittedSubclasses().stream()
                        .map(types::asElement)
                        .anyMatch(hasTemplate);
    }
}
