package org.ropewalk.processor.read;

import javax.lang.model.element.AnnotationMirror;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.PayloadModel.Framing;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Terminators;

/** Reads {@code @Payload}. */
final class PayloadReader {
    private PayloadReader() {}

    static PayloadModel read(
            Annotations annotations,
            TemplateReader templates,
            AnnotationMirror payload,
            Reports reports,
            Place place) {
        Framing framing = Framing.valueOf(annotations.constant(payload, "value"));
        boolean until = annotations.isWritten(payload, "until");
        if (until != (framing == Framing.UNTIL)) {
            reports.add(
                    Diagnostic.UNTIL_WITHOUT_LINE,
                    place,
                    framing,
                    until
                            ? "write @Payload(value = UNTIL, until = ...) or remove until"
                            : "add until = and the line that ends it");
        }
        checkTerminators(templates.terminators(), framing, reports, place);
        templates.checkText(annotations.string(payload, "until"), place);
        return new PayloadModel(
                framing,
                PayloadModel.Trailer.valueOf(annotations.constant(payload, "trailer")),
                annotations.string(payload, "until"));
    }

    private static void checkTerminators(
            Terminators terminators, Framing framing, Reports reports, Place place) {
        if (framing == Framing.DOTTED || framing == Framing.UNTIL) {
            terminators
                    .withoutLines()
                    .ifPresent(
                            end ->
                                    reports.add(
                                            Diagnostic.MISFRAMED_PAYLOAD,
                                            place,
                                            framing,
                                            Terminators.name(end),
                                            "frame it COUNTED"));
        }
        if (terminators.dropLf()) {
            reports.add(
                    Diagnostic.MISFRAMED_PAYLOAD,
                    place,
                    framing,
                    "CR and CRLF",
                    "remove one of the two, or the payload");
        }
    }
}
