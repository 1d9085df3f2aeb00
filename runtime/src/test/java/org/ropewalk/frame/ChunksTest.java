package org.ropewalk.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.reactor.Output;
import org.ropewalk.testing.StringTransport;

/** Payloads that end behind given bytes, or in chunks, however the network cuts them. */
class ChunksTest {
    private static final PayloadEnd U = PayloadEnd.UINT32_CHUNKS;
    private static final PayloadEnd H = PayloadEnd.HEX_CHUNKS;
    private static final LineFormat FORMAT = LineFormat.standard();
    private static final LineLimits LIMITS =
            LineLimits.DEFAULTS.withPayload(1_000).withPayloadDiscard(2_000);

    /** Takes {@code TEXT} and a payload, {@code SKIP} and a payload that is refused, and lines. */
    private static final class Receiver extends StrictHandler {
        private final List<String> seen = new ArrayList<>();
        private final PayloadEnd end;

        Receiver(PayloadEnd end) {
            super(FORMAT, LIMITS);
            this.end = end;
        }

        @Override
        public void lineReceived(LineReader line) {
            if (line.printable().equals("SKIP")) {
                seen.add("skip");
                framer.skipPayload(end);
            } else if (!line.printable().equals("TEXT")) {
                seen.add("line " + line.printable());
            } else if (framer.payloadArrived(line, end, LIMITS)) {
                seen.add("text " + new String(framer.payload().toByteArray(), ISO_8859_1));
            }
        }

        @Override
        public void frameError(FrameError error, LineReader line, boolean ends) {
            seen.add(error + (ends ? " ends" : ""));
            if (ends) {
                transport().loseConnection();
            }
        }

        @Override
        public void framingLost(FrameError why) {
            seen.add("lost " + why);
            transport().loseConnection();
        }
    }

    private static List<String> received(PayloadEnd end, byte[] wire, int[] cuts) {
        Receiver receiver = new Receiver(end);
        StringTransport transport = new StringTransport().connect(receiver);
        int from = 0;
        for (int cut : cuts) {
            transport.deliver(Arrays.copyOfRange(wire, from, cut));
            from = cut;
        }
        transport.deliver(Arrays.copyOfRange(wire, from, wire.length));
        return receiver.seen;
    }

    private static void check(PayloadEnd end, String text, String... expected) {
        byte[] wire = text.getBytes(ISO_8859_1);
        assertThat(received(end, wire, new int[0])).containsExactly(expected);
        for (int cut = 1; cut < Math.min(300, wire.length); cut++) {
            assertThat(received(end, wire, new int[] {cut}))
                    .as("cut at %d", cut)
                    .containsExactly(expected);
        }
        int[] all = new int[wire.length];
        Arrays.setAll(all, i -> i);
        assertThat(received(end, wire, all)).as("byte by byte").containsExactly(expected);
    }

    private static String encoded(String text, PayloadEnd end) {
        Output output = new Output(16);
        new LineWriter().on(output, FORMAT).payload(text.getBytes(ISO_8859_1), end);
        return new String(output.array(), 0, output.position(), ISO_8859_1);
    }

    // ---- delimited

    @Test
    void givenBytesEndAPayload() {
        check(
                PayloadEnd.delimiter("\0"),
                "TEXT\r\na\r\n.\r\n\0PING\r\n",
                "text a\r\n.\r\n",
                "line PING");
        check(PayloadEnd.delimiter("\0"), "TEXT\r\n\0PING\r\n", "text ", "line PING");
        check(PayloadEnd.delimiter("abac"), "TEXT\r\nabaabacPING\r\n", "text aba", "line PING");
        check(PayloadEnd.delimiter("aab"), "TEXT\r\naaaabPING\r\n", "text aa", "line PING");
        check(
                PayloadEnd.delimiter("\r\n--x"),
                "TEXT\r\n\r\r\n-\r\n--xPING\r\n",
                "text \r\r\n-",
                "line PING");
    }

    @Test
    void aDelimitedPayloadIsSkippedOverItsBoundAndWhenItsCommandIsRefused() {
        PayloadEnd end = PayloadEnd.delimiter("\0");
        String large = "x".repeat(1_001);
        check(end, "SKIP\r\nTEXT\r\n\0PING\r\n", "skip", "line PING");
        check(end, "TEXT\r\n" + large + "\0PING\r\n", "TOO_BIG", "line PING");
        check(end, "TEXT\r\n" + large + large, "TOO_BIG ends");
        check(end, "SKIP\r\n" + large + large, "skip", "lost PAYLOAD_END");
    }

    @Test
    void whatIsWrittenIsReadAgainOrRefused() {
        Random random = new Random(4);
        int refused = 0;
        for (int run = 0; run < 5_000; run++) {
            PayloadEnd end = PayloadEnd.delimiter(text(random, 1 + random.nextInt(4)));
            String text = text(random, random.nextInt(10));
            String wire;
            try {
                wire = encoded(text, end);
            } catch (IllegalArgumentException e) {
                refused++;
                String whole = text + new String(end.line(), ISO_8859_1);
                assertThat(whole.indexOf(new String(end.line(), ISO_8859_1)))
                        .isLessThan(text.length());
                continue;
            }
            byte[] bytes = ("TEXT\r\n" + wire + "PING\r\n").getBytes(ISO_8859_1);
            int cut = random.nextInt(bytes.length);
            assertThat(received(end, bytes, new int[] {cut}))
                    .containsExactly("text " + text, "line PING");
        }
        assertThat(refused).isBetween(100, 4_000);
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    // ---- chunks

    @Test
    void aChunkOfNoBytesEndsAPayload() {
        check(U, "TEXT\r\n\0\0\0\3a\0b\0\0\0\1\n\0\0\0\0PING\r\n", "text a\0b\n", "line PING");
        check(U, "TEXT\r\n\0\0\0\0PING\r\n", "text ", "line PING");
        check(U, "SKIP\r\n\0\0\0\4PING\0\0\0\0PING\r\n", "skip", "line PING");
        check(
                H,
                "TEXT\r\n3\r\na\0b\r\n00a\r\n0123456789\r\n0\r\n\r\nPING\r\n",
                "text a\0b0123456789",
                "line PING");
        check(
                H,
                "TEXT\r\n1;x=y\r\na\r\nB \t\r\n0123456789A\r\n000;z\r\nA: b\r\nC: d\r\n\r\nPING\r\n",
                "text a0123456789A",
                "line PING");
        check(H, "SKIP\r\n4\r\nPING\r\n0\r\n\r\nPING\r\n", "skip", "line PING");
    }

    @Test
    void whatIsNoChunkEndsTheConnection() {
        for (String wrong :
                List.of(
                        "\r\n",
                        "x\r\n",
                        "-1\r\n",
                        "0x1\r\n",
                        "1\na\r\n0\r\n\r\n",
                        "1\r\nab\r\n",
                        "1\r\na\n",
                        "1\r\na0\r\n",
                        "0\n",
                        "0\r\n\n",
                        "0\r\nA: b\n",
                        "0\r\n\rx",
                        "0123456789abcdef\r\n",
                        ";\r\n",
                        " 1\r\n",
                        "\u00e91\r\n")) {
            check(H, "TEXT\r\n" + wrong + "PING\r\n", "PAYLOAD_END ends");
            check(H, "SKIP\r\n" + wrong + "PING\r\n", "skip", "lost PAYLOAD_END");
        }
    }

    @Test
    void anAbsurdChunkIsRefusedWhenItIsAnnounced() {
        check(U, "TEXT\r\n\u00ff\u00ff\u00ff\u00ff", "TOO_BIG ends");
        check(U, "SKIP\r\n\u00ff\u00ff\u00ff\u00ff", "skip", "lost PAYLOAD_END");
        check(U, "TEXT\r\n\0\0\7\u00d1", "TOO_BIG ends");
        check(H, "TEXT\r\nfffffffffffffff\r\n", "TOO_BIG ends");
        check(H, "TEXT\r\n7d1\r\n", "TOO_BIG ends");
    }

    @Test
    void theSumOfChunksIsBounded() {
        String chunk = "\0\0\1\u0090" + "x".repeat(400);
        check(U, "TEXT\r\n" + chunk.repeat(3) + "\0\0\0\0PING\r\n", "TOO_BIG", "line PING");
        check(U, "TEXT\r\n" + chunk.repeat(6), "TOO_BIG ends");
        check(U, "SKIP\r\n" + chunk.repeat(5) + "\0\0\0\0PING\r\n", "skip", "line PING");
        check(U, "SKIP\r\n" + chunk.repeat(6), "skip", "lost PAYLOAD_END");
    }

    @Test
    void linesAroundChunksAreLimited() {
        String most = "x".repeat(1_024);
        check(H, "TEXT\r\n1;" + most.substring(1) + "\r\na\r\n0\r\n\r\n", "text a");
        check(H, "TEXT\r\n1;" + most, "PAYLOAD_END ends");
        check(H, "TEXT\r\n0\r\n" + most + "\r\n\r\nPING\r\n", "text ", "line PING");
        check(H, "TEXT\r\n0\r\n" + "A: b\r\n".repeat(257), "PAYLOAD_END ends");
    }

    @Test
    void chunksAreWrittenAndReadAgain() {
        assertThat(encoded("a\0b", U)).isEqualTo("\0\0\0\3a\0b\0\0\0\0");
        assertThat(encoded("", U)).isEqualTo("\0\0\0\0");
        assertThat(encoded("0123456789abcdef", H)).isEqualTo("10\r\n0123456789abcdef\r\n0\r\n\r\n");
        assertThat(encoded("", H)).isEqualTo("0\r\n\r\n");
        for (PayloadEnd end : List.of(U, H)) {
            check(
                    end,
                    "TEXT\r\n" + encoded("\r\n0\r\n\r\n", end) + "PING\r\n",
                    "text \r\n0\r\n\r\n",
                    "line PING");
        }
    }

    @Test
    void linesOfTextAreInOneChunk() {
        Output output = new Output(16);
        new LineWriter().on(output, FORMAT).payload(List.of("a", "", "b"), U);
        assertThat(new String(output.array(), 0, output.position(), ISO_8859_1))
                .isEqualTo("\0\0\0\u0008a\r\n\r\nb\r\n\0\0\0\0");
        assertThatThrownBy(
                        () ->
                                new LineWriter()
                                        .on(new Output(16), FORMAT)
                                        .payload(List.of("a"), PayloadEnd.delimiter("\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what ends the payload, in the payload");
    }
}
