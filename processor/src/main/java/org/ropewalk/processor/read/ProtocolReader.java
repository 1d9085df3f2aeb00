package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
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
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads a whole declaration. */
public final class ProtocolReader {
    /**
     * Parts of the language that are refused by name until they are laid, and what to do instead.
     */
    private static final Map<String, String> LATER = later();

    private final Elements elements;
    private final Annotations annotations;
    private final Readers readers;
    private final Reports reports;
    private final CommandReader commandReader;

    /** A reader of one declaration; what is wrong goes to {@code reports}. */
    public ProtocolReader(ProcessingEnvironment environment, Reports reports) {
        this.elements = environment.getElementUtils();
        this.readers = Readers.of(environment, reports);
        this.annotations = readers.annotations();
        this.reports = reports;
        this.commandReader = new CommandReader(readers);
    }

    private static Map<String, String> later() {
        Map<String, String> later = new LinkedHashMap<>();
        later.put("Envelope", "write what stands around the lines into each template");
        later.put("Push", "answer commands only");
        later.put("OnConnect", "let the client speak first");
        later.put("OnDisconnect", "release what a handler holds elsewhere");
        later.put("Once", "use commands");
        later.put("OnError", "use commands");
        later.put("StartTls", "listen with TLS from the start");
        later.put("Advertise", "answer with a list of strings");
        later.put("Blocking", "return a CompletionStage");
        later.put("Supplies", "return the value in a record");
        return later;
    }

    /**
     * What {@code protocol} declares, as far as it can be read.
     *
     * @throws UnresolvedTypeException if a type does not exist yet
     */
    public Declaration read(TypeElement protocol) {
        checkKind(protocol);
        Wire wire = wire(protocol);
        Limits limits = readers.limitsReader().read(protocol, Limits.DEFAULTS);
        later(protocol);
        Map<CommandModel, ExecutableElement> methods = new IdentityHashMap<>();
        List<CommandModel> commands = new ArrayList<>();
        for (ExecutableElement method : methods(protocol)) {
            later(method);
            if (annotations.has(method, "Command")) {
                commandReader
                        .read(protocol, method, wire, limits)
                        .ifPresent(
                                command -> {
                                    commands.add(command);
                                    methods.put(command, method);
                                });
            } else if (method.getModifiers().contains(Modifier.ABSTRACT)
                    && annotations.names(method).stream().noneMatch(LATER::containsKey)) {
                reports.add(Diagnostic.NOT_A_COMMAND, Place.of(method), method.getSimpleName());
            }
        }
        if (commands.isEmpty() && !reports.hasErrors()) {
            reports.add(Diagnostic.NO_COMMANDS, Place.of(protocol), protocol.getSimpleName());
        }
        ClassName type = ClassName.get(protocol);
        StateModel state =
                new StateModel(
                        type,
                        readers.documentation().of(protocol),
                        commands,
                        ErrorReplies.NONE,
                        limits);
        ProtocolModel model =
                new ProtocolModel(
                        type,
                        protocol.getModifiers().contains(Modifier.PUBLIC) && isVisible(protocol),
                        readers.documentation().of(protocol),
                        wire,
                        readers.replyReader().errors(protocol),
                        limits,
                        List.of(state));
        checkCollisions(protocol, model);
        return new Declaration(model, protocol, annotations, methods);
    }

    private static boolean isVisible(TypeElement protocol) {
        for (Element outer = protocol.getEnclosingElement();
                outer instanceof TypeElement;
                outer = outer.getEnclosingElement()) {
            if (!outer.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private void checkKind(TypeElement protocol) {
        Place place = Place.of(protocol);
        if (protocol.getKind() != ElementKind.INTERFACE) {
            reports.add(Diagnostic.NOT_AN_INTERFACE, place, protocol.getSimpleName());
        }
        if (!protocol.getTypeParameters().isEmpty()) {
            reports.add(Diagnostic.GENERIC_PROTOCOL, place, protocol.getSimpleName());
        }
        for (Element outer = protocol;
                outer instanceof TypeElement;
                outer = outer.getEnclosingElement()) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                reports.add(Diagnostic.PRIVATE_PROTOCOL, place, protocol.getSimpleName());
            }
        }
    }

    private void checkCollisions(TypeElement protocol, ProtocolModel model) {
        for (String suffix : List.of("Protocol", "Factory", "Client")) {
            ClassName name = model.generated(suffix);
            TypeElement other = elements.getTypeElement(name.canonicalName());
            if (other != null && !annotations.has(other, "Generated")) {
                reports.add(
                        Diagnostic.NAME_COLLISION,
                        Place.of(protocol),
                        name.simpleName(),
                        protocol.getSimpleName());
            }
        }
    }

    private Wire wire(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        if (!annotations.value(line, "initial").getValue().toString().equals("void")) {
            later(protocol, line, "initial", "States", "declare all commands in one interface");
        }
        if (!annotations.string(line, "continued").isEmpty()) {
            later(
                    protocol,
                    line,
                    "continued",
                    "continued",
                    "write the code and its sign into each template");
        }
        List<String> carriers =
                annotations.list(line, "carrier").stream()
                        .map(value -> value.getValue().toString())
                        .toList();
        if (!carriers.equals(List.of("LINE"))) {
            later(protocol, line, "carrier", "Another carrier than LINE", "use LINE");
        }
        String order = annotations.constant(line, "order");
        if (order.equals("TAGGED")) {
            later(protocol, line, "order", "Order TAGGED", "use PIPELINED");
            order = "PIPELINED";
        }
        String charset = annotations.string(line, "charset");
        if (!isCharset(charset)) {
            reports.add(
                    Diagnostic.UNKNOWN_CHARSET,
                    annotations.place(protocol, line, "charset"),
                    charset);
            charset = "UTF-8";
        }
        return new Wire(
                Wire.Terminator.valueOf(annotations.constant(line, "terminator")),
                annotations.constant(line, "separator").equals("ONE_SPACE"),
                annotations.flag(line, "caseSensitive"),
                charset,
                Wire.Order.valueOf(order));
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void later(
            TypeElement protocol,
            AnnotationMirror line,
            String member,
            String feature,
            String instead) {
        reports.add(
                Diagnostic.NOT_YET_SUPPORTED,
                annotations.place(protocol, line, member),
                feature,
                instead);
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
