package org.ropewalk.processor.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.ReplyLines;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * No line that a server sends can be two things where a client meets it: results, exceptions, items
 * and ends of lists, pushes. A line of {@code @Errors} may be that of an exception.
 */
final class ReplyLineRule {
    private final ProtocolModel protocol;
    private final Declaration declaration;
    private final Specificity specificity;
    private final Reports reports;
    private final Set<String> reported = new HashSet<>();

    private ReplyLineRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.protocol = declaration.model();
        this.specificity = new Specificity(protocol.wire().caseSensitive());
        this.reports = reports;
    }

    static void check(Declaration declaration, Reports reports) {
        ReplyLineRule rule = new ReplyLineRule(declaration, reports);
        Set<CommandModel> seen = new HashSet<>();
        List<Line> pushes = rule.pushes();
        for (StateModel state : declaration.model().states()) {
            state.commands().stream()
                    .filter(seen::add)
                    .forEach(command -> rule.replies(command, pushes));
            // A greeting comes before all else: nothing is taken for a push there.
            state.greeting().filter(seen::add).ifPresent(rule::greeting);
        }
    }

    private void greeting(CommandModel greeting) {
        if (greeting.answer().shape().isPayloadAlone()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    declaration.place(greeting),
                    "A greeting without a line",
                    "give it one");
        }
        replies(greeting, List.of());
    }

    private void replies(CommandModel command, List<Line> pushes) {
        if (!command.client()) {
            return;
        }
        untold(command);
        ReplyLines lines = ReplyLines.of(command, protocol);
        Place place = declaration.place(command);
        String where = "as a reply to " + command.method();
        pairs(lines.first(), where, place);
        pairs(lines.within(), where, place);
        lines.first().forEach(line -> within(line, place));
        lines.within().forEach(line -> within(line, place));
        for (Line push : pushes) {
            lines.results().forEach(line -> beforeReplies(push, line, where, place));
            if (command.answer().opening().isPresent()) {
                lines.within().forEach(line -> beforeReplies(push, line, where, place));
            }
        }
    }

    /** A reply that has no line could not be told from the others, unless it is all that comes. */
    private void untold(CommandModel command) {
        alone(command.answer().shape())
                .ifPresent(
                        reply ->
                                reports.add(
                                        Diagnostic.UNTOLD_REPLY,
                                        declaration.place(command),
                                        reply,
                                        command.method()));
    }

    private static Optional<String> alone(Answer.Shape shape) {
        if (shape instanceof Answer.Alternatives several) {
            return several.alternatives().stream()
                    .filter(ReplyLineRule::isAlone)
                    .map(each -> each.record().type().simpleName())
                    .findFirst();
        }
        if (shape instanceof Answer.Maybe maybe) {
            return maybe.present().isPayloadAlone()
                    ? Optional.of("the result")
                    : alone(maybe.present());
        }
        return shape instanceof Answer.Structured reply && !reply.isPayloadAlone() && isAlone(reply)
                ? Optional.of(reply.record().type().simpleName())
                : Optional.empty();
    }

    private static boolean isAlone(Answer.Structured reply) {
        return reply.reply().value().isEmpty() && hasPayload(reply);
    }

    private static boolean hasPayload(Answer.Structured reply) {
        return reply.record().components().stream().anyMatch(each -> each.payload().isPresent());
    }

    /**
     * A client looks for pushes first: no result may be one always. A refusal may: where it comes
     * as a push, a protocol writes both alike.
     */
    private void beforeReplies(Line push, Line line, String where, Place place) {
        Verdict verdict = specificity.compare(push, line);
        if (verdict.outcome() == Outcome.AMBIGUOUS
                || verdict.outcome() == Outcome.SECOND && specificity.covers(push, line)) {
            report(push, line, verdict, where + " and as a push message", place);
        }
    }

    /** The lines that are pushed, each compared with the others. */
    private List<Line> pushes() {
        List<Line> lines = new ArrayList<>();
        if (protocol.pushes().isEmpty()) {
            return lines;
        }
        for (PushModel push : protocol.pushes().get().methods()) {
            int from = lines.size();
            push.reply().lines().forEach(line -> lines.add(line(push, line)));
            for (int i = from; i < lines.size(); i++) {
                within(lines.get(i), declaration.place(push));
                for (int j = 0; j < i; j++) {
                    compare(
                            lines.get(j),
                            lines.get(i),
                            "as a push message",
                            declaration.place(push));
                }
            }
        }
        return lines;
    }

    private Line line(PushModel push, Template line) {
        return Line.of(line, push.parameters(), Optional.empty());
    }

    private void pairs(List<Line> lines, String where, Place place) {
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < i; j++) {
                compare(lines.get(j), lines.get(i), where, place);
            }
        }
    }

    /**
     * No line of words can be read in two ways. Where it ends in a text, that depends on the text,
     * and protocols have such lines: {@code -ERR [CODE] message}.
     */
    private void within(Line line, Place place) {
        boolean trailing = protocol.wire().carrier() == Wire.Carrier.TRAILING;
        if (isWords(line) && reported.add(line.source())) {
            specificity
                    .ambiguousWithin(line, trailing)
                    .ifPresent(
                            witness ->
                                    reports.add(
                                            Diagnostic.AMBIGUOUS_GROUP,
                                            place,
                                            line.source(),
                                            witness));
        }
    }

    /** Whether a line has no text, so that its words alone tell how it is read. */
    static boolean isWords(Line line) {
        return line.segments().stream()
                .noneMatch(each -> each instanceof Segment.Tail || each instanceof Segment.Linear);
    }

    private void compare(Line earlier, Line later, String where, Place place) {
        Verdict verdict = specificity.compare(earlier, later);
        if (verdict.outcome() == Outcome.AMBIGUOUS) {
            report(earlier, later, verdict, where, place);
        }
    }

    private void report(Line earlier, Line later, Verdict verdict, String where, Place place) {
        if (reported.add(earlier.source() + "\n" + later.source())) {
            reports.add(
                    Diagnostic.AMBIGUOUS_REPLY,
                    place,
                    earlier.source(),
                    later.source(),
                    verdict.witness(),
                    where,
                    "");
        }
    }
}
