package org.ropewalk.processor.check;

import java.util.List;
import java.util.Optional;
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
        if (segments.isEmpty()) {
            return;
        }
        boolean indented = segments.get(0) instanceof Segment.Tail;
        boolean begins = line.nodes().get(0) instanceof Node.Separator && !indented;
        Optional<Misplaced> blank =
                begins
                        ? Optional.of(new Misplaced("A blank at the begin", "remove it"))
                        : misplaced(line.nodes());
        if (blank.isPresent()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED, place, blank.get().what(), blank.get().remedy());
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

    /** A blank that would be written and not be read, or one that is missing. */
    private record Misplaced(String what, String remedy) {}

    private static Optional<Misplaced> misplaced(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : null;
            Optional<Misplaced> found =
                    nodes.get(i) instanceof Node.Group group
                            ? group(group, next)
                            : between(nodes.get(i), next);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Misplaced> group(Node.Group group, Node next) {
        return next instanceof Node.Literal || next instanceof Node.Placeholder
                ? Optional.of(new Misplaced("A word glued to a group", "put a blank between them"))
                : misplaced(group.nodes());
    }

    private static Optional<Misplaced> between(Node node, Node next) {
        if (node instanceof Node.Separator && next == null) {
            return Optional.of(new Misplaced("A blank at the end", "remove it"));
        }
        if (node instanceof Node.Separator && next instanceof Node.Group) {
            return Optional.of(
                    new Misplaced("A blank before a group", "remove it: the group has its own"));
        }
        boolean colon = node instanceof Node.Literal literal && literal.text().equals(":");
        return next instanceof Node.Commentary && !(node instanceof Node.Separator) && !colon
                ? Optional.of(
                        new Misplaced("A word glued to a commentary", "put a blank between them"))
                : Optional.empty();
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
