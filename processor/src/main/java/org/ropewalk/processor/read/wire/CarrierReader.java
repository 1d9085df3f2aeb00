package org.ropewalk.processor.read.wire;

import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.source.Annotations;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** Reads what words travel in. */
public final class CarrierReader {
    private CarrierReader() {}

    /** Whether words travel in plain lines only. */
    public static boolean isOnlyLines(Annotations annotations, AnnotationMirror line) {
        return carriers(annotations, line).equals(Set.of("LINE"));
    }

    private static Set<String> carriers(Annotations annotations, AnnotationMirror line) {
        return annotations.list(line, "carrier").stream()
                .map(value -> value.getValue().toString())
                .collect(Collectors.toSet());
    }

    /** The carrier of {@code protocol}; lines where the declared ones cannot be together. */
    static Wire.Carrier read(
            Annotations annotations, TypeElement protocol, AnnotationMirror line, Reports reports) {
        Set<String> carriers = carriers(annotations, line);
        if (carriers.equals(Set.of("LINE", "RESP"))) {
            return Wire.Carrier.RESP_OR_LINE;
        }
        if (carriers.size() == 1) {
            return Wire.Carrier.valueOf(carriers.iterator().next());
        }
        reports.add(
                Diagnostic.NOT_YET_SUPPORTED,
                annotations.place(protocol, line, "carrier"),
                "Carrier TRAILING beside another",
                "use one of them");
        return Wire.Carrier.LINE;
    }
}
