package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Template;

/**
 * The lines of one command's replies, by the place where a client meets them: those that may begin
 * a reply, and those that may stand behind the first line of a list.
 *
 * @param results the lines of results that may begin a reply
 * @param failures those of declared exceptions
 * @param last the last lines of lists
 * @param within the items of a list that has begun, and its end; what may come after the line
 *     before a result
 */
public record ReplyLines(
        List<Line> results, List<Line> failures, List<Line> last, List<Line> within) {
    /** Copies the lists. */
    public ReplyLines {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
        last = List.copyOf(last);
        within = List.copyOf(within);
    }

    /** The lines that may begin a reply. */
    public List<Line> first() {
        return Stream.concat(results.stream(), failures.stream()).toList();
    }

    /** The lines of a command's replies in a protocol. */
    public static ReplyLines of(CommandModel command, ProtocolModel protocol) {
        Collector collector = new Collector(command, protocol);
        Optional<ReplyModel> opening = command.answer().opening();
        opening.ifPresent(line -> collector.add(line.values(), List.of(), collector.results));
        collector.shape(
                command.answer().shape(),
                opening.isPresent() ? collector.within : collector.results);
        for (FailureModel failure : command.failures()) {
            collector.add(failure.reply().values(), failure.parameters(), collector.failures);
        }
        if (opening.isPresent()) {
            collector.within.addAll(collector.failures);
        }
        return new ReplyLines(
                collector.results, collector.failures, collector.last, collector.within);
    }

    /** Collects the lines of one command. */
    private static final class Collector {
        private final List<Line> results = new ArrayList<>();
        private final List<Line> failures = new ArrayList<>();
        private final List<Line> last = new ArrayList<>();
        private final List<Line> within = new ArrayList<>();
        private final List<ParameterModel> common = new ArrayList<>();
        private final boolean marksContinued;

        Collector(CommandModel command, ProtocolModel protocol) {
            command.parameters().stream()
                    .filter(parameter -> parameter.role() == Role.VALUE)
                    .forEach(common::add);
            protocol.supplies(command).forEach(supply -> common.add(supply.value()));
            common.addAll(protocol.envelopeValues());
            marksContinued = protocol.wire().marksContinued();
        }

        private void add(List<Template> templates, List<ParameterModel> values, List<Line> lines) {
            add(templates, values, Optional.empty(), lines);
        }

        private void add(
                List<Template> templates,
                List<ParameterModel> values,
                Optional<ValueType> result,
                List<Line> lines) {
            List<ParameterModel> all = new ArrayList<>(values);
            all.addAll(common);
            templates.forEach(line -> lines.add(Line.of(line, all, result)));
        }

        void shape(Answer.Shape shape, List<Line> lines) {
            if (shape instanceof Answer.Fixed fixed) {
                add(fixed.reply().values(), List.of(), lines);
            } else if (shape instanceof Answer.Enter enter) {
                add(enter.reply().values(), List.of(), lines);
            } else if (shape instanceof Answer.Behind behind) {
                add(behind.reply().values(), List.of(), lines);
            } else if (shape instanceof Answer.Single single) {
                add(single.reply().values(), List.of(), Optional.of(single.value()), lines);
            } else if (shape instanceof Answer.Structured structured) {
                add(structured.reply().values(), structured.record().components(), lines);
            } else if (shape instanceof Answer.Constants constants) {
                constants.replies().forEach(reply -> add(reply.values(), List.of(), lines));
            } else if (shape instanceof Answer.Alternatives several) {
                several.alternatives().forEach(each -> shape(each, lines));
            } else if (shape instanceof Answer.Maybe maybe) {
                shape(maybe.present(), lines);
                add(maybe.absent().values(), List.of(), lines);
            } else if (shape instanceof Answer.Truth truth) {
                add(truth.present().values(), List.of(), lines);
                add(truth.absent().values(), List.of(), lines);
            } else if (shape instanceof Answer.Listing listing) {
                list(listing.reply(), listing.record().components(), listing.item(), lines);
            } else if (shape instanceof Answer.Items items) {
                list(items.reply(), List.of(), items.item(), lines);
            }
        }

        /** Where lines are marked, the mark tells those that others follow. */
        private void list(
                ReplyModel reply,
                List<ParameterModel> components,
                Answer.Shape item,
                List<Line> lines) {
            boolean headed = reply.value().isPresent();
            add(reply.values(), components, lines);
            add(reply.ends(), components, last);
            if (marksContinued && reply.ends().isEmpty() && reply.per().isEmpty()) {
                shape(item, last);
            }
            if (!marksContinued) {
                List<Line> behind = headed ? within : lines;
                shape(item, behind);
                add(reply.ends(), components, behind);
            }
        }
    }
}
