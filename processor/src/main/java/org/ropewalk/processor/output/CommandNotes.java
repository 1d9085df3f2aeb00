package org.ropewalk.processor.output;

import java.util.ArrayList;
import java.util.List;
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
            notes.add("TLS begins behind the reply.");
        }
        if (command.last()) {
            notes.add("Nothing may be sent behind it before its reply has come.");
        }
        if (command.secret()) {
            notes.add("It has a secret, and is not logged.");
        }
        command.attempts()
                .ifPresent(
                        attempts ->
                                notes.add(
                                        "A failure is answered after "
                                                + attempts.delaySeconds()
                                                + " s; after "
                                                + attempts.most()
                                                + " the connection ends."));
        command.junk()
                .ifPresent(most -> notes.add("After " + most + " in a row the connection ends."));
        command.silentWhen()
                .ifPresent(name -> notes.add("Where `" + name + "` is true, nothing is answered."));
        return notes;
    }
}
