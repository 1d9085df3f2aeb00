package org.ropewalk.processor.report;

import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/** Collects what is wrong with one declaration, and hands it to the compiler. */
public final class Reports {
    private final Set<Report> reports = new LinkedHashSet<>();
    private int attempts;
    private boolean ended;

    /** Nothing wrong so far. */
    public Reports() {}

    /** Adds one, unless all has been said. */
    public void add(Diagnostic diagnostic, Place place, Object... arguments) {
        attempts++;
        if (!ended) {
            reports.add(Report.of(diagnostic, place, arguments));
        }
    }

    /** Drops what is added later: it would only follow from what is wrong already. */
    public void end() {
        ended = true;
    }

    /** Whether {@code diagnostic} is among them. */
    public boolean has(Diagnostic diagnostic) {
        return reports.stream().anyMatch(report -> report.diagnostic() == diagnostic);
    }

    /** Whether {@code diagnostic} was added for {@code element}. */
    public boolean has(Diagnostic diagnostic, Element element) {
        return reports.stream()
                .filter(report -> report.diagnostic() == diagnostic)
                .anyMatch(report -> report.place().element().equals(element));
    }

    /** How often one was added, even if it was there already. */
    public int attempts() {
        return attempts;
    }

    /** Whether anything stops the compilation. */
    public boolean hasErrors() {
        return reports.stream().anyMatch(report -> report.diagnostic().kind() == Kind.ERROR);
    }

    /**
     * Hands all of them to the compiler. What stands in a class file has no position, and is moved
     * to the declaration.
     *
     * @param sources the names of top-level types that are being compiled
     */
    public void print(Messager messager, TypeElement declaration, Set<String> sources) {
        for (Report report : reports) {
            print(messager, declaration, sources, report);
        }
    }

    /** javac knows no position of a record's component, but one of the field that holds it. */
    private static Place positioned(Place place) {
        Element element = place.element();
        if (element.getKind() != ElementKind.RECORD_COMPONENT) {
            return place;
        }
        return element.getEnclosingElement().getEnclosedElements().stream()
                .filter(each -> each.getKind() == ElementKind.FIELD)
                .filter(each -> each.getSimpleName().equals(element.getSimpleName()))
                .findFirst()
                .map(field -> new Place(field, place.annotation(), place.value()))
                .orElse(place);
    }

    private static void print(
            Messager messager, TypeElement declaration, Set<String> sources, Report report) {
        Kind kind = report.diagnostic().kind();
        Place place = positioned(report.place());
        if (!sources.contains(outermost(place.element()).toString())) {
            messager.printMessage(
                    kind,
                    report.message() + " (inherited from " + nameOf(place.element()) + ")",
                    declaration);
        } else if (place.annotation() == null) {
            messager.printMessage(kind, report.message(), place.element());
        } else if (place.value() == null) {
            messager.printMessage(kind, report.message(), place.element(), place.annotation());
        } else {
            messager.printMessage(
                    kind, report.message(), place.element(), place.annotation(), place.value());
        }
    }

    private static Element outermost(Element element) {
        Element outer = element;
        while (outer.getEnclosingElement() != null
                && (outer.getEnclosingElement().getKind().isClass()
                        || outer.getEnclosingElement().getKind().isInterface()
                        || !outer.getKind().isClass() && !outer.getKind().isInterface())) {
            outer = outer.getEnclosingElement();
        }
        return outer;
    }

    private static String nameOf(Element element) {
        Element enclosing = element.getEnclosingElement();
        return (enclosing == null ? "" : enclosing.getSimpleName() + ".") + element.getSimpleName();
    }
}
