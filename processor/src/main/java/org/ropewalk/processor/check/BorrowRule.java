package org.ropewalk.processor.check;

import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;

/** What is borrowed from a line is not handed to what outlives the line. */
final class BorrowRule implements Rule {
    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        if (isBorrowed(command.answer().shape(), !command.completesLater())) {
            reports.add(
                    Diagnostic.BORROWED_TOO_LONG,
                    declaration.place(command),
                    "A Slice in the result",
                    command.method(),
                    "the result is used later",
                    "Bytes");
        }
        boolean pipelined = declaration.model().wire().order() != Wire.Order.SERIAL;
        if (!command.completesLater() && !pipelined) {
            return;
        }
        String why =
                command.blocking()
                        ? "the handler may run on another thread"
                        : command.answer().asynchronous()
                                ? "the result is completed later"
                                : "it may run at the same time as other commands";
        for (ParameterModel parameter : command.parameters()) {
            String instead = instead(parameter);
            if (!instead.isEmpty()) {
                reports.add(
                        Diagnostic.BORROWED_TOO_LONG,
                        declaration.place(command, parameter),
                        parameter.name(),
                        command.method(),
                        why,
                        instead);
            }
        }
    }

    /** What is pushed may be formatted later, on the loop of each peer. */
    static void check(Declaration declaration, PushModel push, Reports reports) {
        for (ParameterModel parameter : push.parameters()) {
            String instead = isSlice(parameter.value()) ? "Bytes" : instead(parameter);
            if (!instead.isEmpty()) {
                reports.add(
                        Diagnostic.BORROWED_TOO_LONG,
                        declaration.place(push),
                        parameter.name(),
                        push.method(),
                        "the push message may be written later",
                        instead);
            }
        }
    }

    /** Whether a result has a borrowed view that is not written, or copied by a client, at once. */
    private static boolean isBorrowed(Answer.Shape shape, boolean atOnce) {
        if (shape instanceof Answer.Single single) {
            return !atOnce && isSlice(single.value());
        }
        if (shape instanceof Answer.Structured structured) {
            return structured.record().components().stream()
                    .anyMatch(component -> isSlice(component.value()));
        }
        if (shape instanceof Answer.Alternatives alternatives) {
            return alternatives.alternatives().stream()
                    .anyMatch(alternative -> isBorrowed(alternative, false));
        }
        if (shape instanceof Answer.Maybe maybe) {
            return isBorrowed(maybe.present(), false);
        }
        return shape instanceof Answer.Items items && isBorrowed(items.item(), false);
    }

    private static boolean isSlice(ValueType type) {
        return type instanceof ValueType.Octets octets
                        && octets.holder() == ValueType.Octets.Holder.SLICE
                || type instanceof ValueType.Maybe maybe && isSlice(maybe.value())
                || type instanceof ValueType.Several several
                        && (several.kind() == ValueType.Plurality.WORDS
                                || isSlice(several.element()));
    }

    private static String instead(ParameterModel parameter) {
        if (parameter.role() == Role.REPLIES) {
            return "a List as the result";
        }
        if (parameter.value() instanceof ValueType.Octets octets
                && octets.holder() == ValueType.Octets.Holder.SLICE) {
            return "Bytes";
        }
        boolean words =
                parameter.value() instanceof ValueType.Several several
                        && several.kind() == ValueType.Plurality.WORDS;
        return words ? "List<Bytes>" : "";
    }
}
