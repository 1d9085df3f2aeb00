package org.ropewalk.processor.check.errors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.ReplyErrors;
import org.ropewalk.processor.model.lines.ReplyLines;
import org.ropewalk.processor.model.lines.ReplyOrder;
import org.ropewalk.processor.model.lines.ReplyOrder.Role;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/**
 * No result of a command may be read from an error line that the command can receive, and no error
 * from a result. A client tries lines in their {@link ReplyOrder}; where it tries the error line
 * first, the server refuses results that look like it.
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
        declaration.model().states().stream()
                .flatMap(state -> state.greeting().stream())
                .distinct()
                .forEach(rule::greeting);
    }

    /** A line that a client may read where a reply is awaited. */
    private record Candidate(Line line, Role role) {}

    /** What a client reads first may be an error that comes at any time. */
    private void greeting(CommandModel greeting) {
        ReplyLines lines = ReplyLines.of(greeting, protocol);
        compare(
                greeting,
                ordered(greeting, lines.results(), lines.failures()),
                ReplyErrors.atAnyTime(greeting, protocol));
    }

    private void check(CommandModel command) {
        ReplyLines lines = ReplyLines.of(command, protocol);
        List<Template> received = ReplyErrors.received(command, protocol);
        List<Line> first = new ArrayList<>(lines.results());
        if (protocol.wire().marksContinued()) {
            first.addAll(lines.last());
        }
        compare(command, ordered(command, first, lines.failures()), received);
        if (command.answer().opening().isPresent()) {
            List<Line> results = new ArrayList<>(lines.within());
            results.removeAll(lines.failures());
            compare(command, ordered(command, results, lines.failures()), received);
        }
        for (Template error : ReplyErrors.atAnyTime(command, protocol)) {
            lines.last().forEach(last -> neverRead(command, last, error));
        }
    }

    /** Lines that may come at one place, in the order in which a client tries them. */
    private List<Candidate> ordered(CommandModel command, List<Line> results, List<Line> failures) {
        List<Candidate> all = new ArrayList<>();
        results.forEach(line -> all.add(new Candidate(line, Role.RESULT)));
        failures.forEach(line -> all.add(new Candidate(line, Role.FAILURE)));
        ReplyErrors.all(command, protocol)
                .forEach(line -> all.add(new Candidate(line(line), Role.ERROR)));
        return new ReplyOrder(specificity).of(all, Candidate::line, Candidate::role);
    }

    private void compare(CommandModel command, List<Candidate> ordered, List<Template> received) {
        for (Template error : received) {
            int place = ordered.indexOf(new Candidate(line(error), Role.ERROR));
            for (int i = 0; i < ordered.size(); i++) {
                Candidate other = ordered.get(i);
                if (other.role() != Role.RESULT || hasTag(line(error)) && !hasTag(other.line())) {
                    continue;
                }
                if (i < place) {
                    neverRead(command, other.line(), error);
                } else {
                    neverWritten(command, other.line(), error);
                }
            }
        }
    }

    /** The client tries {@code result} before {@code error}: that must not look like it. */
    private void neverRead(CommandModel command, Line result, Template error) {
        Line written = line(ReplyErrors.written(error));
        Verdict verdict = specificity.compare(result, written);
        if (verdict.outcome() != Outcome.DISJOINT) {
            report(command, result, error, verdict.witness());
        } else if (specificity.isTrimmedTo(written, result, protocol.wire().trimmed())) {
            report(command, result, error, result.source());
        }
    }

    /**
     * The client tries {@code error} before {@code result}. That is refused when it is written if
     * it looks like the error; what has no values always or never does.
     */
    private void neverWritten(CommandModel command, Line result, Template error) {
        Verdict verdict = specificity.compare(result, line(error));
        boolean refused =
                verdict.outcome() != Outcome.FIRST
                        && constant(result)
                                .map(text -> specificity.compare(text, line(error)).outcome())
                                .filter(outcome -> outcome != Outcome.DISJOINT)
                                .isEmpty();
        if (verdict.outcome() != Outcome.DISJOINT && !refused) {
            report(command, result, error, verdict.witness());
        }
    }

    /** What is always written for a line; empty if it has values. */
    private static Optional<Line> constant(Line line) {
        List<Node> nodes = new ArrayList<>();
        for (Segment segment : line.segments()) {
            if (segment instanceof Segment.Token token && token.literal().isPresent()) {
                nodes.add(new Node.Literal(token.literal().get()));
            } else if (segment instanceof Segment.Remark remark
                    && Texts.isConstant(remark.commentary().nodes())) {
                nodes.add(remark.commentary());
            } else {
                return Optional.empty();
            }
            nodes.add(new Node.Separator());
        }
        return Optional.of(line(ReplyErrors.written(new Template(line.source(), nodes))));
    }

    /** Whether a line begins with the tag of the call, by which a client tells whose it is. */
    private boolean hasTag(Line line) {
        return !line.segments().isEmpty()
                && line.segments().get(0) instanceof Segment.Token token
                && token.pieces().get(0) instanceof Node.Word word
                && protocol.envelope().flatMap(EnvelopeModel::tag).equals(Optional.of(word.name()));
    }

    private static Line line(Template template) {
        return Line.of(template, List.of(), Optional.empty());
    }

    private void report(CommandModel command, Line result, Template error, String witness) {
        if (reported.add(command.method() + "\n" + result.source() + "\n" + error.source())) {
            reports.add(
                    Diagnostic.AMBIGUOUS_REPLY,
                    declaration.place(command),
                    result.source(),
                    error.source(),
                    witness,
                    "as a reply to " + command.method() + " and as an error of @Errors",
                    command.templates().isEmpty() ? "" : ", or write client = false");
        }
    }
}
