package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @param open whether a value may stand directly behind it
     */
    public record Choice(
            Node.Group group, List<Part> parts, End behind, boolean other, boolean open)
            implements Part {
        /** Copies the list. */
        public Choice {
            parts = List.copyOf(parts);
        }

        /**
         * What may stand in its place and begins with the literal with which it begins: where that
         * stands, it is missing.
         */
        public Optional<End> unless() {
            boolean told =
                    parts.get(0) instanceof Text
                            && parts.size() > 1
                            && parts.get(1) instanceof Value;
            List<String> longer =
                    told ? longer(((Text) parts.get(0)).text(), behind) : List.<String>of();
            return longer.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new End(Kind.TEXT, longer, false, 0));
        }

        /** Whether the literal behind a gap with which it begins is a whole word. */
        public boolean isWord() {
            return parts.size() > 2
                    ? beginsWithGap(parts.subList(2, parts.size()))
                    : !open
                            && behind.literals().stream()
                                    .allMatch(each -> each.startsWith(SEPARATOR));
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

    /** The literals behind a part that begin with {@code text} and go on. */
    static List<String> longer(String text, End behind) {
        return behind.literals().stream()
                .filter(each -> each.length() > text.length())
                .filter(each -> each.regionMatches(true, 0, text, 0, text.length()))
                .toList();
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

    /** Whether more blanks may stand in a line than those between its words. */
    public boolean mayHaveBlanks() {
        return mayHaveBlanks(parts);
    }

    private static boolean mayHaveBlanks(List<Part> parts) {
        return parts.stream()
                .anyMatch(
                        part ->
                                part instanceof Text text
                                                && text.text().chars().anyMatch(c -> c <= ' ')
                                        || part instanceof Remark
                                        || part instanceof Value value
                                                && value.end().kind() != Kind.WORD
                                                && value.end().kind() != Kind.WIDTH
                                        || part instanceof Choice choice
                                                && mayHaveBlanks(choice.parts()));
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
}
