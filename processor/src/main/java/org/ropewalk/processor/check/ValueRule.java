package org.ropewalk.processor.check;

import java.util.List;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;

/** A value is one that a word can hold. */
final class ValueRule implements Rule {
    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        for (ParameterModel parameter : command.parameters()) {
            boolean value = parameter.role() == Role.VALUE || parameter.role() == Role.STATE;
            if (value && !(parameter.value() instanceof ValueType.Truth)) {
                check(
                        parameter.value(),
                        parameter.name(),
                        declaration.place(command, parameter),
                        reports);
            }
        }
        shape(command.answer().shape(), declaration.place(command), reports);
    }

    private static void shape(Answer.Shape shape, Place place, Reports reports) {
        if (shape instanceof Answer.Single single) {
            check(single.value(), "the result", place, reports);
        } else if (shape instanceof Answer.Structured structured) {
            components(structured.record().components(), true, place, reports);
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(alternative -> shape(alternative, place, reports));
        } else if (shape instanceof Answer.Maybe maybe) {
            shape(maybe.present(), place, reports);
        } else if (shape instanceof Answer.Listing listing) {
            components(
                    listing.record().components().stream()
                            .filter(component -> !component.equals(listing.items()))
                            .toList(),
                    false,
                    place,
                    reports);
            shape(listing.item(), place, reports);
        } else if (shape instanceof Answer.Items items) {
            shape(items.item(), place, reports);
        }
    }

    private static void components(
            List<ParameterModel> components, boolean flags, Place place, Reports reports) {
        for (ParameterModel component : components) {
            if (component.role() == Role.VALUE
                    && !(component.value() instanceof ValueType.Truth && flags)) {
                check(component.value(), component.name(), place, reports);
            }
        }
    }

    static void check(ValueType type, String owner, Place place, Reports reports) {
        if (type instanceof ValueType.Options options) {
            components(options.record().components(), true, place, reports);
        } else if (type instanceof ValueType.Names) {
            return;
        } else if (type instanceof ValueType.Maybe maybe) {
            word(maybe.value(), owner, place, reports);
        } else if (type instanceof ValueType.Several several) {
            word(several.element(), owner, place, reports);
        } else {
            word(type, owner, place, reports);
        }
    }

    private static void word(ValueType type, String owner, Place place, Reports reports) {
        if (ParameterModel.isStream(type)) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    type.javaType(),
                    owner,
                    "mark it as @Payload, or use Bytes");
            return;
        }
        if (type instanceof ValueType.StateRef) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    type.javaType(),
                    owner,
                    "return the state, or a record that has it: it is never on the wire");
        } else if (type instanceof ValueType.OneOf) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A sealed interface as one word (" + owner + ")",
                    "use a type with parse(String)");
        } else if (type instanceof ValueType.Truth) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    "boolean",
                    owner,
                    "give its @Reply an absent line, or use an enum");
        } else if (type instanceof ValueType.Maybe || type instanceof ValueType.Several) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    type.javaType(),
                    owner,
                    "use one value, or a list of them");
        } else if (type instanceof ValueType.Wrapper wrapper) {
            word(wrapper.component(), owner, place, reports);
        } else if (type instanceof ValueType.Formatted formatted) {
            formatted(formatted, place, reports);
        }
    }

    private static void formatted(ValueType.Formatted type, Place place, Reports reports) {
        boolean oneWord =
                type.format().nodes().stream()
                        .allMatch(
                                node ->
                                        node instanceof Node.Literal
                                                || node instanceof Node.Word
                                                || node instanceof Node.Rest);
        if (!oneWord) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A @Format of several words",
                    "write its components into the line");
            return;
        }
        DuplicateRule.check(type.format(), false, place, reports);
        boolean unbound =
                BindingRule.placeholders(
                        type.format().nodes(),
                        false,
                        type.record().components(),
                        place,
                        "component",
                        reports);
        for (ParameterModel component : type.record().components()) {
            if (!unbound && !type.format().names().contains(component.name())) {
                reports.add(
                        Diagnostic.UNUSED_PARAMETER,
                        place,
                        component.name(),
                        type.format().source(),
                        "{" + component.name() + "}");
            }
        }
        components(type.record().components(), false, place, reports);
    }
}
