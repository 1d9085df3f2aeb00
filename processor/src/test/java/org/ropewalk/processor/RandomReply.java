package org.ropewalk.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A command without values whose reply is random: lines by {@link RandomLine} in some shape. */
final class RandomReply implements RandomExchange {
    /** What lists end in, and what stands for nothing. */
    private static final List<String> ENDS = List.of(".", "END", "-", "a", "a b", ":", "", "a:");

    /** What lines begin with; most with a value at once. */
    private static final List<String> BEGINS = List.of("", "", "", "-", "a", "END", ".");

    /** The lines before a result. */
    private static final List<String> OPENINGS =
            List.of("opens", "-", "a b", "a", ".", "END {'a'}");

    /** How the lines of a reply stand to each other. */
    enum Shape {
        /** A record. */
        ONE,
        /** A record, or a line for none. */
        MAYBE,
        /** One of two records. */
        EITHER,
        /** A line, and a record when the handler completes. */
        OPENED,
        /** Items and an end. */
        LIST,
        /** A first line, items and an end. */
        HEADED,
        /** A payload of items. */
        DOTTED,
        /** A payload of items up to a byte. */
        DELIMITED,
        /** A payload of items in chunks, each after its size in four bytes. */
        CHUNKED,
        /** A payload of items in chunks, each after a line with its size. */
        CHUNK_LINES,
        /** A payload of items up to a line. */
        UNTIL
    }

    private final int number;
    private final Shape shape;
    private final String end;
    private final String begin;
    private final List<RandomLine> lines = new ArrayList<>();
    private final RandomRefusal refusal;

    RandomReply(int number, Random random, List<String> literals) {
        this.number = number;
        this.shape = Shape.values()[random.nextInt(Shape.values().length)];
        this.end = ENDS.get(random.nextInt(ENDS.size()));
        this.begin = shape == Shape.OPENED ? OPENINGS.get(random.nextInt(OPENINGS.size())) : "";
        for (int i = 0; i < (shape == Shape.EITHER ? 2 : 1); i++) {
            lines.add(new RandomLine(BEGINS.get(random.nextInt(BEGINS.size())), random, literals));
        }
        this.refusal = new RandomRefusal(number, random, BEGINS, literals);
    }

    /** What it may be refused with. */
    RandomRefusal refusal() {
        return refusal;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public boolean fails() {
        return refusal.fails();
    }

    @Override
    public boolean isRejected(String outcome) {
        return refusal.isRejected(outcome);
    }

    @Override
    public Object failure(RandomValues values) throws ReflectiveOperationException {
        return refusal.value(values);
    }

    /** The command's name. */
    String name() {
        return "c" + number;
    }

    /** The name of a record. */
    private String type(int index) {
        return "R%d_%d".formatted(number, index);
    }

    private String result() {
        return switch (shape) {
            case ONE -> type(0);
            case MAYBE -> "Optional<" + type(0) + ">";
            case EITHER -> "S" + number;
            case OPENED -> "CompletionStage<" + type(0) + ">";
            default -> "List<" + type(0) + ">";
        };
    }

    /** The command and its types, in one line. */
    String declaration() {
        return command() + " " + types() + "\n";
    }

    @Override
    public String command() {
        String each = lines.get(0).text();
        String reply =
                switch (shape) {
                    case ONE -> "@Reply(\"%s\")".formatted(each);
                    case MAYBE -> "@Reply(value = \"%s\", absent = \"%s\")".formatted(each, end);
                    case EITHER -> "";
                    case OPENED -> "@Reply(value = \"%s\", end = \"%s\")".formatted(begin, each);
                    case LIST -> "@Reply(each = \"%s\", end = \"%s\")".formatted(each, end);
                    case HEADED ->
                            "@Reply(value = \"list\", each = \"%s\", end = \"%s\")"
                                    .formatted(each, end);
                    case DOTTED -> "@Reply(\"items\") @Payload(Payload.Framing.DOTTED)";
                    case DELIMITED ->
                            "@Reply(\"items\") @Payload(value = Payload.Framing.DELIMITED, until = \"\\0\")";
                    case CHUNKED ->
                            "@Reply(\"items\") @Payload(value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.UINT32)";
                    case CHUNK_LINES ->
                            "@Reply(\"items\") @Payload(value = Payload.Framing.CHUNKED, chunk = Payload.Chunk.HEX_LINE)";
                    case UNTIL ->
                            "@Reply(\"items\") @Payload(value = Payload.Framing.UNTIL, until = \"%s\")"
                                    .formatted(end.isEmpty() ? "." : end);
                };
        return "@Command(\"c%d {given}\") %s%s %s c%d(Given given)%s;"
                .formatted(number, refusal.errors(), reply, result(), number, refusal.thrown(""));
    }

    @Override
    public String types() {
        StringBuilder types = new StringBuilder();
        boolean either = shape == Shape.EITHER;
        boolean payload = shape.compareTo(Shape.DOTTED) >= 0;
        if (either) {
            types.append(
                    "sealed interface S%d permits %s, %s {} ".formatted(number, type(0), type(1)));
        }
        for (int i = 0; i < lines.size(); i++) {
            types.append(
                    "%srecord %s(%s) %s{} "
                            .formatted(
                                    either || payload
                                            ? "@%s(\"%s\") "
                                                    .formatted(
                                                            either ? "Reply" : "Format",
                                                            lines.get(i).text())
                                            : "",
                                    type(i),
                                    lines.get(i).parameters(),
                                    either ? "implements S" + number + " " : ""));
        }
        return types + refusal.declaration();
    }

    @Override
    public String handler() {
        return "@SuppressWarnings(\"unchecked\") public %s c%d(X.Given given)%s { %sreturn %s; }\n"
                .formatted(
                        result().replaceAll("\\b([RS]\\d)", "X.$1"),
                        number,
                        refusal.thrown("X."),
                        shape == Shape.OPENED ? refusal.late() : refusal.handler(),
                        returned())
                .replace(
                        shape == Shape.ONE || shape == Shape.EITHER || shape == Shape.OPENED
                                ? "@SuppressWarnings(\"unchecked\") "
                                : "@@",
                        "");
    }

    private String returned() {
        return shape == Shape.OPENED
                ? "CompletableFuture.completedFuture((X.%s) Next.of(%d))".formatted(type(0), number)
                : "(%s) Next.of(%d)".formatted(result().replaceAll("\\b([RS]\\d)", "X.$1"), number);
    }

    @Override
    public Object value(RandomValues values, Random random) throws ReflectiveOperationException {
        return switch (shape) {
            case ONE, OPENED -> record(values, 0);
            case MAYBE ->
                    random.nextInt(5) == 0
                            ? java.util.Optional.empty()
                            : java.util.Optional.of(record(values, 0));
            case EITHER -> record(values, random.nextInt(2));
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(record(values, 0));
                }
                yield list;
            }
        };
    }

    private Object record(RandomValues values, int index) throws ReflectiveOperationException {
        return values.made(type(index), values.of(lines.get(index).types()));
    }

    @Override
    public String toString() {
        return shape
                + " "
                + lines.stream().map(RandomLine::text).toList()
                + (begin.isEmpty() ? " end " + end : " behind " + begin)
                + refusal;
    }
}
