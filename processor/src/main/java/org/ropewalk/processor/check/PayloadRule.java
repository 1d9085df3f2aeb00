package org.ropewalk.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.Payloads;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** A payload has a length in its line, and is bytes; a length has a payload. */
final class PayloadRule implements Rule {
    /** What the payload behind a reply is called. */
    private static final String BEHIND = "payload";

    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        if (command.answer().shape() instanceof Answer.Behind behind) {
            ContentRule.check(behind.value(), declaration.place(command), reports);
        }
        for (int i = 0; i < command.templates().size(); i++) {
            check(
                    command.templates().get(i),
                    command.parameters(),
                    declaration.place(command, i),
                    reports);
        }
    }

    static void check(
            Template line, List<ParameterModel> parameters, Place place, Reports reports) {
        List<String> lengths = lengths(line, parameters, place, reports);
        FieldRule.payloads(line, parameters, place, reports);
        if (hasOptionalLength(line.nodes(), false)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "An optional payload",
                    "declare two commands, or two records");
        }
        List<ParameterModel> payloads =
                parameters.stream().filter(parameter -> parameter.role() == Role.PAYLOAD).toList();
        for (ParameterModel payload : payloads) {
            ContentRule.check(payload, place, reports);
            boolean counted = payload.payload().orElseThrow().isCounted();
            boolean bare = line.source().isEmpty();
            if (counted
                    && !bare
                    && !lengths.contains(payload.name())
                    && !isExplained(place, reports)) {
                reports.add(
                        Diagnostic.PAYLOAD_WITHOUT_LENGTH,
                        place,
                        payload.name(),
                        line.source(),
                        payload.name());
            }
        }
        if (payloads.size() > 1) {
            several(Payloads.of(line, parameters), line, place, reports);
        }
    }

    /** Whether another report already says what to write instead. */
    private static boolean isExplained(Place place, Reports reports) {
        return Stream.of(
                        Diagnostic.PAYLOAD_IN_LINE,
                        Diagnostic.UNBOUND_PLACEHOLDER,
                        Diagnostic.NOT_IN_ARRAYS)
                .anyMatch(each -> reports.has(each, place.element()));
    }

    /**
     * The payloads whose lengths a line has; each must be one of {@code values}.
     *
     * @param values what the line may name; the payload behind a reply is no payload by its role
     */
    static List<String> lengths(
            Template line, List<ParameterModel> values, Place place, Reports reports) {
        List<String> lengths = new ArrayList<>();
        collect(line.nodes(), lengths);
        for (String name : lengths) {
            Optional<ParameterModel> payload =
                    values.stream()
                            .filter(value -> value.name().equals(name))
                            .filter(value -> isPayload(value))
                            .findFirst();
            if (payload.isEmpty()) {
                reports.add(Diagnostic.LENGTH_WITHOUT_PAYLOAD, place, name, name);
            } else if (payload.get().isRead() && !isCounted(payload.get())) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        place,
                        "The length of a text that has an end mark",
                        "remove {" + name + ".length}, or use Bytes");
            }
        }
        return lengths;
    }

    /** Reports each payload of {@code values} that ends with the connection: more follows it. */
    static void goesOn(
            List<ParameterModel> values,
            String where,
            String remedy,
            Place place,
            Reports reports) {
        boolean last =
                values.stream()
                        .flatMap(value -> value.payload().stream())
                        .anyMatch(PayloadModel::endsConnection);
        if (last) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A payload " + where + " that ends when the connection closes",
                    remedy);
        }
    }

    private static boolean isCounted(ParameterModel payload) {
        return payload.payload().filter(PayloadModel::isCounted).isPresent();
    }

    private static boolean isPayload(ParameterModel value) {
        return value.role() == Role.PAYLOAD
                || value.name().equals(BEHIND) && value.value() instanceof ValueType.Octets;
    }

    private static boolean hasOptionalLength(List<Node> nodes, boolean optional) {
        return nodes.stream()
                .anyMatch(
                        node ->
                                optional && node instanceof Node.Length
                                        || node instanceof Node.Group group
                                                && hasOptionalLength(group.nodes(), true));
    }

    /** Several payloads follow each other without anything between, and each has its length. */
    private static void several(Payloads payloads, Template line, Place place, Reports reports) {
        boolean counted =
                payloads.payloads().stream()
                        .allMatch(payload -> payload.payload().orElseThrow().isCounted());
        List<ParameterModel> first = payloads.payloads().subList(0, payloads.payloads().size() - 1);
        if (!counted) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "More than one payload that is not counted",
                    "use one payload");
        } else if (first.stream()
                .anyMatch(
                        payload ->
                                payload.payload().orElseThrow().trailer()
                                        != PayloadModel.Trailer.NONE)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A trailer between payloads",
                    "write trailer = NONE for all but the last");
        } else if (!payloads.areTold()) {
            reports.add(Diagnostic.UNTOLD_LENGTHS, place, line.source());
        }
    }

    private static void collect(List<Node> nodes, List<String> lengths) {
        for (Node node : nodes) {
            if (node instanceof Node.Length length) {
                lengths.addAll(length.payloads());
            } else if (node instanceof Node.Group group) {
                collect(group.nodes(), lengths);
            } else if (node instanceof Node.Commentary commentary) {
                collect(commentary.nodes(), lengths);
            } else if (node instanceof Node.Fields block) {
                block.fields().forEach(field -> collect(field.value(), lengths));
            }
        }
    }
}
