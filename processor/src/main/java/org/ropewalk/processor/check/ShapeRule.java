package org.ropewalk.processor.check;

import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** A line consists of words and groups of words, and what takes its rest is last. */
final class ShapeRule implements Rule {
    private static final String SECOND_BLANK = "A blank or a tab after a blank";

    /** Each word is some bytes of code, and one method reads a line. */
    private static final int MAX_WORDS = 500;

    @Override
    public void check(Declaration declaration, CommandModel command, Reports reports) {
        for (int i = 0; i < command.templates().size(); i++) {
            Place place = declaration.place(command, i);
            Template line = command.templates().get(i);
            named(line, false, place, reports);
            // {*} is read in a command, and dropped.
            if (line.reads(Node.Result.class::isInstance)) {
                reports.add(
                        Diagnostic.NO_SUCH_RESULT,
                        place,
                        line.source(),
                        "a command",
                        "none",
                        "use the name of a parameter");
            }
        }
    }

    /** Reports {@code {}} in a line of something that has no single value. */
    static void withoutResult(
            Template line, Place place, String of, String has, String remedy, Reports reports) {
        if (line.mentionsResult()) {
            reports.add(Diagnostic.NO_SUCH_RESULT, place, line.source(), of, has, remedy);
        }
    }

    /** Checks the names of a line and, if none stands twice, its shape. */
    static void named(Template line, boolean isReply, Place place, Reports reports) {
        if (DuplicateRule.check(line, isReply, place, reports)) {
            check(line, place, reports);
        }
        if (isReply && line.hasResultInGroup()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED,
                    place,
                    "A group that has the result",
                    "return a record with an Optional");
        }
    }

    /** Checks the shape of a line, or of the lines of a block. */
    static void check(Template whole, Place place, Reports reports) {
        whole.fields()
                .ifPresent(
                        block ->
                                block.fields()
                                        .forEach(
                                                field ->
                                                        check(
                                                                new Template(
                                                                        whole.source(),
                                                                        field.value()),
                                                                place,
                                                                reports)));
        line(whole.head(), place, reports);
    }

    private static void line(Template line, Place place, Reports reports) {
        if (line.isEmpty()) {
            return;
        }
        long words = 1 + line.nodes().stream().filter(Node.Separator.class::isInstance).count();
        if (words > MAX_WORDS) {
            reports.add(
                    Diagnostic.TOO_MANY,
                    place,
                    "A line",
                    words,
                    "words",
                    MAX_WORDS,
                    "use a list, {name...}");
            return;
        }
        List<Segment> segments = Segment.of(line);
        if (segments.isEmpty() && !(line.nodes().get(0) instanceof Node.Separator)) {
            return;
        }
        boolean indented = !segments.isEmpty() && segments.get(0) instanceof Segment.Tail;
        boolean begins = line.nodes().get(0) instanceof Node.Separator && !indented;
        Optional<Misplaced> blank =
                begins
                        ? Optional.of(new Misplaced("A blank at the beginning", "remove it"))
                        : misplaced(line.nodes());
        if (blank.isPresent()) {
            reports.add(
                    Diagnostic.NOT_YET_SUPPORTED, place, blank.get().what(), blank.get().remedy());
        } else if (segments.get(segments.size() - 1) instanceof Segment.Linear linear) {
            linear.plan().fault().ifPresent(fault -> report(fault, line, place, reports));
        }
    }

    private static void report(LinePlan.Fault fault, Template line, Place place, Reports reports) {
        if (fault.isText()) {
            reports.add(
                    Diagnostic.TEXT_WITHOUT_END,
                    place,
                    fault.what(),
                    line.source(),
                    fault.remedy());
        } else {
            reports.add(Diagnostic.NOT_YET_SUPPORTED, place, fault.what(), fault.remedy());
        }
    }

    /** A blank that would be written and not be read, or one that is missing. */
    private record Misplaced(String what, String remedy) {}

    private static Optional<Misplaced> misplaced(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : null;
            if (nodes.get(i) instanceof Node.Separator
                    && next instanceof Node.Separator
                    && i + 2 < nodes.size()
                    && isWord(nodes.get(i + 2))) {
                // One is of the envelope.
                return Optional.of(new Misplaced(SECOND_BLANK, "write only one of them"));
            }
            Optional<Misplaced> found =
                    nodes.get(i) instanceof Node.Group group
                            ? misplaced(group.nodes())
                            : between(nodes.get(i), next);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean isWord(Node node) {
        return node instanceof Node.Literal
                || node instanceof Node.Word
                || node instanceof Node.Result;
    }

    /** What stands in a group, as it is written; of long ones the first part. */
    private static String inside(Node.Group group) {
        return new Template("", group.nodes())
                .names().stream()
                        .findFirst()
                        .map(name -> "{" + name + "}")
                        .orElseGet(
                                () ->
                                        group.nodes().stream()
                                                .filter(Node.Literal.class::isInstance)
                                                .map(node -> ((Node.Literal) node).text())
                                                .findFirst()
                                                .orElse("…"));
    }

    private static boolean beginsWithBlank(Node.Group group) {
        return group.nodes().stream()
                .findFirst()
                .filter(Node.Separator.class::isInstance)
                .isPresent();
    }

    private static Optional<Misplaced> between(Node node, Node next) {
        if (node instanceof Node.Separator && next == null) {
            return Optional.of(new Misplaced("A blank at the end", "remove it"));
        }
        if (node instanceof Node.Separator
                && (next instanceof Node.Group || next instanceof Node.Blanks)) {
            boolean own = next instanceof Node.Blanks || beginsWithBlank((Node.Group) next);
            return Optional.of(
                    new Misplaced(
                            "A blank before a group",
                            own
                                    ? "remove it, because the group has one"
                                    : "move it into the group: [ "
                                            + inside((Node.Group) next)
                                            + "]; write a bracket of the line as \\\\["));
        }
        if (node instanceof Node.Separator
                && next instanceof Node.Literal literal
                && " \t".indexOf(literal.text().charAt(0)) >= 0) {
            return Optional.of(new Misplaced(SECOND_BLANK, "write only one of them"));
        }
        boolean colon = node instanceof Node.Literal literal && literal.text().equals(":");
        return (next instanceof Node.Commentary || next instanceof Node.Aside)
                        && !(node instanceof Node.Separator)
                        && !colon
                ? Optional.of(
                        new Misplaced(
                                "A commentary directly after a word", "put a blank between them"))
                : Optional.empty();
    }
}
