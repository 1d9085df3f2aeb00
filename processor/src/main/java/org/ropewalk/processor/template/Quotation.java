package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;

/** Finds the values of a template that are written in quotes. */
public final class Quotation {
    private Quotation() {}

    /**
     * The template in a protocol whose words may be quoted: the quotes around a placeholder say
     * that its value always is, and are no literals.
     */
    public static Template in(Template template, char quote) {
        return new Template(template.source(), in(template.nodes(), quote));
    }

    /** Whether quotes stand around a placeholder. */
    public static boolean isIn(Template template, char quote) {
        return isIn(template.nodes(), quote);
    }

    private static boolean isIn(List<Node> nodes, char quote) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (isQuoted(nodes, i, quote)
                    || node instanceof Node.Group group && isIn(group.nodes(), quote)
                    || node instanceof Node.Fields block
                            && block.fields().stream()
                                    .anyMatch(field -> isIn(field.value(), quote))) {
                return true;
            }
        }
        return false;
    }

    private static List<Node> in(List<Node> nodes, char quote) {
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node instanceof Node.Literal literal) {
                String text = literal.text();
                int from = i > 0 && isQuoted(nodes, i - 1, quote) ? 1 : 0;
                int to = text.length() - (isQuoted(nodes, i + 1, quote) ? 1 : 0);
                if (from < to) {
                    all.add(new Node.Literal(text.substring(from, to)));
                }
            } else {
                all.add(quoted(node, isQuoted(nodes, i, quote), quote));
            }
        }
        return all;
    }

    private static Node quoted(Node node, boolean always, char quote) {
        Node.Quoting quoting = always ? Node.Quoting.ALWAYS : Node.Quoting.ALLOWED;
        if (node instanceof Node.Word word) {
            return new Node.Word(word.name(), quoting);
        }
        if (node instanceof Node.Result) {
            return new Node.Result(quoting);
        }
        if (node instanceof Node.Group group) {
            return new Node.Group(in(group.nodes(), quote));
        }
        return node instanceof Node.Fields block ? block.map(value -> in(value, quote)) : node;
    }

    /** Whether quotes stand around the placeholder at {@code at}, and something around them. */
    private static boolean isQuoted(List<Node> nodes, int at, char quote) {
        return at > 0
                && at + 1 < nodes.size()
                && (nodes.get(at) instanceof Node.Word || nodes.get(at) instanceof Node.Result)
                && nodes.get(at - 1) instanceof Node.Literal before
                && before.text().charAt(before.text().length() - 1) == quote
                && nodes.get(at + 1) instanceof Node.Literal behind
                && behind.text().charAt(0) == quote
                && (behind.text().length() > 1
                        || at + 2 == nodes.size()
                        || !(nodes.get(at + 2) instanceof Node.Placeholder));
    }
}
