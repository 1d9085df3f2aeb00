package org.ropewalk.processor.check.overlap;

import java.util.List;
import java.util.regex.Pattern;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.PayloadModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Where a line may hold several commands, nothing but commands and quotes is in the input. */
public final class ChainRule {
    /** What commands may begin with: it is found before words are. */
    private static final Pattern PREFIX = Pattern.compile("[!-~&&[^{}\\[\\]\\\\]]*\\{\\*}");

    private ChainRule() {}

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        ProtocolModel protocol = declaration.model();
        protocol.wire()
                .chain()
                .ifPresent(
                        chain -> {
                            check(declaration, chain.separator(), reports);
                            if (!chain.isWhole()) {
                                SharedReplyRule.check(declaration, chain, reports);
                            }
                        });
    }

    private static void check(Declaration declaration, char separator, Reports reports) {
        ProtocolModel protocol = declaration.model();
        Wire wire = protocol.wire();
        boolean onlyLines =
                wire.carrier() == Wire.Carrier.LINE
                        && !wire.datagrams()
                        && wire.filter().isEmpty()
                        && wire.quotes().filter(ChainRule::isCounted).isEmpty();
        if (!onlyLines) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    Place.of(declaration.element()),
                    "@Chain with arrays, datagrams, literals of counted bytes, or filter",
                    "remove @Chain");
        }
        if (!PREFIX.matcher(declaration.envelope("command")).matches()
                || protocol.states().stream().anyMatch(StateModel::bare)) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    Place.of(declaration.element()),
                    "An envelope of commands in one line, other than a word directly before {*}",
                    "write it as AT{*}, on the protocol");
        }
        for (CommandModel command : commands(protocol)) {
            if (command.parameters().stream()
                            .anyMatch(each -> each.role() == ParameterModel.Role.PAYLOAD)
                    && !isBehindLine(command, wire)) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        declaration.place(command),
                        "A payload where a line has several commands",
                        "use ONE_END, and DELIMITED in a @Once state with @Prompt");
            }
            if (command.templates().stream()
                    .anyMatch(line -> line.mentions(node -> isIn(node, separator)))) {
                reports.add(
                        Diagnostic.NOT_YET_SUPPORTED,
                        declaration.place(command),
                        "The separator of @Chain in a command",
                        "use another literal");
            }
        }
    }

    /** Whether a payload follows a line whose last line is shared, and no command. */
    private static boolean isBehindLine(CommandModel command, Wire wire) {
        boolean delimited =
                command.parameters().stream()
                        .allMatch(
                                each ->
                                        !each.isStream()
                                                && each.payload()
                                                        .filter(ChainRule::isDelimited)
                                                        .isPresent());
        return delimited
                && command.templates().stream().allMatch(Template::isEmpty)
                && wire.sharesReplies()
                && !wire.joinsReplies()
                && !wire.hasBlockWords();
    }

    private static boolean isDelimited(PayloadModel payload) {
        return payload.framing() == PayloadModel.Framing.DELIMITED;
    }

    /** Whether words may be literals whose length is before a line end. */
    private static boolean isCounted(Wire.Quotes quotes) {
        return !quotes.literal().equals("NONE") && !quotes.literal().equals("IEEE_488");
    }

    private static List<CommandModel> commands(ProtocolModel protocol) {
        return protocol.states().stream().flatMap(state -> state.commands().stream()).toList();
    }

    private static boolean isIn(Node node, char separator) {
        return node instanceof Node.Literal literal && literal.text().indexOf(separator) >= 0
                || node instanceof Node.Many many
                        && many.delimiter().filter(each -> each == separator).isPresent();
    }
}
