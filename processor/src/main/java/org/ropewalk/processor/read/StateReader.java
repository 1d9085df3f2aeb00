package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
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
import org.ropewalk.processor.report.Names;
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
        this.errorMethodReader = new ErrorMethodReader(readers, commandReader);
        this.reports = readers.reports();
        this.roles = new MethodRoles(annotations, readers.failureReader(), reports);
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
        List<AdvertisedModel> advertised = new ArrayList<>(advertised(type));
        Optional<CommandModel> greeting = Optional.empty();
        Optional<FarewellModel> farewell = Optional.empty();
        Optional<OnErrorModel> onError = Optional.empty();
        List<ExecutableElement> all = checkedMethods(type);
        for (ExecutableElement method : all) {
            if (annotations.has(method, "Command")) {
                command(type, method, commands);
                advertised.addAll(lines(method));
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

    /** What a state and those that it inherits from advertise. */
    private List<AdvertisedModel> advertised(TypeElement type) {
        List<AdvertisedModel> lines = new ArrayList<>();
        Set<TypeElement> seen = new LinkedHashSet<>();
        collect(type, seen);
        seen.forEach(each -> lines.addAll(lines(each)));
        return lines;
    }

    private static void collect(TypeElement type, Set<TypeElement> seen) {
        if (seen.add(type)) {
            for (TypeMirror inherited : type.getInterfaces()) {
                collect((TypeElement) ((DeclaredType) inherited).asElement(), seen);
            }
        }
    }

    /** The lines of {@code @Advertise}. */
    private List<AdvertisedModel> lines(Element element) {
        Optional<AnnotationMirror> advertise = annotations.find(element, "Advertise");
        if (advertise.isEmpty()) {
            return List.of();
        }
        Place place = annotations.place(element, advertise.get(), "value");
        List<Template> lines =
                annotations.list(advertise.get(), "value").stream()
                        .flatMap(
                                line ->
                                        readers
                                                .templates()
                                                .parse(String.valueOf(line.getValue()), place)
                                                .stream())
                        .toList();
        lines.forEach(line -> checkSupplied(element, line, place));
        return List.of(new AdvertisedModel(lines, annotations.has(element, "StartTls")));
    }

    /** Only supplied values may stand in a line of the capability list. */
    private void checkSupplied(Element element, Template line, Place place) {
        Set<String> known = readers.supplied(element);
        line.names().stream()
                .filter(name -> !known.contains(name))
                .forEach(
                        name ->
                                reports.add(
                                        Diagnostic.UNBOUND_PLACEHOLDER,
                                        place,
                                        name,
                                        "supplied value",
                                        Names.suggestion(name, known)));
    }

    private Optional<SupplyModel> supply(TypeElement state, ExecutableElement method) {
        if (!method.getParameters().isEmpty()) {
            reports.add(Diagnostic.NOT_A_SUPPLY, Place.of(method), method.getSimpleName());
            return Optional.empty();
        }
        String name = method.getSimpleName().toString();
        TypeMirror type = commandReader.asMember(state, method).getReturnType();
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
        if (!reason && !method.getParameters().isEmpty()) {
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
        if (commandReader.asMember(type, method).getReturnType() instanceof DeclaredType declared
                && readers.typeReader().isState((TypeElement) declared.asElement())) {
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

    /**
     * The methods of the interface and of those that it inherits from, each once, its own first.
     */
    List<ExecutableElement> methods(TypeElement protocol) {
        List<ExecutableElement> methods = new ArrayList<>();
        collect(protocol, protocol, methods, new LinkedHashSet<>());
        return methods;
    }

    private void collect(
            TypeElement protocol,
            TypeElement type,
            List<ExecutableElement> methods,
            Set<TypeElement> seen) {
        if (!seen.add(type) || !readers.visibility().check(type, Place.of(protocol))) {
            return;
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            boolean overridden =
                    methods.stream().anyMatch(known -> overrides(known, method, protocol));
            if (roles.belongsToHandlers(method) && !overridden) {
                // A super-interface that was visited before may declare what this one redeclares.
                methods.removeIf(known -> overrides(method, known, protocol));
                if (!conflicts(protocol, methods, method)) {
                    methods.add(method);
                }
            }
        }
        for (TypeMirror inherited : type.getInterfaces()) {
            DeclaredType declared = (DeclaredType) inherited;
            TypeElement parent = (TypeElement) declared.asElement();
            if (declared.getTypeArguments().size() < parent.getTypeParameters().size()) {
                String owner = type.getSimpleName().toString();
                Place place = Place.of(type);
                readers.typeReader().unsupported(declared, owner, place, TypeReader.NO_ARGUMENT);
            } else {
                collect(protocol, parent, methods, seen);
            }
        }
    }

    /** Asks the compiler about methods of one name only: it takes long to tell others apart. */
    private boolean overrides(
            ExecutableElement method, ExecutableElement other, TypeElement protocol) {
        return method.getSimpleName().equals(other.getSimpleName())
                && elements.overrides(method, other, protocol);
    }

    /** Whether two methods say the same, so that it is one command whichever is read. */
    private boolean isAlike(
            TypeElement protocol, ExecutableElement known, ExecutableElement method) {
        return isPlain(known)
                && isPlain(method)
                && declared(protocol, known).equals(declared(protocol, method));
    }

    /** Whether a handler is called as the interface that declares a method. */
    private static boolean isPlain(ExecutableElement method) {
        TypeElement home = (TypeElement) method.getEnclosingElement();
        return home.getTypeParameters().isEmpty();
    }

    private String declared(TypeElement protocol, ExecutableElement method) {
        ExecutableType type = commandReader.asMember(protocol, method);
        StringBuilder text = new StringBuilder();
        text.append(type).append(type.getThrownTypes()).append(method.getAnnotationMirrors());
        for (VariableElement parameter : method.getParameters()) {
            text.append(parameter).append(parameter.getAnnotationMirrors());
        }
        return text.toString();
    }

    /** Two interfaces may have one method, but then it is one command. */
    private boolean conflicts(
            TypeElement protocol, List<ExecutableElement> methods, ExecutableElement method) {
        for (ExecutableElement known : methods) {
            if (!known.getEnclosingElement().equals(method.getEnclosingElement())
                    && known.getSimpleName().equals(method.getSimpleName())
                    && readers.types()
                            .isSubsignature(
                                    commandReader.asMember(protocol, known),
                                    commandReader.asMember(protocol, method))) {
                if (isAlike(protocol, known, method)) {
                    return true;
                }
                reports.add(
                        Diagnostic.CONFLICTING_COMMANDS,
                        Place.of(protocol),
                        method.getSimpleName(),
                        known.getEnclosingElement().getSimpleName(),
                        method.getEnclosingElement().getSimpleName(),
                        protocol.getSimpleName());
                return true;
            }
        }
        return false;
    }
}
