package org.ropewalk.processor.read;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** Reads {@code @Limits}; what is not written is what the wider declaration has. */
final class LimitsReader {
    private static final int DEFAULT = -1;
    private static final Set<String> OF_METHODS =
            Set.of(
                    "line",
                    "payload",
                    "payloadDiscard",
                    "payloadSeconds",
                    "words",
                    "requestSeconds");
    private static final Set<String> OF_THE_FACTORY =
            Set.of("highWater", "output", "stallSeconds", "connections");
    private static final Set<String> OF_PARAMETERS = Set.of("payload", "payloadDiscard", "words");

    private final Annotations annotations;
    private final Reports reports;

    LimitsReader(Annotations annotations, Reports reports) {
        this.annotations = annotations;
        this.reports = reports;
    }

    Limits read(Element element, Limits wider) {
        Optional<AnnotationMirror> limits = annotations.find(element, "Limits");
        return limits.map(mirror -> read(element, mirror, wider)).orElse(wider);
    }

    /** The bounds that {@code element} sets itself. */
    Optional<Limits> own(Element element, Limits wider) {
        return annotations.find(element, "Limits").map(mirror -> read(element, mirror, wider));
    }

    /**
     * The bounds for who has not logged in yet: narrower than for others, where the protocol says
     * nothing itself.
     */
    Limits forStrangers(Element protocol, Limits limits) {
        Set<String> said =
                annotations
                        .find(protocol, "Limits")
                        .map(mirror -> mirror.getElementValues().keySet().stream())
                        .orElse(Stream.empty())
                        .map(member -> member.getSimpleName().toString())
                        .collect(Collectors.toSet());
        return limits.narrowed(
                said.contains("line") ? limits.line() : Limits.STRANGERS_LINE,
                said.contains("payload") ? limits.payload() : Limits.STRANGERS_PAYLOAD,
                said.contains("idleSeconds")
                        ? limits.idleSeconds()
                        : Limits.STRANGERS_IDLE_SECONDS);
    }

    /** The bounds that a state sets; what holds for the factory cannot be one's alone. */
    Limits ofState(Element state, Limits wider) {
        checkMembers(state, member -> !OF_THE_FACTORY.contains(member));
        return read(state, wider);
    }

    /**
     * The bounds that a command sets, on its method or on parameters; not all have a meaning there.
     */
    Optional<Limits> ofCommand(ExecutableElement method, Limits wider) {
        Optional<Limits> own = own(method, wider);
        checkMembers(method, OF_METHODS::contains);
        for (VariableElement parameter : method.getParameters()) {
            checkMembers(parameter, OF_PARAMETERS::contains);
            own = own(parameter, own.orElse(wider)).or(ofMethod(own));
        }
        return own;
    }

    private static Supplier<Optional<Limits>> ofMethod(Optional<Limits> own) {
        return () -> own;
    }

    private void checkMembers(Element element, Predicate<String> known) {
        Optional<AnnotationMirror> mirror = annotations.find(element, "Limits");
        if (mirror.isEmpty()) {
            return;
        }
        mirror.get()
                .getElementValues()
                .keySet()
                .forEach(
                        member -> {
                            String name = member.getSimpleName().toString();
                            if (!known.test(name)) {
                                reports.add(
                                        Diagnostic.LIMIT_WITHOUT_EFFECT,
                                        annotations.place(element, mirror.get(), name),
                                        name,
                                        element.getSimpleName(),
                                        OF_THE_FACTORY.contains(name)
                                                ? "the protocol"
                                                : "the state or the protocol");
                            }
                        });
    }

    private Limits read(Element element, AnnotationMirror mirror, Limits wider) {
        int payload = value(element, mirror, "payload", wider.payload());
        return new Limits(
                value(element, mirror, "line", wider.line()),
                value(element, mirror, "lineDiscard", wider.lineDiscard()),
                payload,
                value(
                        element,
                        mirror,
                        "payloadDiscard",
                        (int)
                                Math.min(
                                        Integer.MAX_VALUE,
                                        Math.max(wider.payloadDiscard(), 4L * payload))),
                value(element, mirror, "words", wider.words()),
                value(element, mirror, "reply", wider.reply()),
                value(element, mirror, "replyLine", wider.replyLine()),
                value(element, mirror, "highWater", wider.highWater()),
                value(element, mirror, "output", wider.output()),
                value(element, mirror, "pushed", wider.pushed()),
                value(element, mirror, "pipelined", wider.pipelined()),
                value(element, mirror, "errors", wider.errors()),
                value(element, mirror, "idleSeconds", wider.idleSeconds()),
                value(element, mirror, "lineSeconds", wider.lineSeconds()),
                value(element, mirror, "payloadSeconds", wider.payloadSeconds()),
                value(element, mirror, "requestSeconds", wider.requestSeconds()),
                value(element, mirror, "stallSeconds", wider.stallSeconds()),
                value(element, mirror, "connections", wider.connections()));
    }

    private int value(Element element, AnnotationMirror mirror, String member, int wider) {
        int value = annotations.number(mirror, member);
        if (value == DEFAULT) {
            return wider;
        }
        if (value <= 0) {
            reports.add(
                    Diagnostic.BAD_LIMIT,
                    annotations.place(element, mirror, member),
                    member,
                    value);
            return wider;
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
