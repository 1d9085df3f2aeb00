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
 * The law for random blocks: what a client or a server writes is read back as the same values, or
 * it is refused when it is written. {@code -Dropewalk.templates=N} tries N blocks, {@code
 * -Dropewalk.seed=S} others.
 */
class BlockLawTest {
    private static final int BLOCKS = Integer.getInteger("ropewalk.templates", 12);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    /** Values that are written for each block, and each way. */
    private static final int CALLS = 30;

    private static final String HEAD =
            """
            @LineProtocol(caseSensitive = true, separator = Separator.%s)
            @Fields(fold = %s)
            @Envelope(command = "{*}\\n\\n", reply = "{*}\\n\\n")
            @Errors(failed = @Reply("Error: {'failed'}"), unknown = @Reply("Error: {'unknown'}"), malformed = @Reply("Error: {'{message}'}"))
            public interface X {
            """;

    private final Map<RandomBlock, String> broken = new LinkedHashMap<>();
    private int written;

    @ParameterizedTest
    @ValueSource(strings = {"SPACES", "BLANKS", "ONE_SPACE"})
    void whatIsWrittenIsReadBackOrRefused(String separator) throws Exception {
        Random random = new Random(SEED * 5 + separator.hashCode());
        String head = HEAD.formatted(separator, random.nextBoolean()) + RandomLine.TYPES;
        List<RandomBlock> blocks = valid(head, random);
        StringBuilder commands = new StringBuilder();
        StringBuilder handler = new StringBuilder();
        for (RandomBlock block : blocks) {
            commands.append(block.declaration());
            handler.append(block.handler());
        }
        Served served =
                Served.compile(
                        head
                                + commands
                                + "static String shown(Object o) { return o.toString().replace('\\t', '_'); }\n}\n"
                                + "final class Next { static Object value; private Next() {} }\n"
                                + "final class H implements X {\n"
                                + handler
                                + "}");
        RandomValues values = new RandomValues(served, random);
        for (RandomBlock block : blocks) {
            commands(served, block, values);
            replies(served, block, values, random);
        }
        assertThat(broken.entrySet()).isEmpty();
        assertThat(written).isGreaterThan(BLOCKS * CALLS / 10);
    }

    private void commands(Served served, RandomBlock block, RandomValues given) throws Exception {
        try (Conversed both = new Conversed(served)) {
            for (int call = 0; call < CALLS && !broken.containsKey(block); call++) {
                Object[] values = given.of(block.types());
                StringBuilder expected = new StringBuilder("|");
                for (Object value : values) {
                    expected.append(value.toString().replace('\t', '_')).append('|');
                }
                String outcome = both.outcome(block.command(), values);
                if (!outcome.startsWith("java.lang.IllegalArgumentException: cannot be written")) {
                    written++;
                    if (!outcome.contentEquals(expected)) {
                        broken.put(block, "command " + expected + " is read as " + outcome);
                    }
                }
            }
        }
    }

    private void replies(Served served, RandomBlock block, RandomValues values, Random random)
            throws Exception {
        Field next = served.type("Next").getDeclaredField("value");
        next.setAccessible(true);
        Conversed both = new Conversed(served);
        for (int call = 0; call < CALLS && !broken.containsKey(block); call++) {
            Object value = value(block, values, random);
            next.set(null, value);
            String outcome = both.outcome(block.reply());
            if (outcome.contains("Error: failed")) {
                both.close();
                both = new Conversed(served);
                continue;
            }
            written++;
            if (!outcome.equals(value.toString())) {
                broken.put(block, "reply " + value + " is read as " + outcome);
            }
        }
        both.close();
    }

    private static Object value(RandomBlock block, RandomValues values, Random random)
            throws ReflectiveOperationException {
        if (!block.listed()) {
            return values.made(block.record(), values.of(block.types()));
        }
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(values.made(block.record(), values.of(block.types())));
        }
        return list;
    }

    /** Blocks that the compiler accepts; the others have one of a few diagnostics. */
    private static List<RandomBlock> valid(String head, Random random) {
        List<RandomBlock> blocks = new ArrayList<>();
        Set<String> reports = new TreeSet<>();
        int made = 0;
        boolean bad = true;
        while (blocks.size() < BLOCKS || bad) {
            while (blocks.size() < BLOCKS) {
                blocks.add(new RandomBlock(made++, random));
            }
            Set<Integer> refused = refused(head, blocks, reports);
            bad = !refused.isEmpty();
            for (int i = blocks.size() - 1; i >= 0; i--) {
                if (refused.contains(i)) {
                    blocks.remove(i);
                }
            }
        }
        assertThat(reports)
                .allMatch(
                        report ->
                                report.matches(
                                        "\\[Ropewalk/(AmbiguousGroup|TextWithoutEnd|NotYetSupported|MixedMarks|UnusedParameter)\\](?s).*"));
        return blocks;
    }

    /** The indexes of the blocks that the compiler refuses. */
    private static Set<Integer> refused(
            String head, List<RandomBlock> blocks, Set<String> reports) {
        StringBuilder commands = new StringBuilder();
        blocks.forEach(block -> commands.append(block.declaration()));
        long first = (Compiled.IMPORTS + head).lines().count() + 1;
        Set<Integer> refused = new LinkedHashSet<>();
        for (var error : Compiled.of(head + commands + "}").errors()) {
            int index = (int) (error.getLineNumber() - first);
            assertThat(index).as(error.toString()).isBetween(0, blocks.size() - 1);
            reports.add(error.getMessage(Locale.ROOT));
            refused.add(index);
        }
        return refused;
    }
}
