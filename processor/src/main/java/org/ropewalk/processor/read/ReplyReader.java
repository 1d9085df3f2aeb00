package org.ropewalk.processor.read;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.read.items.ItemText;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Template;

/** Reads {@code @Reply} and {@code @Errors}. */
final class ReplyReader {
    private static final String NONE = "\u0000";
    private static final String SILENT = "\u0000silent";
    private static final String UNDECLARED = "\u0000undeclared";

    private final Annotations annotations;
    private final TemplateReader templates;
    private final boolean blocks;
    private final Reports reports;

    /** A reader; {@code blocks} says that an empty line ends each reply of the protocol. */
    ReplyReader(
            Annotations annotations, TemplateReader templates, boolean blocks, Reports reports) {
        this.blocks = blocks;
        this.annotations = annotations;
        this.templates = templates;
        this.reports = reports;
    }

    /** What {@code @Reply} on {@code element} says, if it is there. */
    Optional<ReplyModel> reply(Element element) {
        Optional<AnnotationMirror> quoted = withoutEscapes(element);
        quoted.ifPresent(mirror -> check(element, mirror));
        boolean escaped = quoted.isEmpty();
        return annotations
                .find(element, "Reply")
                .map(mirror -> reply(element, mirror))
                .map(
                        reply ->
                                escaped
                                        ? reply
                                        : reply.map(
                                                Template::withoutEscapes,
                                                Template::withoutEscapes));
    }

    /** The lines of a command, without escapes if {@code @Quoted} on it says so. */
    List<Template> lines(ExecutableElement method, List<Template> lines) {
        Optional<AnnotationMirror> quoted = withoutEscapes(method);
        quoted.ifPresent(mirror -> check(method, mirror));
        return quoted.isEmpty() ? lines : lines.stream().map(Template::withoutEscapes).toList();
    }

    /** What says that the lines of an element have no escapes. */
    private Optional<AnnotationMirror> withoutEscapes(Element element) {
        return annotations.has(element, "LineProtocol")
                ? Optional.empty()
                : annotations.find(element, "Quoted");
    }

    private void check(Element element, AnnotationMirror quoted) {
        boolean none =
                annotations.string(quoted, "quotes").isEmpty()
                        && annotations.constant(quoted, "escape").equals("NONE");
        if (templates.isEscaping()) {
            unsupported(
                    !none,
                    element,
                    quoted,
                    "Other escapes of one command",
                    "write quotes = \"\" and escape = NONE");
        } else if (templates.isQuoting()) {
            unsupported(
                    true,
                    element,
                    quoted,
                    "Another dialect of one command",
                    "write \"{name}\" for a word in quotes, and a text, {name*}, for one without");
        } else {
            unsupported(
                    true,
                    element,
                    quoted,
                    "@Quoted on one command, in a protocol without it",
                    "write it on the protocol, and texts, {name*}, in other commands");
        }
    }

    private void unsupported(
            boolean is, Element element, AnnotationMirror quoted, String what, String remedy) {
        if (is) {
            Place place = annotations.place(element, quoted, "quotes");
            reports.add(Diagnostic.NOT_YET_SUPPORTED, place, what, remedy);
        }
    }

    /**
     * The line before a result that comes later; nothing if {@code reply} is written as a whole.
     *
     * @param method what returns the result
     */
    Optional<ReplyModel> opening(ExecutableElement method, ReplyModel reply, TypeMirror result) {
        boolean ends =
                annotations
                        .find(method, "Reply")
                        .filter(mirror -> !isNone(mirror, "end"))
                        .isPresent();
        return ends && reply.isSequence() && !names(reply.value().orElseThrow(), result)
                ? Optional.of(reply.opening())
                : Optional.empty();
    }

    /** Whether a line has a part of the result. */
    private static boolean names(Template line, TypeMirror result) {
        Set<String> names = Set.copyOf(line.names());
        return line.hasResult()
                || result instanceof DeclaredType declared
                        && declared.asElement().getEnclosedElements().stream()
                                .anyMatch(part -> names.contains(part.getSimpleName().toString()));
    }

    private ReplyModel reply(Element element, AnnotationMirror mirror) {
        String per = annotations.string(mirror, "per");
        List<String> plain = plain(mirror);
        if (!plain.isEmpty()) {
            return sequence(plain, element, mirror);
        }
        List<Template> values =
                spellings(values(mirror), annotations.place(element, mirror, "value"));
        List<Template> ends =
                spellings(texts(mirror, "end"), annotations.place(element, mirror, "end"));
        return new ReplyModel(
                values,
                List.of(),
                ends,
                template(element, mirror, "absent"),
                new ReplyModel.Items(
                        each(element, mirror), per.isEmpty() ? Optional.empty() : Optional.of(per)),
                annotations.flag(mirror, "bare"),
                annotations.flag(mirror, "close"));
    }

    /** The lines of a reply of several that is no list and no block; none if it is another. */
    private List<String> plain(AnnotationMirror mirror) {
        boolean alone =
                !blocks
                        && annotations.string(mirror, "each").equals(NONE)
                        && isNone(mirror, "end")
                        && annotations.string(mirror, "per").isEmpty();
        List<String> values = values(mirror);
        return alone && values.size() == 1 ? Blocks.plain(values.get(0)) : List.of();
    }

    private ReplyModel sequence(List<String> plain, Element element, AnnotationMirror mirror) {
        Place place = annotations.place(element, mirror, "value");
        if (Blocks.varies(plain)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A line that may be missing, in a reply that no empty line ends",
                    "let an empty line end it: write \\n\\n");
        }
        List<Template> lines =
                plain.stream().flatMap(line -> templates.parse(line, place).stream()).toList();
        int last = lines.size() == plain.size() ? lines.size() - 1 : 0;
        return new ReplyModel(
                lines.stream().limit(1).toList(),
                last > 0 ? lines.subList(1, last) : List.of(),
                last > 0 ? lines.subList(last, last + 1) : List.of(),
                template(element, mirror, "absent"),
                ReplyModel.Items.NONE,
                annotations.flag(mirror, "bare"),
                annotations.flag(mirror, "close"));
    }

    /** The line of an item; a text behind it is read apart. */
    private Optional<Template> each(Element element, AnnotationMirror mirror) {
        String text = annotations.string(mirror, "each");
        return text.equals(NONE)
                ? Optional.empty()
                : templates.parse(
                        blocks ? text : Blocks.withoutText(text),
                        annotations.place(element, mirror, "each"));
    }

    /**
     * An item, whose second line is a text if {@code @Reply} on {@code element} says so; nothing if
     * it cannot be, which is reported.
     */
    Optional<Answer.Shape> withText(Answer.Shape item, Element element) {
        Optional<ItemText> text =
                blocks
                        ? Optional.empty()
                        : ItemText.of(annotations, element, templates.terminators());
        return text.isEmpty() ? Optional.of(item) : text.get().in(item, reports);
    }

    private Optional<Template> template(Element element, AnnotationMirror mirror, String member) {
        String text = annotations.string(mirror, member);
        return text.equals(NONE)
                ? Optional.empty()
                : templates.parse(text, annotations.place(element, mirror, member));
    }

    private boolean isNone(AnnotationMirror reply, String member) {
        return texts(reply, member).equals(List.of(NONE));
    }

    private List<String> values(AnnotationMirror reply) {
        return texts(reply, "value");
    }

    private List<String> texts(AnnotationMirror reply, String member) {
        return annotations.list(reply, member).stream()
                .map(value -> String.valueOf(value.getValue()))
                .toList();
    }

    /** The spellings of a line, each of which names the values that the first names. */
    private List<Template> spellings(List<String> values, Place place) {
        if (values.equals(List.of(NONE))) {
            return List.of();
        }
        List<Template> lines =
                values.stream().flatMap(line -> templates.parse(line, place).stream()).toList();
        for (Template line : lines) {
            Template written = lines.get(0);
            boolean same =
                    Set.copyOf(line.written()).equals(Set.copyOf(written.written()))
                            && line.hasResult() == written.hasResult();
            if (!same) {
                reports.add(Diagnostic.UNEQUAL_SPELLINGS, place, line.source(), written.source());
            }
        }
        return lines;
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
                List<String> values = values(reply);
                if (!values.equals(List.of(UNDECLARED))) {
                    Place place = annotations.place(element, errors.get(), kind.member());
                    replies.put(kind, error(reply, values, place));
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

    private ErrorReplies.ErrorReply error(
            AnnotationMirror reply, List<String> values, Place place) {
        for (String member : List.of("each", "end", "absent", "per")) {
            if (annotations.isWritten(reply, member)) {
                reports.add(
                        Diagnostic.NO_EFFECT,
                        place,
                        member,
                        "the reply to an error is one line",
                        "remove it");
            }
        }
        boolean silent = values.equals(List.of(SILENT)) || values.equals(List.of(NONE));
        List<Template> lines = silent ? List.of() : spellings(values, place);
        return new ErrorReplies.ErrorReply(
                silent,
                new ReplyModel(
                        lines,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        ReplyModel.Items.NONE,
                        annotations.flag(reply, "bare"),
                        annotations.flag(reply, "close")));
    }
}
