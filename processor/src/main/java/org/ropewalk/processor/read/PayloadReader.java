package org.ropewalk.processor.read;

import javax.lang.model.element.AnnotationMirror;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.PayloadModel.Framing;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Terminators;

/** Reads {@code @Payload}. */
final class PayloadReader {
    private static final int MOST_DELIMITER = 70;
    private static final int LAST_BYTE = 0xFF;

    private PayloadReader() {}

    static PayloadModel read(
            Annotations annotations,
            TemplateReader templates,
            AnnotationMirror payload,
            Reports reports,
            Place place) {
        Framing framing = Framing.valueOf(annotations.constant(payload, "value"));
        boolean delimited = framing == Framing.DELIMITED;
        boolean until = annotations.isWritten(payload, "until");
        members(annotations, payload, framing, reports, place);
        if ((templates.checked() || templates.terminators().emptyLines())
                && framing == Framing.COUNTED
                && annotations.constant(payload, "trailer").equals("TERMINATOR")) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "TERMINATOR after a counted payload, in a protocol with computed values or empty lines,",
                    "write trailer = NONE or CRLF");
        }
        checkTerminators(templates.terminators(), framing, reports, place);
        String end = annotations.string(payload, "until");
        if (!delimited) {
            templates.checkText(end, place);
        } else if (until && (end.isEmpty() || end.length() > MOST_DELIMITER || !isBytes(end))) {
            reports.add(Diagnostic.BAD_DELIMITER, place, MOST_DELIMITER);
        }
        return new PayloadModel(
                framing,
                PayloadModel.Trailer.valueOf(annotations.constant(payload, "trailer")),
                end,
                PayloadModel.Chunk.valueOf(annotations.constant(payload, "chunk")),
                maxLength(annotations, payload, framing, reports, place));
    }

    /** Each member that is written has a meaning for the framing. */
    private static void members(
            Annotations annotations,
            AnnotationMirror payload,
            Framing framing,
            Reports reports,
            Place place) {
        boolean until = annotations.isWritten(payload, "until");
        boolean delimited = framing == Framing.DELIMITED;
        if (until != (framing == Framing.UNTIL || delimited)) {
            reports.add(
                    Diagnostic.UNTIL_WITHOUT_LINE,
                    place,
                    framing,
                    until ? "cannot have" : "requires",
                    until
                            ? "write @Payload(value = UNTIL, until = ...), or remove until"
                            : delimited
                                    ? "add until = and the bytes that end it"
                                    : "add until = and the line that ends it");
        }
        if (annotations.isWritten(payload, "chunk") && framing != Framing.CHUNKED) {
            reports.add(Diagnostic.CHUNK_WITHOUT_CHUNKS, place, framing);
        }
        if (annotations.isWritten(payload, "trailer") && framing != Framing.COUNTED) {
            reports.add(
                    Diagnostic.IGNORED_ANNOTATION,
                    annotations.place(place.element(), payload, "trailer"),
                    "Payload(trailer)",
                    place.element().getSimpleName(),
                    "only a COUNTED payload has a trailer",
                    "remove trailer");
        }
    }

    private static long maxLength(
            Annotations annotations,
            AnnotationMirror payload,
            Framing framing,
            Reports reports,
            Place place) {
        long most = annotations.longNumber(payload, "maxLength");
        if (annotations.isWritten(payload, "maxLength")
                && (framing != Framing.COUNTED || most <= 0)) {
            reports.add(
                    Diagnostic.BAD_MAX_LENGTH,
                    place,
                    most,
                    framing == Framing.COUNTED
                            ? "it must be positive"
                            : "the payload has no length",
                    framing == Framing.COUNTED ? "write a positive number" : "remove maxLength");
            return Long.MAX_VALUE;
        }
        return most;
    }

    private static boolean isBytes(String text) {
        return text.chars().allMatch(c -> c <= LAST_BYTE);
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
                                            "use COUNTED"));
        }
        if (terminators.dropLf()) {
            reports.add(
                    Diagnostic.MISFRAMED_PAYLOAD,
                    place,
                    framing,
                    "CR and CRLF",
                    "remove one of them, or the payload");
        }
    }
}
