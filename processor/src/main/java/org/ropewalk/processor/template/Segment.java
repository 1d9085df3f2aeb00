package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A part of a line between separators: how a template is read and written, word by word. */
public sealed interface Segment {
    /** One word, of one piece or several that are glued. */
    record Token(List<Node> pieces) implements Segment {
        /** Copies the list. */
        public Token {
            pieces = List.copyOf(pieces);
        }

        /** The word's text, if it is a literal. */
        public Optional<String> literal() {
            return pieces.size() == 1 && pieces.get(0) instanceof Node.Literal literal
                    ? Optional.of(literal.text())
                    : Optional.empty();
        }
    }

    /** One word or more. */
    record Several(Node.Many many) implements Segment {}

    /**
     * The rest of the line after one separator, between literals.
     *
     * @param value {@link Node.Rest}, {@link Node.ResultRest}, or {@link Node.Many} between blanks
     */
    record Tail(String prefix, Node value, String suffix) implements Segment {}

    /** A part that may be missing. */
    record Choice(List<Segment> segments, Node.Group group) implements Segment {
        /** Copies the list. */
        public Choice {
            segments = List.copyOf(segments);
        }
    }

    /** Text for people. */
    record Remark(Node.Commentary commentary) implements Segment {}

    /** Named words. */
    record Named(Node.Named named) implements Segment {}

    /**
     * The segments of a template.
     *
     * @throws IllegalArgumentException if a group does not stand between words: the message names
     *     it
     */
    static List<Segment> of(Template template) {
        List<Segment> segments = of(template.nodes());
        if (template.isIndented() && segments.get(0) instanceof Tail tail) {
            segments.set(0, new Tail(" " + tail.prefix(), tail.value(), tail.suffix()));
        }
        return segments;
    }

    /** How many words these have at least. */
    static int required(List<Segment> segments) {
        return (int)
                segments.stream()
                        .filter(
                                segment ->
                                        !(segment instanceof Choice
                                                || segment instanceof Named
                                                || segment instanceof Remark
                                                || segment instanceof Tail tail
                                                        && tail.value() instanceof Node.ResultRest))
                        .count();
    }

    private static List<Segment> of(List<Node> nodes) {
        List<Segment> segments = new ArrayList<>();
        List<Node> word = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Node.Separator) {
                flush(word, segments);
            } else if (node instanceof Node.Group group) {
                flush(word, segments);
                if (!(group.nodes().get(0) instanceof Node.Separator)) {
                    throw new IllegalArgumentException("a group inside a word");
                }
                segments.add(new Choice(of(group.nodes()), group));
            } else {
                word.add(node);
            }
        }
        flush(word, segments);
        return segments;
    }

    private static void flush(List<Node> word, List<Segment> segments) {
        if (!word.isEmpty()) {
            segments.add(segment(word));
            word.clear();
        }
    }

    private static Segment segment(List<Node> word) {
        if (word.size() == 1) {
            Node only = word.get(0);
            if (only instanceof Node.Commentary commentary) {
                return new Remark(commentary);
            }
            if (only instanceof Node.Named named) {
                return new Named(named);
            }
            if (only instanceof Node.Many many && many.delimiter().isEmpty()) {
                return new Several(many);
            }
        }
        int last = word.size() - 1;
        if (word.get(last) instanceof Node.Commentary commentary && onlyLiterals(word, last)) {
            return new Remark(commentary);
        }
        for (int i = 0; i < word.size(); i++) {
            Node node = word.get(i);
            boolean blanks =
                    node instanceof Node.Many many && many.delimiter().equals(Optional.of(' '));
            if (node instanceof Node.ResultRest
                    || blanks
                    || node instanceof Node.Rest && onlyLiterals(word, i)) {
                return new Tail(
                        text(word.subList(0, i)), node, text(word.subList(i + 1, word.size())));
            }
        }
        if (word.size() > 1 && word.stream().anyMatch(Node.Many.class::isInstance)) {
            throw new IllegalArgumentException("a list as a part of a word");
        }
        return new Token(word);
    }

    private static boolean onlyLiterals(List<Node> word, int except) {
        for (int i = 0; i < word.size(); i++) {
            if (i != except && !(word.get(i) instanceof Node.Literal)) {
                return false;
            }
        }
        return true;
    }

    private static String text(List<Node> literals) {
        StringBuilder text = new StringBuilder();
        for (Node node : literals) {
            if (!(node instanceof Node.Literal literal)) {
                throw new IllegalArgumentException("a value glued to the rest of the line");
            }
            text.append(literal.text());
        }
        return text.toString();
    }
}
