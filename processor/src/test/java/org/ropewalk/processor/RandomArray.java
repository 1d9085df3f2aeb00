package org.ropewalk.processor;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A command in arrays of RESP whose reply is random: a value, a line, or an array of words. */
final class RandomArray implements RandomExchange {
    private static final List<String> VALUES =
            List.of(
                    "String",
                    "Bytes",
                    "int",
                    "Optional<String>",
                    "OptionalInt",
                    "List<String>",
                    "List<Optional<String>>",
                    "Map<String, Integer>",
                    "Optional<List<String>>",
                    "Object",
                    "E");

    private static final List<String> LINES =
            List.of("+OK {a*}", "+{a*}", "ok {a}", "{a}", "message {a} {b...}", "{b...}", "+E {a}");

    private static final List<String> ERRORS =
            List.of(
                    "-ERR {message*}",
                    "-{message*}",
                    "-a {message*}",
                    "-BAD",
                    "-ERR {'wrong {message}'}",
                    "-ERR {''}");

    private static final List<String> FAILURES =
            List.of("-GONE {a*}", "-{a*}", "-ERR {a}", "-a {a*}", "-MOVED {n} {a}");

    private final int number;
    private final String value;
    private final String line;
    private final String failure;
    private final boolean templated;
    private final String error;

    RandomArray(int number, Random random) {
        this.number = number;
        this.templated = random.nextInt(3) == 0;
        this.value = VALUES.get(random.nextInt(VALUES.size()));
        this.line = LINES.get(random.nextInt(LINES.size()));
        this.failure = random.nextBoolean() ? FAILURES.get(random.nextInt(FAILURES.size())) : "";
        this.error = random.nextBoolean() ? ERRORS.get(random.nextInt(ERRORS.size())) : "";
    }

    @Override
    public int number() {
        return number;
    }

    private String result() {
        return templated ? "R" + number : value;
    }

    @Override
    public String command() {
        return "@Command(\"c%d {given}\") %s%s %s c%d(Given given)%s;"
                .formatted(
                        number,
                        error.isEmpty() ? "" : "@Errors(malformed = @Reply(\"" + error + "\")) ",
                        templated ? "@Reply(\"" + line + "\")" : "",
                        result(),
                        number,
                        failure.isEmpty() ? "" : " throws F" + number);
    }

    @Override
    public String types() {
        String components =
                (line.contains("{a") ? "String a" : "")
                        + (line.contains("{a") && line.contains("{b") ? ", " : "")
                        + (line.contains("{b") ? "List<String> b" : "");
        String record = templated ? "record R%d(%s) {} ".formatted(number, components) : "";
        if (failure.isEmpty()) {
            return record;
        }
        boolean numbered = failure.contains("{n}");
        return record
                + "@Reply(\"%1$s\") final class F%2$d extends Exception { private static final long serialVersionUID = 1; private final String a; %3$spublic F%2$d(%4$sString a) { this.a = a; %5$s} public String a() { return a; } @Override public String toString() { return \"F%2$d:\" + a; } } "
                        .formatted(
                                failure,
                                number,
                                numbered
                                        ? "private final int n; public int n() { return n; } "
                                        : "",
                                numbered ? "int n, " : "",
                                numbered ? "this.n = n; " : "");
    }

    @Override
    public String handler() {
        String type = result().replaceAll("\\b([REF]\\d*)\\b", "X.$1");
        boolean unchecked = type.contains("<");
        return "%spublic %s c%d(X.Given given)%s { %sreturn %sNext.of(%d); }\n"
                .formatted(
                        unchecked ? "@SuppressWarnings(\"unchecked\") " : "",
                        type,
                        number,
                        failure.isEmpty() ? "" : " throws X.F" + number,
                        failure.isEmpty()
                                ? ""
                                : "if (Next.of(%1$d) instanceof X.F%1$d failure) throw failure; "
                                        .formatted(number),
                        type.equals("Object") ? "" : "(" + type + ") ",
                        number);
    }

    @Override
    public boolean fails() {
        return !failure.isEmpty();
    }

    @Override
    public boolean isRejected(String outcome) {
        return outcome.startsWith("rejected: ") || outcome.startsWith("F" + number + ":");
    }

    @Override
    public Object failure(RandomValues values) throws ReflectiveOperationException {
        return failure.contains("{n}")
                ? values.made("F" + number, values.of("int"), values.of("String"))
                : values.made("F" + number, values.of("String"));
    }

    @Override
    public Object value(RandomValues values, Random random) throws ReflectiveOperationException {
        if (!templated) {
            return values.of(value);
        }
        boolean both = line.contains("{a") && line.contains("{b");
        Object list = line.contains("{b") ? values.of("List<String>") : null;
        return both
                ? values.made("R" + number, values.of("String"), list)
                : values.made("R" + number, Optional.ofNullable(list).orElse(values.of("String")));
    }

    @Override
    public String toString() {
        return command() + types();
    }
}
