package org.ropewalk.processor.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Names;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Placeholders and parameters bind by name, each to a place of its kind. */
final class BindingRule implements Rule {
    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        for (ParameterModel parameter : command.parameters()) {
            if (parameter.role() == Role.NO_REPLY
                    && !(parameter.value() instanceof ValueType.Truth)) {
                reports.add(
                        Diagnostic.NO_REPLY_NOT_BOOLEAN,
                        declaration.place(command, parameter),
                        parameter.name());
                return;
            }
        }
        boolean unbound = false;
        for (int i = 0; i < command.templates().size(); i++) {
            Template line = command.templates().get(i);
            Place place = declaration.place(command, i);
            unbound |=
                    placeholders(
                            line.nodes(), false, command.parameters(), place, "parameter", reports);
        }
        if (!unbound) {
            parameters(declaration, command, reports);
        }
    }

    private static void parameters(Declaration declaration, CommandModel command, Reports reports) {
        for (ParameterModel parameter : command.parameters()) {
            for (int i = 0; i < command.templates().size(); i++) {
                Template line = command.templates().get(i);
                boolean payload = parameter.role() == Role.PAYLOAD;
                boolean present =
                        parameter.role() == Role.REPLIES
                                || parameter.role() == Role.KEPT
                                || payload
                                || line.bound().contains(parameter.name())
                                || hasFlag(line, parameter);
                if (!present && !(parameter.value() instanceof ValueType.Truth && i > 0)) {
                    reports.add(
                            Diagnostic.UNUSED_PARAMETER,
                            declaration.place(command, parameter),
                            parameter.name(),
                            line.source(),
                            line.hasFlag(parameter.name())
                                    ? placeholder(parameter) + ", or make it a boolean"
                                    : placeholder(parameter));
                    return;
                }
            }
        }
    }

    /** How a value stands in a line. */
    static String placeholder(ParameterModel parameter) {
        if (parameter.value() instanceof ValueType.Truth) {
            return "[ " + parameter.name() + "]";
        }
        if (parameter.value() instanceof ValueType.Maybe) {
            return "[ {" + parameter.name() + "}]";
        }
        if (parameter.javaType().toString().startsWith("java.util.Map<")) {
            return "{" + parameter.name() + "=...}";
        }
        boolean several = parameter.value() instanceof ValueType.Several;
        return "{" + parameter.name() + (several ? "...}" : "}");
    }

    /** Whether a line has the group of a boolean. */
    static boolean hasFlag(Template line, ParameterModel parameter) {
        return parameter.value() instanceof ValueType.Truth && line.hasFlag(parameter.name());
    }

    /** Checks each placeholder against what it may bind to; true if one does not bind. */
    static boolean placeholders(
            List<Node> nodes,
            boolean inGroup,
            List<ParameterModel> parameters,
            Place place,
            String kind,
            Reports reports) {
        boolean unbound = false;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : null;
            if (node instanceof Node.Placeholder first && next instanceof Node.Placeholder second) {
                withoutEnd(first, second, parameters, place, reports);
            }
            if (node instanceof Node.Group group) {
                unbound |= placeholders(group.nodes(), true, parameters, place, kind, reports);
            } else if (node instanceof Node.Commentary commentary) {
                unbound |=
                        placeholders(commentary.nodes(), false, parameters, place, kind, reports);
            } else if (node instanceof Node.Fields block) {
                unbound |= fields(block, parameters, place, kind, reports);
            } else if (node instanceof Node.Placeholder placeholder
                    && !(node instanceof Node.Length)) {
                for (String name : placeholder.names()) {
                    Optional<ParameterModel> bound =
                            parameters.stream().filter(p -> p.name().equals(name)).findFirst();
                    if (bound.isEmpty()) {
                        Set<String> known = new TreeSet<>();
                        parameters.forEach(each -> known.add(inLine(each)));
                        reports.add(
                                Diagnostic.UNBOUND_PLACEHOLDER,
                                place,
                                name,
                                kind,
                                Names.suggestion(name, known));
                        unbound = true;
                    } else {
                        unbound |=
                                FieldRule.isMisplaced(placeholder, bound.get(), place, reports)
                                        || isPayload(placeholder, bound.get(), place, reports)
                                        || !fits(placeholder, bound.get(), inGroup, place, reports);
                    }
                }
            }
        }
        return unbound;
    }

    /** Reports a value that nothing ends: a value is behind it, and it may have any length. */
    private static void withoutEnd(
            Node.Placeholder node,
            Node.Placeholder next,
            List<ParameterModel> parameters,
            Place place,
            Reports reports) {
        boolean counted = node instanceof Node.Length || node instanceof Node.Size;
        boolean open =
                node instanceof Node.Word word
                        && parameters.stream()
                                .filter(each -> each.name().equals(word.name()))
                                .filter(each -> each.role() != Role.PAYLOAD)
                                .anyMatch(each -> !ValueType.isCharacter(each.value()));
        if (counted || open) {
            String name = String.join("+", node.names());
            reports.add(
                    Diagnostic.TEXT_WITHOUT_END,
                    place,
                    name,
                    "{%s}{%s}".formatted(name, String.join("+", next.names())),
                    "a literal after it, or write {%s:3}, of three characters".formatted(name));
        }
    }

    /** Checks those of a block; true if one does not bind. */
    private static boolean fields(
            Node.Fields block,
            List<ParameterModel> parameters,
            Place place,
            String kind,
            Reports reports) {
        boolean unbound = FieldRule.collectsNothing(block, parameters, place, kind, reports);
        for (Node.Field field : block.fields()) {
            if (!FieldRule.isList(field, parameters)) {
                unbound |=
                        placeholders(
                                field.value(), field.optional(), parameters, place, kind, reports);
            }
        }
        return unbound;
    }

    /**
     * Whether a value is a list of items that have lines of their own: others have their number.
     */
    private static boolean isCount(ParameterModel parameter) {
        return parameter.value() instanceof ValueType.Several several
                && several.element().javaType().equals(parameter.javaType());
    }

    /** What a line has of a value: its name, or how many items or bytes there are. */
    private static String inLine(ParameterModel parameter) {
        boolean counted = parameter.payload().filter(PayloadModel::isCounted).isPresent();
        return parameter.name() + (counted ? ".length" : isCount(parameter) ? ".size" : "");
    }

    /** Whether a value may stand there; if not, it is reported. */
    static boolean fits(
            Node.Placeholder node,
            ParameterModel parameter,
            boolean inGroup,
            Place place,
            Reports reports) {
        String name = parameter.name();
        ValueType type = parameter.value();
        boolean many = node instanceof Node.Many || node instanceof Node.Size;
        boolean list = type instanceof ValueType.Several || type instanceof ValueType.Pairs;
        if (list && !many) {
            reports.add(
                    Diagnostic.WRONG_PLACEHOLDER,
                    place,
                    name,
                    "one value",
                    name,
                    "a list",
                    "{" + name + (isCount(parameter) ? ".size}" : "...}"));
        } else if (many
                && !list
                && !(node instanceof Node.Size && type instanceof ValueType.Octets)) {
            reports.add(
                    Diagnostic.WRONG_PLACEHOLDER,
                    place,
                    name + (node instanceof Node.Size ? ".size" : "..."),
                    "several values",
                    name,
                    "one value",
                    "{" + name + "}");
        } else if (type instanceof ValueType.Truth) {
            reports.add(
                    Diagnostic.WRONG_PLACEHOLDER,
                    place,
                    name,
                    "a word",
                    name,
                    "a boolean",
                    "[ " + name + "]");
        } else if (type instanceof ValueType.Maybe && !inGroup && node.nil().isEmpty()) {
            reports.add(Diagnostic.OPTIONAL_OUTSIDE_GROUP, place, name, name, name);
        } else if (inGroup
                && !(type instanceof ValueType.Maybe || list || node instanceof Node.Named)) {
            reports.add(Diagnostic.GROUP_WITHOUT_OPTIONAL, place, name, name);
        } else {
            return isWord(node, parameter, place, reports);
        }
        return false;
    }

    /** Whether a value is a payload, of which a line has the length or the size alone. */
    private static boolean isPayload(
            Node.Placeholder node, ParameterModel parameter, Place place, Reports reports) {
        boolean payload =
                parameter.role() == ParameterModel.Role.PAYLOAD && !(node instanceof Node.Size);
        if (payload && !reports.has(Diagnostic.NOT_IN_ARRAYS, place.element())) {
            reports.add(
                    Diagnostic.PAYLOAD_IN_LINE,
                    place,
                    parameter.name(),
                    parameter.payload().orElseThrow().isCounted()
                            ? "write {" + parameter.name() + ".length}"
                            : "remove it");
        }
        return payload;
    }

    /** Whether a value has as many words as its place. */
    private static boolean isWord(
            Node.Placeholder node, ParameterModel parameter, Place place, Reports reports) {
        String name = parameter.name();
        boolean texts = node instanceof Node.Many many && many.texts();
        if (ValueType.words(parameter.value()) == 1 || texts) {
            return true;
        }
        if (node instanceof Node.Many) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A list of values with several words in one line",
                    "write each value in its own line, or write {%s*;...}"
                            .formatted(name.equals("{}") ? "" : name));
            return false;
        }
        if (node instanceof Node.Fixed) {
            reports.add(
                    Diagnostic.WRONG_PLACEHOLDER,
                    place,
                    name,
                    "one word",
                    name,
                    "a list",
                    "{" + name + "}");
            return false;
        }
        return true;
    }
}
