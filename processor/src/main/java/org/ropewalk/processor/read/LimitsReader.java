package org.ropewalk.processor.read;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** Reads {@code @Limits}; what is not written is what the wider declaration has. */
final class LimitsReader {
    private static final int DEFAULT = -1;

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
                value(element, mirror, "pipelined", wider.pipelined()),
                value(element, mirror, "errors", wider.errors()),
                value(element, mirror, "idleSeconds", wider.idleSeconds()),
                value(element, mirror, "lineSeconds", wider.lineSeconds()),
                value(element, mirror, "payloadSeconds", wider.payloadSeconds()),
                value(element, mirror, "requestSeconds", wider.requestSeconds()),
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
        return value;
    }
}
