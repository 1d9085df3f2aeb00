package org.ropewalk.processor.check.envelope;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Template;

/** Where an empty line is before each line of a server, no other line is empty. */
public final class EmptyLineRule {
    private EmptyLineRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        ProtocolModel protocol = declaration.model();
        Wire wire = protocol.wire();
        if (!wire.terminators().emptyLines()) {
            return;
        }
        boolean onlyLines =
                wire.carrier() == Wire.Carrier.LINE
                        && !wire.datagrams()
                        && !wire.checks().any()
                        && wire.quotes().filter(each -> !each.literal().equals("NONE")).isEmpty();
        List<ReplyModel> replies = replies(protocol).toList();
        if (!onlyLines || replies.stream().anyMatch(EmptyLineRule::isOtherwise)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    Place.of(declaration.element()),
                    "An empty line before each line of a server, with bare or empty replies, arrays,"
                            + " datagrams, counted literals or computed values",
                    "remove one of them");
        }
    }

    /** Whether a reply has nothing before it, or a line that is empty itself. */
    private static boolean isOtherwise(ReplyModel reply) {
        return reply.bare() || reply.lines().anyMatch(Template::isEmpty);
    }

    private static Stream<ReplyModel> replies(ProtocolModel protocol) {
        Stream<ReplyModel> pushed =
                protocol.pushes().stream()
                        .map(PushesModel::methods)
                        .flatMap(List::stream)
                        .map(PushModel::reply);
        Stream<ReplyModel> answers =
                protocol.states().stream()
                        .flatMap(state -> Stream.concat(replies(state), errors(state.errors())));
        return Stream.of(pushed, answers, errors(protocol.errors())).flatMap(each -> each);
    }

    private static Stream<ReplyModel> replies(StateModel state) {
        return Stream.concat(state.commands().stream(), state.greeting().stream())
                .flatMap(EmptyLineRule::replies);
    }

    /** The replies to a command, and to its errors. */
    static Stream<ReplyModel> replies(CommandModel command) {
        return Stream.of(
                        command.answer().opening().stream(),
                        command.replies(),
                        errors(command.errors()))
                .flatMap(each -> each);
    }

    /** The replies to errors. */
    static Stream<ReplyModel> errors(ErrorReplies errors) {
        return Arrays.stream(ErrorKind.values())
                .map(errors::declared)
                .flatMap(Optional::stream)
                .map(ErrorReplies.ErrorReply::reply);
    }
}
