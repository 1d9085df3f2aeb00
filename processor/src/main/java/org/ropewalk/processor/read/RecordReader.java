package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Plurality;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads the components of records, which may be payloads. */
final class RecordReader {
    private final Types types;
    private final Annotations annotations;
    private final TemplateReader templates;
    private final Values values;
    private final ContentReader contents;
    private final Reports reports;

    /** {@code values} reads what is not a payload. */
    RecordReader(
            Types types,
            Annotations annotations,
            TemplateReader templates,
            Values values,
            Reports reports) {
        this.types = types;
        this.annotations = annotations;
        this.templates = templates;
        this.values = values;
        this.contents = new ContentReader(annotations, templates, this::read, reports);
        this.reports = reports;
    }

    /** What reads what payloads hold. */
    ContentReader contents() {
        return contents;
    }

    /** The record's components; those whose type has no meaning are left out, and reported. */
    RecordModel read(TypeElement element) {
        return read(element, false);
    }

    /**
     * As {@link #read(TypeElement)}; {@code lists} says that elements of lists have lines of their
     * own, and so may be anything.
     */
    RecordModel read(TypeElement element, boolean lists) {
        List<ParameterModel> components = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            String name = component.getSimpleName().toString();
            ExecutableElement accessor = component.getAccessor();
            if (accessor == null) {
                reports.add(
                        Diagnostic.NOT_A_NAME,
                        Place.of(component),
                        name,
                        "no component of a record may have it");
                continue;
            }
            Optional<AnnotationMirror> payload = annotations.find(component, "Payload");
            value(component, payload.isPresent(), lists)
                    .map(
                            value ->
                                    new ParameterModel(
                                            name,
                                            StandardTypes.name(component.asType()),
                                            value,
                                            role(value, payload.isPresent()),
                                            payload.map(mirror -> payload(mirror, component)),
                                            accessor.getSimpleName().toString()))
                    .ifPresent(components::add);
        }
        return new RecordModel(ClassName.get(element), components);
    }

    private Optional<ValueType> value(
            RecordComponentElement component, boolean payload, boolean lists) {
        TypeMirror type = component.asType();
        if (!payload) {
            contents.withoutFields(component);
        }
        if (lists && isListOfOne(type)) {
            return Optional.of(listOfText((DeclaredType) type));
        }
        Optional<ValueType> content = payload ? contents.read(type, component) : Optional.empty();
        return content.or(() -> values.read(type, component.getSimpleName().toString(), component));
    }

    /** Each element has a line of its own: what it is, is read there. */
    private static ValueType listOfText(DeclaredType list) {
        TypeMirror element = list.getTypeArguments().get(0);
        return new ValueType.Several(
                StandardTypes.name(list),
                Plurality.LIST,
                new ValueType.Text(StandardTypes.name(element)));
    }

    private PayloadModel payload(AnnotationMirror mirror, RecordComponentElement component) {
        return PayloadReader.read(annotations, templates, mirror, reports, Place.of(component));
    }

    private boolean isListOfOne(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 1
                && Annotations.plain(types.erasure(type)).equals("java.util.List");
    }

    /** What part a component or a constructor's parameter plays. */
    static ParameterModel.Role role(ValueType value, boolean payload) {
        if (value instanceof ValueType.StateRef || value instanceof ValueType.Replayed) {
            return ParameterModel.Role.STATE;
        }
        return payload ? ParameterModel.Role.PAYLOAD : ParameterModel.Role.VALUE;
    }

    /** Reads the type of one value. */
    interface Values {
        /** The type's meaning; nothing if it has none, which is reported at {@code element}. */
        Optional<ValueType> read(TypeMirror type, String name, Element element);
    }
}
