package org.ropewalk.processor.check;

import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** What a payload holds binds the components of its record. */
final class ContentRule {
    private ContentRule() {}

    static void check(ParameterModel payload, Place place, Reports reports) {
        check(payload.value(), place, reports);
    }

    static void check(ValueType type, Place place, Reports reports) {
        if (!(type instanceof ValueType.Content content)) {
            return;
        }
        if (content.items().isPresent()) {
            ShapeRule.check(content.line(), place, reports);
            bind(content.line(), content.items().get(), Optional.empty(), place, reports);
            within(content.line(), content.items().get(), place, reports);
        } else if (content.whole().isPresent()) {
            Template fields = new Template("", List.<Node>of(content.fields().orElseThrow()));
            ShapeRule.check(fields, place, reports);
            bind(fields, content.whole().get(), content.body(), place, reports);
        }
    }

    /** No item can be read in two ways. */
    private static void within(Template template, RecordModel item, Place place, Reports reports) {
        Line line = Line.of(template, item.components(), Optional.empty());
        if (!reports.hasErrors() && ReplyLineRule.isWords(line)) {
            new Specificity(true)
                    .ambiguousWithin(line, false)
                    .ifPresent(
                            witness ->
                                    reports.add(
                                            Diagnostic.AMBIGUOUS_GROUP,
                                            place,
                                            template.source(),
                                            witness));
        }
    }

    private static void bind(
            Template line,
            RecordModel record,
            Optional<ParameterModel> body,
            Place place,
            Reports reports) {
        boolean unbound =
                BindingRule.placeholders(
                        line.nodes(), false, record.components(), place, "component", reports);
        for (ParameterModel component : record.components()) {
            boolean used =
                    line.bound().contains(component.name())
                            || body.filter(component::equals).isPresent()
                            || BindingRule.hasFlag(line, component);
            if (!unbound && !used) {
                reports.add(
                        Diagnostic.UNUSED_PARAMETER,
                        place,
                        component.name(),
                        line.source(),
                        BindingRule.placeholder(component));
            }
        }
    }
}
