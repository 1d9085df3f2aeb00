package org.ropewalk.processor.output;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.Limit;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Terminators;

/** The reference page of a protocol, in Markdown. */
final class ReferencePage {
    private final ProtocolModel protocol;
    private final StateNames states;
    private final List<StatedCommand> commands;
    private final Markdown page = new Markdown();

    ReferencePage(ProtocolModel protocol) {
        this.protocol = protocol;
        states = new StateNames(protocol);
        commands = StatedCommand.of(protocol, states);
    }

    String write() {
        page.heading(1, protocol.type().simpleName())
                .prose(Documentation.text(protocol.documentation()))
                .paragraph(
                        "Generated from "
                                + Markdown.code(protocol.type().canonicalName())
                                + ". In a line, `{name}` is a value, `[…]` is optional,"
                                + "\nand `{'…'}` is text for humans, which may vary.");
        wire();
        if (protocol.hasStates()) {
            states();
        }
        page.heading(2, "Commands");
        commands.forEach(this::command);
        protocol.pushes().ifPresent(this::pushes);
        errors();
        limits();
        return page.page();
    }

    private void wire() {
        Wire wire = protocol.wire();
        page.table("wire format", "");
        row("commands end with", ends(wire.terminators().commands()));
        row("lines of the server end with", ends(wire.terminators().replies()));
        row("between words", WireText.separator(wire.separator()));
        row("upper and lower case of literals", wire.caseSensitive() ? "different" : "equal");
        if (wire.shortForms()) {
            row("words with lower case letters", "have a short form: their upper case letters");
        }
        row("character set", wire.charset());
        row("commands that follow a pending one", WireText.order(wire.order()));
        wire.chain().ifPresent(chain -> row("several commands in a line", WireText.chain(chain)));
        if (wire.carrier() == Wire.Carrier.TRAILING) {
            row("last parameter", "may contain blanks after a colon");
        }
        if (wire.marksContinued()) {
            row(
                    "all lines of a reply except the last",
                    "have " + Markdown.code(wire.continued()) + " after the code");
        }
        if (wire.datagrams()) {
            row("datagrams", "contain one line or several");
        }
        protocol.envelope()
                .ifPresent(
                        envelope ->
                                row("around commands", Markdown.code(envelope.command().source())));
        wire.checks().command().ifPresent(check -> row("checksum of commands", check.method()));
        wire.checks().reply().ifPresent(check -> row("checksum of replies", check.method()));
        page.end();
    }

    private void row(String left, String right) {
        page.row(left, right);
    }

    private static String ends(List<String> ends) {
        List<String> names = new ArrayList<>();
        for (String end : ends) {
            names.add(Markdown.code(Terminators.name(end)));
        }
        return String.join(" or ", names);
    }

    private void states() {
        page.heading(2, "States")
                .paragraph("```mermaid\n" + new StateDiagram(protocol, states).write() + "```");
        page.table("state", "", "commands");
        for (StateModel state : protocol.states()) {
            List<String> verbs = new ArrayList<>();
            for (CommandModel command : state.commands()) {
                String verb = Markdown.code(StateDiagram.verb(command));
                if (!verbs.contains(verb)) {
                    verbs.add(verb);
                }
            }
            String about = Markdown.cell(Documentation.text(state.documentation()));
            page.row(
                    states.of(state),
                    (about + (state.once() ? " One line or payload." : "")).strip(),
                    String.join(", ", verbs));
        }
        page.end();
        for (StateModel state : protocol.states()) {
            state.greeting().ifPresent(greeting -> greeting(state, greeting));
        }
    }

    private void greeting(StateModel state, CommandModel greeting) {
        page.paragraph("The greeting in " + states.of(state) + ":");
        replies(greeting);
    }

    private void command(StatedCommand stated) {
        CommandModel command = stated.command();
        Template line = command.templates().get(0);
        String source = line.source();
        page.heading(
                3,
                source.isEmpty()
                        ? "A payload without a line"
                        : Markdown.code(line.head().source()).replace("\\|", "|"));
        if (line.fields().isPresent()) {
            page.paragraph("```text\n" + source.replace("\\n", "\n").strip() + "\n```");
        }
        page.prose(Documentation.text(command.documentation()));
        List<String> notes = CommandNotes.of(command);
        if (protocol.hasStates()) {
            notes.add(0, "In " + String.join(", ", stated.states()) + ".");
        }
        if (!notes.isEmpty()) {
            page.prose(String.join(" ", notes));
        }
        parameters(command.parameters(), command.documentation());
        replies(command);
    }

    private void parameters(List<ParameterModel> parameters, String comment) {
        boolean begun = false;
        for (ParameterModel each : parameters) {
            if (each.role() == ParameterModel.Role.REPLIES
                    || ParameterModel.anyState(List.of(each))) {
                continue;
            }
            if (!begun) {
                page.table("parameter", "type", "");
                begun = true;
            }
            page.row(
                    Markdown.code(each.name()),
                    TypeText.of(each),
                    Markdown.cell(Documentation.parameter(comment, each.name())));
        }
        if (begun) {
            page.end();
        }
    }

    private void replies(CommandModel command) {
        if (command.neverReplies()) {
            page.paragraph("There is no reply, not even to errors.");
            return;
        }
        page.table("reply", "when", "then");
        for (Outcome outcome : Outcome.of(command)) {
            page.row(ReplyText.of(outcome), outcome.when(), then(outcome));
        }
        for (ErrorKind kind : ErrorKind.values()) {
            command.errors()
                    .declared(kind)
                    .ifPresent(
                            error ->
                                    page.row(
                                            ReplyText.of(error),
                                            kind.member(),
                                            closing(error.reply())));
        }
        page.end();
    }

    private String then(Outcome outcome) {
        if (outcome.closes()) {
            return "the connection is closed";
        }
        return outcome.next().map(next -> "to " + states.of(next)).orElse("");
    }

    private static String closing(ReplyModel reply) {
        return reply.close() ? "the connection is closed" : "";
    }

    private void pushes(PushesModel pushes) {
        page.heading(2, "Push messages");
        for (PushModel push : pushes.methods()) {
            page.heading(3, push.method()).prose(Documentation.text(push.documentation()));
            page.paragraph(ReplyText.of(push.reply()));
            parameters(push.parameters(), push.documentation());
        }
    }

    private void errors() {
        page.heading(2, "Errors");
        page.table("reply", "when", "", "then");
        errors(protocol.errors(), "");
        for (StateModel state : protocol.states()) {
            if (protocol.hasStates()) {
                errors(state.errors(), "in " + states.of(state));
            }
        }
        page.end();
    }

    private void errors(ErrorReplies errors, String where) {
        for (ErrorKind kind : ErrorKind.values()) {
            errors.declared(kind)
                    .ifPresent(
                            error ->
                                    page.row(
                                            ReplyText.of(error),
                                            kind.member() + (where.isEmpty() ? "" : ", " + where),
                                            WireText.meaning(kind),
                                            closing(error.reply())));
        }
    }

    private void limits() {
        page.heading(2, "Limits");
        page.table("limit", "value", "exceptions");
        for (Limit limit : Limit.values()) {
            if (limit == Limit.AMPLIFICATION && !protocol.wire().datagrams()) {
                continue;
            }
            List<String> others = new ArrayList<>();
            for (StateModel state : protocol.states()) {
                state.limits().ifPresent(own -> differ(others, limit, own, states.of(state)));
            }
            for (StatedCommand each : commands) {
                CommandModel command = each.command();
                command.limits()
                        .ifPresent(
                                own ->
                                        differ(
                                                others,
                                                limit,
                                                own,
                                                Markdown.code(StateDiagram.verb(command))));
            }
            page.row(
                    Markdown.code(limit.member()),
                    WireText.bound(protocol.limits().of(limit)),
                    String.join(", ", others));
        }
        page.end();
    }

    private void differ(List<String> others, Limit limit, Limits own, String name) {
        String text = name + " " + WireText.bound(own.of(limit));
        if (own.of(limit) != protocol.limits().of(limit) && !others.contains(text)) {
            others.add(text);
        }
    }
}
