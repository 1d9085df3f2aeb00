package org.ropewalk.processor.check;

import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;

/** Where replies overtake each other, the last line of each tells to which command it belongs. */
final class OrderRule {
    private OrderRule() {}

    static void check(Declaration declaration, Reports reports) {
        if (declaration.model().wire().order() != Wire.Order.TAGGED) {
            return;
        }
        Optional<String> tag = declaration.model().envelope().flatMap(EnvelopeModel::tag);
        if (tag.isEmpty() && reports.hasErrors()) {
            return; // The envelope may be what is wrong.
        }
        if (tag.isEmpty()) {
            reports.add(
                    Diagnostic.UNTAGGED,
                    Place.of(declaration.element()),
                    "the envelope of this protocol");
            return;
        }
        declaration.model().states().stream()
                .flatMap(state -> state.commands().stream())
                .distinct()
                .forEach(command -> check(declaration, command, tag.get(), reports));
    }

    private static void check(
            Declaration declaration, CommandModel command, String tag, Reports reports) {
        Stream.concat(
                        command.answer().shape().lastLines().stream(),
                        command.failures().stream()
                                .map(FailureModel::reply)
                                .flatMap(ReplyModel::lastLines))
                .filter(line -> !line.names().contains(tag))
                .map(Template::source)
                .findFirst()
                .ifPresent(
                        line ->
                                reports.add(
                                        Diagnostic.UNTAGGED,
                                        declaration.place(command),
                                        "\"" + line + "\""));
    }
}
