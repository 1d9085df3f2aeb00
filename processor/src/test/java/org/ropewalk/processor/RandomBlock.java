package org.ropewalk.processor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A command and a reply of the same random fields: needed, optional and repeated ones, texts, lists
 * and values of several words, with or without a collector of the others.
 */
final class RandomBlock implements RandomText {
    static final String COLLECTED = "Map<String, String>";

    private static final List<String> NAMES = List.of("A", "Bb", "C-d", "Note", "x", "END");
    private static final List<String> TYPES =
            List.of("String", "String", "String", "int", "E", "P", "Q", "W", RandomLine.TIME);

    private final int number;
    private final boolean listed;
    private final boolean nil;
    private final List<String> types = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    RandomBlock(int number, Random random) {
        this(number, random, false);
    }

    /** As the other, of a protocol in which a word may stand for no value if {@code nil}. */
    RandomBlock(int number, Random random, boolean nil) {
        this.number = number;
        this.nil = nil;
        this.listed = random.nextInt(3) == 0;
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        String blank = random.nextInt(4) == 0 ? "" : " ";
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            field(names.remove(0) + ":" + blank, random);
        }
        if (random.nextInt(3) > 0) {
            fields.add(random.nextBoolean() ? "{" + name(COLLECTED) + ": ...}" : "{: ...}");
        }
    }

    private void field(String name, Random random) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String form = type.equals("String") && random.nextBoolean() ? "*" : "";
        switch (random.nextInt(4)) {
            case 0 -> {
                String boxed = type.equals("int") ? "Integer" : type;
                fields.add("[%s{%s%s}]".formatted(name, name("Optional<" + boxed + ">"), form));
            }
            case 1 -> {
                String list = List.of("*", "", "...", ",...").get(random.nextInt(4));
                fields.add("[%s{%s%s}]".formatted(name, name("List<String>"), list));
            }
            default -> {
                boolean none = nil && form.isEmpty() && random.nextBoolean();
                String boxed = type.equals("int") ? "Integer" : type;
                String value = name(none ? "Optional<" + boxed + ">" : type);
                fields.add("%s{%s%s}".formatted(name, value, form));
            }
        }
    }

    private String name(String type) {
        types.add(type);
        return "p" + (types.size() - 1);
    }

    /** Its fields, without a line before them. */
    @Override
    public String text() {
        return String.join("\\n", fields);
    }

    @Override
    public List<String> types() {
        return types;
    }

    /** The command whose values they are. */
    String command() {
        return "c" + number;
    }

    /** The command whose result has them. */
    String reply() {
        return "r" + number;
    }

    /** The record of them. */
    String record() {
        return "R" + number;
    }

    /** Whether the reply is a list of such blocks. */
    boolean listed() {
        return listed;
    }

    @Override
    public String parameters() {
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            parameters
                    .append(i == 0 ? "" : ", ")
                    .append(types.get(i).contains(RandomLine.TIME) ? RandomLine.PATTERN : "")
                    .append(types.get(i))
                    .append(" p")
                    .append(i);
        }
        return parameters.toString();
    }

    /** The result, whose record is called by {@code prefix} and its name. */
    private String result(String prefix) {
        String record = prefix + record();
        return listed ? "List<" + record + ">" : record;
    }

    /** Both commands and the record, in one line. */
    String declaration() {
        String block = String.join("\\n", fields);
        String reply = "Response: R%d\\n%s".formatted(number, block);
        return "@Command(\"Action: c%1$d\\n%2$s\") @Reply(\"Shown: {*}\") String c%1$d(%3$s); @Command(\"Action: r%1$d\") @Reply(%4$s) %5$s r%1$d(); record R%1$d(%3$s) {}\n"
                .formatted(
                        number,
                        block,
                        parameters(),
                        listed
                                ? "each = \"%s\", end = \"Response: End\"".formatted(reply)
                                : "\"" + reply + "\"",
                        result(""));
    }

    /** The handler's methods. */
    String handler() {
        StringBuilder shown = new StringBuilder("\"|\"");
        for (int i = 0; i < types.size(); i++) {
            shown.append(" + X.shown(p%d) + \"|\"".formatted(i));
        }
        return "public String c%1$d(%2$s) { return %3$s; } %5$s public %4$s r%1$d() { return (%4$s) Next.value; }\n"
                .formatted(
                        number,
                        parameters(),
                        shown,
                        result("X."),
                        listed ? "@SuppressWarnings(\"unchecked\")" : "");
    }

    @Override
    public String toString() {
        return fields + (listed ? " listed" : "");
    }
}
