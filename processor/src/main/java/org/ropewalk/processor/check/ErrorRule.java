package org.ropewalk.processor.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** A reply to what the runtime finds wrong names only what is known then. */
final class ErrorRule {
    private static final Set<String> KNOWN = Set.of("verb", "usage", "message", "incident");

    private ErrorRule() {}

    /** What has blanks, and so is no word. */
    private static final Set<String> FREE_TEXT = Set.of("message", "usage");

    static void check(Declaration declaration, Reports reports) {
        ProtocolModel protocol = declaration.model();
        check(
                protocol.errors(),
                protocol.supplies(),
                protocol,
                kind -> declaration.error(kind),
                reports);
        for (StateModel state : protocol.states()) {
            List<SupplyModel> supplies = state.once() ? protocol.supplies() : state.supplies();
            check(
                    state.errors(),
                    supplies,
                    protocol,
                    kind -> declaration.error(state, kind),
                    reports);
            for (CommandModel command : state.commands()) {
                check(
                        command.errors(),
                        protocol.supplies(command),
                        protocol,
                        kind -> declaration.error(command, kind),
                        reports);
            }
        }
    }

    /** Where the reply to a kind of mistake is declared. */
    private interface Places {
        Place of(ErrorKind kind);
    }

    private static void check(
            ErrorReplies errors,
            List<SupplyModel> supplies,
            ProtocolModel protocol,
            Places places,
            Reports reports) {
        List<ParameterModel> known =
                new ArrayList<>(KNOWN.stream().map(ParameterModel::text).toList());
        supplies.stream().map(SupplyModel::value).forEach(known::add);
        known.addAll(protocol.envelopeValues());
        for (ErrorKind kind : ErrorKind.values()) {
            errors.declared(kind)
                    .flatMap(error -> error.reply().value())
                    .ifPresent(line -> check(line, known, places.of(kind), reports));
        }
    }

    private static void check(
            Template line, List<ParameterModel> known, Place place, Reports reports) {
        ShapeRule.check(line, place, reports);
        Set<String> names = new HashSet<>();
        known.forEach(value -> names.add(value.name()));
        line.nodes().stream()
                .filter(Node.Group.class::isInstance)
                .map(group -> ((Node.Group) group).nodes())
                .filter(group -> names.containsAll(new Template("", group).names()))
                .forEach(
                        group ->
                                BindingRule.placeholders(
                                        group, true, known, place, "value", reports));
        line.names().stream()
                .distinct()
                .filter(name -> !names.contains(name))
                .forEach(name -> reports.add(Diagnostic.UNKNOWN_ERROR_PLACEHOLDER, place, name));
        for (Node node : line.nodes()) {
            if (node instanceof Node.Word word
                    && !word.isQuoted()
                    && FREE_TEXT.contains(word.name())) {
                reports.add(Diagnostic.TEXT_IN_WORD, place, word.name(), word.name());
            }
        }
        if (line.mentionsResult()) {
            reports.add(Diagnostic.UNKNOWN_ERROR_PLACEHOLDER, place, "");
        }
    }
}
