package org.ropewalk.processor.check.overlap;

import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** The line before a result that comes later is written when the handler has returned. */
public final class OpeningRule {
    private OpeningRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        declaration.model().states().stream()
                .map(StateModel::commands)
                .flatMap(commands -> commands.stream())
                .distinct()
                .filter(command -> command.answer().opening().isPresent())
                .filter(OpeningRule::returnsElsewhere)
                .forEach(
                        command ->
                                reports.add(
                                        Diagnostic.NOT_YET_SUPPORTED,
                                        declaration.reply(command, "value"),
                                        "A line before the handler completes, with @Blocking or @Attempts",
                                        "remove the annotation"));
    }

    /** Whether its handler has not returned when the reply is awaited. */
    private static boolean returnsElsewhere(CommandModel command) {
        return command.blocking() || command.attempts().isPresent();
    }
}
