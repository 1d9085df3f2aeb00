package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.report.Place;

/** Reads named words in any order: a record whose components have the names, or a map of all. */
final class NamedWordsReader {
    private static final String ONE_WORD = "give it a @Format of one word";

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
        if (isTexts(type)) {
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
        Set<String> apart = new HashSet<>();
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
            if (words.isApart(component)) {
                apart.add(words.word(component));
            }
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
                        new RecordModel(ClassName.get(element), components), named, apart, rest));
    }

    /** A named word, which may be missing, or the map of those that have no component. */
    private Optional<ValueType> option(RecordComponentElement component) {
        TypeMirror type = component.asType();
        String name = component.getSimpleName().toString();
        if (isTexts(type)) {
            return Optional.of(new ValueType.Names(StandardTypes.name(type)));
        }
        Optional<ValueType> value = typeReader.read(type, name, Place.of(component));
        boolean mayBeMissing =
                value.filter(
                                each ->
                                        each instanceof ValueType.Maybe
                                                || each instanceof ValueType.Truth)
                        .isPresent();
        if (value.isEmpty() || mayBeMissing && ValueType.words(value.get()) == 1) {
            return value;
        }
        return typeReader.unsupported(
                type,
                name,
                Place.of(component),
                mayBeMissing
                        ? ONE_WORD
                        : "make it an Optional or a boolean, because it may be absent");
    }

    /** Names and values, one after the other; nothing if a type has no meaning. */
    Optional<ValueType> pairs(TypeMirror type, String owner, Element element) {
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        return ofPair(arguments.get(0), owner, element)
                .flatMap(
                        key ->
                                ofPair(arguments.get(1), owner, element)
                                        .map(
                                                value ->
                                                        new ValueType.Pairs(
                                                                StandardTypes.name(type),
                                                                key,
                                                                value)));
    }

    /** A name or a value, which is one word. */
    private Optional<ValueType> ofPair(TypeMirror type, String owner, Element element) {
        Optional<ValueType> value = typeReader.read(type, owner, element);
        return value.filter(each -> ValueType.words(each) != 1).isPresent()
                ? typeReader.unsupported(type, owner, Place.of(element), ONE_WORD)
                : value;
    }

    /** Whether it is a map whose types are named. */
    static boolean isMap(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 2
                && Annotations.plain(type).startsWith("java.util.Map<");
    }

    private static boolean isTexts(TypeMirror type) {
        return Annotations.plain(type).equals("java.util.Map<java.lang.String, java.lang.String>");
    }
}
