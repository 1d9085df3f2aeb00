package org.ropewalk.processor.read.values;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.ValueType.Custom;
import org.ropewalk.processor.read.source.Annotations;

/** Finds how a type that is no record and no enum is made from a word. */
public final class FactoryReader {
    private static final List<String> NAMES = List.of("parse", "of", "valueOf", "fromString");
    private static final String BYTES = "org.ropewalk.line.Bytes";
    private static final String THROWABLE = "java.lang.Throwable";
    private static final Set<String> TEXTS =
            Set.of("java.lang.String", "java.lang.CharSequence", BYTES);

    private final Types types;
    private final Elements elements;

    /** Types as the compiler knows them. */
    public FactoryReader(Types types, Elements elements) {
        this.types = types;
        this.elements = elements;
    }

    /** A public static method, or else a public constructor, that takes a text. */
    public Optional<ExecutableElement> of(TypeElement element) {
        for (String name : NAMES) {
            for (ExecutableElement method :
                    ElementFilter.methodsIn(element.getEnclosedElements())) {
                if (method.getSimpleName().contentEquals(name)
                        && isFactory(element, method)
                        && !isOutdated(method)) {
                    return Optional.of(method);
                }
            }
        }
        if (element.getKind() != ElementKind.CLASS
                || element.getModifiers().contains(Modifier.ABSTRACT)
                || isInner(element)) {
            return Optional.empty();
        }
        return ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
                .filter(
                        constructor ->
                                constructor.getModifiers().contains(Modifier.PUBLIC)
                                        && takesText(constructor)
                                        && !isOutdated(constructor))
                .findFirst();
    }

    /** Whether the JDK advises against it, because it does not read what is written. */
    private boolean isOutdated(ExecutableElement factory) {
        return elements.isDeprecated(factory)
                && elements.getPackageOf(factory).getQualifiedName().toString().startsWith("java.");
    }

    /** Whether each object of a class belongs to one of the class around it. */
    public static boolean isInner(TypeElement element) {
        return element.getNestingKind().isNested()
                && !element.getModifiers().contains(Modifier.STATIC);
    }

    private boolean isFactory(TypeElement element, ExecutableElement method) {
        return method.getModifiers().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC))
                && takesText(method)
                && types.isSubtype(method.getReturnType(), element.asType());
    }

    private static boolean takesText(ExecutableElement method) {
        return method.getParameters().size() == 1
                && method.getTypeParameters().isEmpty()
                && method.getThrownTypes().stream()
                        .map(Annotations::plain)
                        .noneMatch(THROWABLE::equals)
                && TEXTS.contains(text(method));
    }

    private static String text(ExecutableElement method) {
        return Annotations.plain(method.getParameters().get(0).asType());
    }

    /** Whether {@code toString()} is not that of every object: its own, or an inherited one. */
    public boolean writesItself(TypeElement element) {
        return ElementFilter.methodsIn(elements.getAllMembers(element)).stream()
                .anyMatch(
                        method ->
                                method.getSimpleName().contentEquals("toString")
                                        && method.getParameters().isEmpty()
                                        && !method.getEnclosingElement()
                                                .toString()
                                                .equals("java.lang.Object")
                                        && !method.getEnclosingElement()
                                                .toString()
                                                .equals("java.lang.Record"));
    }

    /** A value of a type that {@code factory} makes. */
    public Custom custom(TypeElement element, ExecutableElement factory) {
        boolean constructor = factory.getKind() == ElementKind.CONSTRUCTOR;
        return new Custom(
                ClassName.get(element),
                constructor ? Custom.Maker.CONSTRUCTOR : Custom.Maker.METHOD,
                constructor ? "" : factory.getSimpleName().toString(),
                text(factory).equals(BYTES),
                refusals(element, factory));
    }

    /** What is thrown for a text that is no value; none of these is a subclass of another. */
    private List<TypeName> refusals(TypeElement element, ExecutableElement factory) {
        List<TypeMirror> refusals = new ArrayList<>();
        add(type("java.lang.IllegalArgumentException"), refusals);
        if (elements.getPackageOf(element).getQualifiedName().toString().startsWith("java.time")) {
            add(type("java.time.DateTimeException"), refusals);
        }
        factory.getThrownTypes().forEach(thrown -> add(thrown, refusals));
        return refusals.stream().map(TypeName::get).toList();
    }

    private TypeMirror type(String name) {
        return elements.getTypeElement(name).asType();
    }

    private void add(TypeMirror thrown, List<TypeMirror> refusals) {
        if (refusals.stream().noneMatch(wider -> types.isSubtype(thrown, wider))) {
            refusals.removeIf(narrower -> types.isSubtype(narrower, thrown));
            refusals.add(thrown);
        }
    }
}
