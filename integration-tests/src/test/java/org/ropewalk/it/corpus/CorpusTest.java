package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.server.CloseReason;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.TlsContext;

/**
 * Bad inputs: what is answered, what is called, and whether the connection stands, the same however
 * the bytes are cut.
 */
class CorpusTest {
    private static final int MAX_SPLITS = 400;
    private static final int MAX_SINGLE_BYTES = 70_000;
    private static final int RANDOM_SPLITS = 5;

    /** The corpus's codes for what the declaration says in words. */
    private static final Map<String, String> CODES =
            Map.of(
                    "bad line end", "EOL",
                    "bad line end in a payload", "EOL",
                    "control character", "CHAR",
                    "bytes that are no UTF-8", "CHARSET",
                    "not a number", "RANGE",
                    "number out of range", "RANGE",
                    "not a length", "LENGTH",
                    "bad payload end", "FRAME");

    record Outcome(List<String> replies, List<String> calls, boolean open) {}

    /** All entries of the corpus. */
    static Stream<JsonNode> corpus() throws IOException {
        try (InputStream in = CorpusTest.class.getResourceAsStream("/bad-inputs.json")) {
            JsonNode corpus = new ObjectMapper().readTree(in);
            return StreamSupport.stream(corpus.get("entries").spliterator(), false);
        }
    }

    static Stream<Arguments> entries() throws IOException {
        return corpus().filter(entry -> entry.path("chunkings").asText().equals("all"))
                .filter(entry -> entry.path("expectation").has("replies"))
                .map(entry -> Arguments.of(entry.get("id").asText(), entry));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void an_entry_is_answered_the_same_however_it_is_cut(String id, JsonNode entry) {
        byte[] input = input(entry);
        Outcome expected = expected(entry);

        check("whole", entry, expected, new int[0]);
        if (input.length <= MAX_SPLITS) {
            for (int at = 1; at < input.length; at++) {
                check("cut at " + at, entry, expected, at);
            }
        }
        if (input.length <= MAX_SINGLE_BYTES) {
            int[] all = new int[Math.max(0, input.length - 1)];
            Arrays.setAll(all, i -> i + 1);
            check("byte by byte", entry, expected, all);
        }
        for (int seed = 0; seed < RANDOM_SPLITS; seed++) {
            Random random = new Random(seed);
            int[] cuts = random.ints(6, 0, input.length + 1).sorted().distinct().toArray();
            check("seed " + seed, entry, expected, cuts);
        }
    }

    private static void check(String how, JsonNode entry, Outcome expected, int... cuts) {
        byte[] input = input(entry);
        List<String> calls = new ArrayList<>();
        CorpusFactory factory = factory(calls);
        StringTransport transport = connect(factory);
        int from = 0;
        for (int cut : cuts) {
            transport.deliver(Arrays.copyOfRange(input, from, cut));
            transport.runTurns();
            from = cut;
        }
        transport.deliver(Arrays.copyOfRange(input, from, input.length));
        transport.runTurns();

        Outcome seen = new Outcome(replies(transport.value()), calls, transport.isOpen());
        assertThat(seen).as("%s, %s", entry.get("title").asText(), how).isEqualTo(expected);
        assertThat(errors(factory)).as("errors counted, %s", how).isEqualTo(errors(expected));
        if (!expected.open()) {
            transport.finish();
            assertEndingCounted(factory, expected, how);
        }
        if (entry.path("then").path("halfClose").asBoolean()) {
            transport.deliverEnd();
            transport.runTurns();
            assertThat(transport.isOpen()).as("after the end, %s", how).isFalse();
            assertThat(calls).as("after the end, %s", how).isEqualTo(expected.calls());
        }
    }

    /** The end has one cause, and this side knows which. */
    private static void assertEndingCounted(CorpusFactory factory, Outcome expected, String how) {
        List<CloseReason> counted =
                Arrays.stream(CloseReason.values())
                        .filter(ending -> factory.endings(ending) > 0)
                        .toList();
        assertThat(counted).as("endings counted, %s", how).hasSize(1);
        boolean quits = expected.calls().contains("QUIT");
        assertThat(counted.get(0) == CloseReason.CLOSED)
                .as("%s, %s", counted, how)
                .isEqualTo(quits);
        assertThat(counted).as(how).doesNotContain(CloseReason.PEER);
    }

    private static long errors(CorpusFactory factory) {
        return Arrays.stream(ErrorKind.values()).mapToLong(factory::errors).sum();
    }

    /** What a handler declares is an answer, and no error. */
    private static long errors(Outcome expected) {
        return expected.replies().stream()
                .filter(reply -> reply.startsWith("-ERR "))
                .filter(reply -> !reply.matches("-ERR (NOTFOUND|AUTH)"))
                .count();
    }

    private static CorpusFactory factory(List<String> calls) {
        CorpusFactory factory = new CorpusFactory(peer -> new CorpusHandler(calls, peer));
        factory.tls(TlsContext.client());
        return factory;
    }

    static StringTransport connect(CorpusFactory factory) {
        return new StringTransport().connect(factory);
    }

    // ---- TLS in the middle

    private static StringTransport connect(List<String> calls) {
        return connect(factory(calls));
    }

    @Test
    void K04_the_session_restarts_after_tls() {
        List<String> calls = new ArrayList<>();
        StringTransport transport = connect(calls);
        transport.deliver("AUTH u p\r\nWHOAMI\r\nSTARTTLS\r\n");
        transport.deliver("WHOAMI\r\nSTARTTLS\r\n");

        assertThat(replies(transport.value()))
                .containsExactly("+OK", "+OK u", "+OK begin TLS", "-ERR STATE", "-ERR STATE");
        assertThat(calls).containsExactly("AUTH", "WHOAMI", "STARTTLS");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void S10_plain_text_after_the_request_for_tls_has_no_effect(String id, JsonNode entry) {
        List<String> calls = new ArrayList<>();
        StringTransport transport = connect(calls);
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        clear.writeBytes("STARTTLS\r\n".getBytes(UTF_8));
        clear.writeBytes(input(entry));
        transport.deliver(clear.toByteArray());
        transport.deliver("PING\r\n");

        assertThat(replies(transport.value())).containsExactly("+OK begin TLS", "+PONG");
        assertThat(calls).containsExactly("STARTTLS", "PING");
    }

    // ---- the corpus

    static byte[] input(JsonNode entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (entry.has("inputHex")) {
            bytes.writeBytes(hex(entry.get("inputHex")));
        }
        for (JsonNode part : entry.path("generator").path("parts")) {
            if (part.has("hex")) {
                bytes.writeBytes(hex(part.get("hex")));
            } else {
                byte[] repeated = hex(part.get("repeatHex"));
                for (int i = part.get("times").asInt(); i > 0; i--) {
                    bytes.writeBytes(repeated);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asText());
    }

    static Outcome expected(JsonNode entry) {
        JsonNode expectation = entry.get("expectation");
        return new Outcome(
                strings(expectation.get("replies")),
                strings(expectation.get("handlerCalls")),
                expectation.get("end").asText().equals("open"));
    }

    private static List<String> strings(JsonNode node) {
        List<String> strings = new ArrayList<>();
        if (node.has("repeat")) {
            for (int i = node.get("times").asInt(); i > 0; i--) {
                strings.add(node.get("repeat").asText());
            }
        } else {
            node.forEach(each -> strings.add(each.asText()));
        }
        return strings;
    }

    /** The replies, errors by their codes, values as their length and hexadecimal digits. */
    static List<String> replies(byte[] output) {
        List<String> replies = new ArrayList<>();
        String text = new String(output, ISO_8859_1);
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf("\r\n", at);
            String line = new String(text.substring(at, end).getBytes(ISO_8859_1), UTF_8);
            at = end + 2;
            if (line.startsWith("$")) {
                int length = Integer.parseInt(line.substring(1));
                replies.add(line + ":" + HexFormat.of().formatHex(output, at, at + length));
                at += length + 2;
            } else if (line.startsWith("-ERR ")) {
                String message = line.substring("-ERR ".length());
                replies.add("-ERR " + CODES.getOrDefault(message, message));
            } else {
                replies.add(line);
            }
        }
        return replies;
    }
}
