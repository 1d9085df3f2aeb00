package org.ropewalk.processor.check;

import java.util.Optional;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Each member of a {@code @Reply} is written for some outcome. */
final class EffectRule implements Rule {
    private static final String NO_LIST =
            "only a list has a line for each item and a line at its end";
    private static final String NO_LAST =
            "only a list, or a line with a result, has lines after it";

    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        shape(declaration, command, command.answer().shape(), reports);
        per(declaration, command, reports);
        for (FailureModel failure : command.failures()) {
            list(failure.reply(), declaration.place(failure), "remove it", reports);
            if (failure.reply().absent().isPresent()) {
                reports.add(
                        Diagnostic.NO_EFFECT,
                        declaration.place(failure),
                        "absent",
                        "an exception is never absent",
                        "remove it");
            }
        }
    }

    /** There is one item for each value of a parameter, or for each success of a command. */
    private static void per(Declaration declaration, CommandModel command, Reports reports) {
        Answer.Shape shape = command.answer().shape();
        Optional<String> per =
                shape instanceof Answer.Items items
                        ? items.reply().per()
                        : shape instanceof Answer.Listing listing
                                ? listing.reply().per()
                                : Optional.empty();
        per.filter(name -> !isCounted(declaration, command, name))
                .ifPresent(
                        name ->
                                reports.add(
                                        Diagnostic.NO_EFFECT,
                                        declaration.reply(command, "per"),
                                        "per",
                                        name
                                                + " is neither a command nor a parameter with several values",
                                        "use the name of one"));
    }

    private static boolean isCounted(Declaration declaration, CommandModel command, String name) {
        return command.parameters().stream()
                        .anyMatch(
                                each ->
                                        each.name().equals(name)
                                                && each.value() instanceof ValueType.Several)
                || declaration.model().states().stream()
                        .flatMap(state -> state.commands().stream())
                        .anyMatch(other -> other.method().equals(name));
    }

    private static void shape(
            Declaration declaration, CommandModel command, Answer.Shape shape, Reports reports) {
        String remedy = "remove it, or return a List";
        if (shape instanceof Answer.Fixed fixed) {
            sequence(declaration, command, fixed.reply(), reports);
        } else if (shape instanceof Answer.Enter enter) {
            sequence(declaration, command, enter.reply(), reports);
        } else if (shape instanceof Answer.Behind behind && mayFollow(behind)) {
            sequence(declaration, command, behind.reply(), reports);
        } else if (shape instanceof Answer.Behind behind) {
            list(behind.reply(), place(declaration, command, behind.reply()), remedy, reports);
        } else if (shape instanceof Answer.Single single) {
            sequence(declaration, command, single.reply(), reports);
        } else if (shape instanceof Answer.Structured structured) {
            sequence(declaration, command, structured.reply(), reports);
        } else if (shape instanceof Answer.Truth truth) {
            list(truth.present(), place(declaration, command, truth.present()), remedy, reports);
        } else if (shape instanceof Answer.Maybe maybe) {
            shape(declaration, command, maybe.present(), reports);
        }
    }

    /** Whether a line may follow a payload. */
    private static boolean mayFollow(Answer.Behind behind) {
        return !behind.payload().endsConnection() && !ParameterModel.isStream(behind.value());
    }

    /** A result in several lines, which come together. */
    private static void sequence(
            Declaration declaration, CommandModel command, ReplyModel reply, Reports reports) {
        Place place = place(declaration, command, reply);
        if (!reply.isSequence()) {
            list(reply, place, "remove it, or return a List", reports);
        }
    }

    private static Place place(Declaration declaration, CommandModel command, ReplyModel reply) {
        return declaration.reply(command, reply.end().isPresent() ? "end" : "each");
    }

    private static void list(ReplyModel reply, Place place, String remedy, Reports reports) {
        if (reply.end().isPresent() || reply.each().isPresent()) {
            reports.add(
                    Diagnostic.NO_EFFECT,
                    place,
                    reply.end().isPresent() ? "end" : "each",
                    reply.end().isPresent() ? NO_LAST : NO_LIST,
                    remedy);
        }
    }
}
