package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads a whole declaration. */
public final class ProtocolReader {
    private final Elements elements;
    private final Annotations annotations;
    private final Readers readers;
    private final Reports reports;

    /** A reader of one declaration; what is wrong goes to {@code reports}. */
    public ProtocolReader(ProcessingEnvironment environment, Reports reports) {
        this.elements = environment.getElementUtils();
        this.readers = Readers.of(environment, reports);
        this.annotations = readers.annotations();
        this.reports = reports;
    }

    /** What {@code protocol} declares, as far as it can be read; all of its types exist. */
    public Declaration read(TypeElement protocol, Resolution resolution) {
        checkKind(protocol);
        Wire wire = wire(protocol);
        Limits limits = readers.limitsReader().read(protocol, Limits.DEFAULTS);
        EnvelopeReader.Envelope envelope =
                readers.envelopeReader().read(protocol, EnvelopeReader.Envelope.NONE);
        CommandReader.Context context =
                new CommandReader.Context(
                        wire,
                        limits,
                        readers.limitsReader().ofStrangers(protocol, limits),
                        envelope);
        Map<CommandModel, ExecutableElement> methods = new IdentityHashMap<>();
        StateReader stateReader = new StateReader(readers, elements, context, methods);
        Map<PushModel, ExecutableElement> pushMethods = new IdentityHashMap<>();
        Optional<PushesModel> pushes = pushes(protocol, stateReader, context, pushMethods);
        Set<ClassName> pushed = pushes.map(PushesModel::next).orElse(Set.of());
        ProtocolModel model =
                new ProtocolModel(
                        ClassName.get(protocol),
                        protocol.getModifiers().contains(Modifier.PUBLIC) && isVisible(protocol),
                        readers.documentation().of(protocol),
                        wire,
                        envelope.around(readers.replyReader().errors(protocol)),
                        limits,
                        envelope.command()
                                .map(
                                        line ->
                                                new EnvelopeModel(
                                                        line,
                                                        EnvelopeReader.before(envelope.reply()))),
                        pushes,
                        new StatesReader(elements, readers, stateReader)
                                .read(protocol, initial(protocol), pushed));
        new GeneratedNames(elements, annotations, reports).check(protocol, model, resolution);
        return new Declaration(
                model,
                protocol,
                Surroundings.of(protocol, resolution.reached(), elements),
                elements,
                annotations,
                methods,
                pushMethods);
    }

    /** What is sent unasked: the one nested interface that says so. */
    private Optional<PushesModel> pushes(
            TypeElement protocol,
            StateReader stateReader,
            CommandReader.Context context,
            Map<PushModel, ExecutableElement> methods) {
        CommandReader commandReader = new CommandReader(readers);
        Optional<PushesModel> found = Optional.empty();
        for (TypeElement nested : ElementFilter.typesIn(protocol.getEnclosedElements())) {
            Optional<AnnotationMirror> push = annotations.find(nested, "Push");
            if (push.isEmpty()) {
                continue;
            }
            if (found.isPresent()) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        Place.of(nested),
                        "A second interface of pushes",
                        "write its methods into " + found.get().type().simpleName());
                continue;
            }
            List<PushModel> pushes = new ArrayList<>();
            for (ExecutableElement method : stateReader.methods(nested)) {
                commandReader
                        .push(nested, method, context)
                        .ifPresent(
                                model -> {
                                    pushes.add(model);
                                    methods.put(model, method);
                                });
            }
            found =
                    Optional.of(
                            new PushesModel(
                                    ClassName.get(nested),
                                    pushes,
                                    annotations.constant(push.get(), "slow").equals("DROP")));
        }
        return found;
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

    private Wire wire(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        List<String> carriers =
                annotations.list(line, "carrier").stream()
                        .map(value -> value.getValue().toString())
                        .toList();
        if (!carriers.equals(List.of("LINE")) && !carriers.equals(List.of("TRAILING"))) {
            later(protocol, line, "carrier", "Carrier RESP", "use LINE or TRAILING");
            carriers = List.of("LINE");
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
                Wire.Separator.valueOf(annotations.constant(line, "separator")),
                annotations.flag(line, "caseSensitive"),
                charset,
                Wire.Order.valueOf(annotations.constant(line, "order")),
                Wire.Carrier.valueOf(carriers.get(0)),
                annotations.string(line, "continued"));
    }

    /** The state in which a connection begins: the protocol itself if it names none. */
    private TypeElement initial(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        Object named = annotations.value(line, "initial").getValue();
        if (!(named instanceof DeclaredType declared)) {
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
}
