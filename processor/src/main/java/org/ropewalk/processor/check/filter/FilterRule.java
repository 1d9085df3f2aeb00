package org.ropewalk.processor.check.filter;

import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** Generated code can make the filters of a protocol. */
public final class FilterRule {
    private static final String FILTER = "org.ropewalk.filter.Filter";

    private FilterRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        declaration.filter().ifPresent(filter -> check(declaration, filter, reports));
        declaration
                .unusableFilter()
                .ifPresent(
                        type ->
                                reports.add(
                                        Diagnostic.BAD_FILTER,
                                        declaration.line("filter"),
                                        type,
                                        "does not implement " + FILTER));
    }

    private static void check(Declaration declaration, TypeElement filter, Reports reports) {
        wrong(filter, declaration.element())
                .ifPresent(
                        wrong ->
                                reports.add(
                                        Diagnostic.BAD_FILTER,
                                        declaration.line("filter"),
                                        filter.getSimpleName(),
                                        wrong));
        if (declaration.model().wire().datagrams()) {
            reports.add(
                    Diagnostic.NOT_FOR_DATAGRAMS,
                    declaration.line("filter"),
                    "Input of filter " + filter.getSimpleName(),
                    "it belongs to a connection",
                    "remove filter");
        }
    }

    /** Why generated code cannot make it; nothing if it can. */
    private static Optional<String> wrong(TypeElement filter, TypeElement user) {
        if (!isFilter(filter.asType())) {
            return Optional.of("does not implement " + FILTER);
        }
        if (filter.getKind() != ElementKind.CLASS
                || filter.getModifiers().contains(Modifier.ABSTRACT)
                || !filter.getTypeParameters().isEmpty()) {
            return Optional.of("is not a concrete class");
        }
        for (Element each = filter;
                each instanceof TypeElement;
                each = each.getEnclosingElement()) {
            boolean inner =
                    each.getEnclosingElement() instanceof TypeElement
                            && !each.getModifiers().contains(Modifier.STATIC);
            if (inner || !isVisible(each, filter, user)) {
                return Optional.of("is an inner class, or is not visible");
            }
        }
        boolean made =
                ElementFilter.constructorsIn(filter.getEnclosedElements()).stream()
                        .anyMatch(
                                each ->
                                        each.getParameters().isEmpty()
                                                && each.getThrownTypes().isEmpty()
                                                && isVisible(each, filter, user));
        return made ? Optional.empty() : Optional.of("has no constructor without parameters");
    }

    private static boolean isFilter(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return false;
        }
        TypeElement element = (TypeElement) declared.asElement();
        return element.getQualifiedName().contentEquals(FILTER)
                || isFilter(element.getSuperclass())
                || element.getInterfaces().stream().anyMatch(FilterRule::isFilter);
    }

    private static boolean isVisible(Element element, TypeElement filter, TypeElement user) {
        return element.getModifiers().contains(Modifier.PUBLIC)
                || packageOf(filter).equals(packageOf(user))
                        && !element.getModifiers().contains(Modifier.PRIVATE);
    }

    private static Element packageOf(Element element) {
        Element owner = element;
        while (owner.getKind() != ElementKind.PACKAGE) {
            owner = owner.getEnclosingElement();
        }
        return owner;
    }
}
