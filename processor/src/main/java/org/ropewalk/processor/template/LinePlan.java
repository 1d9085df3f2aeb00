package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a line is read from left to right, each part once: where each value ends, and what may stand
 * behind each optional part.
 *
 * @param parts the parts, in the order of the line
 * @param fault what makes it impossible to read
 */
public record LinePlan(List<Part> parts, Optional<Fault> fault) {
    /** Stands for the separator in the literals of an {@link End}. */
    public static final String SEPARATOR = "\n";

    /** Copies the list. */
    public LinePlan {
        parts = List.copyOf(parts);
    }

    /** A part of a line. */
    public sealed interface Part {}

    /** Bytes as they stand on the wire. */
    public record Text(String text) implements Part {}

    /**
     * What separates words.
     *
     * @param exact whether it is one blank, as text follows it that may begin with one
     */
    public record Gap(boolean exact) implements Part {}

    /** Blanks or none. */
    public record Blanks() implements Part {}

    /**
     * A value.
     *
     * @param node the placeholder
     * @param end where it ends
     * @param glued whether something tells it from nothing, so that a text may be empty
     * @param absent with what it may not begin, since its optional part would seem to be missing
     */
    public record Value(Node.Placeholder node, End end, boolean glued, Optional<End> absent)
            implements Part {
        /** A value that may begin with anything. */
        public Value(Node.Placeholder node, End end, boolean glued) {
            this(node, end, glued, Optional.empty());
        }
    }

    /**
     * A part that may be missing.
     *
     * @param behind what stands in its place if it is missing
     * @param other whether another word may stand in its place
     */
    public record Choice(Node.Group group, List<Part> parts, End behind, boolean other)
            implements Part {
        /** Copies the list. */
        public Choice {
            parts = List.copyOf(parts);
        }

        /** Whether the literal behind a gap with which it begins is a whole word. */
        public boolean isWord() {
            return parts.size() > 2
                    ? beginsWithGap(parts.subList(2, parts.size()))
                    : behind.literals().stream().allMatch(each -> each.startsWith(SEPARATOR));
        }
    }

    /** Nothing, where something else stands than {@code end}. */
    public record Unless(End end) implements Part {}

    /** Text for people. */
    public record Remark(Node.Commentary commentary) implements Part {}

    /** Named words. */
    public record Named(Node.Named named) implements Part {}

    /** How the end of a value is found. */
    public enum Kind {
        /** At a blank, or in front of a literal. */
        WORD,
        /** In front of the first literal. */
        TEXT,
        /** In front of the last literal. */
        LAST_TEXT,
        /** At the end of the line. */
        REST,
        /** Behind a number of characters. */
        WIDTH,
        /** Behind a number of words. */
        WORDS
    }

    /**
     * Where a value ends.
     *
     * @param literals what may stand behind it
     * @param atLineEnd whether the line may end behind it; of the last text, whether it must end
     *     behind the literal
     * @param width how many characters, or words, it has; 0 if that is not fixed
     */
    public record End(Kind kind, List<String> literals, boolean atLineEnd, int width) {
        /** Copies the list. */
        public End {
            literals = List.copyOf(literals);
        }
    }

    /**
     * What makes a line impossible to read.
     *
     * @param isText whether a text has no end
     * @param what the placeholder, or the part
     * @param remedy what to do
     */
    public record Fault(boolean isText, String what, String remedy) {}

    /** The plan of a line, or of what follows its first words. */
    public static LinePlan of(List<Node> nodes) {
        Planner planner = new Planner();
        List<Part> parts = planner.parts(nodes, Behind.LINE_END, true);
        return new LinePlan(parts, Optional.ofNullable(planner.fault));
    }

    /** Where the values of one word end that consists of several pieces. */
    public static List<Value> ofWord(List<Node> pieces) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i + 1 < pieces.size(); i++) {
            if (pieces.get(i) instanceof Node.Word word
                    && pieces.get(i + 1) instanceof Node.Literal literal) {
                End end = new End(Kind.WORD, List.of(literal.text()), false, 0);
                values.add(new Value(word, end, true));
            }
        }
        return values;
    }

    /** How many words begin in parts, or in their values, that must be there. */
    public static int words(List<Part> parts) {
        int words = 0;
        for (Part part : parts) {
            if (part instanceof Gap) {
                words++;
            } else if (part instanceof Value value && value.end().kind() == Kind.WORDS) {
                words += value.end().width() - 1;
            }
        }
        return words;
    }

    /** Whether it begins with what separates it from words in front of it. */
    public boolean beginsWithGap() {
        return beginsWithGap(parts);
    }

    private static boolean beginsWithGap(List<Part> parts) {
        return !parts.isEmpty()
                && (parts.get(0) instanceof Gap
                        || parts.get(0) instanceof Choice choice && beginsWithGap(choice.parts()));
    }

    /** Whether an empty line is one of its lines. */
    public boolean mayBeEmpty() {
        return parts.stream()
                .allMatch(
                        part ->
                                part instanceof Choice
                                        || part instanceof Blanks
                                        || part instanceof Value value
                                                && value.end().atLineEnd()
                                                && (value.end().kind() == Kind.REST
                                                        || value.end().kind() == Kind.TEXT));
    }

    /** The values in order, those of optional parts among them. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        collect(parts, values);
        return values;
    }

    private static void collect(List<Part> parts, List<Value> values) {
        for (Part part : parts) {
            if (part instanceof Value value) {
                values.add(value);
            } else if (part instanceof Choice choice) {
                collect(choice.parts(), values);
            }
        }
    }

    /** The names that are bound, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names(parts, names);
        return names;
    }

    /** The names that parts bind, in order. */
    public static void names(List<Part> parts, List<String> names) {
        for (Part part : parts) {
            if (part instanceof Value value) {
                names.addAll(value.node().names());
            } else if (part instanceof Choice choice) {
                names(choice.parts(), names);
            } else if (part instanceof Named named) {
                names.add(named.named().name());
            }
        }
    }

    /**
     * What may stand at a place.
     *
     * @param literals literals, behind a separator or not
     * @param atLineEnd whether the line may end there
     * @param open whether something else may stand there, which tells nothing
     */
    private record Follow(Set<String> literals, boolean atLineEnd, boolean open) {
        static final Follow LINE_END = new Follow(Set.of(), true, false);
        static final Follow OPEN = new Follow(Set.of(), false, true);

        static Follow of(String literal) {
            return new Follow(Set.of(literal), false, false);
        }

        Follow or(Follow other) {
            Set<String> all = new LinkedHashSet<>(literals);
            all.addAll(other.literals);
            return new Follow(all, atLineEnd || other.atLineEnd, open || other.open);
        }
    }

    /** What stands behind a group, as words see it and as texts do. */
    private record Behind(Follow word, Follow text) {
        static final Behind LINE_END = new Behind(Follow.LINE_END, Follow.LINE_END);
    }

    private static final class Planner {
        private Fault fault;

        private void fault(boolean isText, String what, String remedy) {
            if (fault == null) {
                fault = new Fault(isText, what, remedy);
            }
        }

        List<Part> parts(List<Node> nodes, Behind behind, boolean outer) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                if (node instanceof Node.Literal literal) {
                    parts.add(new Text(literal.text()));
                } else if (node instanceof Node.Separator) {
                    gap(nodes, i, parts);
                } else if (node instanceof Node.Blanks) {
                    if (i + 1 == nodes.size() && !outer || mayBeginWithBlank(nodes, i + 1)) {
                        fault(
                                false,
                                "[ ] before what may begin with a blank",
                                "put a literal between them");
                    }
                    parts.add(new Blanks());
                } else if (node instanceof Node.Group group) {
                    parts.add(choice(group, nodes, i, behind));
                } else if (node instanceof Node.Commentary commentary) {
                    parts.add(new Remark(commentary));
                } else if (node instanceof Node.Named named) {
                    if (i + 1 < nodes.size() || !behind.equals(Behind.LINE_END)) {
                        fault(true, named.name() + "=...", "it last");
                    }
                    parts.add(new Named(named));
                } else {
                    parts.add(value((Node.Placeholder) node, nodes, i, behind, outer));
                }
            }
            return parts;
        }

        private static void gap(List<Node> nodes, int at, List<Part> parts) {
            Node next = at + 1 < nodes.size() ? nodes.get(at + 1) : null;
            if (!(next instanceof Node.Commentary) && !(next instanceof Node.Named)) {
                parts.add(new Gap(isText(next) && !isWords(next)));
            }
        }

        private Choice choice(Node.Group group, List<Node> nodes, int at, Behind behind) {
            if (group.nodes().get(0) instanceof Node.Group
                    || group.nodes().get(0) instanceof Node.Blanks) {
                fault(false, "A group at the begin of a group", "put a literal before it");
            }
            Follow follow = first(nodes, at + 1, behind, false);
            if (follow.open() && group.nodes().get(0) instanceof Node.Placeholder) {
                fault(false, "A value behind an optional value", "put a literal between them");
            }
            Behind inner = new Behind(follow, first(nodes, at + 1, behind, true));
            List<Part> parts = parts(group.nodes(), inner, false);
            End missing = missing(group, follow);
            if (parts.get(0) instanceof Value value) {
                parts.set(0, new Value(value.node(), value.end(), false, Optional.of(missing)));
            }
            boolean other = follow.literals().stream().anyMatch(each -> each.startsWith(SEPARATOR));
            return new Choice(group, parts, missing, other);
        }

        /** What stands in place of a group; a blank does where the group cannot begin with one. */
        private static End missing(Node.Group group, Follow follow) {
            Set<String> literals = new LinkedHashSet<>(follow.literals());
            if (!isText(group.nodes().get(0))) {
                literals.add(SEPARATOR);
            }
            return new End(Kind.TEXT, List.copyOf(literals), follow.atLineEnd(), 0);
        }

        private Value value(
                Node.Placeholder node, List<Node> nodes, int at, Behind behind, boolean outer) {
            Node before = at > 0 ? nodes.get(at - 1) : null;
            Node next = at + 1 < nodes.size() ? nodes.get(at + 1) : null;
            // Between blanks nothing could not be told from them.
            boolean between =
                    !(before instanceof Node.Literal)
                            && next instanceof Node.Literal literal
                            && literal.text().charAt(0) <= ' ';
            boolean glued =
                    !between && (before instanceof Node.Literal || next instanceof Node.Literal);
            if (node instanceof Node.Fixed fixed) {
                return new Value(node, new End(Kind.WIDTH, List.of(), false, fixed.width()), false);
            }
            if (node instanceof Node.Phrase phrase) {
                return new Value(
                        node, new End(Kind.WORDS, List.of(), false, phrase.words()), false);
            }
            if (next instanceof Node.Placeholder && node instanceof Node.Word) {
                return new Value(node, new End(Kind.WIDTH, List.of(), false, 1), false);
            }
            if (isText(node)) {
                return new Value(
                        node,
                        textEnd(node, nodes, at, behind, outer),
                        glued || !(node instanceof Node.Many));
            }
            Follow follow = first(nodes, at + 1, behind, false);
            if (follow.open() && !(next instanceof Node.Commentary)) {
                fault(true, String.join("+", node.names()), "a literal behind it");
            }
            List<String> literals =
                    follow.literals().stream().filter(each -> !each.startsWith(SEPARATOR)).toList();
            return new Value(node, new End(Kind.WORD, literals, follow.atLineEnd(), 0), glued);
        }

        private End textEnd(
                Node.Placeholder node, List<Node> nodes, int at, Behind behind, boolean outer) {
            Follow follow = first(nodes, at + 1, behind, true);
            if (follow.open()) {
                fault(
                        true,
                        node.names().isEmpty() ? "*" : node.names().get(0) + "*",
                        "a literal behind it");
            }
            List<String> literals = List.copyOf(follow.literals());
            if (literals.isEmpty()) {
                return new End(Kind.REST, literals, true, 0);
            }
            boolean mayBeLast =
                    outer
                            && literals.size() == 1
                            && !follow.atLineEnd()
                            && !(node instanceof Node.Many);
            return (mayBeLast
                            ? last(nodes.subList(at + 1, nodes.size()), literals)
                            : Optional.<End>empty())
                    .orElse(new End(Kind.TEXT, literals, follow.atLineEnd(), 0));
        }

        /** The end of a text that no other follows, if its literal does not stand there again. */
        private static Optional<End> last(List<Node> behind, List<String> ends) {
            StringBuilder literals = new StringBuilder();
            if (!collect(behind, literals)) {
                return Optional.empty();
            }
            String text = literals.toString().toUpperCase(Locale.ROOT);
            int first = 0;
            while (text.charAt(first) == '\r') {
                first++;
            }
            int end = text.indexOf('\r', first);
            String literal = text.substring(first, end < 0 ? text.length() : end);
            return end < 0 || text.indexOf(literal, end) < 0
                    ? Optional.of(new End(Kind.LAST_TEXT, ends, end < 0, 0))
                    : Optional.empty();
        }

        /** The literals of nodes, with CR between; false if one of them is a text. */
        private static boolean collect(List<Node> nodes, StringBuilder literals) {
            for (Node node : nodes) {
                if (isText(node)
                        || node instanceof Node.Commentary
                        || node instanceof Node.Named
                        || node instanceof Node.Group group && !collect(group.nodes(), literals)) {
                    return false;
                }
                if (node instanceof Node.Literal literal) {
                    literals.append(literal.text());
                } else {
                    literals.append('\r');
                    if (node instanceof Node.Many many) {
                        literals.append(many.delimiter().orElse('\r')).append('\r');
                    }
                }
            }
            return true;
        }

        /** What may stand at {@code at}; behind a text a literal has the separators around it. */
        private static Follow first(List<Node> nodes, int at, Behind behind, boolean text) {
            if (at == nodes.size()) {
                return text ? behind.text() : behind.word();
            }
            Node node = nodes.get(at);
            if (node instanceof Node.Literal literal) {
                return Follow.of(literal.text() + (text ? separator(nodes, at + 1) : ""));
            }
            if (node instanceof Node.Separator) {
                Node next = at + 1 < nodes.size() ? nodes.get(at + 1) : null;
                if (next instanceof Node.Literal literal) {
                    String behindIt = text ? separator(nodes, at + 2) : "";
                    return Follow.of(SEPARATOR + literal.text() + behindIt);
                }
                return text ? Follow.OPEN : Follow.of(SEPARATOR);
            }
            if (node instanceof Node.Group group) {
                Follow without = first(nodes, at + 1, behind, text);
                return first(group.nodes(), 0, new Behind(without, without), text).or(without);
            }
            if (node instanceof Node.Blanks) {
                Follow without = first(nodes, at + 1, behind, text);
                return text ? without : without.or(Follow.of(SEPARATOR));
            }
            return Follow.OPEN;
        }

        private static String separator(List<Node> nodes, int at) {
            return at < nodes.size() && nodes.get(at) instanceof Node.Separator ? SEPARATOR : "";
        }

        private static boolean mayBeginWithBlank(List<Node> nodes, int at) {
            Node node = at < nodes.size() ? nodes.get(at) : null;
            if (node instanceof Node.Group group) {
                return mayBeginWithBlank(group.nodes(), 0) || mayBeginWithBlank(nodes, at + 1);
            }
            return node instanceof Node.Separator
                    || node instanceof Node.Blanks
                    || node instanceof Node.Literal literal && literal.text().charAt(0) <= ' '
                    || isText(node) && !isWords(node);
        }

        private static boolean isWords(Node node) {
            return node instanceof Node.Many many && many.delimiter().isEmpty();
        }

        /** Whether blanks do not end it: free text, or words between blanks. */
        private static boolean isText(Node node) {
            return node instanceof Node.Rest
                    || node instanceof Node.ResultRest
                    || isWords(node)
                    || node instanceof Node.Many many && many.hasBlanks();
        }
    }
}
