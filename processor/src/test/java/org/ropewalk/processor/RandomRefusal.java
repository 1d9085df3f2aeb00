package org.ropewalk.processor;

import java.util.List;
import java.util.Random;

/** What a command with a random reply may be refused with: an exception, an error line, both. */
final class RandomRefusal {
    private static final List<String> ENDS =
            List.of("", "", " {message*}", " {'{message}'}", " {'a'}", " {'1 END'}", "{message*}");

    private final int number;
    private final RandomLine exception;
    private final String error;

    /** Whether the reply has a line for wrong values. */
    private final boolean rejects;

    /** Whether the command has an exception. */
    private final boolean fails;

    RandomRefusal(int number, Random random, List<String> begins, List<String> literals) {
        this.number = number;
        this.fails = random.nextBoolean();
        this.rejects = !fails || random.nextBoolean();
        this.exception =
                new RandomLine(begins.get(random.nextInt(begins.size())), random, literals);
        this.error =
                (begins.get(random.nextInt(begins.size()))
                                + (random.nextBoolean()
                                        ? literals.get(random.nextInt(literals.size()))
                                        : " " + begins.get(random.nextInt(begins.size()))))
                        + ENDS.get(random.nextInt(ENDS.size()));
    }

    boolean fails() {
        return fails;
    }

    boolean rejects() {
        return rejects;
    }

    /** The annotation of the command. */
    String errors() {
        return rejects ? "@Errors(malformed = @Reply(\"%s\")) ".formatted(error) : "";
    }

    /** What the method throws. */
    String thrown(String owner) {
        return fails ? " throws " + owner + type() : "";
    }

    private String type() {
        return "F" + number;
    }

    /** The exception's type, in one line. */
    String declaration() {
        if (!fails) {
            return "";
        }
        StringBuilder fields = new StringBuilder();
        StringBuilder made = new StringBuilder();
        StringBuilder text = new StringBuilder("\"\"");
        List<String> types = exception.types();
        for (int i = 0; i < types.size(); i++) {
            fields.append(
                    "private final %s p%d; public %s p%d() { return p%d; } "
                            .formatted(types.get(i), i, types.get(i), i, i));
            made.append("this.p%d = p%d; ".formatted(i, i));
            text.append(" + p%d + \"|\"".formatted(i));
        }
        return ("@Reply(\"%s\") final class %s extends Exception { "
                        + "private static final long serialVersionUID = 1; %s"
                        + "public %s(%s) { %s} "
                        + "@Override public String toString() { return \"%s:\" + %s; } } ")
                .formatted(
                        exception.text(),
                        type(),
                        fields,
                        type(),
                        exception.parameters(),
                        made,
                        type(),
                        text);
    }

    /** The statement with which the handler throws. */
    String handler() {
        return fails
                ? "if (Next.of(%d) instanceof X.%s failure) throw failure; "
                        .formatted(number, type())
                : "";
    }

    /** The same, of a handler that completes later: it throws, or its stage fails. */
    String late() {
        return fails && number % 2 == 0
                ? "if (Next.of(%d) instanceof X.%s failure) return CompletableFuture.failedFuture(failure); "
                        .formatted(number, type())
                : handler();
    }

    /** An exception that a handler throws. */
    Object value(RandomValues values) throws ReflectiveOperationException {
        return values.made(type(), values.of(exception.types()));
    }

    /** Whether {@code outcome} is what the error line is read as. */
    boolean isRejected(String outcome) {
        return outcome.startsWith("rejected: ") || outcome.startsWith(type() + ":");
    }

    @Override
    public String toString() {
        return (fails ? " or throws " + exception.text() : "") + (rejects ? " or " + error : "");
    }
}
