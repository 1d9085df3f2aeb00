package org.ropewalk.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.DocumentationReader;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.read.values.StandardTypes;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Blocks;

/** Reads the parameters of a command or a push message. */
final class ParameterReader {
    private final Annotations annotations;
    private final TemplateReader templates;
    private final TypeReader typeReader;
    private final NamedWordsReader namedWords;
    private final DocumentationReader documentation;
    private final Reports reports;

    ParameterReader(Readers readers) {
        annotations = readers.annotations();
        templates = readers.templates();
        typeReader = readers.typeReader();
        namedWords = readers.namedWords();
        documentation = readers.documentation();
        reports = readers.reports();
    }

    /** The parameters of {@code method}; nothing if one cannot be read, which is reported. */
    Optional<List<ParameterModel>> read(ExecutableElement method, ExecutableType resolved) {
        List<ParameterModel> parameters = new ArrayList<>();
        boolean complete = true;
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            TypeMirror type = resolved.getParameterTypes().get(i);
            Optional<ParameterModel> model = parameter(method, parameter, type);
            complete &= model.isPresent() && isNew(parameters, model.get(), parameter);
            model.ifPresent(parameters::add);
        }
        return complete ? Optional.of(parameters) : Optional.empty();
    }

    /** Whether no parameter has the name of another; if one has, it is reported. */
    private boolean isNew(
            List<ParameterModel> earlier, ParameterModel model, VariableElement parameter) {
        boolean taken = earlier.stream().anyMatch(each -> each.name().equals(model.name()));
        if (taken) {
            reports.add(
                    Diagnostic.NOT_A_NAME,
                    Place.of(parameter),
                    model.name(),
                    "another parameter has it");
        }
        return !taken;
    }

    private Optional<ParameterModel> parameter(
            ExecutableElement method, VariableElement parameter, TypeMirror type) {
        String name = annotations.name(parameter);
        return isName(method, parameter, name)
                ? parameter(method, parameter, name, type)
                : Optional.empty();
    }

    private boolean isName(ExecutableElement method, VariableElement parameter, String name) {
        Place place = Place.of(parameter);
        if (name.matches("arg\\d+") && documentation.isFromClassFile(method)) {
            reports.add(
                    Diagnostic.MISSING_NAME, place, name, method.getSimpleName(), "its interface");
            return false;
        }
        if (!SourceVersion.isIdentifier(name)) {
            reports.add(Diagnostic.NOT_A_NAME, place, name, "it is not a Java identifier");
            return false;
        }
        return true;
    }

    private Optional<ParameterModel> parameter(
            ExecutableElement method, VariableElement parameter, String name, TypeMirror type) {
        if (Annotations.plain(type).equals("org.ropewalk.batch.QueuedCommands")) {
            return Optional.of(kept(name, type));
        }
        Optional<TypeMirror> replies = AnswerReader.repliesItem(type);
        if (replies.isPresent()) {
            return Optional.of(replies(name, type, replies.get()));
        }
        Optional<AnnotationMirror> payload = annotations.find(parameter, "Payload");
        if (payload.isPresent()) {
            return payload(method, parameter, name, type, payload.get());
        }
        typeReader.contents().withoutFields(parameter);
        Role role = annotations.has(parameter, "NoReply") ? Role.NO_REPLY : Role.VALUE;
        return words(method, parameter, name, type)
                .map(value -> parameter(name, type, value, role, Optional.empty()));
    }

    private Optional<ParameterModel> payload(
            ExecutableElement method,
            VariableElement parameter,
            String name,
            TypeMirror type,
            AnnotationMirror payload) {
        Optional<ValueType> content = typeReader.contents().read(type, parameter);
        if (content.isEmpty() && !typeReader.isPayload(type)) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    Place.of(parameter),
                    StandardTypes.simple(typeReader.name(type)),
                    "payload " + name,
                    "use byte[], Bytes, Slice, String, or List<String> for its lines");
            return Optional.empty();
        }
        PayloadModel model =
                PayloadReader.read(annotations, templates, payload, reports, Place.of(parameter));
        return content.or(() -> words(method, parameter, name, type))
                .map(value -> parameter(name, type, value, Role.PAYLOAD, Optional.of(model)));
    }

    private ParameterModel parameter(
            String name,
            TypeMirror type,
            ValueType value,
            Role role,
            Optional<PayloadModel> payload) {
        return new ParameterModel(
                name,
                typeReader.name(type),
                value,
                value instanceof ValueType.StateRef ? Role.STATE : role,
                payload,
                name);
    }

    /** The value of a parameter that is written as words. */
    private Optional<ValueType> words(
            ExecutableElement method, VariableElement parameter, String name, TypeMirror type) {
        if (isNamed(method, name)) {
            return namedWords.read(type, name, Place.of(parameter));
        }
        return isWritten(method, "{" + name + " ...}") && NamedWordsReader.isMap(type)
                ? namedWords.pairs(type, name, parameter)
                : typeReader.named(type, name, parameter);
    }

    private ParameterModel kept(String name, TypeMirror type) {
        ValueType kept = new ValueType.Text(typeReader.name(type));
        return new ParameterModel(name, kept.javaType(), kept, Role.KEPT, Optional.empty(), name);
    }

    private ParameterModel replies(String name, TypeMirror type, TypeMirror item) {
        return new ParameterModel(
                name,
                typeReader.name(type),
                new ValueType.Several(
                        typeReader.name(type),
                        ValueType.Plurality.REPLIES,
                        new ValueType.Text(typeReader.name(item))),
                Role.REPLIES,
                Optional.empty(),
                name);
    }

    /** Whether a parameter stands for named words in any order. */
    private boolean isNamed(ExecutableElement method, String name) {
        return isWritten(method, "{" + name + "=...}");
    }

    /** Whether a line has a placeholder, in which words follow each other. */
    private boolean isWritten(ExecutableElement method, String placeholder) {
        return annotations
                .find(method, "Command")
                .map(
                        command ->
                                annotations.list(command, "value").stream()
                                        .anyMatch(
                                                line ->
                                                        String.valueOf(line.getValue())
                                                                        .contains(placeholder)
                                                                && !Blocks.isBlock(
                                                                        String.valueOf(
                                                                                line.getValue()))))
                .orElse(false);
    }
}
