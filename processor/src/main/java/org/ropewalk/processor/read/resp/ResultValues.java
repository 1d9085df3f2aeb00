package org.ropewalk.processor.read.resp;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.ValueType.Optionality;
import org.ropewalk.processor.model.ValueType.Plurality;

/** Reads the type of a result that is written as a value of RESP: by its type, not a template. */
public final class ResultValues {
    private final Function<TypeMirror, Optional<ValueType>> words;
    private final Predicate<TypeElement> isWord;

    /**
     * A reader.
     *
     * @param words reads the type of a value that is one word
     * @param isWord whether a record is one word, by its format or a method of its own
     */
    public ResultValues(
            Function<TypeMirror, Optional<ValueType>> words, Predicate<TypeElement> isWord) {
        this.words = words;
        this.isWord = isWord;
    }

    /** The type's meaning; nothing if it has none, which is reported. */
    public Optional<ValueType> read(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return words.apply(type);
        }
        TypeElement element = (TypeElement) declared.asElement();
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        String name = element.getQualifiedName().toString();
        return switch (name + "/" + arguments.size()) {
            case "java.lang.Object/0" -> Optional.of(new ValueType.Any(name(type)));
            case "java.util.Optional/1" ->
                    read(arguments.get(0)).flatMap(value -> maybe(type, value));
            case "java.util.List/1", "java.util.Collection/1" ->
                    several(type, Plurality.LIST, arguments.get(0));
            case "java.util.Set/1" -> several(type, Plurality.SET, arguments.get(0));
            case "java.util.Map/2" ->
                    read(arguments.get(0))
                            .flatMap(
                                    key ->
                                            read(arguments.get(1))
                                                    .map(
                                                            value ->
                                                                    new ValueType.Pairs(
                                                                            name(type),
                                                                            key,
                                                                            value)));
            default -> isTuple(element) ? tuple(element) : words.apply(type);
        };
    }

    /** Nothing if the value may be empty itself: a reader could not distinguish the two. */
    private Optional<ValueType> maybe(TypeMirror type, ValueType value) {
        return value instanceof ValueType.Maybe
                ? words.apply(type)
                : Optional.of(new ValueType.Maybe(name(type), Optionality.OPTIONAL, value));
    }

    private Optional<ValueType> several(TypeMirror type, Plurality kind, TypeMirror element) {
        return read(element).map(value -> new ValueType.Several(name(type), kind, value));
    }

    private boolean isTuple(TypeElement element) {
        return element.getKind() == ElementKind.RECORD
                && element.getRecordComponents().size() > 1
                && element.getTypeParameters().isEmpty()
                && !isWord.test(element);
    }

    private Optional<ValueType> tuple(TypeElement element) {
        List<ParameterModel> components = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            String name = component.getSimpleName().toString();
            Optional<ValueType> value = read(component.asType());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            components.add(
                    new ParameterModel(
                            name,
                            name(component.asType()),
                            value.get(),
                            ParameterModel.Role.VALUE,
                            Optional.empty(),
                            name));
        }
        return Optional.of(
                new ValueType.Tuple(new RecordModel(ClassName.get(element), components)));
    }

    private static TypeName name(TypeMirror type) {
        return TypeName.get(type).withoutAnnotations();
    }
}
