package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.source.Visibility;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * Results whose types have lines of their own: enums, records, classes, sealed interfaces of both.
 */
final class OwnLinesReader {
    private static final Set<String> COLLECTIONS =
            Set.of("java.util.List", "java.util.Set", "java.util.Collection");

    private final Types types;
    private final Annotations annotations;
    private final TypeReader typeReader;
    private final ReplyReader replyReader;
    private final TemplateReader templates;
    private final Visibility visibility;
    private final Function<TypeElement, Optional<RecordModel>> objects;
    private final ResultTypes results;
    private final Reports reports;
    private final Items items;

    /** Reads the items of lists. */
    interface Items {
        /** One item of {@code type}, written by {@code reply} if it has no line of its own. */
        Optional<Answer.Shape> one(
                ExecutableElement method, TypeMirror type, Optional<ReplyModel> reply);
    }

    OwnLinesReader(
            Types types,
            Annotations annotations,
            TypeReader typeReader,
            ReplyReader replyReader,
            TemplateReader templates,
            Visibility visibility,
            Function<TypeElement, Optional<RecordModel>> objects,
            ResultTypes results,
            Reports reports,
            Items items) {
        this.types = types;
        this.annotations = annotations;
        this.typeReader = typeReader;
        this.replyReader = replyReader;
        this.templates = templates;
        this.visibility = visibility;
        this.objects = objects;
        this.results = results;
        this.reports = reports;
        this.items = items;
    }

    /** Whether lines may stand on a type itself, or on what it consists of. */
    boolean hasLines(TypeElement type) {
        return type.getKind() == ElementKind.ENUM
                || isStructured(type)
                || type.getModifiers().contains(Modifier.SEALED);
    }

    /** A record, or a class whose reply stands on it. */
    private boolean isStructured(TypeElement type) {
        return type.getKind() == ElementKind.RECORD
                || type.getKind() == ElementKind.CLASS && annotations.has(type, "Reply");
    }

    /** What a record or class consists of: its components, or what its constructor takes. */
    private static List<? extends Element> parts(TypeElement type) {
        return type.getKind() == ElementKind.RECORD
                ? type.getRecordComponents()
                : ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .filter(constructor -> constructor.getModifiers().contains(Modifier.PUBLIC))
                        .findFirst()
                        .map(ExecutableElement::getParameters)
                        .orElse(List.of());
    }

    /** Whether generated code can name a type, and make its values. */
    private boolean isUsable(ExecutableElement method, TypeMirror type, TypeElement element) {
        if (!visibility.check(element, Place.of(method))) {
            return false;
        }
        if (!element.getTypeParameters().isEmpty()) {
            results.unsupported(method, type, "use a type without type parameters");
            return false;
        }
        return true;
    }

    /** Results that have lines of their own. */
    Optional<Answer.Shape> read(
            ExecutableElement method,
            TypeMirror declaredAs,
            TypeElement type,
            Optional<ReplyModel> declared) {
        if (!isUsable(method, declaredAs, type)) {
            return Optional.empty();
        }
        if (type.getKind() == ElementKind.ENUM) {
            withoutLine(method, type, declared, "the constants");
            return constants(method, type);
        }
        if (type.getModifiers().contains(Modifier.SEALED)) {
            withoutLine(method, type, declared, "the records");
            return alternatives(method, type);
        }
        return structured(method, type, declared);
    }

    /** What the method's own reply says is never written for a type whose values have lines. */
    private void withoutLine(
            ExecutableElement method,
            TypeElement type,
            Optional<ReplyModel> declared,
            String what) {
        Optional<AnnotationMirror> reply = annotations.find(method, "Reply");
        if (reply.isEmpty() || declared.isEmpty()) {
            return;
        }
        boolean item = annotations.isWritten(reply.get(), "each");
        member(declared.get(), item, annotations.isWritten(reply.get(), "absent"))
                .ifPresent(
                        member ->
                                reports.add(
                                        Diagnostic.NO_EFFECT,
                                        annotations.place(method, reply.get(), member),
                                        member,
                                        what
                                                + " of "
                                                + type.getSimpleName()
                                                + " have their own lines",
                                        remedy(member, type)));
    }

    private static String remedy(String member, TypeElement type) {
        return switch (member) {
            case "close", "bare", "end" -> "write it in their @Reply";
            case "absent", "per" -> "remove it";
            default -> "remove it, or return a String and write {}";
        };
    }

    /**
     * The first member of a method's reply that says something; that of an item is {@code each}.
     */
    private static Optional<String> member(ReplyModel reply, boolean item, boolean mayBeAbsent) {
        if (reply.value().isPresent()) {
            return Optional.of(item ? "each" : "value");
        }
        if (reply.each().isPresent()) {
            return Optional.of("each");
        }
        if (reply.end().isPresent()) {
            return Optional.of("end");
        }
        if (reply.absent().isPresent()) {
            return Optional.of("absent");
        }
        if (reply.per().isPresent()) {
            return Optional.of("per");
        }
        boolean flags = !mayBeAbsent && (reply.bare() || reply.close());
        return flags ? Optional.of(reply.bare() ? "bare" : "close") : Optional.empty();
    }

    private Optional<Answer.Shape> structured(
            ExecutableElement method, TypeElement type, Optional<ReplyModel> declared) {
        Optional<ReplyModel> reply =
                declared.filter(line -> line.value().isPresent() || line.per().isPresent())
                        .or(() -> replyReader.reply(type));
        if (reply.isEmpty()) {
            return results.missing(method, type.getSimpleName().toString());
        }
        if (declared.filter(line -> line.value().isEmpty() && line.per().isEmpty()).isPresent()) {
            withoutLine(method, type, declared, "the values");
        }
        boolean lists =
                reply.get().each().isPresent()
                        || reply.get().per().isPresent()
                        || hasItemsWithLines(type, reply.get());
        Optional<RecordModel> record =
                type.getKind() == ElementKind.RECORD
                        ? Optional.of(typeReader.records().read(type, lists))
                        : objects.apply(type);
        if (record.isEmpty() || record.get().components().size() < parts(type).size()) {
            // What cannot be read was reported.
            return Optional.empty();
        }
        if (lists) {
            return listing(method, type, record.get(), reply.get());
        }
        RecordModel written = reply.get().value().map(record.get()::in).orElse(record.get());
        boolean last =
                written.components().stream()
                        .flatMap(component -> component.payload().stream())
                        .anyMatch(PayloadModel::endsConnection);
        return Optional.of(
                new Answer.Structured(written, last ? reply.get().closing() : reply.get()));
    }

    /** Whether no line writes a collection of a record, and its elements have their own lines. */
    private boolean hasItemsWithLines(TypeElement type, ReplyModel reply) {
        List<String> written = reply.lines().flatMap(line -> line.written().stream()).toList();
        return parts(type).stream()
                .filter(part -> !written.contains(part.getSimpleName().toString()))
                .filter(part -> !annotations.has(part, "Payload"))
                .map(Element::asType)
                .filter(part -> COLLECTIONS.contains(types.erasure(part).toString()))
                .flatMap(part -> ((DeclaredType) part).getTypeArguments().stream())
                .anyMatch(
                        item ->
                                types.asElement(item) instanceof TypeElement element
                                        && annotations.has(element, "Reply"));
    }

    /** A record whose one collection has a line for each element. */
    private Optional<Answer.Shape> listing(
            ExecutableElement method, TypeElement type, RecordModel record, ReplyModel reply) {
        Set<String> named = new HashSet<>(reply.value().map(Template::written).orElse(List.of()));
        for (Element component : parts(type)) {
            String name = component.getSimpleName().toString();
            Optional<ParameterModel> model =
                    record.components().stream().filter(c -> c.name().equals(name)).findFirst();
            if (model.isEmpty()
                    || named.contains(name)
                    || !(model.get().value() instanceof ValueType.Several several)
                    || several.kind() == Plurality.CAPABILITIES && reply.each().isEmpty()) {
                continue;
            }
            Optional<Answer.Shape> item =
                    several.kind() == Plurality.CAPABILITIES
                            ? Optional.of(
                                    new Answer.Single(
                                            several.element(),
                                            ReplyModel.of(reply.each().orElseThrow())))
                            : element(method, component.asType())
                                    .flatMap(
                                            each ->
                                                    items.one(
                                                            method,
                                                            each,
                                                            reply.each().map(ReplyModel::of)));
            Element lines = annotations.has(type, "Reply") ? type : method;
            return item.flatMap(shape -> replyReader.withText(shape, lines))
                    .map(
                            shape ->
                                    new Answer.Listing(
                                            record,
                                            model.get(),
                                            shape,
                                            explained(method, record, name, reply)));
        }
        return results.missing(method, type.getSimpleName() + ", and a collection for the items");
    }

    /** {@code {size}} in a commentary: how many items there are, if no value has this name. */
    private static ReplyModel explained(
            ExecutableElement method, RecordModel record, String items, ReplyModel reply) {
        boolean isValue =
                ResultTypes.isParameter(method, "size")
                        || record.components().stream()
                                .anyMatch(component -> component.name().equals("size"));
        UnaryOperator<Template> sized = line -> line.explaining("size", new Node.Size(items));
        return isValue ? reply : reply.withValue(sized).withEnd(sized);
    }

    private Optional<TypeMirror> element(ExecutableElement method, TypeMirror collection) {
        return collection instanceof ArrayType array
                ? Optional.of(array.getComponentType())
                : results.argument(method, collection);
    }

    private Optional<Answer.Shape> constants(ExecutableElement method, TypeElement type) {
        ValueType.Enumeration enumeration = typeReader.enumeration(type);
        if (enumeration.constants().isEmpty()) {
            results.unsupported(method, type.asType(), TypeReader.NO_CONSTANTS);
            return Optional.empty();
        }
        List<ReplyModel> lines = new ArrayList<>();
        for (Element constant : WordReader.constants(type)) {
            ValueType.Enumeration.Constant words = enumeration.constants().get(lines.size());
            lines.add(replyReader.reply(constant).orElseGet(() -> word(words, Place.of(constant))));
        }
        return Optional.of(new Answer.Constants(enumeration, lines));
    }

    /** A constant as a reply: its word, or another one of it. */
    private ReplyModel word(ValueType.Enumeration.Constant words, Place place) {
        return ReplyModel.of(
                Stream.concat(Stream.of(words.word()), words.others().stream())
                        .flatMap(word -> templates.parse(word, place).stream())
                        .toList(),
                false);
    }

    /** The permitted types, those of sealed interfaces among them in place of these. */
    private void collect(TypeElement type, Set<TypeElement> permitted) {
        for (TypeMirror each : type.getPermittedSubclasses()) {
            TypeElement element = (TypeElement) types.asElement(each);
            boolean nested =
                    element.getKind() == ElementKind.INTERFACE
                            && element.getModifiers().contains(Modifier.SEALED)
                            && element.getTypeParameters().isEmpty();
            if (nested) {
                collect(element, permitted);
            } else {
                permitted.add(element);
            }
        }
    }

    private Optional<Answer.Shape> alternatives(ExecutableElement method, TypeElement type) {
        List<Answer.Structured> alternatives = new ArrayList<>();
        Set<TypeElement> permitted = new LinkedHashSet<>();
        collect(type, permitted);
        for (TypeElement alternative : permitted) {
            if (isStructured(alternative)) {
                if (!isUsable(method, alternative.asType(), alternative)) {
                    continue;
                }
                structured(method, alternative, Optional.empty())
                        .ifPresent(
                                shape -> {
                                    if (shape instanceof Answer.Structured structured) {
                                        alternatives.add(structured);
                                    } else {
                                        reports.add(
                                                Diagnostic.NOT_YET_SUPPORTED,
                                                Place.of(method),
                                                "A list as one of several results",
                                                "use another command for it");
                                    }
                                });
            } else {
                reports.add(
                        Diagnostic.UNSUPPORTED_TYPE,
                        Place.of(method),
                        alternative.getSimpleName(),
                        ResultTypes.RESULT,
                        "make all alternatives of " + type.getSimpleName() + " records");
            }
        }
        // What cannot be read was reported.
        return alternatives.size() < Math.max(1, permitted.size())
                ? Optional.empty()
                : Optional.of(new Answer.Alternatives(ClassName.get(type), alternatives));
    }
}
