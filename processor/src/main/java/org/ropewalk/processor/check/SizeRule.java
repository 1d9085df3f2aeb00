package org.ropewalk.processor.check;

import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Generated classes keep within what the JVM allows of a class and a method. */
final class SizeRule {
    private static final int MAX_STATES = 200;
    private static final int MAX_COMMANDS = 2_000;
    private static final int MAX_ALTERNATIVES = 250;
    private static final int MAX_CONSTANTS = 500;
    private static final int MAX_PUSHES = 500;

    private SizeRule() {}

    static void check(Declaration declaration, Reports reports) {
        ProtocolModel protocol = declaration.model();
        Place place = Place.of(declaration.element());
        String name = protocol.type().simpleName();
        long commands =
                protocol.states().stream()
                        .flatMap(state -> state.commands().stream())
                        .distinct()
                        .count();
        check(
                name,
                protocol.states().size(),
                "states",
                MAX_STATES,
                "declare two protocols",
                place,
                reports);
        check(name, commands, "commands", MAX_COMMANDS, "declare two protocols", place, reports);
        protocol.pushes()
                .ifPresent(
                        pushes ->
                                check(
                                        pushes.types().get(0).simpleName(),
                                        pushes.methods().size(),
                                        "push messages",
                                        MAX_PUSHES,
                                        "use a parameter to distinguish them",
                                        place,
                                        reports));
        for (StateModel state : protocol.states()) {
            for (CommandModel command : state.commands()) {
                replies(declaration, command, command.answer().shape(), reports);
            }
        }
    }

    private static void replies(
            Declaration declaration, CommandModel command, Answer.Shape shape, Reports reports) {
        if (shape instanceof Answer.Alternatives several) {
            check(
                    "The result of " + command.method(),
                    several.alternatives().size(),
                    "alternatives",
                    MAX_ALTERNATIVES,
                    "use a component to distinguish them",
                    declaration.place(command),
                    reports);
        } else if (shape instanceof Answer.Constants constants) {
            check(
                    "The result of " + command.method(),
                    constants.replies().size(),
                    "constants",
                    MAX_CONSTANTS,
                    "return the word as {}",
                    declaration.place(command),
                    reports);
        } else if (shape instanceof Answer.Maybe maybe) {
            replies(declaration, command, maybe.present(), reports);
        } else if (shape instanceof Answer.Items items) {
            replies(declaration, command, items.item(), reports);
        } else if (shape instanceof Answer.Listing listing) {
            replies(declaration, command, listing.item(), reports);
        }
    }

    private static void check(
            String owner,
            long count,
            String things,
            int most,
            String remedy,
            Place place,
            Reports reports) {
        if (count > most) {
            reports.add(Diagnostic.TOO_MANY, place, owner, count, things, most, remedy);
        }
    }
}
