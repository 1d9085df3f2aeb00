package org.ropewalk.processor.check.envelope;

import java.util.List;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Where the envelope writes text behind lines, none of them ends in commentary. */
public final class RemarkRule {
    private RemarkRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        ProtocolModel protocol = declaration.model();
        Place whole = Place.of(declaration.element());
        checkReplies(EmptyLineRule.errors(protocol.errors()), whole, reports);
        protocol.pushes().stream()
                .flatMap(pushes -> pushes.methods().stream())
                .forEach(
                        push ->
                                checkReplies(
                                        Stream.of(push.reply()), declaration.place(push), reports));
        for (StateModel state : protocol.states()) {
            checkReplies(EmptyLineRule.errors(state.errors()), whole, reports);
            for (CommandModel command : state.commands()) {
                check(command.templates().stream(), declaration.place(command), reports);
            }
            Stream.concat(state.commands().stream(), state.greeting().stream())
                    .filter(CommandModel::client)
                    .forEach(
                            command ->
                                    checkReplies(
                                            EmptyLineRule.replies(command),
                                            declaration.place(command),
                                            reports));
        }
    }

    private static void checkReplies(Stream<ReplyModel> replies, Place place, Reports reports) {
        check(replies.flatMap(ReplyModel::lines), place, reports);
    }

    private static void check(Stream<Template> lines, Place place, Reports reports) {
        if (lines.anyMatch(RemarkRule::goesOn)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A commentary before the text of an envelope",
                    "write a text, such as {message*}, or write the text before {*}");
        }
    }

    /** Whether something follows a commentary in its line. */
    private static boolean goesOn(Template line) {
        List<Node> nodes = line.head().nodes();
        return nodes.stream()
                .limit(Math.max(0, nodes.size() - 1))
                .anyMatch(Node.Commentary.class::isInstance);
    }
}
