package org.ropewalk.processor.read.source;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Lines of records that no template of the protocol contains. */
public final class UnusedLines {
    private final TypeElement protocol;
    private final Annotations annotations;
    private final Reports reports;

    /** Those of {@code protocol}, all of whose templates {@code annotations} has read. */
    public UnusedLines(TypeElement protocol, Annotations annotations, Reports reports) {
        this.protocol = protocol;
        this.annotations = annotations;
        this.reports = reports;
    }

    /** Reports the lines of {@code types} that were not read. */
    public void check(Set<TypeElement> types) {
        if (reports.hasErrors()) {
            return;
        }
        Set<String> used = new HashSet<>();
        types.forEach(type -> collect(type, used));
        for (TypeElement type : types) {
            if (used.contains(type.toString()) && isOwn(type)) {
                check(type, "Reply", "it is not the result of a command without a @Reply");
                check(type, "Format", "no line contains it as a value");
            }
        }
    }

    /** Adds the records in the signatures of methods, alternatives too, and in other records. */
    private static void collect(TypeElement type, Set<String> used) {
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof ExecutableElement method) {
                collect(method.getReturnType(), used);
                method.getParameters().forEach(each -> collect(each.asType(), used));
            }
        }
    }

    private static void collect(TypeMirror type, Set<String> used) {
        if (type instanceof ArrayType array) {
            collect(array.getComponentType(), used);
        } else if (type instanceof DeclaredType declared) {
            declared.getTypeArguments().forEach(each -> collect(each, used));
            TypeElement element = (TypeElement) declared.asElement();
            element.getPermittedSubclasses().forEach(each -> collect(each, used));
            if (element.getKind() == ElementKind.RECORD) {
                used.add(element.toString());
            }
        }
    }

    private void check(TypeElement type, String annotation, String why) {
        if (annotations.isUnused(type, annotation)) {
            reports.add(
                    Diagnostic.IGNORED_ANNOTATION,
                    new Place(type, annotations.find(type, annotation).orElseThrow(), null),
                    annotation,
                    type.getSimpleName(),
                    why,
                    "remove it");
        }
    }

    /** Whether a type is in the protocol, and in no other one. */
    private boolean isOwn(TypeElement type) {
        Element outer = type.getEnclosingElement();
        while (outer instanceof TypeElement && !annotations.has(outer, "LineProtocol")) {
            outer = outer.getEnclosingElement();
        }
        return protocol.equals(outer);
    }
}
