package org.ropewalk.processor.read;

import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;

/** Reads results that follow the line of a reply as its payload. */
final class PayloadAnswerReader {
    private final Annotations annotations;
    private final TypeReader typeReader;
    private final TemplateReader templates;
    private final ResultTypes results;
    private final Reports reports;

    PayloadAnswerReader(
            Annotations annotations,
            TypeReader typeReader,
            TemplateReader templates,
            ResultTypes results,
            Reports reports) {
        this.annotations = annotations;
        this.typeReader = typeReader;
        this.templates = templates;
        this.results = results;
        this.reports = reports;
    }

    /** What follows the line, if nothing in it tells how long that is. */
    Optional<PayloadModel> announced(ExecutableElement method) {
        return annotations
                .find(method, "Payload")
                .map(
                        payload ->
                                PayloadReader.read(
                                        annotations, templates, payload, reports, Place.of(method)))
                .filter(payload -> !payload.isCounted());
    }

    /**
     * The result of that type as the payload of a reply; nothing if it is none, which is reported.
     */
    Optional<Answer.Shape> read(
            ExecutableElement method, TypeMirror type, PayloadModel payload, ReplyModel reply) {
        if (reply.value().isEmpty() && !payload.endsConnection()) {
            return results.missing(method, "a record that contains the payload");
        }
        Optional<ValueType> items =
                reply.each().flatMap(line -> typeReader.contents().read(type, line, method));
        if (items.isPresent()) {
            return Optional.of(new Answer.Behind(items.get(), payload, reply.withoutEach()));
        }
        return typeReader
                .contents()
                .read(type, method)
                .or(() -> typeReader.read(type, ResultTypes.RESULT, method))
                .flatMap(value -> behind(method, type, value, payload, reply));
    }

    private Optional<Answer.Shape> behind(
            ExecutableElement method,
            TypeMirror type,
            ValueType value,
            PayloadModel payload,
            ReplyModel reply) {
        if (value instanceof ValueType.Content) {
            return Optional.of(new Answer.Behind(value, payload, reply));
        }
        if (value instanceof ValueType.Octets
                || value instanceof ValueType.Text
                || ParameterModel.isText(value)) {
            return Optional.of(new Answer.Behind(value, payload, explained(method, value, reply)));
        }
        reports.add(
                Diagnostic.UNSUPPORTED_TYPE,
                Place.of(method),
                StandardTypes.simple(typeReader.name(type)),
                "a payload",
                "return Bytes, byte[], String, or List<String> for its lines");
        return Optional.empty();
    }

    /** {@code {length}} in a commentary: how many bytes follow. */
    private static ReplyModel explained(
            ExecutableElement method, ValueType payload, ReplyModel reply) {
        boolean known =
                payload instanceof ValueType.Octets
                        && !ParameterModel.isStream(payload)
                        && !ResultTypes.isParameter(method, "length")
                        && !ResultTypes.isParameter(method, "payload");
        return known
                ? reply.withValue(line -> line.explaining("length", new Node.Size("payload")))
                : reply;
    }
}
