package org.ropewalk.processor.read;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.Surroundings;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.template.Spellings;

/** A protocol and the places where its parts are declared, for reports. */
public final class Declaration {
    private final ProtocolModel model;
    private final TypeElement element;
    private final Set<TypeElement> reached;
    private final Surroundings surroundings;
    private final Elements elements;
    private final Annotations annotations;
    private final Map<CommandModel, ExecutableElement> methods;
    private final Map<PushModel, ExecutableElement> pushes;

    Declaration(
            ProtocolModel model,
            TypeElement element,
            Set<TypeElement> reached,
            Surroundings surroundings,
            Elements elements,
            Annotations annotations,
            Map<CommandModel, ExecutableElement> methods,
            Map<PushModel, ExecutableElement> pushes) {
        this.model = model;
        this.element = element;
        this.reached = reached;
        this.surroundings = surroundings;
        this.elements = elements;
        this.annotations = annotations;
        this.methods = new IdentityHashMap<>(methods);
        this.pushes = new IdentityHashMap<>(pushes);
    }

    /** The protocol. */
    public ProtocolModel model() {
        return model;
    }

    /** What generated types must respect around them. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** The types of the declaration, the protocol first. */
    public Set<TypeElement> reached() {
        return reached;
    }

    /** The interfaces that are states. */
    public Set<TypeElement> states() {
        return model.states().stream()
                .map(state -> elements.getTypeElement(state.type().canonicalName()))
                .collect(Collectors.toSet());
    }

    /** Where the protocol is declared. */
    public TypeElement element() {
        return element;
    }

    /** The class of filters; nothing if the protocol has none. */
    public Optional<TypeElement> filter() {
        return model.wire().filter().map(type -> elements.getTypeElement(type.canonicalName()));
    }

    /** What is named as the class of filters, and is no class. */
    public Optional<String> unusableFilter() {
        return annotations
                .find(element, "LineProtocol")
                .filter(line -> annotations.isWritten(line, "filter"))
                .map(line -> annotations.value(line, "filter").getValue().toString())
                .filter(named -> filter().isEmpty() && !named.equals("void"));
    }

    /** Where a member of {@code @LineProtocol} is written. */
    public Place line(String member) {
        return annotations
                .find(element, "LineProtocol")
                .map(line -> annotations.place(element, line, member))
                .orElse(Place.of(element));
    }

    /** Whether the envelope of replies ends with an empty line. */
    public boolean isEnvelopeABlock() {
        return envelope("reply").endsWith("\n\n");
    }

    /** The envelope around lines of one direction, as it is written. */
    public String envelope(String member) {
        return annotations
                .find(element, "Envelope")
                .map(envelope -> annotations.string(envelope, member))
                .orElse("{*}");
    }

    /** Whether a command has an envelope of its own. */
    public boolean isEnveloped(CommandModel command) {
        return annotations.has(methods.get(command), "Envelope");
    }

    /** Where a command is declared. */
    public Place place(CommandModel command) {
        return Place.of(methods.get(command));
    }

    /** Where a push is declared. */
    public Place place(PushModel push) {
        return Place.of(pushes.get(push));
    }

    /** Where a member of {@code @Errors} is written on a command's method. */
    public Place error(CommandModel command, ErrorKind kind) {
        return error(methods.get(command), kind);
    }

    /** Where a member of {@code @Errors} is written on a state. */
    public Place error(StateModel state, ErrorKind kind) {
        return error(elements.getTypeElement(state.type().canonicalName()), kind);
    }

    /** Where a member of {@code @Errors} is written on the protocol. */
    public Place error(ErrorKind kind) {
        return error(element, kind);
    }

    private Place error(Element owner, ErrorKind kind) {
        return annotations
                .find(owner, "Errors")
                .map(errors -> annotations.place(owner, errors, kind.member()))
                .orElse(Place.of(owner));
    }

    /** Where a state is declared. */
    public Place place(StateModel state) {
        return Place.of(elements.getTypeElement(state.type().canonicalName()));
    }

    /** Where one of a command's lines is written; the method if it is made of the method's name. */
    public Place place(CommandModel command, int line) {
        ExecutableElement method = methods.get(command);
        AnnotationMirror annotation = annotations.find(method, "Command").orElseThrow();
        var lines = annotations.list(annotation, "value");
        if (lines.isEmpty()) {
            return Place.of(method);
        }
        if (lines.size() == 1) {
            return new Place(method, annotation, annotations.value(annotation, "value"));
        }
        int spellings = 0;
        for (AnnotationValue value : lines) {
            spellings +=
                    Spellings.of(String.valueOf(value.getValue()), model.wire().shortForms())
                            .size();
            if (line < spellings) {
                return new Place(method, annotation, value);
            }
        }
        throw new IllegalArgumentException(command.method() + " has no line " + line);
    }

    /** Where a parameter of a command is declared. */
    public Place place(CommandModel command, ParameterModel parameter) {
        ExecutableElement method = methods.get(command);
        int index = command.parameters().indexOf(parameter);
        return Place.of(method.getParameters().get(index));
    }

    /** Where the line of a declared exception is written. */
    public Place place(FailureModel failure) {
        return reply(elements.getTypeElement(failure.type().canonicalName()), "value");
    }

    /** Where a member of a command's {@code @Reply} is written; the method if it has none. */
    public Place reply(CommandModel command, String member) {
        return reply(methods.get(command), member);
    }

    private Place reply(Element owner, String member) {
        return annotations
                .find(owner, "Reply")
                .map(reply -> annotations.place(owner, reply, member))
                .orElse(Place.of(owner));
    }
}
