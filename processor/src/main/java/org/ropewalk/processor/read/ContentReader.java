package org.ropewalk.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.Phrases;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Reads what a payload holds, where its type says that this is more than bytes. */
final class ContentReader {
    /** The field names of a map. */
    private static final Node.Fields ALL =
            new Node.Fields(
                    List.of(), Optional.of(new Node.Others("answer", ':', true)), false, "");

    private final Annotations annotations;
    private final TemplateReader templates;
    private final Function<TypeElement, RecordModel> records;

    /** {@code records} reads the components of a record. */
    ContentReader(
            Annotations annotations,
            TemplateReader templates,
            Function<TypeElement, RecordModel> records) {
        this.annotations = annotations;
        this.templates = templates;
        this.records = records;
    }

    /** What a payload of that type holds; nothing if it holds bytes, or lines of text. */
    Optional<ValueType> read(TypeMirror type) {
        Optional<ValueType> fields = StandardTypes.fields(type);
        if (fields.isPresent()) {
            return Optional.of(
                    new ValueType.Content(
                            StandardTypes.name(type),
                            Optional.empty(),
                            Template.EMPTY,
                            Optional.of(ALL),
                            Optional.empty(),
                            false,
                            Optional.of(
                                    new ParameterModel(
                                            "answer",
                                            StandardTypes.name(type),
                                            fields.get(),
                                            ParameterModel.Role.VALUE,
                                            Optional.empty(),
                                            "answer"))));
        }
        if (!(type instanceof DeclaredType declared)) {
            return Optional.empty();
        }
        if (declared.getTypeArguments().size() == 1
                && Annotations.plain(type).startsWith("java.util.List<")
                && declared.getTypeArguments().get(0) instanceof DeclaredType item) {
            return format(item).flatMap(line -> items(type, item, line));
        }
        return format(declared).flatMap(format -> message(declared, format));
    }

    /** The format of a record. */
    private Optional<AnnotationMirror> format(DeclaredType type) {
        return type.asElement().getKind() == ElementKind.RECORD
                ? annotations.find(type.asElement(), "Format")
                : Optional.empty();
    }

    private Optional<ValueType> items(TypeMirror type, DeclaredType item, AnnotationMirror format) {
        TypeElement element = (TypeElement) item.asElement();
        RecordModel record = records.apply(element);
        return template(element, format)
                .filter(line -> line.fields().isEmpty())
                .map(
                        line ->
                                new ValueType.Content(
                                        StandardTypes.name(type),
                                        Optional.of(record),
                                        Phrases.of(record.components()).in(line),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        Optional.empty()));
    }

    private Optional<Template> template(TypeElement element, AnnotationMirror format) {
        Place place = annotations.place(element, format, "value");
        return templates.parse(annotations.first(format, "value"), place);
    }

    private Optional<ValueType> message(DeclaredType type, AnnotationMirror format) {
        TypeElement element = (TypeElement) type.asElement();
        Place place = annotations.place(element, format, "value");
        Optional<Blocks.Content> content =
                templates.content(annotations.first(format, "value"), place);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        RecordModel record = records.apply(element);
        Optional<ParameterModel> body =
                record.components().stream()
                        .filter(each -> each.name().equals(content.get().body()))
                        .findFirst();
        boolean folds =
                annotations
                        .find(element, "Fields")
                        .map(fields -> annotations.flag(fields, "fold"))
                        .orElse(false);
        return Optional.of(
                new ValueType.Content(
                        StandardTypes.name(type),
                        Optional.empty(),
                        Template.EMPTY,
                        Optional.of(content.get().fields()),
                        Optional.of(record),
                        folds,
                        body));
    }
}
