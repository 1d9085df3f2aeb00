package org.ropewalk.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** A declared exception is written from what it holds, and made again from what was written. */
final class FailureRule implements Rule {
    private static final Set<String> FREE_TEXT =
            Set.of("message", "text", "reason", "explanation", "description");

    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        for (FailureModel failure : command.failures()) {
            failure.reply()
                    .value()
                    .ifPresent(line -> check(declaration, command, failure, line, reports));
        }
    }

    private static void check(
            Declaration declaration,
            CommandModel command,
            FailureModel failure,
            Template line,
            Reports reports) {
        Place place = declaration.place(failure);
        ShapeRule.withoutResult(
                line,
                place,
                failure.type().simpleName(),
                "components",
                "use their names in {}",
                reports);
        ShapeRule.named(line, true, place, reports);
        List<ParameterModel> written =
                failure.parameters().stream()
                        .filter(parameter -> parameter.role() != Role.STATE)
                        .toList();
        List<ParameterModel> known = new ArrayList<>(written);
        command.parameters().stream()
                .filter(parameter -> parameter.role() == Role.VALUE)
                .forEach(known::add);
        ReplyRule.supplied(declaration.model(), command, known);
        payloads(command, written, line, place, reports);
        BindingRule.placeholders(
                line.nodes(), false, known, place, "constructor parameter", reports);
        for (ParameterModel parameter : written) {
            if (parameter.role() != Role.PAYLOAD && !line.written().contains(parameter.name())) {
                reports.add(
                        Diagnostic.EXCEPTION_WITHOUT_CONSTRUCTOR,
                        place,
                        "Exception",
                        failure.type().simpleName());
                return;
            }
        }
        for (Node node : line.nodes()) {
            if (node instanceof Node.Word word
                    && !word.isQuoted()
                    && FREE_TEXT.contains(word.name())
                    && isText(failure, word.name())) {
                reports.add(
                        Diagnostic.TEXT_IN_WORD,
                        declaration.place(failure),
                        word.name(),
                        word.name());
            }
        }
    }

    /** The payload of the exception, or lengths that repeat those of the command. */
    private static void payloads(
            CommandModel command,
            List<ParameterModel> written,
            Template line,
            Place place,
            Reports reports) {
        if (written.stream().anyMatch(each -> each.role() == Role.PAYLOAD)) {
            PayloadRule.check(line, written, place, reports);
        } else {
            PayloadRule.lengths(line, command.parameters(), place, reports);
        }
    }

    private static boolean isText(FailureModel failure, String name) {
        return failure.parameters().stream()
                .anyMatch(
                        parameter ->
                                parameter.name().equals(name)
                                        && parameter.value() instanceof ValueType.Text);
    }
}
