package org.ropewalk.processor.check.placement;

import javax.lang.model.element.Element;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Push interfaces that are in no protocol. */
public final class LoosePushRule {
    private LoosePushRule() {}

    /** Reports {@code type}, which has {@code @Push}, if no protocol contains it. */
    public static void check(Element type, Reports reports) {
        for (Element outer = type; outer != null; outer = outer.getEnclosingElement()) {
            if (Members.has(outer, "LineProtocol")) {
                return;
            }
        }
        reports.add(
                Diagnostic.IGNORED_ANNOTATION,
                new Place(type, Members.find(type, "Push").orElseThrow(), null),
                "Push",
                type.getSimpleName(),
                "it is not in a protocol",
                Homes.remedy("Push"));
    }
}
