package org.ropewalk.processor.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the payloads of a protocol hold. */
public final class Contents {
    private Contents() {}

    /** Of commands. */
    public static Set<ValueType.Content> ofCommands(ProtocolModel protocol) {
        Set<ValueType.Content> contents = new LinkedHashSet<>();
        protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .forEach(command -> add(command.parameters(), contents));
        return contents;
    }

    /** Of replies. */
    public static Set<ValueType.Content> ofReplies(ProtocolModel protocol) {
        Set<ValueType.Content> contents = new LinkedHashSet<>();
        for (StateModel state : protocol.states()) {
            state.greeting().ifPresent(each -> add(each.answer().shape(), contents));
            for (CommandModel command : state.commands()) {
                add(command.answer().shape(), contents);
                command.failures().forEach(failure -> add(failure.parameters(), contents));
            }
        }
        return contents;
    }

    /** Of what is pushed. */
    public static Set<ValueType.Content> ofPushes(ProtocolModel protocol) {
        Set<ValueType.Content> contents = new LinkedHashSet<>();
        protocol.pushes()
                .ifPresent(
                        pushes ->
                                pushes.methods().forEach(push -> add(push.parameters(), contents)));
        return contents;
    }

    private static void add(List<ParameterModel> values, Set<ValueType.Content> contents) {
        values.forEach(value -> add(value.value(), contents));
    }

    private static void add(ValueType type, Set<ValueType.Content> contents) {
        if (type instanceof ValueType.Content content) {
            contents.add(content);
        }
    }

    private static void add(Answer.Shape shape, Set<ValueType.Content> contents) {
        if (shape instanceof Answer.Structured structured) {
            add(structured.record().components(), contents);
        } else if (shape instanceof Answer.Behind behind) {
            add(behind.value(), contents);
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(each -> add(each, contents));
        } else if (shape instanceof Answer.Maybe maybe) {
            add(maybe.present(), contents);
        } else if (shape instanceof Answer.Items items) {
            add(items.item(), contents);
        }
    }
}
