package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts behind a colon, {@code :{text*}} or {@code :{'text'}}. With the carrier {@code TRAILING}
 * the colon begins the last word of a line, wherever it stands. Elsewhere it is a literal like
 * others, so that a list of words before it ends at the blank and the colon.
 */
public final class Colons {
    private static final Node COLON = new Node.Literal(":");

    private Colons() {}

    /** {@code line}, where a colon is a literal like others. */
    public static Template literal(Template line) {
        boolean lists =
                line.reads(node -> node instanceof Node.Many many && many.delimiter().isEmpty());
        return lists ? line.with(literal(line.nodes())) : line;
    }

    private static List<Node> literal(List<Node> nodes) {
        List<Node> literal = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (i > 0 && isBeforeText(nodes, i)) {
                literal.add(new Node.Literal(" :"));
                i++;
            } else if (nodes.get(i) instanceof Node.Group group) {
                boolean first = isBeforeText(group.nodes(), 0);
                literal.add(first ? new Node.Group(text(group.nodes())) : group);
            } else {
                literal.add(nodes.get(i));
            }
        }
        return literal;
    }

    private static List<Node> text(List<Node> nodes) {
        List<Node> text = new ArrayList<>(List.of(new Node.Literal(" :")));
        text.addAll(nodes.subList(2, nodes.size()));
        return text;
    }

    /** Whether a blank and a colon before a text are at {@code at}. */
    private static boolean isBeforeText(List<Node> nodes, int at) {
        return at + 2 < nodes.size()
                && nodes.get(at) instanceof Node.Separator
                && nodes.get(at + 1).equals(COLON)
                && (nodes.get(at + 2) instanceof Node.Rest
                        || nodes.get(at + 2) instanceof Node.ResultRest
                        || nodes.get(at + 2) instanceof Node.Commentary);
    }
}
