package org.ropewalk.processor.template;

import java.util.List;

/** The texts that templates always write. */
public final class Texts {
    private Texts() {}

    /** Whether these nodes are always written alike. */
    public static boolean isConstant(List<Node> nodes) {
        return nodes.stream()
                .allMatch(
                        node ->
                                node instanceof Node.Literal
                                        || node instanceof Node.Aside
                                        || node instanceof Node.Separator
                                        || node instanceof Node.VerbName
                                        || node instanceof Node.Fields block && isConstant(block)
                                        || node instanceof Node.Commentary commentary
                                                && isConstant(commentary.nodes()));
    }

    /** Whether fields are always written alike: none has a value or may be missing. */
    private static boolean isConstant(Node.Fields block) {
        return block.fields().stream()
                        .allMatch(field -> !field.optional() && isConstant(field.value()))
                && block.others().filter(others -> !others.name().isEmpty()).isEmpty();
    }

    /** The text of nodes that are always written alike; an empty commentary stands for nothing. */
    public static String of(List<Node> nodes) {
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof Node.Literal part) {
                text.append(part.text());
            } else if (node instanceof Node.Aside aside) {
                text.append(aside.text());
            } else if (node instanceof Node.Separator) {
                text.append(' ');
            } else if (node instanceof Node.Commentary commentary) {
                text.append(of(commentary.nodes()));
            } else if (node instanceof Node.VerbName name) {
                text.append(name.text());
            } else if (node instanceof Node.Fields block) {
                block.fields()
                        .forEach(
                                field ->
                                        text.append('\n')
                                                .append(field.prefix())
                                                .append(of(field.value())));
                text.append(block.ends() ? "\n" : "");
            }
        }
        // An empty commentary stands for nothing, the blank before it included.
        boolean empty =
                !nodes.isEmpty()
                        && nodes.get(nodes.size() - 1) instanceof Node.Commentary last
                        && last.nodes().isEmpty();
        return empty ? text.toString().stripTrailing() : text.toString();
    }
}
