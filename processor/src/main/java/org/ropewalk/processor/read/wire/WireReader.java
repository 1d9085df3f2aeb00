package org.ropewalk.processor.read.wire;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.read.source.TemplateReader;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Terminators;

/** Reads how a protocol's lines stand on the wire. */
public final class WireReader {
    private static final int DELETE = 0x7F;
    private static final int LAST_BYTE = 0xFF;

    private final Annotations annotations;
    private final TemplateReader templates;
    private final TerminatorReader terminators;
    private final QuotesReader quotes;
    private final Reports reports;

    /** A reader of what the annotations on a protocol say. */
    public WireReader(Annotations annotations, TemplateReader templates, Reports reports) {
        this.terminators = new TerminatorReader(annotations, reports);
        this.quotes = new QuotesReader(annotations, reports);
        this.annotations = annotations;
        this.templates = templates;
        this.reports = reports;
    }

    /** How the lines of {@code protocol} are written; what cannot be is reported. */
    public Wire read(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        String charset =
                CharsetReader.read(
                        annotations.string(line, "charset"),
                        annotations.place(protocol, line, "charset"),
                        reports);
        templates.checkText(
                annotations.string(line, "continued"),
                annotations.place(protocol, line, "continued"));
        checkSpelling(protocol, line);
        Terminators ends =
                terminators
                        .read(protocol, line)
                        .withEmptyLines(EnvelopeReader.hasEmptyLines(annotations, protocol));
        return new Wire(
                ends,
                Wire.Separator.valueOf(annotations.constant(line, "separator")),
                isCaseSensitive(annotations, line),
                hasShortForms(annotations, line),
                charset,
                controls(line, ends, annotations.place(protocol, line, "controls")),
                "",
                order(protocol, line),
                CarrierReader.read(annotations, protocol, line, reports),
                annotations.string(line, "continued"),
                EnvelopeReader.checks(annotations, protocol),
                fields(protocol),
                annotations.flag(line, "datagrams"),
                filter(line),
                quotes.read(protocol),
                chain(protocol));
    }

    /** What separates the commands of a line. */
    private Optional<Wire.Chain> chain(TypeElement protocol) {
        Optional<AnnotationMirror> chain = annotations.find(protocol, "Chain");
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        String separator = annotations.string(chain.get(), "value");
        if (separator.length() != 1
                || !QuotesReader.isMark(separator.charAt(0))
                || "\\[]{}".contains(separator)
                || QuotesReader.marks(annotations, protocol).contains(separator)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    annotations.place(protocol, chain.get(), "value"),
                    "This separator of commands",
                    "write one punctuation mark that has no other meaning, such as ;");
            return Optional.empty();
        }
        return Optional.of(new Wire.Chain(separator.charAt(0), together(protocol).orElseThrow()));
    }

    /** How the commands of a line are answered; nothing if a line has one. */
    private Optional<Wire.Together> together(TypeElement protocol) {
        return annotations
                .find(protocol, "Chain")
                .map(chain -> Wire.Together.valueOf(annotations.constant(chain, "together")));
    }

    /** Where commands share a part of their reply, the next is read after the reply. */
    private Wire.Order order(TypeElement protocol, AnnotationMirror line) {
        boolean shares = together(protocol).filter(each -> each != Wire.Together.WHOLE).isPresent();
        return shares ? Wire.Order.SERIAL : Wire.Order.valueOf(annotations.constant(line, "order"));
    }

    /** The class of filters; nothing if none is named. */
    private Optional<ClassName> filter(AnnotationMirror line) {
        return annotations.value(line, "filter").getValue() instanceof DeclaredType named
                ? Optional.of(ClassName.get((TypeElement) named.asElement()))
                : Optional.empty();
    }

    private Wire.Fields fields(TypeElement protocol) {
        String end = EnvelopeReader.end(annotations, protocol);
        checkBlockEnd(protocol, end);
        return annotations
                .find(protocol, "Fields")
                .map(
                        fields ->
                                new Wire.Fields(
                                        annotations.flag(fields, "fold"),
                                        annotations.constant(fields, "repeated"),
                                        "",
                                        end))
                .orElse(new Wire.Fields(false, "REFUSED", "", end));
    }

    /** What follows each block follows the blocks of both directions. */
    private void checkBlockEnd(TypeElement protocol, String end) {
        annotations
                .find(protocol, "Envelope")
                .filter(
                        envelope ->
                                !Blocks.end(annotations.string(envelope, "reply")).equals(end)
                                        || end.chars().anyMatch(c -> c > LAST_BYTE))
                .ifPresent(
                        envelope ->
                                reports.add(
                                        Diagnostic.NOT_YET_SUPPORTED,
                                        annotations.place(protocol, envelope, "reply"),
                                        "A different end of the blocks of each direction",
                                        "write the same characters up to U+00FF after \\n\\n in"
                                                + " both"));
    }

    /** Whether the case of letters counts. */
    public static boolean isCaseSensitive(Annotations annotations, AnnotationMirror line) {
        return annotations.flag(line, "caseSensitive")
                || annotations.constant(line, "spelling").equals("EXACT");
    }

    /** Whether literals have a short and a long form. */
    public static boolean hasShortForms(Annotations annotations, AnnotationMirror line) {
        return annotations.constant(line, "spelling").equals("SHORT_OR_LONG");
    }

    /** Whether values and commands are those of RESP. */
    public static boolean isResp(Annotations annotations, AnnotationMirror line) {
        return annotations.list(line, "carrier").stream()
                .anyMatch(value -> value.getValue().toString().equals("RESP"));
    }

    private void checkSpelling(TypeElement protocol, AnnotationMirror line) {
        if (annotations.isWritten(line, "caseSensitive")
                && annotations.isWritten(line, "spelling")) {
            reports.add(
                    Diagnostic.SPELLING_TWICE, annotations.place(protocol, line, "caseSensitive"));
        }
    }

    /** The controls that values may hold, as far as they can. */
    private String controls(AnnotationMirror line, Terminators ends, Place place) {
        StringBuilder controls = new StringBuilder();
        for (char c : annotations.string(line, "controls").toCharArray()) {
            if (c >= ' ' && c != DELETE) {
                reports.add(
                        Diagnostic.NOT_A_CONTROL,
                        place,
                        code(c),
                        "is not an ASCII control character");
            } else if (c == 0 || c == '\r' || c == '\n' || ends.hold(c)) {
                reports.add(Diagnostic.NOT_A_CONTROL, place, code(c), "would end the line");
            } else {
                controls.append(c);
            }
        }
        return controls.toString();
    }

    private static String code(char c) {
        return String.format("U+%04X", (int) c);
    }
}
