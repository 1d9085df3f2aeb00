package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.DocumentationReader;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.source.Visibility;
import org.ropewalk.processor.read.values.FactoryReader;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads declared exceptions, which are alternatives of the answer, and classes of replies. */
final class FailureReader {
    private static final String EXCEPTION = "Exception";

    private final Types types;
    private final Elements elements;
    private final Annotations annotations;
    private final DocumentationReader documentation;
    private final TypeReader typeReader;
    private final TemplateReader templates;
    private final ReplyReader replyReader;
    private final Visibility visibility;
    private final Reports reports;

    FailureReader(
            Types types,
            Elements elements,
            Annotations annotations,
            DocumentationReader documentation,
            TypeReader typeReader,
            TemplateReader templates,
            ReplyReader replyReader,
            Visibility visibility,
            Reports reports) {
        this.types = types;
        this.elements = elements;
        this.annotations = annotations;
        this.documentation = documentation;
        this.typeReader = typeReader;
        this.templates = templates;
        this.replyReader = replyReader;
        this.visibility = visibility;
        this.reports = reports;
    }

    /**
     * The exceptions that {@code method} declares as a member of a state, each once, subclasses
     * before those that they extend.
     */
    List<FailureModel> read(ExecutableElement method, ExecutableType resolved) {
        List<TypeElement> thrown = new ArrayList<>();
        for (TypeMirror type : resolved.getThrownTypes()) {
            if (types.asElement(type) instanceof TypeElement element) {
                add(element, thrown);
            }
        }
        return thrown.stream().flatMap(type -> read(method, type).stream()).toList();
    }

    /**
     * The checked sealed exceptions without a line of their own that {@code method} declares: those
     * that extend them are read in their place.
     */
    List<ClassName> families(ExecutableType resolved) {
        List<TypeElement> families = new ArrayList<>();
        for (TypeMirror type : resolved.getThrownTypes()) {
            if (isChecked(type)
                    && types.asElement(type) instanceof TypeElement element
                    && element.getModifiers().contains(Modifier.SEALED)
                    && replyReader.reply(element).isEmpty()
                    && families.stream().noneMatch(each -> types.isSubtype(type, each.asType()))) {
                families.removeIf(each -> types.isSubtype(each.asType(), type));
                families.add(element);
            }
        }
        return families.stream().map(ClassName::get).toList();
    }

    private void add(TypeElement type, List<TypeElement> thrown) {
        type.getPermittedSubclasses()
                .forEach(permitted -> add((TypeElement) types.asElement(permitted), thrown));
        boolean sealed = type.getModifiers().contains(Modifier.SEALED);
        if (thrown.contains(type) || sealed && replyReader.reply(type).isEmpty()) {
            return;
        }
        int at = 0;
        while (at < thrown.size() && !types.isSubtype(type.asType(), thrown.get(at).asType())) {
            at++;
        }
        thrown.add(at, type);
    }

    private Optional<FailureModel> read(ExecutableElement method, TypeElement type) {
        Optional<ReplyModel> reply = replyReader.reply(type);
        if (reply.isEmpty()) {
            if (isChecked(type.asType())) {
                withoutReply(
                        method,
                        type.getSimpleName().toString(),
                        type.getQualifiedName().toString().startsWith("java.")
                                ? "use your own exception with @Reply, or an unchecked one"
                                : "add it, or make the exception unchecked");
            }
            return Optional.empty();
        }
        if (!visibility.check(type, Place.of(method))) {
            return Optional.empty();
        }
        return parameters(type, EXCEPTION)
                .map(parameters -> new FailureModel(ClassName.get(type), parameters, reply.get()));
    }

    private void withoutReply(ExecutableElement method, String exception, String remedy) {
        reports.add(
                Diagnostic.EXCEPTION_WITHOUT_REPLY,
                Place.of(method),
                exception,
                method.getSimpleName(),
                remedy);
    }

    /**
     * A class of a reply: what its one public constructor takes, and its accessors give. Empty if
     * there is no such constructor, or a parameter cannot be read, which is reported.
     */
    Optional<RecordModel> object(TypeElement type) {
        return parameters(type, "Class")
                .map(parameters -> new RecordModel(ClassName.get(type), parameters));
    }

    private Optional<List<ParameterModel>> parameters(TypeElement type, String kind) {
        List<ExecutableElement> constructors =
                ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .filter(constructor -> constructor.getModifiers().contains(Modifier.PUBLIC))
                        .toList();
        if (constructors.size() != 1) {
            reports.add(
                    Diagnostic.EXCEPTION_WITHOUT_CONSTRUCTOR,
                    Place.of(type),
                    kind,
                    type.getSimpleName());
            return Optional.empty();
        }
        if (!isMade(type, kind, constructors.get(0))) {
            return Optional.empty();
        }
        List<ParameterModel> parameters = new ArrayList<>();
        for (VariableElement parameter : constructors.get(0).getParameters()) {
            name(type, constructors.get(0), parameter)
                    .flatMap(name -> parameter(type, parameter, name))
                    .ifPresent(parameters::add);
        }
        // What cannot be read was reported.
        return parameters.size() < constructors.get(0).getParameters().size()
                ? Optional.empty()
                : Optional.of(parameters);
    }

    /** Whether a client can make an object again; if not, it is reported. */
    private boolean isMade(TypeElement type, String kind, ExecutableElement constructor) {
        String why = "";
        String remedy = "";
        List<? extends TypeMirror> checked =
                constructor.getThrownTypes().stream().filter(this::isChecked).toList();
        if (kind.equals(EXCEPTION) && !isSubtype(type, "java.lang.Throwable")) {
            why = "it is not an exception";
            remedy = "extend Exception";
        } else if (isSubtype(type, "java.lang.Throwable")
                && !isSubtype(type, "java.lang.Error")
                && !isSubtype(type, "java.lang.Exception")) {
            why = "it is a Throwable, but not an Exception";
            remedy = "extend Exception";
        } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            why = "it is abstract";
            remedy = "remove abstract, or add @Reply to its subclasses";
        } else if (FactoryReader.isInner(type)) {
            why = "it is an inner class";
            remedy = "make it static";
        } else if (!checked.isEmpty()) {
            why = "its constructor throws " + types.asElement(checked.get(0)).getSimpleName();
            remedy = "remove checked exceptions from it";
        }
        if (!why.isEmpty()) {
            reports.add(
                    Diagnostic.UNMADE_EXCEPTION,
                    Place.of(type),
                    kind,
                    type.getSimpleName(),
                    why,
                    remedy);
        }
        return why.isEmpty();
    }

    private boolean isSubtype(TypeElement type, String name) {
        return types.isSubtype(type.asType(), elements.getTypeElement(name).asType());
    }

    /** A parameter's name; nothing if its class file has lost it, which is reported. */
    private Optional<String> name(
            TypeElement type, ExecutableElement constructor, VariableElement parameter) {
        String name = annotations.name(parameter);
        if (name.matches("arg\\d+") && documentation.isFromClassFile(constructor)) {
            reports.add(
                    Diagnostic.MISSING_NAME,
                    Place.of(parameter),
                    name,
                    type.getSimpleName(),
                    "its class");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private Optional<ParameterModel> parameter(
            TypeElement type, VariableElement parameter, String name) {
        Optional<AnnotationMirror> payload = annotations.find(parameter, "Payload");
        if (payload.isPresent()) {
            return payload(type, parameter, name, payload.get());
        }
        return typeReader
                .named(parameter.asType(), name, parameter)
                .map(value -> component(type, parameter, name, value, Optional.empty()));
    }

    private ParameterModel component(
            TypeElement type,
            VariableElement parameter,
            String name,
            ValueType value,
            Optional<PayloadModel> payload) {
        return new ParameterModel(
                name,
                typeReader.name(parameter.asType()),
                value,
                RecordReader.role(value, payload.isPresent()),
                payload,
                accessor(type, name, parameter));
    }

    /** What stands behind an exception's line. */
    private Optional<ParameterModel> payload(
            TypeElement type, VariableElement parameter, String name, AnnotationMirror mirror) {
        Place place = Place.of(parameter);
        PayloadModel model = PayloadReader.read(annotations, templates, mirror, reports, place);
        Optional<ValueType> content = typeReader.contents().read(parameter.asType(), parameter);
        boolean lent = Annotations.plain(parameter.asType()).endsWith(".Slice");
        if (lent || content.isEmpty() && !typeReader.isPayload(parameter.asType())) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    StandardTypes.simple(typeReader.name(parameter.asType())),
                    "payload " + name,
                    "use byte[], Bytes, String, or List<String> for its lines");
            return Optional.empty();
        }
        if (model.endsConnection()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A payload in an exception that ends when the connection closes",
                    "return a record of a sealed interface");
            return Optional.empty();
        }
        return content.or(() -> typeReader.named(parameter.asType(), name, parameter))
                .map(value -> component(type, parameter, name, value, Optional.of(model)));
    }

    /** The method that gives a parameter's value; if there is none, that is reported. */
    private String accessor(TypeElement type, String name, VariableElement parameter) {
        Optional<String> accessor = accessor(type, name, parameter.asType());
        if (accessor.isEmpty()) {
            reports.add(
                    Diagnostic.NO_ACCESSOR,
                    Place.of(parameter),
                    name,
                    type.getSimpleName(),
                    StandardTypes.simple(typeReader.name(parameter.asType())),
                    name);
        }
        return accessor.orElse("toString");
    }

    /**
     * {@code name()} or {@code getName()}, which gives what the constructor takes: for {@code
     * message} the exception's own message.
     */
    private Optional<String> accessor(TypeElement type, String name, TypeMirror taken) {
        String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String candidate : List.of(name, getter)) {
            for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
                if (method.getSimpleName().contentEquals(candidate)
                        && method.getParameters().isEmpty()
                        && method.getModifiers().contains(Modifier.PUBLIC)
                        && !method.getModifiers().contains(Modifier.STATIC)
                        && isAssignable(method.getReturnType(), taken)
                        && method.getThrownTypes().stream().noneMatch(this::isChecked)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isAssignable(TypeMirror given, TypeMirror taken) {
        return given.getKind() != TypeKind.VOID && types.isAssignable(given, taken);
    }

    /** Whether a method declares what its callers must catch. */
    boolean throwsChecked(ExecutableElement method) {
        return method.getThrownTypes().stream().anyMatch(this::isChecked);
    }

    private boolean isChecked(TypeMirror type) {
        for (String unchecked : Set.of("java.lang.RuntimeException", "java.lang.Error")) {
            if (types.isSubtype(type, elements.getTypeElement(unchecked).asType())) {
                return false;
            }
        }
        return true;
    }
}
