package org.ropewalk.processor.check.overlap;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;

/** Where the commands of a line share their reply, nothing is written between two of its parts. */
final class SharedReplyRule {
    /** What may end a line: each ends with a character that the others do not end before. */
    private static final Set<Set<String>> ENDS =
            Set.of(Set.of("\r\n"), Set.of("\n"), Set.of("\r\n", "\n"), Set.of("\r"));

    private final Declaration declaration;
    private final Wire.Chain chain;
    private final Reports reports;

    private SharedReplyRule(Declaration declaration, Wire.Chain chain, Reports reports) {
        this.declaration = declaration;
        this.chain = chain;
        this.reports = reports;
    }

    /** Reports what {@code declaration} breaks. */
    static void check(Declaration declaration, Wire.Chain chain, Reports reports) {
        new SharedReplyRule(declaration, chain, reports).check();
    }

    private void check() {
        ProtocolModel protocol = declaration.model();
        boolean mixes =
                protocol.states().stream().anyMatch(SharedReplyRule::mixes)
                        || !ENDS.contains(Set.copyOf(protocol.wire().terminators().commands()))
                        || protocol.wire().terminators().replies().size() > 2;
        if (mixes) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    Place.of(declaration.element()),
                    "A reply that the commands of a line share, with batches, interrupts, TLS,"
                            + " logins, prompts except before payloads, or other line ends",
                    "write together = WHOLE");
        }
        boolean oneLine = chain.together() == Wire.Together.ONE_LINE;
        if (oneLine && !declaration.envelope("reply").equals("{*}")) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    Place.of(declaration.element()),
                    "An envelope of replies in one line",
                    "write its text in the replies");
        }
        protocol.states().stream().flatMap(state -> state.commands().stream()).forEach(this::check);
    }

    /** Whether something else is written, or read, among the commands of a line. */
    private static boolean mixes(StateModel state) {
        return state.prompt().isPresent() && state.barePayload().isEmpty()
                || state.batch().isPresent()
                || state.commands().stream().anyMatch(SharedReplyRule::isApart);
    }

    private static boolean isApart(CommandModel command) {
        return command.startsTls()
                || command.attempts().isPresent()
                || !command.interrupts().isEmpty();
    }

    private void check(CommandModel command) {
        List<ReplyModel> replies = command.replies().toList();
        boolean oneLine = chain.together() == Wire.Together.ONE_LINE;
        boolean several =
                command.answer().opening().isPresent()
                        || oneLine && replies.stream().anyMatch(SharedReplyRule::hasLines);
        if (several
                || command.answer().shape() instanceof Answer.Behind
                || payloads(command).findAny().isPresent()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    declaration.place(command),
                    "A reply with a payload, or with several lines, where commands share it",
                    "write it in one line, or write together = WHOLE");
        }
        boolean holds =
                replies.stream()
                        .flatMap(ReplyModel::lines)
                        .anyMatch(line -> line.mentions(this::isSeparator));
        if (oneLine && holds) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    declaration.reply(command, "value"),
                    "The separator of @Chain in a reply",
                    "use another literal");
        }
    }

    private static boolean hasLines(ReplyModel reply) {
        return reply.isSequence() || reply.each().isPresent() || reply.per().isPresent();
    }

    private static Stream<ParameterModel> payloads(CommandModel command) {
        Answer.Shape shape = command.answer().shape();
        return Stream.concat(
                        records(shape).flatMap(each -> each.components().stream()),
                        command.failures().stream().flatMap(each -> each.parameters().stream()))
                .filter(each -> each.payload().isPresent());
    }

    private static Stream<RecordModel> records(Answer.Shape shape) {
        if (shape instanceof Answer.Maybe maybe) {
            return records(maybe.present());
        }
        if (shape instanceof Answer.Alternatives several) {
            return several.alternatives().stream().map(Answer.Structured::record);
        }
        if (shape instanceof Answer.Listing list) {
            return Stream.concat(Stream.of(list.record()), items(list.reply(), list.item()));
        }
        if (shape instanceof Answer.Items list) {
            return items(list.reply(), list.item());
        }
        return shape instanceof Answer.Structured one ? Stream.of(one.record()) : Stream.empty();
    }

    /** The items of a list whose last line may be theirs. */
    private static Stream<RecordModel> items(ReplyModel reply, Answer.Shape item) {
        return reply.end().isPresent() ? Stream.empty() : records(item);
    }

    private boolean isSeparator(Node node) {
        return node instanceof Node.Literal literal
                && literal.text().indexOf(chain.separator()) >= 0;
    }
}
