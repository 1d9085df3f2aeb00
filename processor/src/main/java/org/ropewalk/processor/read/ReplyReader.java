package org.ropewalk.processor.read;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;

/** Reads {@code @Reply} and {@code @Errors}. */
final class ReplyReader {
    private static final String NONE = "\u0000";
    private static final String SILENT = "\u0000silent";
    private static final String UNDECLARED = "\u0000undeclared";

    private final Annotations annotations;
    private final TemplateReader templates;
    private final Reports reports;

    ReplyReader(Annotations annotations, TemplateReader templates, Reports reports) {
        this.annotations = annotations;
        this.templates = templates;
        this.reports = reports;
    }

    /** What {@code @Reply} on {@code element} says, if it is there. */
    Optional<ReplyModel> reply(Element element) {
        return annotations.find(element, "Reply").map(mirror -> reply(element, mirror));
    }

    private ReplyModel reply(Element element, AnnotationMirror mirror) {
        String per = annotations.string(mirror, "per");
        return new ReplyModel(
                template(element, mirror, "value"),
                template(element, mirror, "each"),
                template(element, mirror, "end"),
                template(element, mirror, "absent"),
                per.isEmpty() ? Optional.empty() : Optional.of(per),
                annotations.flag(mirror, "bare"),
                annotations.flag(mirror, "close"));
    }

    private Optional<Template> template(Element element, AnnotationMirror mirror, String member) {
        String text = annotations.string(mirror, member);
        return text.equals(NONE)
                ? Optional.empty()
                : templates.parse(text, annotations.place(element, mirror, member));
    }

    /** What {@code @Errors} on {@code element} says. */
    ErrorReplies errors(Element element) {
        Optional<AnnotationMirror> errors = annotations.find(element, "Errors");
        if (errors.isEmpty()) {
            return ErrorReplies.NONE;
        }
        Map<ErrorKind, ErrorReplies.ErrorReply> replies = new EnumMap<>(ErrorKind.class);
        for (ErrorKind kind : ErrorKind.values()) {
            if (annotations.value(errors.get(), kind.member()).getValue()
                    instanceof AnnotationMirror reply) {
                String value = annotations.string(reply, "value");
                if (!value.equals(UNDECLARED)) {
                    Place place = annotations.place(element, errors.get(), kind.member());
                    replies.put(kind, error(reply, value, place));
                }
            }
        }
        return new ErrorReplies(replies, refusals(element, errors.get()));
    }

    private List<Template> refusals(Element element, AnnotationMirror errors) {
        Place place = annotations.place(element, errors, "refusals");
        return annotations.list(errors, "refusals").stream()
                .flatMap(line -> templates.parse(line.getValue().toString(), place).stream())
                .toList();
    }

    private ErrorReplies.ErrorReply error(AnnotationMirror reply, String value, Place place) {
        boolean silent = value.equals(SILENT) || value.equals(NONE);
        Optional<Template> template = silent ? Optional.empty() : templates.parse(value, place);
        return new ErrorReplies.ErrorReply(
                silent,
                new ReplyModel(
                        template,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        annotations.flag(reply, "bare"),
                        annotations.flag(reply, "close")));
    }
}
