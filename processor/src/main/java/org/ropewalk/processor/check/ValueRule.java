package org.ropewalk.processor.check;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Choices;
import org.ropewalk.processor.model.lines.Lookalikes;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** A value is one that a word can hold. */
final class ValueRule implements Rule {
    private static final String EMPTY = "A @Format that can be empty";

    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        Choices choices = new Choices(declaration.model().wire());
        for (ParameterModel parameter : command.parameters()) {
            boolean value = parameter.role() == Role.VALUE || parameter.role() == Role.STATE;
            if (value && !(parameter.value() instanceof ValueType.Truth)) {
                check(
                        parameter.value(),
                        parameter.name(),
                        declaration.place(command, parameter),
                        choices,
                        reports);
            }
        }
        shape(command.answer().shape(), declaration.place(command), choices, reports);
    }

    private static void shape(Answer.Shape shape, Place place, Choices choices, Reports reports) {
        if (shape instanceof Answer.Single single && single.reply().value().isEmpty()) {
            value(single.value(), place, choices, reports);
        } else if (shape instanceof Answer.Single single) {
            check(single.value(), "the result", place, choices, reports);
        } else if (shape instanceof Answer.Structured structured) {
            components(structured.record().components(), true, place, choices, reports);
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives
                    .alternatives()
                    .forEach(alternative -> shape(alternative, place, choices, reports));
        } else if (shape instanceof Answer.Maybe maybe) {
            shape(maybe.present(), place, choices, reports);
        } else if (shape instanceof Answer.Listing listing) {
            components(
                    listing.record().components().stream()
                            .filter(component -> !component.equals(listing.items()))
                            .toList(),
                    false,
                    place,
                    choices,
                    reports);
            shape(listing.item(), place, choices, reports);
        } else if (shape instanceof Answer.Items items) {
            shape(items.item(), place, choices, reports);
        }
    }

    /** A value of RESP, whose parts may be of any type. */
    private static void value(ValueType type, Place place, Choices choices, Reports reports) {
        if (type instanceof ValueType.Maybe maybe) {
            value(maybe.value(), place, choices, reports);
        } else if (type instanceof ValueType.Several several) {
            value(several.element(), place, choices, reports);
        } else if (type instanceof ValueType.Pairs pairs) {
            value(pairs.key(), place, choices, reports);
            value(pairs.value(), place, choices, reports);
        } else if (type instanceof ValueType.Tuple tuple) {
            tuple.record()
                    .components()
                    .forEach(component -> value(component.value(), place, choices, reports));
        } else if (!(type instanceof ValueType.Truth || type instanceof ValueType.Any)) {
            word(type, "the result", place, choices, reports);
        }
    }

    private static void components(
            List<ParameterModel> components,
            boolean flags,
            Place place,
            Choices choices,
            Reports reports) {
        for (ParameterModel component : components) {
            if (component.role() == Role.VALUE
                    && !(component.value() instanceof ValueType.Truth && flags)) {
                check(component.value(), component.name(), place, choices, reports);
            }
        }
    }

    static void check(ValueType type, String owner, Place place, Choices choices, Reports reports) {
        if (type instanceof ValueType.Options options) {
            components(options.record().components(), true, place, choices, reports);
        } else if (type instanceof ValueType.Names) {
            return;
        } else if (type instanceof ValueType.Maybe maybe) {
            word(maybe.value(), owner, place, choices, reports);
        } else if (type instanceof ValueType.Several several) {
            word(several.element(), owner, place, choices, reports);
        } else {
            word(type, owner, place, choices, reports);
        }
    }

    private static void word(
            ValueType type, String owner, Place place, Choices choices, Reports reports) {
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
                    "return the state, or a record that contains it; a state is never sent");
        } else if (!ValueType.forms(type).isEmpty()) {
            choice(type, owner, place, choices, reports);
        } else if (type instanceof ValueType.Truth) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    "boolean",
                    owner,
                    owner.equals("the result")
                            ? "write the line for true in value and that for false in absent, or use an enum"
                            : "use an enum");
        } else if (type instanceof ValueType.Maybe || type instanceof ValueType.Several) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    place,
                    type.javaType(),
                    owner,
                    "use one value, or a list of them");
        } else if (type instanceof ValueType.Wrapper wrapper) {
            word(wrapper.component(), owner, place, choices, reports);
        } else if (type instanceof ValueType.Formatted formatted) {
            formats(List.of(formatted), place, choices, reports);
        }
    }

    /** Checks the formats of a record, then its components. */
    private static void formats(
            List<ValueType.Formatted> all, Place place, Choices choices, Reports reports) {
        boolean readable = true;
        for (ValueType.Formatted each : all) {
            readable &= formatted(each, all, place, choices, reports);
        }
        if (readable) {
            components(all.get(0).record().components(), true, place, choices, reports);
        }
    }

    /**
     * Checks one of the formats of a record.
     *
     * @param all all of them
     * @return whether its line can be read
     */
    private static boolean formatted(
            ValueType.Formatted type,
            List<ValueType.Formatted> all,
            Place place,
            Choices choices,
            Reports reports) {
        Optional<String> wrong = wrong(type);
        if (wrong.isPresent()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    wrong.get(),
                    wrong.get().equals(EMPTY)
                            ? "add a literal"
                            : "write its components in the line");
            return false;
        }
        if (type.segments().get(0) instanceof Segment.Linear linear
                && linear.plan().fault().isPresent()) {
            ShapeRule.check(type.line(), place, reports);
            return false;
        }
        DuplicateRule.check(type.format(), false, place, reports);
        boolean unbound =
                BindingRule.placeholders(
                        type.format().nodes(),
                        false,
                        bound(type, all),
                        place,
                        "component",
                        reports);
        if (!unbound) {
            type.missing().stream()
                    .filter(component -> !isWrittenOtherwise(component, all))
                    .forEach(
                            component ->
                                    reports.add(
                                            Diagnostic.UNUSED_PARAMETER,
                                            place,
                                            component.name(),
                                            type.format().source(),
                                            BindingRule.placeholder(component)));
            ambiguous(type, place, choices, reports);
        }
        return true;
    }

    /**
     * The components as a format binds them: one that it must have is not optional, if another
     * format writes the record without it.
     */
    private static List<ParameterModel> bound(
            ValueType.Formatted type, List<ValueType.Formatted> all) {
        List<ParameterModel> always = type.outsideGroups();
        return type.record().components().stream()
                .map(
                        each ->
                                always.contains(each)
                                                && each.value() instanceof ValueType.Maybe maybe
                                                && !all.stream()
                                                        .allMatch(
                                                                one ->
                                                                        one.outsideGroups()
                                                                                .contains(each))
                                        ? Lookalikes.value(each.name(), maybe.value())
                                        : each)
                .toList();
    }

    /** Whether a component may be missing, and another format has it. */
    private static boolean isWrittenOtherwise(
            ParameterModel component, List<ValueType.Formatted> all) {
        boolean optional =
                component.value() instanceof ValueType.Maybe
                        || component.value() instanceof ValueType.Several
                        || component.value() instanceof ValueType.Pairs
                        || component.value() instanceof ValueType.Truth;
        return optional && all.stream().anyMatch(each -> !each.missing().contains(component));
    }

    private static Optional<String> wrong(ValueType.Formatted type) {
        List<Node> nodes = type.format().nodes();
        if (!isValue(nodes)) {
            return Optional.of("A @Format with other parts than values, lists and groups");
        }
        if (holdsControls(nodes)) {
            // A value is read as a whole first, in which a line has no control.
            return Optional.of("A @Format with a control character in a line");
        }
        if (holdsLists(type)) {
            return Optional.of("A @Format with a list of values that contain lists or blanks");
        }
        return nodes.stream().allMatch(Node.Group.class::isInstance)
                ? Optional.of(EMPTY)
                : Optional.empty();
    }

    private static boolean holdsControls(List<Node> nodes) {
        return nodes.stream()
                .anyMatch(
                        node ->
                                node instanceof Node.Literal literal
                                                && literal.text().chars().anyMatch(c -> c < ' ')
                                        || node instanceof Node.Group group
                                                && holdsControls(group.nodes())
                                        || node instanceof Node.Many many && many.isOfColumns());
    }

    /** Whether an element of a list has a list itself, or several words. */
    private static boolean holdsLists(ValueType.Formatted type) {
        return type.record().components().stream()
                .anyMatch(
                        component ->
                                component.value() instanceof ValueType.Several several
                                        && (ValueType.words(several) != 1
                                                || ValueType.hasList(several.element())));
    }

    private static void ambiguous(
            ValueType.Formatted type, Place place, Choices choices, Reports reports) {
        choices.ambiguousWithin(type)
                .ifPresent(
                        witness ->
                                reports.add(
                                        Diagnostic.AMBIGUOUS_GROUP,
                                        place,
                                        type.format().source(),
                                        witness));
    }

    private static boolean isValue(List<Node> nodes) {
        return nodes.stream()
                .allMatch(
                        node ->
                                node instanceof Node.Literal
                                        || node instanceof Node.Separator
                                        || node instanceof Node.Blanks
                                        || node instanceof Node.Word
                                        || node instanceof Node.Phrase
                                        || node instanceof Node.Fixed
                                        || node instanceof Node.Rest
                                        || node instanceof Node.Many
                                        || node instanceof Node.Group group
                                                && isValue(group.nodes()));
    }

    /** Forms of a value can be told apart. */
    private static void choice(
            ValueType type, String owner, Place place, Choices choices, Reports reports) {
        if (type instanceof ValueType.OneOf oneOf) {
            oneOf.alternatives().forEach(each -> word(each, owner, place, choices, reports));
        } else if (type instanceof ValueType.Spelled spelled) {
            formats(spelled.spellings(), place, choices, reports);
        }
        if (!reports.hasErrors()) {
            choices.conflict(type)
                    .ifPresent(
                            conflict ->
                                    reports.add(
                                            Diagnostic.AMBIGUOUS_CHOICE,
                                            place,
                                            conflict.first().source(),
                                            conflict.second().source(),
                                            ((ClassName) type.javaType()).simpleName(),
                                            conflict.witness()));
        }
    }
}
