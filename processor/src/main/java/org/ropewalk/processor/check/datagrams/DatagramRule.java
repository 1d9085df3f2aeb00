package org.ropewalk.processor.check.datagrams;

import java.util.List;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** A datagram comes whole, and belongs to no session. */
public final class DatagramRule {
    private static final String COUNT = "use a COUNTED payload";

    private final Declaration declaration;
    private final Reports reports;

    private DatagramRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.reports = reports;
    }

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        if (declaration.model().wire().datagrams()) {
            new DatagramRule(declaration, reports).check(declaration.model());
        }
    }

    private void check(ProtocolModel protocol) {
        if (protocol.hasStates()) {
            report(
                    Place.of(declaration.element()),
                    "A protocol with states",
                    "a datagram belongs to no session",
                    "remove the states");
            return;
        }
        StateModel only = protocol.initial();
        only.greeting()
                .ifPresent(
                        greeting ->
                                report(
                                        declaration.place(greeting),
                                        "Greeting " + greeting.method(),
                                        "no connection begins",
                                        "remove it"));
        only.farewell()
                .ifPresent(
                        farewell ->
                                report(
                                        declaration.place(only),
                                        "Method " + farewell.method(),
                                        "no connection ends",
                                        "remove it"));
        only.commands().forEach(this::command);
        protocol.pushes()
                .ifPresent(
                        pushes ->
                                pushes.methods()
                                        .forEach(
                                                push ->
                                                        values(
                                                                push.parameters(),
                                                                declaration.place(push))));
    }

    private void command(CommandModel command) {
        Place place = declaration.place(command);
        if (command.startsTls()) {
            report(place, "Command " + command.method(), "datagrams have no TLS", "remove it");
        }
        if (command.attempts().isPresent() || command.junk().isPresent()) {
            report(
                    place,
                    "Command " + command.method(),
                    "nothing counts how often a sender has called it",
                    "remove " + (command.junk().isPresent() ? "@Junk" : "@Attempts"));
        }
        if (command.isInterrupting()) {
            report(
                    place,
                    "Command " + command.method(),
                    "nothing tells which command of a sender it interrupts",
                    "remove interrupts");
        }
        for (ParameterModel parameter : command.parameters()) {
            value(parameter, declaration.place(command, parameter));
        }
        shape(command.answer().shape(), place);
        for (FailureModel failure : command.failures()) {
            values(failure.parameters(), place);
        }
    }

    private void shape(Answer.Shape shape, Place place) {
        if (shape instanceof Answer.Behind behind) {
            payload("the result", behind.payload(), place);
        } else if (shape instanceof Answer.Structured structured) {
            values(structured.record().components(), place);
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(each -> shape(each, place));
        } else if (shape instanceof Answer.Maybe maybe) {
            shape(maybe.present(), place);
        } else if (shape instanceof Answer.Items items) {
            shape(items.item(), place);
        } else if (shape instanceof Answer.Listing listing) {
            values(listing.record().components(), place);
            shape(listing.item(), place);
        }
    }

    private void values(List<ParameterModel> values, Place place) {
        values.forEach(value -> value(value, place));
    }

    private void value(ParameterModel value, Place place) {
        if (value.isStream()) {
            report(place, "Stream " + value.name(), "a datagram comes whole", "use Bytes");
        } else {
            value.payload().ifPresent(payload -> payload(value.name(), payload, place));
        }
    }

    private void payload(String name, PayloadModel payload, Place place) {
        if (!payload.isCounted()) {
            report(place, "Payload " + name, "no word tells its length", COUNT);
        }
    }

    private void report(Place place, String what, String why, String remedy) {
        reports.add(Diagnostic.NOT_FOR_DATAGRAMS, place, what, why, remedy);
    }
}
