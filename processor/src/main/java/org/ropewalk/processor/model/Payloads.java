package org.ropewalk.processor.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * The payloads behind a line, in their order, and the lengths in it.
 *
 * @param payloads what follows, in order
 * @param lengths the lengths in the line, in order
 */
public record Payloads(List<ParameterModel> payloads, List<Node.Length> lengths) {
    /** Copies the lists. */
    public Payloads {
        payloads = List.copyOf(payloads);
        lengths = List.copyOf(lengths);
    }

    /** Those of a line and its parameters or components. */
    public static Payloads of(Template line, List<ParameterModel> parameters) {
        List<Node.Length> lengths = new ArrayList<>();
        collect(line.nodes(), lengths);
        return new Payloads(
                parameters.stream()
                        .filter(parameter -> parameter.role() == ParameterModel.Role.PAYLOAD)
                        .toList(),
                lengths);
    }

    private static void collect(List<Node> nodes, List<Node.Length> lengths) {
        for (Node node : nodes) {
            if (node instanceof Node.Length length) {
                lengths.add(length);
            } else if (node instanceof Node.Group group) {
                collect(group.nodes(), lengths);
            } else if (node instanceof Node.Fields block) {
                block.fields().forEach(field -> collect(field.value(), lengths));
            }
        }
    }

    /** The payload that a length tells, when those before it are known; nothing if it does not. */
    public Optional<String> told(Node.Length length) {
        Set<String> known = new HashSet<>();
        for (Node.Length each : lengths) {
            List<String> unknown =
                    each.payloads().stream().filter(name -> !known.contains(name)).toList();
            if (each == length) {
                return unknown.size() == 1 ? Optional.of(unknown.get(0)) : Optional.empty();
            }
            known.addAll(unknown);
        }
        return Optional.empty();
    }

    /** Whether each length tells one payload, and each payload is told. */
    public boolean areTold() {
        return lengths.stream().allMatch(length -> told(length).isPresent())
                && payloads.stream()
                        .allMatch(
                                payload ->
                                        lengths.stream()
                                                .anyMatch(
                                                        length ->
                                                                length.payloads()
                                                                        .contains(payload.name())));
    }

    /** The length that counts all payloads, if there is one. */
    public Optional<Node.Length> total() {
        return lengths.stream()
                .filter(length -> length.payloads().size() == payloads.size())
                .findFirst();
    }

    /** How many bytes they can be together. */
    public long maxLength() {
        long most = 0;
        for (ParameterModel payload : payloads) {
            long more = payload.maxLength();
            most = more > Long.MAX_VALUE - most ? Long.MAX_VALUE : most + more;
        }
        return most;
    }

    /** What follows the last of them. */
    public PayloadModel.Trailer trailer() {
        return payloads.get(payloads.size() - 1).payload().orElseThrow().trailer();
    }
}
