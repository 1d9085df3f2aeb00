package org.ropewalk.processor.read.source;

import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Tells which types generated code can name: it stands in the package of the protocol. */
public final class Visibility {
    private final Elements elements;
    private final PackageElement home;
    private final Reports reports;

    public Visibility(Elements elements, TypeElement protocol, Reports reports) {
        this.elements = elements;
        this.home = elements.getPackageOf(protocol);
        this.reports = reports;
    }

    /** Whether generated code can name {@code type}; if not, it is reported at {@code place}. */
    public boolean check(TypeElement type, Place place) {
        boolean visible = isVisible(type);
        if (!visible) {
            reports.add(
                    Diagnostic.INACCESSIBLE_TYPE,
                    place,
                    type.getSimpleName(),
                    home.isUnnamed() ? "the unnamed package" : "package " + home);
        }
        return visible;
    }

    private boolean isVisible(TypeElement type) {
        boolean near = elements.getPackageOf(type).equals(home);
        for (Element outer = type;
                outer instanceof TypeElement;
                outer = outer.getEnclosingElement()) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)
                    || !near && !outer.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }
}
