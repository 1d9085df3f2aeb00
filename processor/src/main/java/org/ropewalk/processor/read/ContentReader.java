package org.ropewalk.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.Phrases;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
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
    private final Reports reports;

    /** {@code records} reads the components of a record. */
    ContentReader(
            Annotations annotations,
            TemplateReader templates,
            Function<TypeElement, RecordModel> records,
            Reports reports) {
        this.annotations = annotations;
        this.templates = templates;
        this.records = records;
        this.reports = reports;
    }

    /**
     * What a payload of that type holds; nothing if it holds bytes, or lines of text.
     *
     * @param element the parameter, component or method that is the payload
     */
    Optional<ValueType> read(TypeMirror type, Element element) {
        Optional<ValueType> fields = StandardTypes.fields(type);
        if (fields.isEmpty()) {
            withoutFields(element);
        }
        if (fields.isPresent()) {
            return Optional.of(
                    new ValueType.Content(
                            StandardTypes.name(type),
                            Optional.empty(),
                            Template.EMPTY,
                            Optional.of(ALL),
                            Optional.empty(),
                            folds(element),
                            Optional.of(
                                    new ParameterModel(
                                            "answer",
                                            StandardTypes.name(type),
                                            fields.get(),
                                            ParameterModel.Role.VALUE,
                                            Optional.empty(),
                                            "answer")),
                            ""));
        }
        if (!(type instanceof DeclaredType declared)) {
            return Optional.empty();
        }
        Optional<TypeElement> item = item(declared);
        return item.isPresent()
                ? format(item.get())
                        .flatMap(format -> template(item.get(), format))
                        .map(line -> item(line, element))
                        .map(line -> items(type, item.get(), line, ""))
                : format((TypeElement) declared.asElement())
                        .flatMap(format -> message(declared, format));
    }

    /** Reports what is said of fields where there are none. */
    void withoutFields(Element element) {
        annotations
                .find(element, "Fields")
                .ifPresent(
                        fields ->
                                reports.add(
                                        Diagnostic.IGNORED_ANNOTATION,
                                        new Place(element, fields, null),
                                        "Fields",
                                        element.getSimpleName(),
                                        "it is not a payload with fields",
                                        "remove it, or use a Map"));
    }

    private boolean folds(Element element) {
        annotations
                .find(element, "Fields")
                .filter(fields -> annotations.isWritten(fields, "repeated"))
                .ifPresent(
                        fields ->
                                reports.add(
                                        Diagnostic.NOT_YET_SUPPORTED,
                                        annotations.place(element, fields, "repeated"),
                                        "A different rule for repeated fields of one payload",
                                        "write @Fields(repeated) on the protocol"));
        return annotations
                .find(element, "Fields")
                .map(fields -> annotations.flag(fields, "fold"))
                .orElse(false);
    }

    /**
     * What a payload of that type holds whose items are written by a line of a method's reply;
     * nothing if the type is no list of records.
     */
    Optional<ValueType> read(TypeMirror type, Template line, ExecutableElement method) {
        return type instanceof DeclaredType declared && !line.hasResult()
                ? item(declared)
                        .map(item -> items(type, item, item(line, method), distinct(method)))
                : Optional.empty();
    }

    /** The name of a method, with the types of its parameters if others have that name, too. */
    private static String distinct(ExecutableElement method) {
        boolean alone =
                ElementFilter.methodsIn(method.getEnclosingElement().getEnclosedElements()).stream()
                        .filter(other -> !other.equals(method))
                        .noneMatch(other -> other.getSimpleName().equals(method.getSimpleName()));
        String parameters =
                method.getParameters().stream()
                        .map(parameter -> Annotations.plain(parameter.asType()))
                        .map(type -> type.replaceAll("[^A-Za-z0-9]", ""))
                        .collect(Collectors.joining());
        return method.getSimpleName() + (alone ? "" : parameters);
    }

    /** The lines of an item; if several do not begin with a field, that is reported. */
    private Template item(Template line, Element element) {
        if (line.fields().isEmpty()) {
            return line;
        }
        Optional<Template> item = Blocks.item(line);
        if (item.isEmpty()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    Place.of(element),
                    "An item of several lines that does not begin with a field",
                    "begin it with name: {value}");
        }
        return item.orElse(line);
    }

    /** The record of which a type is a list, if it is one. */
    private static Optional<TypeElement> item(DeclaredType type) {
        return type.getTypeArguments().size() == 1
                        && Annotations.plain(type).startsWith("java.util.List<")
                        && type.getTypeArguments().get(0) instanceof DeclaredType item
                        && item.asElement().getKind() == ElementKind.RECORD
                ? Optional.of((TypeElement) item.asElement())
                : Optional.empty();
    }

    /** The format of a record. */
    private Optional<AnnotationMirror> format(TypeElement type) {
        return type.getKind() == ElementKind.RECORD
                ? annotations.find(type, "Format")
                : Optional.empty();
    }

    private ValueType items(TypeMirror type, TypeElement item, Template line, String method) {
        RecordModel record = records.apply(item).in(line);
        return new ValueType.Content(
                StandardTypes.name(type),
                Optional.of(record),
                Phrases.of(record.components()).in(line),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                method);
    }

    private Optional<Template> template(TypeElement element, AnnotationMirror format) {
        Place place = annotations.place(element, format, "value");
        return templates.parse(templates.only(annotations.list(format, "value"), place), place);
    }

    private Optional<ValueType> message(DeclaredType type, AnnotationMirror format) {
        TypeElement element = (TypeElement) type.asElement();
        Place place = annotations.place(element, format, "value");
        Optional<Blocks.Content> content =
                templates.content(templates.only(annotations.list(format, "value"), place), place);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        RecordModel record = records.apply(element);
        Optional<ParameterModel> body =
                record.components().stream()
                        .filter(each -> each.name().equals(content.get().body()))
                        .findFirst();
        return Optional.of(
                new ValueType.Content(
                        StandardTypes.name(type),
                        Optional.empty(),
                        Template.EMPTY,
                        Optional.of(content.get().fields()),
                        Optional.of(record),
                        folds(element),
                        body,
                        ""));
    }
}
