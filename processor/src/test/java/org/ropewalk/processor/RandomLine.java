package org.ropewalk.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random template with texts, controls, widths, groups and lists anywhere: often one that cannot
 * be read, for which the compiler has a diagnostic.
 */
final class RandomLine implements RandomText {
    /** The pattern of those values. */
    static final String PATTERN = "@Format(\"yyMMdd HHmmss\") ";

    /** A type whose values are two words. */
    static final String TIME = "java.time.LocalDateTime";

    /**
     * The types that are no others: constants, values of several words, and one of several forms.
     */
    static final String TYPES =
            """
            enum E { a, b, ab }
            @Format("{n} {s}") record P(int n, String s) {}
            @Format("{s*}: {n}") record Q(String s, int n) {}
            sealed interface W permits A, B, C {}
            @Format("<{n}>") record A(int n) implements W {}
            @Format("at {s} {n}") record B(String s, int n) implements W {}
            @Format("({all...})") record C(List<String> all) implements W {}
            """;

    private final Random random;
    private final StringBuilder text;
    private final List<String> types = new ArrayList<>();
    private final List<String> literals;

    /** Whether a word may stand for no value. */
    private final boolean nil;

    /** Whether what was added last is a value, so that a literal must follow. */
    private boolean value;

    /**
     * A line.
     *
     * @param verb what it begins with
     * @param literals what its literals are chosen from
     */
    RandomLine(String verb, Random random, List<String> literals) {
        this(verb, random, literals, false);
    }

    /** As the other, of a protocol in which a word may stand for no value if {@code nil}. */
    RandomLine(String verb, Random random, List<String> literals, boolean nil) {
        this.random = random;
        this.nil = nil;
        this.literals = literals;
        this.text = new StringBuilder(verb);
        if (!verb.isEmpty()) {
            text.append(random.nextInt(8) == 0 ? literal() : " ");
        }
        int parts = 2 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            part();
        }
        if (endsWithBlank()) {
            text.append(literal());
        }
    }

    @Override
    public String text() {
        return text.toString();
    }

    @Override
    public List<String> types() {
        return types;
    }

    @Override
    public String parameters() {
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            parameters
                    .append(i == 0 ? "" : ", ")
                    .append(types.get(i).contains(TIME) ? PATTERN : "")
                    .append(types.get(i))
                    .append(" p")
                    .append(i);
        }
        return parameters.toString();
    }

    private String literal() {
        return literals.get(random.nextInt(literals.size()));
    }

    private void part() {
        if (value) {
            text.append(random.nextInt(3) == 0 && !endsWithBlank() ? " " : "");
            text.append(random.nextInt(2) == 0 || !endsWithBlank() ? literal() : "");
            value = false;
            if (random.nextInt(6) == 0) {
                text.append("[ ]");
            }
        }
        switch (random.nextInt(9)) {
            case 0, 1 -> group();
            case 2 -> text.append(literal());
            default -> value(false);
        }
    }

    private boolean endsWithBlank() {
        return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
    }

    private void group() {
        if (endsWithBlank()) {
            text.append(literal());
        }
        text.append('[');
        switch (random.nextInt(7)) {
            case 0 -> flag();
            case 5 -> {
                text.append(' ');
                value(true);
                text.append("[ ");
                flag();
                text.append(']');
            }
            case 6 -> {
                text.append(literal());
                value(true);
                text.append('[').append(literal());
                value(true);
                text.append(']');
            }
            case 1 -> {
                text.append(' ');
                value(true);
            }
            case 2 -> value(true);
            case 3 -> {
                text.append(literal());
                value(true);
                text.append(literal());
            }
            default -> {
                text.append(literal());
                value(true);
            }
        }
        text.append(']');
        value = random.nextInt(3) > 0;
    }

    private void flag() {
        text.append(List.of("", ".", "-", ":").get(random.nextInt(4))).append(name("boolean"));
    }

    private String name(String type) {
        types.add(type);
        return "p" + (types.size() - 1);
    }

    private void value(boolean optional) {
        String type =
                switch (random.nextInt(11)) {
                    case 0, 1 -> "int";
                    case 2 -> "E";
                    case 3 -> "List<String>";
                    case 4 -> List.of("P", "Q").get(random.nextInt(2));
                    case 5 -> "W";
                    case 6 -> TIME;
                    default -> "String";
                };
        String boxed = type.equals("int") ? "Integer" : type;
        boolean none = nil && !optional && random.nextInt(2) == 0;
        boolean maybe = (optional || none) && !type.startsWith("List");
        String name = name(maybe ? "Optional<" + boxed + ">" : type);
        String form =
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> type.equals("String") && !none ? "*" : "";
                    case 3 ->
                            none || !type.equals("int") && !type.equals("String")
                                    ? ""
                                    : ":" + (1 + random.nextInt(2));
                    default -> "";
                };
        if (type.startsWith("List")) {
            form = List.of("...", ",...", ", ...").get(random.nextInt(3));
        }
        text.append('{').append(name).append(form).append('}');
        value = true;
    }
}
