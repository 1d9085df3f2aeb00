package org.ropewalk.processor.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.template.Template;

/** What is special about a command, in sentences. */
final class CommandNotes {
    private CommandNotes() {}

    static List<String> of(CommandModel command) {
        List<String> notes = new ArrayList<>();
        if (command.deprecated()) {
            notes.add("Deprecated.");
        }
        List<Template> others = command.templates().subList(1, command.templates().size());
        for (Template other : others) {
            notes.add("Also `" + other.source() + "`.");
        }
        if (command.startsTls()) {
            notes.add("TLS begins after the reply.");
        }
        if (command.last()) {
            notes.add("The client must wait for the reply before it sends more.");
        }
        if (command.secret()) {
            notes.add("It contains a secret and is not logged.");
        }
        command.attempts()
                .ifPresent(
                        attempts ->
                                notes.add(
                                        "The reply to a failure is delayed by "
                                                + attempts.delaySeconds()
                                                + " s. After "
                                                + attempts.most()
                                                + " failures the connection is closed."));
        command.junk()
                .ifPresent(
                        most -> notes.add("After " + most + " in a row the connection is closed."));
        if (command.isInterrupting()) {
            notes.add(
                    "It interrupts "
                            + command.interrupts().stream()
                                    .map(name -> "`" + name + "`")
                                    .collect(Collectors.joining(", "))
                            + " while that waits for its reply.");
        }
        command.silentWhen()
                .ifPresent(name -> notes.add("If `" + name + "` is true, there is no reply."));
        return notes;
    }
}
