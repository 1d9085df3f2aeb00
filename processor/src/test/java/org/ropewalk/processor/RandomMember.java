package org.ropewalk.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One command of a random protocol, with lines by {@link RandomLine} and perhaps a {@link
 * RandomPayload}. What is random is the command, its reply, a push message or an exception.
 */
final class RandomMember {
    /** What is random. */
    enum Kind {
        /** The command. */
        COMMAND,
        /** The only line of its reply. */
        REPLY,
        /** A reply of two or three lines in a fixed order. */
        LINES,
        /** Items and an end. */
        LIST,
        /** A line with the number of items, and items. */
        SIZED,
        /** A push message that it causes. */
        PUSH,
        /** An exception that it throws. */
        FAILURE
    }

    private final int number;
    private final Kind kind;
    private final RandomPayload payload;
    private final int place;
    private final String end;
    private final List<RandomText> lines = new ArrayList<>();

    /** Whether its messages are blocks. */
    private final boolean blocks;

    /**
     * A member.
     *
     * @param around what stands around its lines
     */
    RandomMember(int number, Random random, List<String> literals, RandomSurroundings around) {
        this.number = number;
        this.blocks = around.blocks();
        Kind drawn = Kind.values()[random.nextInt(Kind.values().length)];
        boolean plain = drawn == Kind.LINES || drawn == Kind.SIZED;
        this.kind = blocks && plain ? Kind.REPLY : drawn;
        this.place = random.nextInt(3);
        this.end = List.of("END", ".", "a", "7 a", "-").get(random.nextInt(5));
        if (blocks) {
            this.payload = random.nextInt(3) == 0 ? RandomPayload.ofBlock(random) : null;
            lines.add(new RandomBlock(number, random, around.nil()));
            return;
        }
        this.payload =
                random.nextInt(5) < 3
                        ? new RandomPayload(random, around.lineEnd(kind == Kind.COMMAND))
                        : null;
        boolean verb = kind == Kind.COMMAND || kind == Kind.PUSH || random.nextInt(3) > 0;
        lines.add(new RandomLine(verb ? "v" + number : "", random, literals, around.nil()));
        if (kind == Kind.LINES) {
            lines.add(
                    new RandomLine(
                            random.nextBoolean() ? "w" : "", random, literals, around.nil()));
        }
    }

    /** Which it is. */
    Kind kind() {
        return kind;
    }

    /** The command's name. */
    String name() {
        return "c" + number;
    }

    /** Whether the connection ends with it. */
    boolean last() {
        return payload != null && payload.last();
    }

    /** A line with the length of the payload at its beginning, if it needs that. */
    private String line() {
        String line = lines.get(0).text();
        if (blocks) {
            return "%s: %s\\n%s%s"
                    .formatted(
                            kind == Kind.COMMAND ? "V" : "R",
                            kind == Kind.COMMAND ? name() : "v" + number,
                            line,
                            payload == null ? "" : "\\nLength: {d.length}");
        }
        if (payload == null || !payload.counted()) {
            return line;
        }
        return line.startsWith("v" + number)
                ? "v%d {d.length} x%s".formatted(number, line.substring(("v" + number).length()))
                : "{d.length} " + line;
    }

    /** The second line, whose values have names of their own. */
    private String second() {
        return lines.get(1).text().replaceAll("\\bp(\\d+)\\b", "q$1");
    }

    private String sequence() {
        List<String> all = new ArrayList<>(List.of(line(), second()));
        if (payload != null && place < 2) {
            all.add(1 + place, "{d}");
            all.add(end);
        }
        return String.join("\\n", all);
    }

    /** All values as parameters in Java. */
    private String parameters() {
        List<String> all = new ArrayList<>();
        all.add(lines.get(0).parameters());
        if (kind == Kind.LINES) {
            all.add(lines.get(1).parameters().replaceAll("\\bp(\\d+)\\b", "q$1"));
        }
        if (payload != null) {
            all.add(payload.parameter());
        }
        all.removeIf(String::isEmpty);
        return String.join(", ", all);
    }

    private List<String> types() {
        List<String> types = new ArrayList<>(lines.get(0).types());
        if (kind == Kind.LINES) {
            types.addAll(lines.get(1).types());
        }
        return types;
    }

    /** The names of all values. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lines.get(0).types().size(); i++) {
            names.add("p" + i);
        }
        for (int i = 0; kind == Kind.LINES && i < lines.get(1).types().size(); i++) {
            names.add("q" + i);
        }
        if (payload != null) {
            names.add("d");
        }
        return names;
    }

    /** A line that has a literal alone. */
    private String plain(String literal) {
        return blocks ? "V: " + literal : literal;
    }

    /** The command and its types, in one line. */
    String declaration() {
        String record = "record R%d(%s) {}".formatted(number, parameters());
        return switch (kind) {
                    case COMMAND ->
                            "@Command(\"%s\") @Reply(\"SEEN {}\") String %s(%s);"
                                    .formatted(line(), name(), parameters());
                    case REPLY ->
                            "@Command(\"%5$s\") @Reply(\"%2$s\") R%3$d %1$s(); %4$s"
                                    .formatted(name(), line(), number, record, plain(name()));
                    case LINES ->
                            "@Command(\"%1$s\") @Reply(\"%2$s\") R%3$d %1$s(); %4$s"
                                    .formatted(name(), sequence(), number, record);
                    case LIST ->
                            "@Command(\"%6$s\") @Reply(each = \"%2$s\", end = \"%5$s\") List<R%3$d> %1$s(); %4$s"
                                    .formatted(
                                            name(),
                                            line(),
                                            number,
                                            record,
                                            blocks ? "R: end" : end,
                                            plain(name()));
                    case SIZED ->
                            "@Command(\"%1$s\") @Reply(value = \"n {items.size}\", each = \"%2$s\") List<R%3$d> %1$s(); %4$s"
                                    .formatted(name(), line(), number, record);
                    case PUSH ->
                            "@Command(\"%2$s\") @Reply(\"SENT\") void %1$s();"
                                    .formatted(name(), plain(name()));
                    case FAILURE ->
                            "@Command(\"%4$s\") @Reply(\"DONE\") void %1$s() throws N%2$d; %3$s"
                                    .formatted(name(), number, exception(), plain(name()));
                }
                + "\n";
    }

    private String exception() {
        StringBuilder text = new StringBuilder();
        text.append(
                "@Reply(\"%s\") final class N%d extends Exception { private static final long serialVersionUID = 1; "
                        .formatted(line(), number));
        StringBuilder fields = new StringBuilder();
        StringBuilder sets = new StringBuilder();
        List<String> types = new ArrayList<>(types());
        if (payload != null) {
            types.add(payload.type());
        }
        for (int i = 0; i < types.size(); i++) {
            String name = names().get(i);
            fields.append("private final transient %s %s; ".formatted(types.get(i), name));
            fields.append("public %1$s %2$s() { return %2$s; } ".formatted(types.get(i), name));
            sets.append("this.%1$s = %1$s; ".formatted(name));
        }
        return text.append(fields)
                .append("public N%d(%s) { %s} }".formatted(number, parameters(), sets))
                .toString();
    }

    /** The push message, in one line; empty if it has none. */
    String push() {
        return kind == Kind.PUSH
                ? "@Reply(\"%s\") void e%d(%s);\n".formatted(line(), number, parameters())
                : "";
    }

    /** The handler's method. */
    String handler() {
        String shown = "X.shown(%s)".formatted(String.join(", ", names()));
        return switch (kind) {
                    case COMMAND ->
                            "public String %s(%s) { return %s; }"
                                    .formatted(
                                            name(),
                                            parameters().replaceAll("@Payload\\(.*?\\) ", ""),
                                            shown);
                    case REPLY, LINES ->
                            "public X.R%1$d c%1$d() { return (X.R%1$d) Next.value; }"
                                    .formatted(number);
                    case LIST, SIZED ->
                            "@SuppressWarnings(\"unchecked\") public List<X.R%1$d> c%1$d() { return (List<X.R%1$d>) Next.value; }"
                                    .formatted(number);
                    case PUSH ->
                            "%s public void c%d() { Object[] o = (Object[]) Next.value; XPushes.to(peer).e%d(%s); }"
                                    .formatted(
                                            arguments().contains("<")
                                                    ? "@SuppressWarnings(\"unchecked\")"
                                                    : "",
                                            number,
                                            number,
                                            arguments());
                    case FAILURE ->
                            "public void c%1$d() throws X.N%1$d { throw (X.N%1$d) Next.value; }"
                                    .formatted(number);
                }
                + "\n";
    }

    private String arguments() {
        List<String> types = new ArrayList<>(types());
        if (payload != null) {
            types.add(payload.type());
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            arguments.add("(%s) o[%d]".formatted(types.get(i), i));
        }
        return String.join(", ", arguments);
    }

    /** All values. */
    private Object[] values(RandomValues values, Random random)
            throws ReflectiveOperationException {
        List<Object> all = new ArrayList<>(Arrays.asList(values.of(types())));
        if (payload != null) {
            all.add(payload.value(values, random));
        }
        return all.toArray();
    }

    /** What {@code Next.value} is, or the arguments of the command. */
    Object value(RandomValues values, Random random) throws ReflectiveOperationException {
        return switch (kind) {
            case COMMAND, PUSH -> values(values, random);
            case REPLY, LINES -> values.made("R" + number, values(values, random));
            case FAILURE -> values.made("N" + number, values(values, random));
            case LIST, SIZED -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(values.made("R" + number, values(values, random)));
                }
                yield list;
            }
        };
    }

    /** The values of an exception. */
    Object[] values(Throwable failure) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        for (String name : names()) {
            var accessor = failure.getClass().getDeclaredMethod(name);
            accessor.setAccessible(true);
            values.add(accessor.invoke(failure));
        }
        return values.toArray();
    }

    @Override
    public String toString() {
        return kind + " " + declaration() + push();
    }
}
