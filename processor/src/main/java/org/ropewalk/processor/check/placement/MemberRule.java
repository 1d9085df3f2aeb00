package org.ropewalk.processor.check.placement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Members of annotations, and types, with which an annotation has no effect. */
final class MemberRule {
    private static final Set<String> WHOLE =
            Set.of(
                    "byte",
                    "short",
                    "int",
                    "long",
                    "java.lang.Byte",
                    "java.lang.Short",
                    "java.lang.Integer",
                    "java.lang.Long");

    private MemberRule() {}

    /** Checks a type. */
    static void type(TypeElement type, Site site, Reports reports) {
        if (site.takes("NoReply")
                && Members.has(type, "NoReply")
                && Members.value(type, "NoReply", "unless").isEmpty()) {
            ignored(
                    type,
                    "NoReply",
                    "on " + site.description() + " it needs unless",
                    "add unless, or move it to a method with @Command",
                    reports);
        }
        if (site.takes("Fields")
                && site.takes("Format")
                && Members.has(type, "Fields")
                && !Members.has(type, "Format")) {
            ignored(type, "Fields", "the record has no @Format", "remove it", reports);
        }
        Members.value(type, "Batch", "of")
                .filter(of -> !(of instanceof DeclaredType))
                .ifPresent(
                        of ->
                                reports.add(
                                        Diagnostic.BAD_BATCH,
                                        Place.of(type),
                                        type.getSimpleName(),
                                        "keeps the commands of " + of,
                                        "use a state of the protocol"));
        kept(type, reports);
    }

    /** A kept command is answered by one line, and by nothing else. */
    private static void kept(TypeElement state, Reports reports) {
        Optional<AnnotationMirror> kept =
                Members.value(state, "Batch", "kept")
                        .filter(AnnotationMirror.class::isInstance)
                        .map(AnnotationMirror.class::cast);
        if (kept.isEmpty()) {
            return;
        }
        Optional<String> other =
                kept.get().getElementValues().keySet().stream()
                        .map(member -> member.getSimpleName().toString())
                        .filter(member -> !member.equals("value"))
                        .findFirst();
        boolean several =
                Members.value(kept.get(), "value")
                        .filter(value -> value instanceof List<?> lines && lines.size() > 1)
                        .isPresent();
        if (several || other.isPresent()) {
            reports.add(
                    Diagnostic.BAD_BATCH,
                    new Place(state, Members.find(state, "Batch").orElseThrow(), null),
                    state.getSimpleName(),
                    "has " + other.orElse("several lines") + " in kept",
                    "write one line, the reply to each kept command");
        }
    }

    /**
     * Checks a method.
     *
     * @param payload whether its result follows the line
     */
    static void method(ExecutableElement method, Site site, boolean payload, Reports reports) {
        unsigned(method, method.getReturnType(), reports);
        if (site == Site.PUSH && method.getThrownTypes().stream().anyMatch(MemberRule::isChecked)) {
            ignored(
                    method,
                    "Reply",
                    "a push message has no exceptions",
                    "remove the checked exceptions",
                    reports);
        }
        boolean replies = site == Site.COMMAND || site == Site.GREETING;
        if (replies && Members.has(method, "Payload")) {
            payload(method, payload, reports);
        }
        if (site.takes("Format")
                && Members.has(method, "Format")
                && !mayBeTime(method.getReturnType())) {
            reports.add(
                    Diagnostic.IGNORED_ANNOTATION,
                    new Place(method, Members.find(method, "Format").orElseThrow(), null),
                    "Format",
                    site == Site.SUPPLY ? method.getSimpleName() : "the result",
                    "it is not a date or time",
                    "remove it, or move it to the type");
        }
        if (site.takes("StartTls") && Members.has(method, "StartTls")) {
            boolean closes = Boolean.TRUE.equals(Members.value(method, "Reply", "close").orElse(0));
            if (closes) {
                ignored(
                        method,
                        "StartTls",
                        "the reply closes the connection",
                        "remove close = true",
                        reports);
            }
        }
    }

    /** Whether it is a date or time, holds one, or is a variable for which one may stand. */
    private static boolean mayBeTime(TypeMirror type) {
        return type.getKind() == TypeKind.TYPEVAR
                || type.toString().contains("java.time.")
                || type instanceof ArrayType array && mayBeTime(array.getComponentType())
                || type instanceof DeclaredType declared
                        && declared.getTypeArguments().stream().anyMatch(MemberRule::mayBeTime);
    }

    /** Whether those who call what throws an exception must catch it. */
    private static boolean isChecked(TypeMirror thrown) {
        TypeMirror type = thrown;
        while (type instanceof DeclaredType declared) {
            if (Set.of("java.lang.RuntimeException", "java.lang.Error").contains(plain(type))) {
                return false;
            }
            type = ((TypeElement) declared.asElement()).getSuperclass();
        }
        return true;
    }

    private static void payload(ExecutableElement method, boolean payload, Reports reports) {
        boolean counted =
                Members.value(method, "Payload", "value")
                        .filter(framing -> !framing.toString().endsWith("COUNTED"))
                        .isEmpty();
        if (counted && !reports.has(Diagnostic.MISSING_REPLY, method)) {
            ignored(
                    method,
                    "Payload",
                    "the line must have the length of a counted payload",
                    "return a record with the payload as a component, and write {name.length}",
                    reports);
        } else if (!counted && !payload && !reports.hasErrors()) {
            ignored(
                    method,
                    "Payload",
                    "the method does not return a payload",
                    "return Bytes, byte[], String or List<String>, or remove it",
                    reports);
        }
    }

    /** Checks a parameter. */
    static void parameter(Element parameter, Site site, Reports reports) {
        unsigned(parameter, parameter.asType(), reports);
        if (!site.takes("NoReply") || !Members.has(parameter, "NoReply")) {
            return;
        }
        Optional<? extends AnnotationMirror> command =
                Members.find(parameter.getEnclosingElement(), "NoReply");
        if (!Members.find(parameter, "NoReply").orElseThrow().getElementValues().isEmpty()) {
            ignored(
                    parameter,
                    "NoReply",
                    "when and unless are for methods",
                    "write @NoReply alone, or move it to the method",
                    reports);
        } else if (Members.has(parameter, "Payload")) {
            ignored(parameter, "NoReply", "it is a payload", "remove it", reports);
        } else if (command.isPresent() && command.get().getElementValues().isEmpty()) {
            ignored(
                    parameter,
                    "NoReply",
                    "the command never has a reply",
                    "remove one of the two",
                    reports);
        }
    }

    /** What is said of fields, where no payload has them. */
    static void fields(Element parameter, Reports reports) {
        if (Members.has(parameter, "Fields") && !Members.has(parameter, "Payload")) {
            ignored(
                    parameter,
                    "Fields",
                    "it is not a payload with fields",
                    "remove it, or add @Payload",
                    reports);
        }
    }

    /** Checks a component of a record. */
    static void component(Element component, Reports reports) {
        unsigned(component, component.asType(), reports);
    }

    private static void unsigned(Element element, TypeMirror type, Reports reports) {
        boolean unsigned =
                type.getAnnotationMirrors().stream()
                        .anyMatch(
                                each ->
                                        each.getAnnotationType()
                                                .toString()
                                                .equals(Annotations.PACKAGE + "Unsigned"));
        if (unsigned && !WHOLE.contains(plain(type))) {
            reports.add(
                    Diagnostic.IGNORED_ANNOTATION,
                    Place.of(element),
                    "Unsigned",
                    element.getSimpleName(),
                    "it is not a whole number",
                    "remove it");
        }
        if (type instanceof ArrayType array) {
            unsigned(element, array.getComponentType(), reports);
        } else if (type instanceof DeclaredType declared) {
            declared.getTypeArguments().forEach(each -> unsigned(element, each, reports));
        }
    }

    private static String plain(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
                : type.getKind().toString().toLowerCase(Locale.ROOT);
    }

    private static void ignored(
            Element element, String annotation, String why, String remedy, Reports reports) {
        reports.add(
                Diagnostic.IGNORED_ANNOTATION,
                new Place(element, Members.find(element, annotation).orElse(null), null),
                annotation,
                element.getSimpleName(),
                why,
                remedy);
    }
}
