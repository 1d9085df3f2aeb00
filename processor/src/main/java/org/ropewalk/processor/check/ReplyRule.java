package org.ropewalk.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Every outcome has its line, every line its values, every list its end. */
final class ReplyRule implements Rule {
    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        new Check(declaration, command, reports).shape(command.answer().shape(), false);
    }

    /** The check of one command. */
    private record Check(Declaration declaration, CommandModel command, Reports reports) {

        void shape(Answer.Shape shape, boolean mayBeAbsent) {
            if (shape instanceof Answer.Fixed fixed) {
                absent(fixed.reply());
                line(fixed.reply(), List.of(), "value");
            } else if (shape instanceof Answer.Single single) {
                absent(single.reply());
                line(single.reply(), List.of(), "value");
            } else if (shape instanceof Answer.Structured structured) {
                absent(structured.reply());
                structured(structured, "value");
            } else if (shape instanceof Answer.Constants constants) {
                constants.replies().forEach(reply -> line(reply, List.of(), "value"));
            } else if (shape instanceof Answer.Alternatives alternatives) {
                alternatives
                        .alternatives()
                        .forEach(alternative -> structured(alternative, "value"));
            } else if (shape instanceof Answer.Maybe maybe) {
                if (maybe.absent().value().isEmpty()) {
                    reports.add(
                            Diagnostic.MISSING_ABSENT,
                            declaration.reply(command, "absent"),
                            command.method());
                }
                line(maybe.absent(), List.of(), "absent");
                shape(maybe.present(), true);
            } else if (shape instanceof Answer.Truth truth) {
                line(truth.present(), List.of(), "value");
                line(truth.absent(), List.of(), "absent");
            } else {
                items((Answer.Items) shape);
            }
        }

        private void absent(ReplyModel reply) {
            if (reply.absent().isPresent()) {
                reports.add(
                        Diagnostic.NEEDLESS_ABSENT,
                        declaration.reply(command, "absent"),
                        command.method());
            }
        }

        private void structured(Answer.Structured structured, String member) {
            List<ParameterModel> components = structured.record().components();
            boolean unbound = line(structured.reply(), components, member);
            Optional<Template> line = structured.reply().value();
            if (line.isEmpty() || unbound) {
                return;
            }
            Place place = declaration.reply(command, member);
            PayloadRule.check(line.get(), components, place, reports);
            for (ParameterModel component : components) {
                if (component.role() == Role.VALUE
                        && !line.get().names().contains(component.name())) {
                    reports.add(
                            Diagnostic.UNUSED_PARAMETER,
                            place,
                            component.name(),
                            line.get().source(),
                            "{" + component.name() + "}");
                }
            }
        }

        private void items(Answer.Items items) {
            boolean sized = items.reply().value().map(line -> hasSize(line.nodes())).orElse(false);
            if (items.reply().end().isEmpty() && !sized) {
                reports.add(Diagnostic.ENDLESS_LIST, declaration.place(command), command.method());
            }
            List<ParameterModel> size =
                    List.of(
                            new ParameterModel(
                                    "items",
                                    command.answer().javaType(),
                                    new ValueType.Several(
                                            command.answer().javaType(),
                                            items.kind(),
                                            new ValueType.Text(command.answer().javaType())),
                                    Role.VALUE,
                                    Optional.empty(),
                                    "items"));
            line(items.reply(), size, "value");
            items.reply().end().ifPresent(end -> check(end, List.of(), "end"));
            if (items.item() instanceof Answer.Structured structured) {
                structured(structured, items.reply().each().isPresent() ? "each" : "value");
            } else if (items.item() instanceof Answer.Alternatives) {
                shape(items.item(), false);
            }
        }

        private static boolean hasSize(List<Node> nodes) {
            return nodes.stream().anyMatch(node -> node instanceof Node.Size);
        }

        /** True if a placeholder has nothing to stand for. */
        private boolean line(ReplyModel reply, List<ParameterModel> components, String member) {
            return reply.value().isPresent() && check(reply.value().get(), components, member);
        }

        private boolean check(Template line, List<ParameterModel> components, String member) {
            List<ParameterModel> known = new ArrayList<>(components);
            command.parameters().stream()
                    .filter(parameter -> parameter.role() == Role.VALUE)
                    .filter(
                            parameter ->
                                    components.stream()
                                            .noneMatch(
                                                    component ->
                                                            component
                                                                    .name()
                                                                    .equals(parameter.name())))
                    .forEach(known::add);
            Place place = declaration.reply(command, member);
            ShapeRule.check(line, place, reports);
            return BindingRule.placeholders(
                    line.nodes(), false, known, place, "component or parameter", reports);
        }
    }
}
