package org.ropewalk.processor.read;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.ropewalk.processor.model.Limit;
import org.ropewalk.processor.model.Limit.Scope;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** Reads {@code @Limits}; what is not written is what the wider declaration has. */
final class LimitsReader {
    private static final int DEFAULT = -1;

    /** What is borne before anybody has logged in: a guess costs little, and a slot not long. */
    private static final Map<Limit, Long> OF_STRANGERS =
            Map.of(Limit.LINE, 1_024L, Limit.PAYLOAD, 16 * 1_024L, Limit.IDLE_SECONDS, 60L);

    private final Annotations annotations;
    private final Reports reports;

    LimitsReader(Annotations annotations, Reports reports) {
        this.annotations = annotations;
        this.reports = reports;
    }

    Limits read(Element element, Limits wider) {
        return own(element, wider).orElse(wider);
    }

    /** The bounds that {@code element} sets itself. */
    private Optional<Limits> own(Element element, Limits wider) {
        return annotations.find(element, "Limits").map(mirror -> read(element, mirror, wider));
    }

    /** The bounds that a state sets. */
    Limits ofState(Element state, Limits wider) {
        check(state, Scope.STATE);
        return read(state, wider);
    }

    /**
     * The bounds for who has not logged in yet: narrower than for others, where the protocol says
     * nothing itself.
     */
    Limits ofStrangers(Element protocol, Limits limits) {
        Set<String> said =
                annotations
                        .find(protocol, "Limits")
                        .map(LimitsReader::said)
                        .orElse(Stream.empty())
                        .collect(Collectors.toSet());
        Limits narrowed = limits;
        for (Map.Entry<Limit, Long> bound : OF_STRANGERS.entrySet()) {
            if (!said.contains(bound.getKey().member())) {
                narrowed = narrowed.with(bound.getKey(), bound.getValue());
            }
        }
        return narrowed;
    }

    private static Stream<String> said(AnnotationMirror mirror) {
        return mirror.getElementValues().keySet().stream()
                .map(member -> member.getSimpleName().toString());
    }

    /** The bounds that a command sets, on its method or on parameters. */
    Optional<Limits> ofCommand(ExecutableElement method, Limits wider) {
        Optional<Limits> own = own(method, wider);
        check(method, Scope.METHOD);
        for (VariableElement parameter : method.getParameters()) {
            Optional<Limits> before = own;
            check(parameter, Scope.PARAMETER);
            own = own(parameter, own.orElse(wider)).or(() -> before);
        }
        return own;
    }

    /** Not all have a meaning everywhere. */
    private void check(Element element, Scope scope) {
        Optional<AnnotationMirror> mirror = annotations.find(element, "Limits");
        if (mirror.isEmpty()) {
            return;
        }
        Set<String> said = said(mirror.get()).collect(Collectors.toSet());
        for (Limit limit : Limit.values()) {
            if (said.contains(limit.member()) && !limit.holdsFor(scope)) {
                reports.add(
                        Diagnostic.LIMIT_WITHOUT_EFFECT,
                        annotations.place(element, mirror.get(), limit.member()),
                        limit.member(),
                        element.getSimpleName(),
                        limit.holdsFor(Scope.STATE) ? "the state or the protocol" : "the protocol");
            }
        }
    }

    private Limits read(Element element, AnnotationMirror mirror, Limits wider) {
        Limits read = wider;
        for (Limit limit : Limit.values()) {
            long standing =
                    limit == Limit.PAYLOAD_DISCARD
                            ? Math.max(read.of(limit), 4 * read.of(Limit.PAYLOAD))
                            : read.of(limit);
            read = read.with(limit, value(element, mirror, limit.member(), standing));
        }
        return read;
    }

    private long value(Element element, AnnotationMirror mirror, String member, long standing) {
        int value = annotations.number(mirror, member);
        if (value == DEFAULT) {
            return standing;
        }
        if (value <= 0) {
            reports.add(
                    Diagnostic.BAD_LIMIT,
                    annotations.place(element, mirror, member),
                    member,
                    value);
            return standing;
        }
        if (value == Integer.MAX_VALUE) {
            reports.add(
                    Diagnostic.NO_BOUND,
                    annotations.place(element, mirror, member),
                    member,
                    element.getSimpleName());
        }
        return value;
    }
}
