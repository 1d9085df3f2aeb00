package org.ropewalk.processor.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** What a line binds stands in it once; what is written for people only may stand there again. */
final class DuplicateRule {
    private DuplicateRule() {}

    /**
     * Checks a line; in a reply, words outside of groups may be repeated.
     *
     * @return whether nothing stands twice
     */
    static boolean check(Template line, boolean isReply, Place place, Reports reports) {
        Set<String> seen = new HashSet<>();
        Set<String> reported = new HashSet<>();
        check(line.nodes(), isReply, seen, reported);
        reported.forEach(
                name -> reports.add(Diagnostic.DUPLICATE_PLACEHOLDER, place, name, line.source()));
        return reported.isEmpty();
    }

    private static void check(
            List<Node> nodes, boolean mayRepeat, Set<String> seen, Set<String> reported) {
        for (Node node : nodes) {
            if (node instanceof Node.Group group && group.isFlag()) {
                // Flags bind to parameters whatever the letter case.
                add(text(group).toLowerCase(Locale.ROOT), false, seen, reported);
            } else if (node instanceof Node.Group group) {
                check(group.nodes(), false, seen, reported);
            } else if (node instanceof Node.Fields block) {
                block.fields()
                        .forEach(
                                field ->
                                        check(
                                                field.value(),
                                                mayRepeat && !field.optional(),
                                                seen,
                                                reported));
            } else if (node instanceof Node.Result || node instanceof Node.ResultRest) {
                add("The result", false, seen, reported);
            } else if (node instanceof Node.Length length) {
                add("{" + String.join("+", length.payloads()) + ".length}", false, seen, reported);
            } else if (node instanceof Node.Size size) {
                add("{" + size.collection() + ".size}", false, seen, reported);
            } else if (node instanceof Node.Placeholder placeholder) {
                boolean again = mayRepeat && node instanceof Node.Word;
                placeholder.names().forEach(name -> add("{" + name + "}", again, seen, reported));
            }
        }
    }

    private static void add(String name, boolean again, Set<String> seen, Set<String> reported) {
        if (!seen.add(name) && !again) {
            reported.add(name);
        }
    }

    private static String text(Node.Group flag) {
        StringBuilder text = new StringBuilder("[");
        for (Node node : flag.nodes()) {
            text.append(node instanceof Node.Literal literal ? literal.text() : " ");
        }
        return text.append(']').toString();
    }
}
