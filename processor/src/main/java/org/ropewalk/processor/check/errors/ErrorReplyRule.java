package org.ropewalk.processor.check.errors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.ReplyErrors;
import org.ropewalk.processor.model.lines.ReplyLines;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * No result of a command may be read from an error line that the command can receive. Where the
 * error line is more specific, the server refuses results that look like it.
 */
public final class ErrorReplyRule {
    private final ProtocolModel protocol;
    private final Declaration declaration;
    private final Specificity specificity;
    private final Reports reports;
    private final Set<String> reported = new HashSet<>();

    private ErrorReplyRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.protocol = declaration.model();
        this.specificity = new Specificity(protocol.wire().caseSensitive());
        this.reports = reports;
    }

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        ErrorReplyRule rule = new ErrorReplyRule(declaration, reports);
        Set<CommandModel> seen = new LinkedHashSet<>();
        declaration.model().states().forEach(state -> seen.addAll(state.commands()));
        seen.stream().filter(CommandModel::client).forEach(rule::check);
    }

    private void check(CommandModel command) {
        if (hasNoResult(command) && overlaps(command)) {
            return;
        }
        ReplyLines lines = ReplyLines.of(command, protocol);
        List<Line> results = new ArrayList<>(lines.results());
        if (command.answer().opening().isPresent()) {
            results.addAll(lines.within());
            results.removeAll(lines.failures());
        }
        List<Line> all = lines(ReplyErrors.all(command, protocol));
        for (Line error : lines(ReplyErrors.received(command, protocol))) {
            results.stream()
                    .filter(result -> !isRefusal(result, all))
                    .forEach(result -> compare(command, result, error));
        }
    }

    private static List<Line> lines(List<Template> errors) {
        return errors.stream().map(line -> Line.of(line, List.of(), Optional.empty())).toList();
    }

    private void compare(CommandModel command, Line result, Line error) {
        Verdict verdict = specificity.compare(result, error);
        boolean ambiguous =
                isAmbiguous(verdict) || verdict.outcome() == Outcome.FIRST && hasText(error);
        if (ambiguous && reported.add(result.source() + "\n" + error.source())) {
            reports.add(
                    Diagnostic.AMBIGUOUS_REPLY,
                    declaration.place(command),
                    result.source(),
                    error.source(),
                    verdict.witness(),
                    "as a reply to " + command.method() + " and as an error of @Errors");
        }
    }

    private static boolean isAmbiguous(Verdict verdict) {
        return verdict.outcome() == Outcome.AMBIGUOUS;
    }

    /** Whether an error line has a text that may be whatever the more specific result is. */
    private static boolean hasText(Line error) {
        return !error.segments().isEmpty()
                && error.segments().get(0) instanceof Segment.Token first
                && first.literal().isPresent()
                && error.segments().stream().anyMatch(Segment.Tail.class::isInstance);
    }

    private static boolean hasNoResult(CommandModel command) {
        Answer.Shape shape = command.answer().shape();
        return shape instanceof Answer.Fixed || shape instanceof Answer.Enter;
    }

    /** Whether a line has a text for people, behind words that several errors begin with. */
    private boolean isRefusal(Line result, List<Line> errors) {
        return result.segments().stream().anyMatch(Segment.Remark.class::isInstance)
                && errors.stream()
                                .filter(error -> isAmbiguous(specificity.compare(result, error)))
                                .distinct()
                                .count()
                        > 1;
    }

    /** Whether a command accepts wrong forms of another one, or another word in its place. */
    private boolean overlaps(CommandModel command) {
        return protocol.states().stream()
                .filter(state -> state.commands().contains(command))
                .anyMatch(state -> overlaps(command, state));
    }

    private boolean overlaps(CommandModel command, StateModel state) {
        List<CommandLine> lines = CommandLine.of(command);
        return state.commands().stream()
                .filter(other -> !other.equals(command))
                .flatMap(other -> CommandLine.of(other).stream())
                .anyMatch(
                        other ->
                                lines.stream()
                                        .anyMatch(
                                                line ->
                                                        specificity.compare(line, other).outcome()
                                                                != Outcome.DISJOINT));
    }
}
