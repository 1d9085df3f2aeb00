package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.BlockModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.GeneratedNames;
import org.ropewalk.processor.read.source.HiddenFunctions;
import org.ropewalk.processor.read.source.Resolution;
import org.ropewalk.processor.read.source.SourceFiles;
import org.ropewalk.processor.read.source.Surroundings;
import org.ropewalk.processor.read.source.UnusedLines;
import org.ropewalk.processor.read.wire.Envelope;
import org.ropewalk.processor.read.wire.WireReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads a whole declaration. */
public final class ProtocolReader {
    private final TypeElement protocol;
    private final Elements elements;
    private final Annotations annotations;
    private final SourceFiles files;
    private final Readers readers;
    private final Reports reports;

    /** A reader of one declaration; what is wrong goes to {@code reports}. */
    public ProtocolReader(
            ProcessingEnvironment environment, TypeElement protocol, Reports reports) {
        this.protocol = protocol;
        this.elements = environment.getElementUtils();
        this.readers = Readers.of(environment, protocol, reports);
        this.annotations = readers.annotations();
        this.files = new SourceFiles(environment);
        this.reports = reports;
    }

    /** What the protocol declares, as far as it can be read; all of its types exist. */
    public Declaration read(Resolution resolution) {
        checkKind();
        checkFiles(resolution);
        Wire wire = new WireReader(annotations, readers.templates(), reports).read(protocol);
        Limits limits = readers.limitsReader().read(protocol, Limits.DEFAULTS);
        Envelope envelope = readers.envelopeReader().read(protocol, Envelope.NONE);
        CommandReader.Context context =
                new CommandReader.Context(
                        wire,
                        limits,
                        readers.limitsReader().ofStrangers(protocol, limits),
                        envelope);
        Map<CommandModel, ExecutableElement> methods = new IdentityHashMap<>();
        StateReader stateReader = new StateReader(readers, elements, context, methods);
        Map<PushModel, ExecutableElement> pushMethods = new IdentityHashMap<>();
        Optional<PushesModel> pushes = pushes(stateReader, context, pushMethods);
        Set<ClassName> pushed = pushes.map(PushesModel::next).orElse(Set.of());
        ProtocolModel declared =
                new ProtocolModel(
                        ClassName.get(protocol),
                        protocol.getModifiers().contains(Modifier.PUBLIC) && isVisible(protocol),
                        readers.documentation().of(protocol),
                        wire,
                        envelope.around(readers.replyReader().errors(protocol)),
                        limits,
                        envelope.model(),
                        pushes,
                        new StatesReader(elements, readers, stateReader)
                                .read(protocol, initial(), pushed),
                        resolution.names());
        ProtocolModel model =
                declared.withTemplates(
                        readers.templates().controls(), BlockModel.lengthOf(declared));
        new GeneratedNames(elements, each -> annotations.has(each, "Generated"), reports)
                .check(protocol, model, resolution);
        new UnusedLines(protocol, annotations, reports).check(resolution.reached());
        return new Declaration(
                model,
                protocol,
                resolution.reached(),
                Surroundings.of(protocol, resolution.reached(), elements),
                elements,
                annotations,
                methods,
                pushMethods);
    }

    /** The push messages: the nested interfaces that declare them. */
    private Optional<PushesModel> pushes(
            StateReader stateReader,
            CommandReader.Context context,
            Map<PushModel, ExecutableElement> methods) {
        CommandReader commandReader = new CommandReader(readers);
        List<ClassName> types = new ArrayList<>();
        List<PushModel> pushes = new ArrayList<>();
        Set<Boolean> drops = new TreeSet<>();
        for (TypeElement nested : ElementFilter.typesIn(protocol.getEnclosedElements())) {
            Optional<AnnotationMirror> push = annotations.find(nested, "Push");
            if (push.isEmpty()
                    || nested.getKind() != ElementKind.INTERFACE
                    || !checkImplemented(nested, "Push interface ")) {
                continue;
            }
            HiddenFunctions.check(nested, reports);
            if (drops.add(annotations.constant(push.get(), "slow").equals("DROP"))
                    && drops.size() > 1) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        annotations.place(nested, push.get(), "slow"),
                        "Several @Push interfaces with different values of slow",
                        "use the same value in all of them");
            }
            types.add(ClassName.get(nested));
            List<ExecutableElement> messages =
                    stateReader.methods(nested).stream().filter(this::isMessage).toList();
            if (messages.isEmpty()) {
                reports.add(
                        Diagnostic.IGNORED_ANNOTATION,
                        new Place(nested, push.get(), null),
                        "Push",
                        nested.getSimpleName(),
                        "it declares no push message",
                        "add a method with @Reply");
            }
            for (ExecutableElement method : messages) {
                commandReader
                        .push(nested, method, context)
                        .ifPresent(
                                model -> {
                                    pushes.add(model);
                                    methods.put(model, method);
                                });
            }
        }
        return types.isEmpty()
                ? Optional.empty()
                : Optional.of(new PushesModel(types, pushes, drops.contains(true)));
    }

    /** Whether a method of a push interface is a message; others have a body. */
    private boolean isMessage(ExecutableElement method) {
        return method.getModifiers().contains(Modifier.ABSTRACT)
                || annotations.has(method, "Reply");
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

    /** Generated classes implement what is declared; false if its types are not known. */
    private boolean checkImplemented(TypeElement declared, String kind) {
        boolean plain = StateReader.checkPlain(declared, kind, reports);
        if (declared.getModifiers().contains(Modifier.SEALED)) {
            reports.add(
                    Diagnostic.SEALED_INTERFACE,
                    Place.of(declared),
                    kind + declared.getSimpleName());
        }
        return plain;
    }

    /** javac warns of signatures with such types, whatever is suppressed. */
    private void checkFiles(Resolution resolution) {
        for (TypeElement type : resolution.reached()) {
            if (files.isAuxiliary(type)) {
                reports.add(Diagnostic.AUXILIARY_TYPE, Place.of(type), type.getSimpleName());
            }
        }
    }

    /** Of what cannot be a protocol nothing else is reported. */
    private void checkKind() {
        Place place = Place.of(protocol);
        if (protocol.getKind() != ElementKind.INTERFACE) {
            reports.add(Diagnostic.NOT_AN_INTERFACE, place, protocol.getSimpleName());
            reports.end();
        }
        if (!checkImplemented(protocol, "Protocol ")) {
            reports.end();
        }
        for (Element outer = protocol;
                outer instanceof TypeElement;
                outer = outer.getEnclosingElement()) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                reports.add(Diagnostic.PRIVATE_PROTOCOL, place, protocol.getSimpleName());
                reports.end();
            }
        }
    }

    /** The state in which a connection begins: the protocol itself if it names none. */
    private TypeElement initial() {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        Object named = annotations.value(line, "initial").getValue();
        if (!(named instanceof DeclaredType declared)) {
            if (annotations.isWritten(line, "initial")) {
                reports.add(
                        Diagnostic.NO_STATE,
                        annotations.place(protocol, line, "initial"),
                        named,
                        protocol.getSimpleName());
            }
            return protocol;
        }
        TypeElement initial = (TypeElement) declared.asElement();
        if (!readers.typeReader().isState(initial)) {
            reports.add(
                    Diagnostic.NO_STATE,
                    annotations.place(protocol, line, "initial"),
                    initial.getSimpleName(),
                    protocol.getSimpleName());
            return protocol;
        }
        return initial;
    }
}
