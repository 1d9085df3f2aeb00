package org.ropewalk.processor.check;

import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Reports;

/** All rules that a declaration must obey. */
public final class Rules {
    private Rules() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {}
}
