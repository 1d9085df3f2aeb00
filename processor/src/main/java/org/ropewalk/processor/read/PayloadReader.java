package org.ropewalk.processor.read;

import javax.lang.model.element.AnnotationMirror;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.PayloadModel.Framing;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

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
        templates.checkText(annotations.string(payload, "until"), place);
        return new PayloadModel(
                framing,
                PayloadModel.Trailer.valueOf(annotations.constant(payload, "trailer")),
                annotations.string(payload, "until"));
    }
}
