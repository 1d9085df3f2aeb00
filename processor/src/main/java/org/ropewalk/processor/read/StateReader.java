package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.AdvertisedModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.StateModel.ErrorMethodModel;
import org.ropewalk.processor.model.StateModel.FarewellModel;
import org.ropewalk.processor.model.StateModel.OnErrorModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.HiddenFunctions;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/**
 * Reads one state: the commands that its interface declares and inherits, and what else it says.
 */
final class StateReader {
    private final Readers readers;
    private final Elements elements;
    private final Annotations annotations;
    private final CommandReader commandReader;
    private final ErrorMethodReader errorMethodReader;
    private final AdvertisedReader advertisedReader;
    private final InheritedMethods inheritedMethods;
    private final MethodRoles roles;
    private final Reports reports;
    private final CommandReader.Context context;
    private final Map<CommandModel, ExecutableElement> methods;

    /** Whether a command could not be read, which is reported. */
    private boolean incomplete;

    /** {@code methods} takes the method of each command. */
    StateReader(
            Readers readers,
            Elements elements,
            CommandReader.Context context,
            Map<CommandModel, ExecutableElement> methods) {
        this.readers = readers;
        this.elements = elements;
        this.annotations = readers.annotations();
        this.commandReader = new CommandReader(readers);
        this.errorMethodReader = new ErrorMethodReader(readers);
        this.advertisedReader = new AdvertisedReader(readers);
        this.reports = readers.reports();
        this.roles = new MethodRoles(annotations, readers.failureReader(), reports);
        this.inheritedMethods = new InheritedMethods(readers, elements, roles);
        this.context = context;
        this.methods = methods;
    }

    /**
     * Whether a type has no type parameters; what has is reported: code that implements it would
     * have to choose the types.
     */
    static boolean checkPlain(TypeElement declared, String kind, Reports reports) {
        boolean plain = declared.getTypeParameters().isEmpty();
        if (!plain) {
            reports.add(
                    Diagnostic.GENERIC_PROTOCOL,
                    Place.of(declared),
                    kind + declared.getSimpleName());
        }
        return plain;
    }

    /** Whether a command of a state that was read is missing, and with it where it leads. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** The state that {@code type} is. */
    StateModel read(TypeElement type) {
        HiddenFunctions.check(type, reports);
        // The protocol's own bounds and errors were read with it.
        boolean isProtocol = annotations.has(type, "LineProtocol");
        List<CommandModel> commands = new ArrayList<>();
        List<SupplyModel> supplies = new ArrayList<>();
        List<AdvertisedModel> advertised = new ArrayList<>(advertisedReader.read(type));
        Optional<CommandModel> greeting = Optional.empty();
        Optional<FarewellModel> farewell = Optional.empty();
        Optional<OnErrorModel> onError = Optional.empty();
        List<ExecutableElement> all = checkedMethods(type);
        for (ExecutableElement method : all) {
            if (annotations.has(method, "Command")) {
                command(type, method, commands);
                advertised.addAll(advertisedReader.lines(method));
            } else if (annotations.has(method, "OnConnect")) {
                greeting = commandReader.greeting(type, method, context);
                greeting.ifPresent(found -> methods.put(found, method));
            } else if (annotations.has(method, "OnDisconnect")) {
                farewell = farewell(type, method);
            } else if (annotations.has(method, "OnError")) {
                onError = onError(type, method, onError);
            } else if (annotations.has(method, "Supplies")) {
                supply(type, method).ifPresent(supplies::add);
            } else if (method.getModifiers().contains(Modifier.ABSTRACT)
                    && !isOfObject(type, method)) {
                reports.add(Diagnostic.NOT_A_COMMAND, Place.of(method), method.getSimpleName());
            }
        }
        Limits own = isProtocol ? context.limits() : own(type, commands);
        return new StateModel(
                ClassName.get(type),
                readers.documentation().of(type),
                commands,
                isProtocol ? ErrorReplies.NONE : errors(type),
                limits(own, commands),
                own.line(),
                annotations.has(type, "Once"),
                readers.envelopeReader().isBare(type),
                greeting,
                farewell,
                onError,
                errorMethods(type, all, commands),
                supplies,
                annotations.find(type, "Prompt").map(prompt -> annotations.string(prompt, "value")),
                batch(type),
                advertised);
    }

    private Optional<StateModel.BatchModel> batch(TypeElement type) {
        return annotations
                .find(type, "Batch")
                .filter(batch -> annotations.value(batch, "of").getValue() instanceof DeclaredType)
                .map(
                        batch -> {
                            AnnotationMirror kept =
                                    (AnnotationMirror) annotations.value(batch, "kept").getValue();
                            DeclaredType of =
                                    (DeclaredType) annotations.value(batch, "of").getValue();
                            return new StateModel.BatchModel(
                                    ClassName.get((TypeElement) of.asElement()),
                                    annotations.list(kept, "value").stream()
                                            .filter(each -> annotations.isWritten(kept, "value"))
                                            .map(each -> String.valueOf(each.getValue()))
                                            .flatMap(each -> constant(type, batch, "kept", each))
                                            .findFirst(),
                                    Optional.of(annotations.string(batch, "each"))
                                            .filter(each -> !each.isEmpty())
                                            .stream()
                                            .flatMap(each -> constant(type, batch, "each", each))
                                            .findFirst());
                        });
    }

    /** The text of a line without placeholders; what has some is reported. */
    private Stream<String> constant(
            TypeElement type, AnnotationMirror batch, String member, String line) {
        Place place = annotations.place(type, batch, member);
        Optional<Template> read = readers.templates().parse(line, place);
        if (read.isPresent() && !Texts.isConstant(read.get().nodes())) {
            reports.add(
                    Diagnostic.BAD_BATCH,
                    place,
                    type.getSimpleName(),
                    "has a placeholder in " + member,
                    "use a line without placeholders");
            return Stream.empty();
        }
        return read.map(each -> Texts.of(each.nodes())).stream();
    }

    private List<ExecutableElement> checkedMethods(TypeElement type) {
        List<ExecutableElement> all = methods(type);
        roles.check(all);
        return all;
    }

    /** The methods that are told of errors. */
    private List<ErrorMethodModel> errorMethods(
            TypeElement type, List<ExecutableElement> all, List<CommandModel> commands) {
        return all.stream()
                .filter(method -> ErrorMethodReader.isErrorMethod(annotations, method))
                .flatMap(method -> errorMethodReader.read(type, method, commands, context).stream())
                .toList();
    }

    private void command(TypeElement type, ExecutableElement method, List<CommandModel> commands) {
        commandReader
                .read(type, method, context)
                .ifPresentOrElse(
                        command -> {
                            commands.add(command);
                            methods.put(command, method);
                        },
                        () -> incomplete = true);
    }

    /** The bounds that a state sets itself. */
    private Limits own(TypeElement type, List<CommandModel> commands) {
        boolean logIn = StateModel.isLogIn(ClassName.get(type), commands);
        return readers.limitsReader().ofState(type, logIn ? context.strangers() : context.limits());
    }

    private ErrorReplies errors(TypeElement type) {
        return readers.envelopeReader()
                .read(type, context.envelope())
                .around(readers.replyReader().errors(type));
    }

    /** Whether every object has a method, so that a handler need not. */
    private boolean isOfObject(TypeElement type, ExecutableElement method) {
        TypeElement object = elements.getTypeElement("java.lang.Object");
        return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
                .filter(each -> each.getModifiers().contains(Modifier.PUBLIC))
                .anyMatch(each -> elements.overrides(method, each, type));
    }

    /** The bounds of a state, widened for those of its commands that have their own. */
    private Optional<Limits> limits(Limits own, List<CommandModel> commands) {
        Limits widened = own;
        for (CommandModel command : commands) {
            widened = command.limits().map(widened::widened).orElse(widened);
        }
        return widened.equals(context.limits()) ? Optional.empty() : Optional.of(widened);
    }

    private Optional<SupplyModel> supply(TypeElement state, ExecutableElement method) {
        if (!method.getParameters().isEmpty()) {
            reports.add(Diagnostic.NOT_A_SUPPLY, Place.of(method), method.getSimpleName());
            return Optional.empty();
        }
        String name = method.getSimpleName().toString();
        TypeMirror type = readers.asMember(state, method).getReturnType();
        return readers.typeReader()
                .read(type, name, method)
                .map(
                        value ->
                                new SupplyModel(
                                        new ParameterModel(
                                                name,
                                                readers.typeReader().name(type),
                                                value,
                                                ParameterModel.Role.VALUE,
                                                Optional.empty(),
                                                name),
                                        CommandReader.receiver(state, method)));
    }

    private Optional<FarewellModel> farewell(TypeElement type, ExecutableElement method) {
        boolean reason =
                method.getParameters().size() == 1
                        && Annotations.plain(method.getParameters().get(0).asType())
                                .equals("java.lang.Throwable");
        if (!reason && !method.getParameters().isEmpty()
                || method.getReturnType().getKind() != TypeKind.VOID) {
            reports.add(Diagnostic.NOT_A_FAREWELL, Place.of(method), method.getSimpleName());
        }
        return Optional.of(
                new FarewellModel(
                        CommandReader.receiver(type, method),
                        method.getSimpleName().toString(),
                        reason));
    }

    /** Where an error leads: as {@code before} if the method is only told of it. */
    private Optional<OnErrorModel> onError(
            TypeElement type, ExecutableElement method, Optional<OnErrorModel> before) {
        if (ErrorMethodReader.isErrorMethod(annotations, method)) {
            return before;
        }
        if (readers.asMember(type, method).getReturnType() instanceof DeclaredType declared
                && readers.typeReader().isState((TypeElement) declared.asElement())) {
            errorMethodReader.checkTransition(method);
            return Optional.of(
                    new OnErrorModel(
                            CommandReader.receiver(type, method),
                            method.getSimpleName().toString(),
                            ClassName.get((TypeElement) declared.asElement())));
        }
        reports.add(
                Diagnostic.NO_STATE,
                Place.of(method),
                method.getReturnType(),
                type.getSimpleName());
        return Optional.empty();
    }

    /** The methods of an interface and of those that it inherits from, each once. */
    List<ExecutableElement> methods(TypeElement type) {
        return inheritedMethods.of(type);
    }
}
