package org.ropewalk.processor.read;

import javax.lang.model.element.AnnotationMirror;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads {@code @Payload}. */
final class PayloadReader {
    private PayloadReader() {}

    static PayloadModel read(
            Annotations annotations, AnnotationMirror payload, Reports reports, Place place) {
        String framing = annotations.constant(payload, "value");
        if (!framing.equals("COUNTED") && !framing.equals("DOTTED")) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A payload framed " + framing,
                    "use a counted payload or a dotted one");
        }
        return new PayloadModel(
                PayloadModel.Framing.valueOf(framing),
                PayloadModel.Trailer.valueOf(annotations.constant(payload, "trailer")));
    }
}
