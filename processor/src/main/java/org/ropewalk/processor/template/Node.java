package org.ropewalk.processor.template;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A part of a template. */
public sealed interface Node {
    /**
     * Bytes as they stand on the wire; a blank only inside commentary.
     *
     * @param text how it is written
     * @param others how it is read, too: only a verb has such
     */
    record Literal(String text, List<String> others) implements Node {
        /** Copies the list. */
        public Literal {
            others = List.copyOf(others);
        }

        /** With one spelling. */
        public Literal(String text) {
            this(text, List.of());
        }
    }

    /** The separator between words. */
    record Separator() implements Node {}

    /** An optional part: {@code [ … ]}. */
    record Group(List<Node> nodes) implements Node {
        /** Copies the list. */
        public Group {
            nodes = List.copyOf(nodes);
        }

        /**
         * Whether it holds only literals and separators, so that its presence is itself the value.
         */
        public boolean isFlag() {
            return nodes.stream()
                    .allMatch(node -> node instanceof Literal || node instanceof Separator);
        }

        /** The letters and digits of its literals: what the boolean is called. */
        public String flag() {
            return flag(nodes);
        }

        private static String flag(List<Node> nodes) {
            StringBuilder flag = new StringBuilder();
            for (Node node : nodes) {
                if (node instanceof Literal literal) {
                    literal.text()
                            .codePoints()
                            .filter(Character::isLetterOrDigit)
                            .forEach(flag::appendCodePoint);
                }
            }
            return flag.toString();
        }
    }

    /** {@code [ ]}: blanks or none when a line is read, nothing when it is written. */
    record Blanks() implements Node {}

    /** {@code {'…'}}: written as given, read as anything or nothing; last in its line. */
    record Commentary(List<Node> nodes) implements Node {
        /** Copies the list. */
        public Commentary {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * {@code {'…'}} that something follows: written as given, read as any text up to the literal
     * behind it.
     */
    record Aside(String text) implements Placeholder {
        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /**
     * The name, with its mark, of the field that is the head of a command: {@code "Action: "}.
     * Written in front of the head; a reader finds it wherever it stands.
     */
    record VerbName(String text) implements Node {}

    /**
     * The lines behind the head of a block; last in its template.
     *
     * @param fields those with names, in the order in which they are written
     * @param others what takes those without a place of their own, if anything does
     * @param ends whether an empty line ends the block
     * @param verb the name, with its mark, of the field that is the head; empty if none is
     */
    record Fields(List<Field> fields, Optional<Others> others, boolean ends, String verb)
            implements Node {
        /** Copies the list. */
        public Fields {
            fields = List.copyOf(fields);
        }

        /** Whether fields without a place of their own are bound to a name. */
        public boolean collects() {
            return others.filter(place -> !place.name().isEmpty()).isPresent();
        }

        /** These, with other values. */
        public Fields map(UnaryOperator<List<Node>> change) {
            return mapFields(field -> field.with(change.apply(field.value())));
        }

        /** These, with other fields in the places of theirs. */
        public Fields mapFields(UnaryOperator<Field> change) {
            return new Fields(fields.stream().map(change).toList(), others, ends, verb);
        }

        /** Those of them that {@code kept} keeps. */
        public Fields filter(Predicate<Field> kept) {
            return new Fields(fields.stream().filter(kept).toList(), others, ends, verb);
        }

        /** These, behind a head that is a field. */
        public Fields behind(String name) {
            return new Fields(fields, others, ends, name);
        }
    }

    /**
     * A line {@code name=value}.
     *
     * @param mark what stands behind the name: a colon or an equals sign
     * @param trimmed whether a blank stands behind the mark, and blanks are no part of the value
     * @param optional whether it may be missing
     * @param value what its value consists of
     */
    record Field(String name, char mark, boolean trimmed, boolean optional, List<Node> value) {
        /** Copies the list. */
        public Field {
            value = List.copyOf(value);
        }

        /** Whether its value is the length of a payload. */
        public boolean isLength() {
            return value.size() == 1 && value.get(0) instanceof Length;
        }

        /** What it has of what stands around a command, if it has. */
        public Optional<Enclosed> enclosed() {
            return value.size() == 1 && value.get(0) instanceof Enclosed enclosed
                    ? Optional.of(enclosed)
                    : Optional.empty();
        }

        /** What the boolean is called that it stands for, if it may be missing and has no value. */
        public Optional<String> flag() {
            boolean constant = new Group(value).isFlag();
            return optional && constant
                    ? Optional.of(Group.flag(List.of(new Literal(name))) + Group.flag(value))
                    : Optional.empty();
        }

        /** This, with another value. */
        public Field with(List<Node> other) {
            return new Field(name, mark, trimmed, optional, other);
        }

        /** What stands in front of the value. */
        public String prefix() {
            return name + mark + (trimmed ? " " : "");
        }
    }

    /**
     * The place of fields without names: {@code {others: ...}}.
     *
     * @param name what they are bound to; empty if they are dropped
     */
    record Others(String name, char mark, boolean trimmed) {}

    /** What stands for values. */
    sealed interface Placeholder extends Node {
        /** The names that it stands for; none for the result itself. */
        List<String> names();

        /** Whether it is always written in quotes. */
        default boolean isQuoted() {
            return false;
        }

        /** The bare word that stands for no value; empty if none does. */
        default String nil() {
            return "";
        }
    }

    /** How a word is quoted. */
    enum Quoting {
        /** Not at all. */
        NONE,
        /** If it cannot be bare. */
        ALLOWED,
        /** Always. */
        ALWAYS
    }

    /**
     * {@code {name}}: one word, or what stands between two literals of one.
     *
     * @param nil the bare word that stands for no value; empty if none does
     */
    record Word(String name, Quoting quoting, String nil) implements Placeholder {
        /** Of a protocol whose words are not quoted. */
        public Word(String name) {
            this(name, Quoting.NONE, "");
        }

        @Override
        public boolean isQuoted() {
            return quoting == Quoting.ALWAYS;
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /**
     * {@code {name:3}}: exactly so many characters, numbers filled with zeros.
     *
     * @param width how many
     */
    record Fixed(String name, int width) implements Placeholder {
        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /** {@code {name*}}: text, up to the literal behind it or the end of the line. */
    record Rest(String name) implements Placeholder {
        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /**
     * {@code {name}} of a value that consists of several words.
     *
     * @param words how many
     */
    record Phrase(String name, int words) implements Placeholder {
        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /**
     * {@code {name...}}, {@code {name,...}}: one word or more.
     *
     * @param delimiter what stands between them; empty for the separator
     * @param spaced whether a blank stands behind it
     * @param texts whether each is a text, which may have blanks: {@code {name*;...}}
     */
    record Many(String name, Optional<Character> delimiter, boolean spaced, boolean texts)
            implements Placeholder {
        /** The name of the result itself, {@code {...}}; no parameter has it. */
        public static final String RESULT = "{}";

        /** Without a blank behind the delimiter. */
        public Many(String name, Optional<Character> delimiter) {
            this(name, delimiter, false, false);
        }

        /** Whether it has blanks between its values or in them, as text has. */
        public boolean hasBlanks() {
            return spaced || texts || delimiter.equals(Optional.of(' '));
        }

        /** Whether a control character stands between its values. */
        public boolean isOfColumns() {
            return delimiter.filter(Character::isISOControl).isPresent();
        }

        /** What is written between the values. */
        public String between() {
            return delimiter.orElse(' ') + (spaced ? " " : "");
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /** {@code {name=...}}: named words in any order. */
    record Named(String name) implements Placeholder {
        @Override
        public List<String> names() {
            return List.of(name);
        }
    }

    /**
     * {@code {data.length}}, {@code {headers+data.length}}: how many bytes these payloads have,
     * together.
     */
    record Length(List<String> payloads) implements Placeholder {
        /** Copies the list. */
        public Length {
            payloads = List.copyOf(payloads);
        }

        @Override
        public List<String> names() {
            return payloads;
        }
    }

    /** {@code {items.size}}: how many items follow. */
    record Size(String collection) implements Placeholder {
        @Override
        public List<String> names() {
            return List.of(collection);
        }
    }

    /**
     * A value in a field around a command, which is read apart from the command.
     *
     * @param tag whether a reply repeats it, so that a client writes it; others are not written
     */
    record Enclosed(boolean tag) implements Placeholder {
        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /**
     * {@code {}}: the result as one word.
     *
     * @param nil the bare word that stands for no value; empty if none does
     */
    record Result(Quoting quoting, String nil) implements Placeholder {
        /** Of a protocol whose words are not quoted. */
        public Result() {
            this(Quoting.NONE, "");
        }

        @Override
        public boolean isQuoted() {
            return quoting == Quoting.ALWAYS;
        }

        @Override
        public List<String> names() {
            return List.of();
        }
    }

    /**
     * {@code {*}}: in a reply the result as free text; in a command the rest of the line, read and
     * dropped.
     */
    record ResultRest() implements Placeholder {
        @Override
        public List<String> names() {
            return List.of();
        }
    }
}
