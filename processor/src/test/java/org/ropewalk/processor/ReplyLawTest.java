package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The law for random replies: what a server writes is read back by the client as the same values,
 * or it is refused when it is written. Exceptions and error lines are never read as results, nor
 * results as those. {@code -Dropewalk.templates=N} tries N replies, {@code -Dropewalk.seed=S}
 * others.
 */
class ReplyLawTest {
    private static final int REPLIES = Integer.getInteger("ropewalk.templates", 40);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** Values that are written for each reply. */
    private static final int CALLS = 60;

    private static final List<String> LITERALS =
            List.of("-", ",", ": ", "a", "\\t", "--", "-1", ".x", ";\\t", "(", ")", ":", ".");

    private static final String HEAD =
            """
            @LineProtocol(caseSensitive = true, separator = Separator.%s)
            @Errors(failed = @Reply("?!broken"), unknown = @Reply("?!unknown"))
            %s
            public interface X {
            %s static String sum(Slice line) { return line.length() + "a"; }
            @Command("ping") @Reply("pong!") void ping();
            record Given(String text) {
                public static Given parse(String text) {
                    if (text.equals("bad")) throw new IllegalArgumentException(Next.message);
                    return new Given(text);
                }
                @Override public String toString() { return text; }
            }
            """;

    /** What the handler returns or throws, and what is wrong with a value. */
    private static final String NEXT =
            "final class Next { static Object value; static String message = \"\"; private Next() {} static Object of(int number) { return value; } }\n";

    /** What stands around lines: a value that both sides compute from what they contain. */
    private static final String ENVELOPE =
            "@Envelope(command = \"$ {*} #{sum}\", reply = \"$ {*} #{sum}\")";

    private static String head(String separator, boolean summed, String quoted) {
        return HEAD.formatted(
                        separator, (summed ? ENVELOPE : "") + quoted, summed ? "@Supplies" : "")
                + RandomLine.TYPES;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPACES", "BLANKS", "ONE_SPACE"})
    void whatIsWrittenIsReadBackOrRefused(String separator) throws Exception {
        law(separator, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BLANKS()",
                "ONE_SPACE(specials = \"(){\")",
                "SPACES(quotes = \"'\\\"\", escape = Quoted.Escape.DOUBLED)"
            })
    void whatIsWrittenInADialectIsReadBackOrRefused(String dialect) throws Exception {
        int at = dialect.indexOf('(');
        law(dialect.substring(0, at), " @Quoted" + dialect.substring(at));
    }

    private static void law(String separator, String quoted) throws Exception {
        Random random = new Random(SEED * 3 + (separator + quoted).hashCode());
        String head = head(separator, random.nextBoolean() && quoted.isEmpty(), quoted);
        List<RandomReply> replies = valid(head, random);
        StringBuilder commands = new StringBuilder();
        StringBuilder handler = new StringBuilder();
        for (RandomReply reply : replies) {
            commands.append(reply.declaration());
            handler.append(reply.handler());
        }
        Served served =
                Served.compile(
                        head
                                + commands
                                + "}\n"
                                + NEXT
                                + "final class H implements X { public void ping() {}\n"
                                + handler
                                + "}");
        Field next = field(served, "value");
        Field message = field(served, "message");
        RandomValues values = new RandomValues(served, random);
        Map<RandomReply, String> broken = new LinkedHashMap<>();
        int written = 0;
        for (RandomReply reply : replies) {
            Conversed both = new Conversed(served);
            for (int call = 0; call < CALLS && !broken.containsKey(reply); call++) {
                RandomRefusal refusal = reply.refusal();
                boolean rejected = refusal.rejects() && random.nextInt(4) == 0;
                Object value =
                        refusal.fails() && random.nextInt(3) == 0
                                ? refusal.value(values)
                                : reply.value(values, random);
                next.set(null, value);
                message.set(null, values.of("String"));
                String outcome =
                        both.outcome(reply.name(), values.made("Given", rejected ? "bad" : "good"));
                if (outcome.replace("|", "").contains("?!broken")) {
                    both.close();
                    both = new Conversed(served);
                    continue;
                }
                written++;
                if (rejected) {
                    if (!refusal.isRejected(outcome)) {
                        broken.put(reply, message.get(null) + " as an error is read as " + outcome);
                    }
                } else if (!outcome.equals(value.toString())) {
                    broken.put(reply, value + " is read as " + outcome);
                }
                if (!broken.containsKey(reply) && !both.outcome("ping").equals("null")) {
                    broken.put(reply, value + " is not read whole");
                }
            }
            both.close();
        }
        broken.replaceAll((reply, wrong) -> wrong + "\n" + reply.declaration());
        assertThat(broken.entrySet()).isEmpty();
        assertThat(written).isGreaterThan(REPLIES * CALLS / 10);
    }

    private static Field field(Served served, String name) throws ReflectiveOperationException {
        Field field = served.type("Next").getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Replies that the compiler accepts; the others have one of a few diagnostics. */
    private static List<RandomReply> valid(String head, Random random) {
        List<RandomReply> replies = new ArrayList<>();
        Set<String> reports = new TreeSet<>();
        int made = 0;
        boolean bad = true;
        while (replies.size() < REPLIES || bad) {
            while (replies.size() < REPLIES) {
                replies.add(new RandomReply(made++, random, LITERALS));
            }
            Set<Integer> refused = refused(head, replies, reports);
            bad = !refused.isEmpty();
            for (int i = replies.size() - 1; i >= 0; i--) {
                if (refused.contains(i)) {
                    replies.remove(i);
                }
            }
        }
        assertThat(reports)
                .allMatch(
                        report ->
                                report.matches(
                                        "\\[Ropewalk/(AmbiguousGroup|TextWithoutEnd|NotYetSupported|TemplateSyntax|AmbiguousReply|UnusedParameter|ExceptionWithoutConstructor)\\](?s).*"));
        return replies;
    }

    /** The indexes of the replies that the compiler refuses. */
    private static Set<Integer> refused(
            String head, List<RandomReply> replies, Set<String> reports) {
        StringBuilder commands = new StringBuilder();
        replies.forEach(reply -> commands.append(reply.declaration()));
        long first = (Compiled.IMPORTS + head).lines().count() + 1;
        Set<Integer> refused = new LinkedHashSet<>();
        for (var error : Compiled.of(head + commands + "}\n" + NEXT).errors()) {
            reports.add(error.getMessage(Locale.ROOT));
            int index = (int) (error.getLineNumber() - first);
            assertThat(index).as(error.toString()).isBetween(0, replies.size() - 1);
            refused.add(index);
        }
        return refused;
    }
}
