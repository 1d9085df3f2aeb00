package org.ropewalk.processor.check;

import java.util.List;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** A line consists of words and groups of words, and what takes its rest is last. */
final class ShapeRule implements Rule {
    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        for (int i = 0; i < command.templates().size(); i++) {
            Place place = declaration.place(command, i);
            Template line = command.templates().get(i);
            check(line, place, reports);
            DuplicateRule.check(line, false, place, reports);
            if (hasResult(line.nodes())) {
                reports.add(
                        Diagnostic.NO_SUCH_RESULT,
                        place,
                        line.source(),
                        "the line",
                        "none",
                        "name a parameter");
            }
        }
    }

    /** Whether {@code {}} stands in a command; {@code {*}} is read there, and dropped. */
    private static boolean hasResult(List<Node> nodes) {
        return nodes.stream()
                .anyMatch(
                        node ->
                                node instanceof Node.Result
                                        || node instanceof Node.Group group
                                                && hasResult(group.nodes()));
    }

    /** Reports {@code {}} in a line of something that has no single value. */
    static void withoutResult(
            Template line, Place place, String of, String has, String remedy, Reports reports) {
        if (line.mentionsResult()) {
            reports.add(Diagnostic.NO_SUCH_RESULT, place, line.source(), of, has, remedy);
        }
    }

    static void check(Template line, Place place, Reports reports) {
        List<Segment> segments;
        try {
            segments = Segment.of(line);
        } catch (IllegalArgumentException e) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    capitalized(e.getMessage()),
                    "put it between blanks");
            return;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof Segment.Tail tail
                    && i < segments.size() - 1
                    && tail.value() instanceof Node.Rest rest) {
                reports.add(Diagnostic.REST_NOT_LAST, place, rest.name() + "*", line.source());
            }
            boolean named =
                    segments.get(i) instanceof Segment.Named
                            || segments.get(i) instanceof Segment.Choice choice
                                    && choice.segments().get(0) instanceof Segment.Named;
            if (named && i < segments.size() - 1) {
                reports.add(Diagnostic.REST_NOT_LAST, place, "...=...", line.source());
            }
        }
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
