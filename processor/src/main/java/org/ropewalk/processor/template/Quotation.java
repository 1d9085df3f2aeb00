package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the words of templates are quoted.
 *
 * @param quotes the quotes; the first is written
 * @param nil the bare word that stands for no value; empty if none does
 * @param marks the characters that no bare word has
 */
public record Quotation(String quotes, String nil, String marks) {
    /** A part of a template that its words would be taken for. */
    public enum Fault {
        /** A list whose delimiter ends a bare word. */
        DELIMITER,
        /** A backslash where it begins an escape everywhere. */
        BACKSLASH
    }

    /** What no reader would find in the line; nothing if all is well. */
    public Optional<Fault> fault(Template template) {
        return fault(template.nodes());
    }

    private Optional<Fault> fault(List<Node> nodes) {
        for (Node node : nodes) {
            Optional<Fault> fault = Optional.empty();
            if (node instanceof Node.Many many && !many.texts()) {
                fault =
                        many.delimiter()
                                .filter(each -> marks.indexOf(each) >= 0)
                                .map(each -> Fault.DELIMITER);
            } else if (node instanceof Node.Literal literal) {
                boolean escape = quotes.isEmpty() && literal.text().indexOf('\\') >= 0;
                fault = escape ? Optional.of(Fault.BACKSLASH) : Optional.empty();
            } else if (node instanceof Node.Group group) {
                fault = fault(group.nodes());
            } else if (node instanceof Node.Fields block) {
                fault =
                        block.fields().stream()
                                .flatMap(field -> fault(field.value()).stream())
                                .findFirst();
            }
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /**
     * The template in a protocol whose words may be quoted: the quotes around a placeholder say
     * that its value always is, and are no literals.
     */
    public Template in(Template template) {
        return template.with(in(template.nodes(), nil));
    }

    /** Whether quotes stand around a placeholder. */
    public boolean isIn(Template template) {
        return isIn(template.nodes());
    }

    private boolean isIn(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (isQuoted(nodes, i)
                    || node instanceof Node.Group group && isIn(group.nodes())
                    || node instanceof Node.Fields block
                            && block.fields().stream().anyMatch(field -> isIn(field.value()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * The nodes of a line, or of a part of it.
     *
     * @param none the word for no value, where it is not told by what is missing
     */
    private List<Node> in(List<Node> nodes, String none) {
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node instanceof Node.Literal literal) {
                String text = literal.text();
                int from = i > 0 && isQuoted(nodes, i - 1) ? 1 : 0;
                int to = text.length() - (isQuoted(nodes, i + 1) ? 1 : 0);
                if (from < to) {
                    all.add(new Node.Literal(text.substring(from, to)));
                }
            } else {
                all.add(quoted(node, isQuoted(nodes, i), none));
            }
        }
        return all;
    }

    private Node quoted(Node node, boolean always, String none) {
        Node.Quoting quoting = always ? Node.Quoting.ALWAYS : Node.Quoting.ALLOWED;
        if (node instanceof Node.Word word) {
            return new Node.Word(word.name(), quoting, none);
        }
        if (node instanceof Node.Result) {
            return new Node.Result(quoting, none);
        }
        if (node instanceof Node.Group group) {
            return new Node.Group(in(group.nodes(), ""));
        }
        return node instanceof Node.Fields block
                ? block.mapFields(
                        field -> field.with(in(field.value(), field.optional() ? "" : none)))
                : node;
    }

    /** Whether quotes stand around the placeholder at {@code at}, and something around them. */
    private boolean isQuoted(List<Node> nodes, int at) {
        return at > 0
                && at + 1 < nodes.size()
                && (nodes.get(at) instanceof Node.Word || nodes.get(at) instanceof Node.Result)
                && nodes.get(at - 1) instanceof Node.Literal before
                && isQuote(before.text().charAt(before.text().length() - 1))
                && nodes.get(at + 1) instanceof Node.Literal behind
                && isQuote(behind.text().charAt(0))
                && (behind.text().length() > 1
                        || at + 2 == nodes.size()
                        || !(nodes.get(at + 2) instanceof Node.Placeholder));
    }

    private boolean isQuote(char c) {
        return !quotes.isEmpty() && c == quotes.charAt(0);
    }

    /** A line where a word for no value stands for values of {@code names} alone. */
    public static Template withNil(Template line, Set<String> names) {
        return new Template(
                line.source(),
                line.nodes().stream()
                        .<Node>map(
                                node ->
                                        node instanceof Node.Word word
                                                        && !names.contains(word.name())
                                                ? new Node.Word(word.name(), word.quoting(), "")
                                                : node)
                        .toList());
    }
}
