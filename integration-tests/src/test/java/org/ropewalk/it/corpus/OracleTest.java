package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ropewalk.it.corpus.CorpusTest.Outcome;
import org.ropewalk.testing.Chunkings;
import org.ropewalk.testing.StringTransport;

/**
 * The generated server beside a second reading of its rules, on inputs of the corpus that were
 * changed at random. {@code -Dropewalk.mutations=N} tries more; a failure names its seed, and
 * {@code -Dropewalk.seed=S} repeats it.
 */
class OracleTest {
    private static final int MUTATIONS = Integer.getInteger("ropewalk.mutations", 20_000);
    private static final Long SEED = Long.getLong("ropewalk.seed");
    private static final int MOST_BYTES = 4_000;

    /** What is put in somewhere: what lines and payloads are made of, and what breaks them. */
    private static final List<String> PIECES =
            List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "\0",
                    " ",
                    "  ",
                    ".",
                    "..",
                    "\r\n.\r\n",
                    "\t",
                    "\u007F",
                    "\u0080",
                    "\u00C3\u00A9",
                    "PING",
                    "PING\r\n",
                    "QUIT\r\n",
                    "PUT k 3\r\nabc\r\n",
                    "PUT ",
                    "PUT k 3",
                    "GET k\r\n",
                    "ECHO ",
                    "ECHO x\r\n",
                    "DATA\r\n",
                    "DATA\r\nx\r\n.\r\n",
                    "ADD 1 2\r\n",
                    "-1",
                    "0",
                    "00",
                    "65536",
                    "65537",
                    "1048577",
                    "9223372036854775808",
                    "+",
                    "x",
                    "WHOAMI\r\n",
                    " HTTP/1.1\r\n",
                    "Host: x\r\n");

    static Stream<Arguments> entries() throws Exception {
        return CorpusTest.entries()
                .filter(entry -> isUntimed(CorpusTest.input((JsonNode) entry.get()[1])));
    }

    /** The commands that the oracle does not know are those that take time, or TLS. */
    static boolean isUntimed(byte[] input) {
        String text = new String(input, ISO_8859_1).toUpperCase(java.util.Locale.ROOT);
        return Stream.of("SLOW", "HANG", "TWICE", "HUGE", "AUTH").noneMatch(text::contains);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void the_oracle_agrees_with_the_corpus(String id, JsonNode entry) {
        assertThat(Oracle.of(CorpusTest.input(entry))).isEqualTo(CorpusTest.expected(entry));
    }

    @Test
    void the_server_agrees_with_the_oracle_on_what_was_changed_at_random() throws Exception {
        List<byte[]> inputs =
                entries()
                        .map(entry -> CorpusTest.input((JsonNode) entry.get()[1]))
                        .filter(input -> input.length < MOST_BYTES)
                        .toList();
        for (long seed = SEED == null ? 0 : SEED;
                seed < (SEED == null ? MUTATIONS : SEED + 1);
                seed++) {
            Random random = new Random(seed);
            byte[] input = mutated(inputs, random);
            if (isUntimed(input)) {
                Outcome expected = Oracle.of(input);
                String shown = "seed " + seed + ": " + shown(input);
                assertThat(served(List.of(input))).as(shown).isEqualTo(expected);
                for (List<byte[]> parts : Chunkings.random(input, 1, seed)) {
                    assertThat(served(parts)).as(shown).isEqualTo(expected);
                }
            }
        }
    }

    private static byte[] mutated(List<byte[]> inputs, Random random) {
        byte[] input = inputs.get(random.nextInt(inputs.size()));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int from = random.nextInt(input.length + 1);
            int to = Math.min(input.length, from + random.nextInt(6));
            byte[] piece =
                    switch (random.nextInt(5)) {
                        case 0 -> new byte[0];
                        case 1 -> new byte[] {(byte) random.nextInt(256)};
                        case 2 -> {
                            byte[] other = inputs.get(random.nextInt(inputs.size()));
                            int begin = random.nextInt(other.length + 1);
                            yield Arrays.copyOfRange(
                                    other, begin, begin + random.nextInt(other.length - begin + 1));
                        }
                        case 3 -> "x".repeat(random.nextInt(700)).getBytes(ISO_8859_1);
                        default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(ISO_8859_1);
                    };
            ByteArrayOutputStream changed = new ByteArrayOutputStream();
            changed.write(input, 0, from);
            changed.writeBytes(piece);
            if (random.nextBoolean()) {
                changed.write(input, to, input.length - to);
            } else {
                changed.write(input, from, input.length - from);
            }
            input = changed.toByteArray();
        }
        return input;
    }

    static Outcome served(List<byte[]> parts) {
        List<String> calls = new ArrayList<>();
        StringTransport transport =
                CorpusTest.connect(new CorpusFactory(peer -> new CorpusHandler(calls, peer)));
        parts.forEach(transport::deliver);
        return new Outcome(CorpusTest.replies(transport.value()), calls, transport.isOpen());
    }

    private static String shown(byte[] input) {
        StringBuilder shown = new StringBuilder();
        for (byte b : input) {
            if (b == '\r') {
                shown.append("\\r");
            } else if (b == '\n') {
                shown.append("\\n");
            } else if (b >= ' ' && b < 0x7F) {
                shown.append((char) b);
            } else {
                shown.append(String.format("\\x%02x", b));
            }
        }
        return shown.toString();
    }
}
