package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.telemetry.Printable;
import org.ropewalk.testing.StringTransport;

/**
 * A server of blocks beside a second reading of its rules, as plain as can be: random blocks, good
 * and bad, in random pieces. {@code -Dropewalk.mutations=N} tries N inputs, {@code
 * -Dropewalk.seed=S} others.
 */
class BlockOracleTest {
    private static final int INPUTS = Integer.getInteger("ropewalk.mutations", 3_000);
    private static final long SEED = Long.getLong("ropewalk.seed", 0);

    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.LF, Terminator.CRLF}, spelling = Spelling.EXACT)
                    @Envelope(command = "{*}\\n{=...}\\n\\n", reply = "{*}\\n\\n")
                    @Errors(
                            unknown = @Reply("unknown"),
                            malformed = @Reply("malformed"),
                            tooLong = @Reply("long"))
                    @Limits(line = 60, lineDiscard = 10000, fields = 8, block = 300, errors = 1000)
                    public interface X {
                        @Command("request=check\\nstate={state}\\n[sender={sender*}]\\n[size={size}]")
                        @Reply("check={*}")
                        String check(State state, Optional<String> sender, OptionalInt size);

                        @Command("request=join\\n[to={to...}]\\n[at={at*}]")
                        @Reply("join={*}")
                        String join(List<String> to, List<String> at);

                        enum State { OPEN, @Format("END-OF-MESSAGE") END }
                    }
                    class H implements X {
                        public String check(State state, Optional<String> sender, OptionalInt size) {
                            return state + "|" + sender.orElse("-") + "|" + size.orElse(-1) + "|";
                        }
                        public String join(List<String> to, List<String> at) {
                            return to + "|" + at + "|";
                        }
                    }
                    """);

    private static final List<String> NAMES =
            List.of("request", "state", "sender", "size", "to", "at", "other", "State", "", "a b");
    private static final List<String> VALUES =
            List.of(
                    "check",
                    "join",
                    "OPEN",
                    "END-OF-MESSAGE",
                    "open",
                    "",
                    "7",
                    "-7",
                    "2147483648",
                    "a b",
                    " a",
                    "a ",
                    "a=b",
                    "\u0001",
                    "x".repeat(70));

    @Test
    void blocksAreAnsweredAsTheirRulesSay() {
        Random random = new Random(SEED);
        for (int i = 0; i < INPUTS; i++) {
            List<List<String>> blocks = new ArrayList<>();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                blocks.add(block(random));
            }
            StringBuilder input = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (List<String> block : blocks) {
                String end = random.nextBoolean() ? "\n" : "\r\n";
                input.append(random.nextInt(4) == 0 ? end : "");
                block.forEach(line -> input.append(line).append(end));
                input.append(end);
                expected.append(answer(block)).append("\n\n");
            }
            StringTransport transport = SERVED.connect();
            int cut = random.nextInt(input.length());
            transport.deliver(input.substring(0, cut));
            transport.deliver(input.substring(cut));
            assertThat(transport.text())
                    .as(
                            "%d: %s cut at %d %s",
                            i,
                            Printable.of(input.toString().getBytes(US_ASCII), 0, input.length()),
                            cut,
                            transport.isOpen())
                    .isEqualTo(expected.toString());
        }
    }

    /** Mostly the lines of a command, in any order and with a fault or two. */
    private static List<String> block(Random random) {
        List<String> lines = new ArrayList<>();
        if (random.nextInt(8) > 0) {
            lines.add("request=" + (random.nextBoolean() ? "check" : "join"));
        }
        if (random.nextInt(4) > 0) {
            lines.add("state=" + (random.nextBoolean() ? "OPEN" : "END-OF-MESSAGE"));
        }
        for (int i = random.nextInt(random.nextInt(6) == 0 ? 9 : 3); i > 0; i--) {
            lines.add(
                    NAMES.get(random.nextInt(NAMES.size()))
                            + (random.nextInt(12) == 0 ? "" : "=")
                            + VALUES.get(random.nextInt(VALUES.size())));
        }
        Collections.shuffle(lines, random);
        lines.removeIf(String::isEmpty);
        if (isLong(lines)) {
            // Of two faults the one that comes first is answered.
            lines.removeIf(line -> line.indexOf('\1') >= 0);
        }
        if (lines.isEmpty()) {
            lines.add("request=join");
        }
        return lines;
    }

    // ---- the rules, read once more

    private static String answer(List<String> lines) {
        if (isLong(lines)) {
            return "long";
        }
        if (hasControl(lines)) {
            return "malformed";
        }
        String request = first(lines, "request");
        if (request == null || !request.equals("check") && !request.equals("join")) {
            return "unknown";
        }
        List<String> state = all(lines, "state");
        List<String> sender = all(lines, "sender");
        List<String> size = all(lines, "size");
        List<String> to = all(lines, "to").stream().map(String::strip).toList();
        List<String> at = all(lines, "at");
        boolean fields =
                lines.stream().allMatch(line -> line.matches("[^= ]+=.*"))
                        && all(lines, "request").size() == 1;
        if (request.equals("check")) {
            boolean fits =
                    fields
                            && state.size() == 1
                            && List.of("OPEN", "END-OF-MESSAGE").contains(state.get(0))
                            && sender.size() <= 1
                            && size.size() <= 1
                            && size.stream().allMatch(BlockOracleTest::isInt);
            return !fits
                    ? "malformed"
                    : "check="
                            + (state.get(0).equals("OPEN") ? "OPEN" : "END")
                            + "|"
                            + (sender.isEmpty() ? "-" : sender.get(0))
                            + "|"
                            + (size.isEmpty()
                                    ? "-1"
                                    : String.valueOf(Integer.parseInt(size.get(0))))
                            + "|";
        }
        boolean fits =
                fields
                        && to.size() <= 1
                        && to.stream().allMatch(each -> each.matches("[^ ]+( [^ ]+)*"));
        return fits
                ? "join=" + (to.isEmpty() ? "[]" : List.of(to.get(0).split(" "))) + "|" + at + "|"
                : "malformed";
    }

    private static boolean hasControl(List<String> lines) {
        return lines.stream().anyMatch(line -> line.indexOf('\1') >= 0);
    }

    private static boolean isLong(List<String> lines) {
        return lines.size() > 8
                || lines.stream().anyMatch(line -> line.length() > 60)
                || lines.stream().mapToInt(line -> line.length() + 1).sum() > 300;
    }

    private static boolean isInt(String text) {
        return text.matches("-?[0-9]{1,9}");
    }

    private static String first(List<String> lines, String name) {
        List<String> all = all(lines, name);
        return all.isEmpty() ? null : all.get(0);
    }

    private static List<String> all(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }
}
