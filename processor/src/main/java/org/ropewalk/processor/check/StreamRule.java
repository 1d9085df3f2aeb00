package org.ropewalk.processor.check;

import java.util.List;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/**
 * A payload comes piece by piece while its command is being answered, and goes as a whole reply.
 */
final class StreamRule implements Rule {
    private static final String WHOLE = "use Bytes";

    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        for (ParameterModel parameter : command.parameters()) {
            if (!parameter.isStream() || parameter.role() != Role.PAYLOAD) {
                continue;
            }
            Place place = declaration.place(command, parameter);
            if (!command.completesLater()) {
                reports.add(
                        Diagnostic.MISPLACED_STREAM,
                        place,
                        parameter.name(),
                        "is received after " + command.method() + " returns",
                        "return a CompletionStage, or mark the method as @Blocking");
            }
            alone(command.parameters(), parameter, place, reports);
            if (!parameter.payload().orElseThrow().isCounted()
                    && command.answer().shape().lines().stream()
                            .anyMatch(line -> line.names().contains(parameter.name()))) {
                reports.add(
                        Diagnostic.MISPLACED_STREAM,
                        place,
                        parameter.name(),
                        "has no length, but the reply contains one",
                        WHOLE);
            }
        }
        Place place = declaration.place(command);
        shape(command.answer().shape(), place, reports);
        for (FailureModel failure : command.failures()) {
            none(failure.parameters(), "cannot be in an exception", place, reports);
        }
    }

    static void check(Declaration declaration, PushModel push, Reports reports) {
        none(push.parameters(), "cannot be pushed", declaration.place(push), reports);
    }

    private static void shape(Answer.Shape shape, Place place, Reports reports) {
        if (shape instanceof Answer.Structured structured) {
            List<ParameterModel> components = structured.record().components();
            if (structured.reply().payloadLine() < structured.reply().sequence().size() - 1) {
                none(components, "cannot stand before another line", place, reports);
            }
            components.stream()
                    .filter(ParameterModel::isStream)
                    .forEach(component -> alone(components, component, place, reports));
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(alternative -> shape(alternative, place, reports));
        } else if (shape instanceof Answer.Maybe maybe) {
            shape(maybe.present(), place, reports);
        } else if (shape instanceof Answer.Items items
                && items.item() instanceof Answer.Structured item) {
            none(item.record().components(), "cannot be in a list", place, reports);
        } else if (shape instanceof Answer.Listing listing) {
            none(listing.record().components(), "cannot be together with a list", place, reports);
        }
    }

    private static void alone(
            List<ParameterModel> all, ParameterModel stream, Place place, Reports reports) {
        if (all.stream().filter(each -> each.role() == Role.PAYLOAD).count() > 1) {
            reports.add(
                    Diagnostic.MISPLACED_STREAM,
                    place,
                    stream.name(),
                    "is one of several payloads",
                    WHOLE);
        }
    }

    private static void none(
            List<ParameterModel> values, String why, Place place, Reports reports) {
        values.stream()
                .filter(ParameterModel::isStream)
                .forEach(
                        value ->
                                reports.add(
                                        Diagnostic.MISPLACED_STREAM,
                                        place,
                                        value.name(),
                                        why,
                                        WHOLE));
    }
}
