package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.nio.charset.Charset;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ProtocolModel;
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

    /**
     * What {@code protocol} declares, as far as it can be read.
     *
     * @throws UnresolvedTypeException if a type does not exist yet
     */
    public Declaration read(TypeElement protocol) {
        checkKind(protocol);
        Wire wire = wire(protocol);
        Limits limits = readers.limitsReader().read(protocol, Limits.DEFAULTS);
        Map<CommandModel, ExecutableElement> methods = new IdentityHashMap<>();
        StatesReader states =
                new StatesReader(
                        elements, readers, new StateReader(readers, elements, wire, methods));
        ClassName type = ClassName.get(protocol);
        ProtocolModel model =
                new ProtocolModel(
                        type,
                        protocol.getModifiers().contains(Modifier.PUBLIC) && isVisible(protocol),
                        readers.documentation().of(protocol),
                        wire,
                        readers.replyReader().errors(protocol),
                        limits,
                        states.read(protocol, initial(protocol), limits));
        checkCollisions(protocol, model);
        return new Declaration(model, protocol, elements, annotations, methods);
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
