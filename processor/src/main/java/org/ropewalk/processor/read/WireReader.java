package org.ropewalk.processor.read;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads how a protocol's lines stand on the wire. */
final class WireReader {
    private static final int DELETE = 0x7F;

    private final Annotations annotations;
    private final TemplateReader templates;
    private final Reports reports;

    WireReader(Annotations annotations, TemplateReader templates, Reports reports) {
        this.annotations = annotations;
        this.templates = templates;
        this.reports = reports;
    }

    Wire read(TypeElement protocol) {
        AnnotationMirror line = annotations.find(protocol, "LineProtocol").orElseThrow();
        List<String> carriers =
                annotations.list(line, "carrier").stream()
                        .map(value -> value.getValue().toString())
                        .toList();
        if (!carriers.equals(List.of("LINE")) && !carriers.equals(List.of("TRAILING"))) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    annotations.place(protocol, line, "carrier"),
                    "Carrier RESP",
                    "use LINE or TRAILING");
            carriers = List.of("LINE");
        }
        String charset = annotations.string(line, "charset");
        checkCharset(charset, annotations.place(protocol, line, "charset"));
        templates.checkText(
                annotations.string(line, "continued"),
                annotations.place(protocol, line, "continued"));
        return new Wire(
                Wire.Terminator.valueOf(annotations.constant(line, "terminator")),
                Wire.Separator.valueOf(annotations.constant(line, "separator")),
                annotations.flag(line, "caseSensitive"),
                isUsable(charset) ? charset : "UTF-8",
                Wire.Order.valueOf(annotations.constant(line, "order")),
                Wire.Carrier.valueOf(carriers.get(0)),
                annotations.string(line, "continued"));
    }

    private void checkCharset(String name, Place place) {
        Optional<Charset> charset = find(name);
        if (charset.isEmpty()) {
            reports.add(Diagnostic.UNKNOWN_CHARSET, place, name);
        } else if (!charset.get().canEncode()) {
            reports.add(Diagnostic.UNSUITABLE_CHARSET, place, name, "can be read only");
        } else if (!hasAscii(charset.get())) {
            reports.add(Diagnostic.UNSUITABLE_CHARSET, place, name, "has other bytes for ASCII");
        }
    }

    private static boolean isUsable(String name) {
        return find(name).filter(Charset::canEncode).filter(WireReader::hasAscii).isPresent();
    }

    /** The character set of that name; UTF-8 where it cannot be used, which is reported once. */
    static Charset charset(String name) {
        return isUsable(name) ? find(name).orElseThrow() : StandardCharsets.UTF_8;
    }

    private static Optional<Charset> find(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether blanks, line ends and literals are the bytes that the runtime looks for. */
    private static boolean hasAscii(Charset charset) {
        for (char c = 0; c < DELETE; c++) {
            byte[] bytes = String.valueOf(c).getBytes(charset);
            if (bytes.length != 1 || bytes[0] != c) {
                return false;
            }
        }
        return true;
    }
}
