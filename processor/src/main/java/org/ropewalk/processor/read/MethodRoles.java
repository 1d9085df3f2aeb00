package org.ropewalk.processor.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.wire.EnvelopeReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reports annotations that say what a method of a state is where it cannot be that. */
final class MethodRoles {
    /** What a method can be, in the order in which it is asked for. */
    private static final List<String> ROLES =
            List.of("Command", "OnConnect", "OnDisconnect", "OnError", "Supplies");

    /** Of these a state has one method. */
    private static final List<String> SINGLE = List.of("OnConnect", "OnDisconnect", "OnError");

    /** What methods with these throw has no line. */
    private static final Set<String> SILENT = Set.of("OnDisconnect", "OnError", "Supplies");

    private final Annotations annotations;
    private final FailureReader failures;
    private final Reports reports;

    MethodRoles(Annotations annotations, FailureReader failures, Reports reports) {
        this.annotations = annotations;
        this.failures = failures;
        this.reports = reports;
    }

    /** Checks that each method of a state has one role, and that no single role is taken twice. */
    void check(List<ExecutableElement> methods) {
        Map<String, ExecutableElement> taken = new HashMap<>();
        for (ExecutableElement method : methods) {
            List<String> roles = of(method);
            if (roles.size() > 1) {
                ignored(
                        method,
                        roles.get(1),
                        "the method has @" + roles.get(0) + " too",
                        "remove one of them");
            }
            roles.stream()
                    .filter(SINGLE::contains)
                    .filter(role -> taken.putIfAbsent(single(role, method), method) != null)
                    .forEach(
                            role ->
                                    ignored(
                                            method,
                                            role,
                                            "the state already has "
                                                    + taken.get(single(role, method))
                                                            .getSimpleName()
                                                    + "()",
                                            "remove one of them"));
            roles.forEach(role -> checkCall(method, role));
        }
    }

    /** What is called for itself, not for a line, takes no words and has no failures to write. */
    private void checkCall(ExecutableElement method, String role) {
        if (role.equals("OnConnect") && !method.getParameters().isEmpty()) {
            ignored(method, role, "a greeting has no command line", "remove its parameters");
        }
        if (SILENT.contains(role) && failures.throwsChecked(method)) {
            ignored(method, role, "its exceptions cannot be sent", "remove the checked exceptions");
        }
    }

    /** What a state has once: a role, or one for the errors of a command. */
    private String single(String role, ExecutableElement method) {
        return ErrorMethodReader.isErrorMethod(annotations, method)
                ? role + " " + ErrorMethodReader.command(annotations, method)
                : role;
    }

    /**
     * Whether handlers have a method; on others a role means nothing. What such a method would
     * supply is still known, so that its placeholders are not reported as well.
     */
    boolean belongsToHandlers(ExecutableElement method) {
        if (EnvelopeReader.isComputed(annotations, method)) {
            return false;
        }
        for (Modifier modifier : List.of(Modifier.STATIC, Modifier.PRIVATE)) {
            if (method.getModifiers().contains(modifier)) {
                of(method).stream()
                        .findFirst()
                        .ifPresent(
                                role ->
                                        ignored(
                                                method,
                                                role,
                                                "a handler cannot implement a "
                                                        + modifier
                                                        + " method",
                                                "remove " + modifier));
                return annotations.has(method, "Supplies");
            }
        }
        return true;
    }

    private List<String> of(ExecutableElement method) {
        return ROLES.stream().filter(role -> annotations.has(method, role)).toList();
    }

    private void ignored(ExecutableElement method, String role, String why, String remedy) {
        reports.add(
                Diagnostic.IGNORED_ANNOTATION,
                new Place(method, annotations.find(method, role).orElseThrow(), null),
                role,
                method.getSimpleName(),
                why,
                remedy);
    }
}
