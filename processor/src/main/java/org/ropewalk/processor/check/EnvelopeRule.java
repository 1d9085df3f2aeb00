package org.ropewalk.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.lines.CommandLine;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.model.lines.Specificity;
import org.ropewalk.processor.model.lines.Specificity.Outcome;
import org.ropewalk.processor.model.lines.Specificity.Verdict;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/**
 * What may stand in front of a command is told from the command: where both readings of a line are
 * possible, the one with more in front is more specific, for it is the one that is taken.
 */
final class EnvelopeRule {
    private EnvelopeRule() {}

    static void check(Declaration declaration, Reports reports) {
        declaration
                .model()
                .envelope()
                .ifPresent(
                        envelope -> {
                            List<List<Node>> fronts = fronts(envelope.command());
                            for (int full = 0; full < fronts.size(); full++) {
                                for (int less = full + 1; less < fronts.size(); less++) {
                                    check(declaration, fronts.get(full), fronts.get(less), reports);
                                }
                            }
                        });
    }

    /** What may stand in front of a command; that with more groups first. */
    private static List<List<Node>> fronts(Template envelope) {
        List<List<Node>> fronts = new ArrayList<>(List.of(List.of()));
        for (Node node : envelope.nodes()) {
            List<List<Node>> longer = new ArrayList<>();
            for (List<Node> front : fronts) {
                longer.add(
                        with(
                                front,
                                node instanceof Node.Group group ? group.nodes() : List.of(node)));
            }
            if (node instanceof Node.Group) {
                longer.addAll(fronts);
            }
            fronts = longer;
        }
        return fronts;
    }

    private static List<Node> with(List<Node> front, List<Node> nodes) {
        List<Node> longer = new ArrayList<>(front);
        longer.addAll(nodes);
        return longer;
    }

    private static void check(
            Declaration declaration, List<Node> full, List<Node> less, Reports reports) {
        Specificity specificity = new Specificity(declaration.model().wire().caseSensitive());
        for (StateModel state : declaration.model().states()) {
            if (state.hasBareCommands()) {
                continue;
            }
            List<CommandLine> lines =
                    state.commands().stream()
                            .flatMap(command -> CommandLine.of(command).stream())
                            .toList();
            for (CommandLine line : lines) {
                for (CommandLine other : lines) {
                    Line taken = line(full, line);
                    Line meant = line(less, other);
                    Verdict verdict = specificity.compare(taken, meant);
                    if (verdict.outcome() == Outcome.SECOND
                            || verdict.outcome() == Outcome.AMBIGUOUS) {
                        reports.add(
                                Diagnostic.AMBIGUOUS_COMMAND,
                                declaration.place(other.command(), other.line()),
                                taken.source(),
                                meant.source(),
                                verdict.witness());
                        return;
                    }
                }
            }
        }
    }

    /** A command behind what stands in front of it. */
    private static Line line(List<Node> front, CommandLine command) {
        Line behind = Line.of(command);
        List<Segment> segments = new ArrayList<>(Segment.of(new Template("", front)));
        segments.addAll(behind.segments());
        String source = text(front) + command.template().source();
        return new Line(source, segments, behind.values(), Optional.empty());
    }

    private static String text(List<Node> front) {
        StringBuilder text = new StringBuilder();
        for (Node node : front) {
            if (node instanceof Node.Literal literal) {
                text.append(literal.text());
            } else if (node instanceof Node.Separator) {
                text.append(' ');
            } else if (node instanceof Node.Placeholder placeholder) {
                text.append('{').append(String.join("", placeholder.names())).append('}');
            }
        }
        return text.toString();
    }
}
