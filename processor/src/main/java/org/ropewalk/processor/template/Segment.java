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

        /** How the word may be spelled, if it is a literal; first as it is written. */
        public List<String> spellings() {
            if (pieces.size() != 1 || !(pieces.get(0) instanceof Node.Literal literal)) {
                return List.of();
            }
            List<String> spellings = new ArrayList<>(List.of(literal.text()));
            spellings.addAll(literal.others());
            return spellings;
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

    /**
     * Text for people.
     *
     * @param behindColon whether a colon is before it, which may begin the last word of a line
     */
    record Remark(Node.Commentary commentary, boolean behindColon) implements Segment {
        /** Text without a colon before it. */
        public Remark(Node.Commentary commentary) {
            this(commentary, false);
        }
    }

    /** The lines behind the head of a block; last. */
    record Fields(Node.Fields fields) implements Segment {}

    /** Named words. */
    record Named(Node.Named named) implements Segment {}

    /** What is more than words between blanks: it is read byte by byte, to the end of the line. */
    record Linear(LinePlan plan) implements Segment {}

    /** The segments of a template: words, or behind its first words what is read byte by byte. */
    static List<Segment> of(Template template) {
        Optional<Node.Fields> fields = template.fields();
        if (fields.isPresent()) {
            List<Segment> segments = new ArrayList<>(of(template.head()));
            segments.add(new Fields(fields.get()));
            return segments;
        }
        List<Node> nodes = template.nodes();
        if (!isWords(nodes) || !nodes.isEmpty() && nodes.get(0) instanceof Node.Group) {
            return linear(nodes);
        }
        try {
            List<Segment> segments = of(nodes);
            if (template.isIndented() && segments.get(0) instanceof Tail tail) {
                segments.set(0, new Tail(" " + tail.prefix(), tail.value(), tail.suffix()));
            }
            return endsWithRest(segments) ? segments : linear(nodes);
        } catch (IllegalArgumentException e) {
            return linear(nodes);
        }
    }

    /**
     * Whether nothing stands behind what takes the rest of the line, and the number of words tells
     * where a list of words ends. It does not if text, be it commentary, a second list or an
     * optional word follows.
     */
    private static boolean endsWithRest(List<Segment> segments) {
        for (int i = 0; i + 1 < segments.size(); i++) {
            List<Segment> behind = segments.subList(i + 1, segments.size());
            boolean untold =
                    segments.get(i) instanceof Several
                            && (isTold(behind)
                                    || behind.stream().anyMatch(Segment::hasSeveral)
                                    || isVaried(behind));
            if (untold || takesRest(segments.get(i))) {
                return false;
            }
        }
        return segments.stream()
                .allMatch(
                        segment ->
                                !(segment instanceof Choice choice)
                                        || endsWithRest(choice.segments()));
    }

    /** Whether text ends a line of which the number of words tells nothing. */
    private static boolean isTold(List<Segment> behind) {
        Segment last = behind.get(behind.size() - 1);
        return last instanceof Tail tail && !tail.prefix().equals(":")
                || last instanceof Remark remark && !remark.behindColon();
    }

    /** Whether a word may be missing, so that the number of words tells nothing. */
    private static boolean isVaried(List<Segment> behind) {
        return behind.stream()
                .anyMatch(
                        segment ->
                                segment instanceof Choice choice
                                        && !(choice.segments().get(0) instanceof Tail));
    }

    private static boolean hasSeveral(Segment segment) {
        return segment instanceof Several
                || segment instanceof Choice choice
                        && choice.segments().stream().anyMatch(Segment::hasSeveral);
    }

    private static boolean takesRest(Segment segment) {
        return segment instanceof Tail
                || segment instanceof Named
                || segment instanceof Choice choice
                        && choice.segments().stream().anyMatch(Segment::takesRest);
    }

    /** Whether nodes are words as far as each of them tells: groups stand between blanks. */
    private static boolean isWords(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : null;
            if (node instanceof Node.Fixed
                    || node instanceof Node.Aside
                    || node instanceof Node.Phrase
                    || node instanceof Node.Blanks
                    || node instanceof Node.Many many && many.texts()
                    || node instanceof Node.Literal literal && !isPlain(literal.text())) {
                return false;
            }
            if (isQuotable(node) && (next instanceof Node.Literal || isLiteral(nodes, i - 1))) {
                return false;
            }
            if (node instanceof Node.Group group
                    && (!isWords(group.nodes())
                            || next instanceof Node.Literal
                            || next instanceof Node.Placeholder)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a value may be quoted, and then stands for itself in a word. */
    private static boolean isQuotable(Node node) {
        return node instanceof Node.Word word && word.quoting() != Node.Quoting.NONE
                || node instanceof Node.Result result && result.quoting() != Node.Quoting.NONE;
    }

    private static boolean isLiteral(List<Node> nodes, int at) {
        return at >= 0 && nodes.get(at) instanceof Node.Literal;
    }

    /** Whether a literal has neither blanks nor controls. */
    private static boolean isPlain(String literal) {
        return literal.chars().allMatch(c -> c > ' ' && c != 0x7F);
    }

    /** The literal words at the begin, and one segment of all that follows. */
    private static List<Segment> linear(List<Node> nodes) {
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        for (int i = 0; i + 1 < nodes.size() && isWord(nodes, i); i += 2) {
            segments.add(new Token(List.of(nodes.get(i))));
            at = i + 1;
        }
        segments.add(new Linear(LinePlanner.of(nodes.subList(at, nodes.size()))));
        return segments;
    }

    /** Whether a literal is a word, of a line whose nodes before it are words too. */
    private static boolean isWord(List<Node> nodes, int at) {
        boolean first = at == 0 || nodes.get(at - 1) instanceof Node.Separator;
        return first
                && nodes.get(at) instanceof Node.Literal literal
                && isPlain(literal.text())
                && beginsWithGap(nodes, at + 1);
    }

    /** Whether nodes begin with a separator, whichever groups are missing, or are none. */
    private static boolean beginsWithGap(List<Node> nodes, int at) {
        if (at == nodes.size() || nodes.get(at) instanceof Node.Separator) {
            return true;
        }
        return nodes.get(at) instanceof Node.Group group
                && beginsWithGap(group.nodes(), 0)
                && beginsWithGap(nodes, at + 1);
    }

    /** How many words these have at least. */
    static int required(List<Segment> segments) {
        return (int)
                segments.stream()
                        .filter(
                                segment ->
                                        !(segment instanceof Choice
                                                || segment instanceof Named
                                                || segment instanceof Fields
                                                || segment instanceof Remark
                                                || segment instanceof Linear
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
            return new Remark(commentary, true);
        }
        for (int i = 0; i < word.size(); i++) {
            Node node = word.get(i);
            boolean blanks = node instanceof Node.Many many && many.hasBlanks();
            if (node instanceof Node.ResultRest
                    || blanks
                    || node instanceof Node.Rest && onlyLiterals(word, i)) {
                return new Tail(
                        text(word.subList(0, i)), node, text(word.subList(i + 1, word.size())));
            }
        }
        if (word.size() > 1 && word.stream().anyMatch(Segment::isLong)) {
            throw new IllegalArgumentException("a list or a text as a part of a word");
        }
        return new Token(word);
    }

    private static boolean isLong(Node node) {
        return node instanceof Node.Many
                || node instanceof Node.Rest
                || node instanceof Node.ResultRest;
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
