package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.StateModel.FarewellModel;
import org.ropewalk.processor.model.StateModel.OnErrorModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/**
 * Reads one state: the commands that its interface declares and inherits, and what else it says.
 */
final class StateReader {
    /**
     * Parts of the language that are refused by name until they are laid, and what to do instead.
     */
    private static final Map<String, String> LATER = later();

    private final Readers readers;
    private final Elements elements;
    private final Annotations annotations;
    private final CommandReader commandReader;
    private final Reports reports;
    private final Wire wire;
    private final Map<CommandModel, ExecutableElement> methods;

    /** {@code methods} takes the method of each command. */
    StateReader(
            Readers readers,
            Elements elements,
            Wire wire,
            Map<CommandModel, ExecutableElement> methods) {
        this.readers = readers;
        this.elements = elements;
        this.annotations = readers.annotations();
        this.commandReader = new CommandReader(readers);
        this.reports = readers.reports();
        this.wire = wire;
        this.methods = methods;
    }

    private static Map<String, String> later() {
        Map<String, String> later = new LinkedHashMap<>();
        later.put("Envelope", "write what stands around the lines into each template");
        later.put("Push", "answer commands only");
        later.put("Advertise", "answer with a list of strings");
        later.put("Blocking", "return a CompletionStage");
        later.put("Supplies", "return the value in a record");
        return later;
    }

    /** The state that {@code type} is. */
    StateModel read(TypeElement type, Limits wider) {
        later(type);
        // The protocol's own bounds and errors were read with it.
        boolean isProtocol = annotations.has(type, "LineProtocol");
        Limits limits = isProtocol ? wider : readers.limitsReader().read(type, wider);
        List<CommandModel> commands = new ArrayList<>();
        Optional<CommandModel> greeting = Optional.empty();
        Optional<FarewellModel> farewell = Optional.empty();
        Optional<OnErrorModel> onError = Optional.empty();
        for (ExecutableElement method : methods(type)) {
            later(method);
            if (annotations.has(method, "Command")) {
                commandReader
                        .read(type, method, wire, limits)
                        .ifPresent(
                                command -> {
                                    commands.add(command);
                                    methods.put(command, method);
                                });
            } else if (annotations.has(method, "OnConnect")) {
                greeting = commandReader.greeting(type, method, limits);
                greeting.ifPresent(found -> methods.put(found, method));
            } else if (annotations.has(method, "OnDisconnect")) {
                farewell =
                        Optional.of(
                                new FarewellModel(
                                        CommandReader.receiver(type, method),
                                        method.getSimpleName().toString()));
            } else if (annotations.has(method, "OnError")) {
                onError = onError(type, method);
            } else if (method.getModifiers().contains(Modifier.ABSTRACT)
                    && annotations.names(method).stream().noneMatch(LATER::containsKey)) {
                reports.add(Diagnostic.NOT_A_COMMAND, Place.of(method), method.getSimpleName());
            }
        }
        return new StateModel(
                ClassName.get(type),
                readers.documentation().of(type),
                commands,
                isProtocol ? ErrorReplies.NONE : readers.replyReader().errors(type),
                limits,
                annotations.has(type, "Once"),
                greeting,
                farewell,
                onError);
    }

    private Optional<OnErrorModel> onError(TypeElement type, ExecutableElement method) {
        if (method.getReturnType() instanceof DeclaredType declared
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

    private void later(Element element) {
        for (String name : annotations.names(element)) {
            String instead = LATER.get(name);
            if (instead != null) {
                AnnotationMirror mirror = annotations.find(element, name).orElseThrow();
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        new Place(element, mirror, null),
                        "@" + name,
                        instead);
            }
        }
    }

    /**
     * The methods of the interface and of those that it inherits from, each once, its own first.
     */
    private List<ExecutableElement> methods(TypeElement protocol) {
        List<ExecutableElement> methods = new ArrayList<>();
        collect(protocol, protocol, methods, new LinkedHashSet<>());
        return methods;
    }

    private void collect(
            TypeElement protocol,
            TypeElement type,
            List<ExecutableElement> methods,
            Set<TypeElement> seen) {
        if (!seen.add(type)) {
            return;
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            boolean overridden =
                    methods.stream().anyMatch(known -> elements.overrides(known, method, protocol));
            if (!method.getModifiers().contains(Modifier.STATIC)
                    && !method.getModifiers().contains(Modifier.PRIVATE)
                    && !overridden) {
                if (!conflicts(protocol, methods, method)) {
                    methods.add(method);
                }
            }
        }
        for (TypeMirror inherited : type.getInterfaces()) {
            collect(protocol, (TypeElement) ((DeclaredType) inherited).asElement(), methods, seen);
        }
    }

    /** Two interfaces may have one method, but then it is one command. */
    private boolean conflicts(
            TypeElement protocol, List<ExecutableElement> methods, ExecutableElement method) {
        for (ExecutableElement known : methods) {
            if (!known.getEnclosingElement().equals(method.getEnclosingElement())
                    && known.getSimpleName().equals(method.getSimpleName())
                    && readers.types()
                            .isSubsignature(
                                    (ExecutableType) known.asType(),
                                    (ExecutableType) method.asType())) {
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
