package org.ropewalk.processor.check;

import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Reports;

/** One rule about commands. */
interface Rule {
    /** Reports what {@code command} breaks. */
    void check(Declaration declaration, CommandModel command, Reports reports);
}
