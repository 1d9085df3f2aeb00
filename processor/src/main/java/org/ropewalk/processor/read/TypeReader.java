package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.Phrases;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Optionality;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.source.Visibility;
import org.ropewalk.processor.read.values.FactoryReader;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.read.values.TimeFormats;
import org.ropewalk.processor.read.values.TypeRemedies;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;

/** What a Java type is on the wire. */
final class TypeReader {
    /** What to do with an enum that no word stands for. */
    static final String NO_CONSTANTS = "add constants";

    private static final String LINE = "org.ropewalk.line.";
    private static final Set<String> PAYLOADS =
            Set.of(
                    "byte[]",
                    LINE + "Bytes",
                    LINE + "Slice",
                    LINE + "PayloadStream",
                    "java.lang.String",
                    "java.util.List<java.lang.String>");

    private final Types types;
    private final Annotations annotations;
    private final TemplateReader templates;
    private final Reports reports;
    private final FactoryReader factories;
    private final StandardTypes standard;
    private final WordReader words;
    private final Visibility visibility;
    private final TimeFormats times;
    private final RecordReader records;
    private final TypeRemedies remedies;

    /** The user's types that are being read: one that comes again contains itself. */
    private final Set<TypeElement> reading = new HashSet<>();

    TypeReader(
            Types types,
            Elements elements,
            Annotations annotations,
            TemplateReader templates,
            WordReader words,
            Visibility visibility,
            Reports reports) {
        this.types = types;
        this.annotations = annotations;
        this.templates = templates;
        this.words = words;
        this.visibility = visibility;
        this.reports = reports;
        this.standard = new StandardTypes(types, annotations);
        this.factories = new FactoryReader(types, elements);
        this.times = new TimeFormats(reports);
        this.records = new RecordReader(types, annotations, templates, this::named, reports);
        this.remedies = new TypeRemedies(types);
    }

    /** The type's meaning, or nothing if it has none: that is reported at {@code place}. */
    Optional<ValueType> read(TypeMirror type, String owner, Place place) {
        return standard.of(type).or(() -> other(type, owner, place));
    }

    /** As {@link #read}, by the patterns that {@code element} has for dates and times. */
    Optional<ValueType> read(TypeMirror type, String owner, Element element) {
        return timed(read(type, owner, Place.of(element)), owner, element);
    }

    /** A value by the patterns that {@code element} has for dates and times, if it has some. */
    private Optional<ValueType> timed(Optional<ValueType> read, String owner, Element element) {
        Optional<AnnotationMirror> format = annotations.find(element, "Format");
        if (read.isEmpty() || format.isEmpty()) {
            return read;
        }
        List<TimeFormats.Written> patterns =
                annotations.list(format.get(), "value").stream()
                        .map(
                                value ->
                                        new TimeFormats.Written(
                                                String.valueOf(value.getValue()),
                                                new Place(element, format.get(), value)))
                        .toList();
        return times.of(read.get(), patterns, owner, new Place(element, format.get(), null));
    }

    private Optional<ValueType> other(TypeMirror type, String owner, Place place) {
        return switch (type.getKind()) {
            case ARRAY -> array((ArrayType) type, owner, place);
            case DECLARED ->
                    holder(
                            (DeclaredType) type,
                            (TypeElement) ((DeclaredType) type).asElement(),
                            owner,
                            place);
            case WILDCARD -> wildcard((WildcardType) type, owner, place);
            default ->
                    unsupported(
                            type,
                            owner,
                            place,
                            "use a primitive, String, an enum, a record or a type with parse(String)");
        };
    }

    /** What reads the components of records. */
    RecordReader records() {
        return records;
    }

    /** What reads what payloads hold. */
    ContentReader contents() {
        return records.contents();
    }

    /** As {@link #read}, of a value that may also collect the fields of a block. */
    Optional<ValueType> named(TypeMirror type, String owner, Element element) {
        return StandardTypes.fields(type).or(() -> read(type, owner, element));
    }

    /** The type without annotations on its use. */
    TypeName name(TypeMirror type) {
        return StandardTypes.name(type);
    }

    /** Whether bytes behind a line are handed over as this type. */
    boolean isPayload(TypeMirror type) {
        return PAYLOADS.contains(name(type).toString());
    }

    private Optional<ValueType> array(ArrayType type, String owner, Place place) {
        return read(type.getComponentType(), owner, place)
                .map(element -> new ValueType.Several(name(type), Plurality.ARRAY, element));
    }

    /** What extends a type is read as that. */
    private Optional<ValueType> wildcard(WildcardType type, String owner, Place place) {
        return type.getExtendsBound() == null
                ? unsupported(type, owner, place, "name the type")
                : read(type.getExtendsBound(), owner, place);
    }

    /** What holds one value or several, or a type of the user's own. */
    private Optional<ValueType> holder(
            DeclaredType type, TypeElement element, String owner, Place place) {
        switch (element.getQualifiedName().toString()) {
            case "java.util.OptionalInt":
                return Optional.of(maybe(type, Optionality.INT, TypeKind.INT));
            case "java.util.OptionalLong":
                return Optional.of(maybe(type, Optionality.LONG, TypeKind.LONG));
            case "java.util.Optional":
                return argument(type, owner, place)
                        .filter(value -> isOne(value, type, owner, place))
                        .map(value -> new ValueType.Maybe(name(type), Optionality.OPTIONAL, value));
            case "java.util.List", "java.util.Collection", "java.lang.Iterable":
                return argument(type, owner, place)
                        .map(value -> new ValueType.Several(name(type), Plurality.LIST, value));
            case "java.util.Set":
                return argument(type, owner, place)
                        .map(value -> new ValueType.Several(name(type), Plurality.SET, value));
            default:
                return own(type, element, owner, place);
        }
    }

    /** Whether an optional has one value; what may be empty is not optional besides. */
    private boolean isOne(ValueType value, TypeMirror type, String owner, Place place) {
        boolean one = !(value instanceof ValueType.Maybe || value instanceof ValueType.Several);
        if (!one) {
            unsupported(type, owner, place, "use the inner type, which can be empty");
        }
        return one;
    }

    private ValueType maybe(DeclaredType type, Optionality kind, TypeKind primitive) {
        return new ValueType.Maybe(
                name(type), kind, standard.integral(types.getPrimitiveType(primitive), primitive));
    }

    private Optional<ValueType> argument(DeclaredType type, String owner, Place place) {
        if (type.getTypeArguments().size() != 1) {
            return unsupported(type, owner, place, TypeRemedies.argument(type));
        }
        return read(type.getTypeArguments().get(0), owner, place);
    }

    /** A type of the user's own, which does not contain itself. */
    private Optional<ValueType> own(
            DeclaredType type, TypeElement element, String owner, Place place) {
        if (!visibility.check(element, place)) {
            return Optional.empty();
        }
        if (!reading.add(element)) {
            reports.add(Diagnostic.RECURSIVE_FORMAT, place, TypeRemedies.simple(type), owner);
            return Optional.empty();
        }
        try {
            return contained(type, element, owner, place);
        } finally {
            reading.remove(element);
        }
    }

    private Optional<ValueType> contained(
            DeclaredType type, TypeElement element, String owner, Place place) {
        if (element.getKind() == ElementKind.ENUM) {
            ValueType.Enumeration enumeration = enumeration(element);
            words.check(WordReader.constants(element), "");
            return enumeration.constants().isEmpty()
                    ? unsupported(type, owner, place, NO_CONSTANTS)
                    : Optional.of(enumeration);
        }
        if (isState(element)) {
            return Optional.of(new ValueType.StateRef(ClassName.get(element)));
        }
        if (!element.getTypeParameters().isEmpty()) {
            return unsupported(
                    type, owner, place, remedies.withoutParameters(type, element, owner));
        }
        Optional<ExecutableElement> factory = factories.of(element);
        boolean whole = factory.isPresent() && factories.writesItself(element);
        if (element.getKind() == ElementKind.RECORD && !whole) {
            return ofRecord(type, element, owner, place);
        }
        if (element.getModifiers().contains(Modifier.SEALED) && !whole) {
            return oneOf(element, owner, place);
        }
        if (factory.isEmpty()) {
            return unsupported(type, owner, place, TypeRemedies.instead(element));
        }
        if (!factories.writesItself(element)) {
            reports.add(
                    Diagnostic.NO_TO_STRING,
                    place,
                    element.getSimpleName(),
                    owner,
                    factory.get().getSimpleName().contentEquals("<init>")
                            ? "its constructor"
                            : factory.get().getSimpleName() + "()");
            return Optional.empty();
        }
        return Optional.of(factories.custom(element, factory.get()));
    }

    /** The enum's constants, each with its word. */
    ValueType.Enumeration enumeration(TypeElement element) {
        List<ValueType.Enumeration.Constant> constants = new ArrayList<>();
        for (Element constant : WordReader.constants(element)) {
            constants.add(
                    new ValueType.Enumeration.Constant(
                            constant.getSimpleName().toString(),
                            words.word(constant),
                            words.others(constant)));
        }
        return new ValueType.Enumeration(ClassName.get(element), constants);
    }

    private Optional<ValueType> ofRecord(
            DeclaredType type, TypeElement element, String owner, Place place) {
        List<? extends RecordComponentElement> components = element.getRecordComponents();
        var format = annotations.find(element, "Format");
        if (format.isPresent()) {
            return spelled(element, format.get());
        }
        if (components.size() == 1) {
            RecordComponentElement component = components.get(0);
            annotations
                    .find(component, "Payload")
                    .ifPresent(
                            payload ->
                                    reports.add(
                                            Diagnostic.IGNORED_ANNOTATION,
                                            new Place(component, payload, null),
                                            "Payload",
                                            component.getSimpleName(),
                                            element.getSimpleName() + " is a word of a line",
                                            "move it to a parameter of the command"));
            String name = component.getSimpleName() + " of " + element.getSimpleName();
            return timed(read(component.asType(), name, place), name, component)
                    .map(
                            value ->
                                    new ValueType.Wrapper(
                                            ClassName.get(element),
                                            component.getSimpleName().toString(),
                                            value));
        }
        return unsupported(
                type,
                owner,
                place,
                owner.equals(ResultTypes.RESULT) && !components.isEmpty()
                        ? "write its components, such as {%s}, or add @Format to the record"
                                .formatted(components.get(components.size() - 1).getSimpleName())
                        : "add @Format to the record, or use one component");
    }

    /** A record by its formats; nothing if one of them, or of its components, has a diagnostic. */
    private Optional<ValueType> spelled(TypeElement element, AnnotationMirror format) {
        Optional<List<Template>> formats =
                templates.all(
                        annotations.list(format, "value"),
                        value -> new Place(element, format, value));
        RecordModel record = records.read(element);
        return formats.filter(
                        all -> record.components().size() == element.getRecordComponents().size())
                .map(all -> Phrases.formatted(record, all));
    }

    private Optional<ValueType> oneOf(TypeElement element, String owner, Place place) {
        List<ValueType> alternatives = new ArrayList<>();
        for (TypeMirror permitted : element.getPermittedSubclasses()) {
            read(permitted, owner, place).ifPresent(alternatives::add);
        }
        return alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(new ValueType.OneOf(ClassName.get(element), alternatives));
    }

    /** Whether a type is a state of a protocol: an interface inside the one that declares it. */
    boolean isState(TypeElement element) {
        if (element.getKind() != ElementKind.INTERFACE
                || element.getModifiers().contains(Modifier.SEALED)
                || annotations.has(element, "Push")
                || annotations.has(element, "LineProtocol")) {
            return false;
        }
        for (Element outer = element.getEnclosingElement();
                outer instanceof TypeElement;
                outer = outer.getEnclosingElement()) {
            if (annotations.has(outer, "LineProtocol")) {
                return true;
            }
        }
        return false;
    }

    Optional<ValueType> unsupported(TypeMirror type, String owner, Place place, String remedy) {
        reports.add(Diagnostic.UNSUPPORTED_TYPE, place, TypeRemedies.simple(type), owner, remedy);
        return Optional.empty();
    }
}
