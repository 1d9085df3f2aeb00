package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.report.Place;

/** Reads named words in any order: a record whose components have the names, or a map of all. */
final class NamedWordsReader {
    private final TypeReader typeReader;
    private final Types types;
    private final WordReader words;

    NamedWordsReader(TypeReader typeReader, Types types, WordReader words) {
        this.typeReader = typeReader;
        this.types = types;
        this.words = words;
    }

    /** Their meaning; nothing if the type has none, which is reported. */
    Optional<ValueType> read(TypeMirror type, String owner, Place place) {
        if (isMap(type)) {
            return Optional.of(new ValueType.Names(StandardTypes.name(type)));
        }
        if (!(types.asElement(type) instanceof TypeElement element)
                || element.getKind() != ElementKind.RECORD) {
            return typeReader.unsupported(
                    type,
                    owner,
                    place,
                    "use a record of optional components, or Map<String, String>");
        }
        List<ParameterModel> components = new ArrayList<>();
        List<String> named = new ArrayList<>();
        Optional<String> rest = Optional.empty();
        for (RecordComponentElement component : element.getRecordComponents()) {
            String name = component.getSimpleName().toString();
            Optional<ValueType> value = option(component);
            if (value.isEmpty()) {
                continue;
            }
            if (value.get() instanceof ValueType.Names) {
                rest = Optional.of(name);
            }
            named.add(words.word(component));
            components.add(
                    new ParameterModel(
                            name,
                            StandardTypes.name(component.asType()),
                            value.get(),
                            ParameterModel.Role.VALUE,
                            Optional.empty(),
                            name));
        }
        words.check(element.getRecordComponents(), "=");
        return Optional.of(
                new ValueType.Options(
                        new RecordModel(ClassName.get(element), components), named, rest));
    }

    /** A named word, which may be missing, or the map of those that have no component. */
    private Optional<ValueType> option(RecordComponentElement component) {
        TypeMirror type = component.asType();
        String name = component.getSimpleName().toString();
        if (isMap(type)) {
            return Optional.of(new ValueType.Names(StandardTypes.name(type)));
        }
        Optional<ValueType> value = typeReader.read(type, name, Place.of(component));
        boolean mayBeMissing =
                value.filter(
                                each ->
                                        each instanceof ValueType.Maybe
                                                || each instanceof ValueType.Truth)
                        .isPresent();
        return mayBeMissing || value.isEmpty()
                ? value
                : typeReader.unsupported(
                        type,
                        name,
                        Place.of(component),
                        "make it an Optional or a boolean, because it may be absent");
    }

    private static boolean isMap(TypeMirror type) {
        return Annotations.plain(type).equals("java.util.Map<java.lang.String, java.lang.String>");
    }
}
