package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.testing.StringTransport;

/**
 * The payload of a refused command is skipped as it would have been read, or the connection ends.
 */
class RefusedPayloadsTest {
    private static final class Handler implements Store.Open, Store.Shut {
        @Override
        public int put(int n, Bytes text) {
            return text.length();
        }

        @Override
        public CompletionStage<Void> stream(int n, PayloadStream text) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public int text(int n, Bytes text) {
            return text.length();
        }

        @Override
        public int pour(int n, Bytes all) {
            return all.length();
        }

        @Override
        public int set(int n, Bytes data) {
            return data.length();
        }

        @Override
        public int pub(int n, Optional<String> reply, Bytes data) {
            return data.length();
        }

        @Override
        public int add(List<Integer> numbers, Bytes data) {
            return data.length();
        }

        @Override
        public void mix(int n, int m) {}

        @Override
        public void mixed(int n, Bytes text) {}

        @Override
        public void brief(int n, Bytes text) {}

        @Override
        public Store.Shut shut() {
            return this;
        }

        @Override
        public Store.Open open() {
            return this;
        }

        @Override
        public void delete(String name) {}
    }

    private static final String DOTTED = "DELETE a\r\n..\r\n\r\n.\r\n";

    private static String answer(boolean open, String input) {
        StringTransport whole =
                new StringTransport().connect(new StoreFactory(peer -> new Handler()));
        whole.deliver(input.getBytes(ISO_8859_1));
        StringTransport bytewise =
                new StringTransport().connect(new StoreFactory(peer -> new Handler()));
        for (byte one : input.getBytes(ISO_8859_1)) {
            bytewise.deliver(new byte[] {one});
        }
        assertThat(bytewise.text()).as("byte by byte").isEqualTo(whole.text());
        assertThat(whole.isOpen() && !whole.isDisconnecting()).as("open").isEqualTo(open);
        assertThat(bytewise.isOpen() && !bytewise.isDisconnecting()).as("open").isEqualTo(open);
        return whole.text();
    }

    /** The refusal alone: what follows the payload is read as a command again. */
    private static void skipped(String input, String refusal) {
        assertThat(answer(true, input + "DELETE b\r\n"))
                .as(input)
                .isEqualTo(refusal + "\r\n+DELETED b\r\n");
    }

    /** The refusal alone, and the end of the connection. */
    private static void closed(String input, String answers) {
        assertThat(answer(false, input + "DELETE b\r\n")).as(input).isEqualTo(answers + "\r\n");
    }

    @Test
    void F21_theTextOfAMalformedCommandIsSkippedToItsEnd() {
        skipped("PUT x\r\n" + DOTTED, "-MALFORMED");
        skipped("STREAM x\r\n" + DOTTED, "-MALFORMED");
        skipped("TEXT x\r\nDELETE a\r\n.\r\nEND\r\n", "-MALFORMED");
    }

    @Test
    void F21_theTextOfACommandWithWrongWordsIsSkippedToItsEnd() {
        skipped("PUT\r\n" + DOTTED, "-USAGE");
        skipped("PUT 1 2\r\n" + DOTTED, "-USAGE");
        skipped("TEXT\r\nDELETE a\r\n.\r\nEND\r\n", "-USAGE");
    }

    @Test
    void F21_theTextOfAMisplacedCommandIsSkippedToItsEnd() {
        skipped("SHUT\r\nPUT 1\r\n" + DOTTED, "+SHUT\r\n-MISPLACED");
        skipped("SHUT\r\nPUT x\r\n" + DOTTED, "+SHUT\r\n-MISPLACED");
        skipped("SHUT\r\nTEXT 1\r\nDELETE a\r\n.\r\nEND\r\n", "+SHUT\r\n-MISPLACED");
    }

    @Test
    void F21_theTextOfAnOverlongCommandIsSkippedToItsEnd() {
        String much = "x".repeat(60);
        skipped("PUT " + much + "\r\n" + DOTTED, "-LONG");
        skipped("PUT\t" + much + "\r\n" + DOTTED, "-LONG");
        skipped("TEXT " + much + "\r\nDELETE a\r\n.\r\nEND\r\n", "-LONG");
        skipped("SHORT 12345\r\n" + DOTTED, "-LONG");
        skipped("DELETE " + much + "\r\n", "-LONG");
    }

    @Test
    void F21_theTextOfACommandWithAControlCharacterIsSkippedToItsEnd() {
        skipped("PUT \u0001\r\n" + DOTTED, "-MALFORMED");
        skipped("DELETE \u0001\r\n", "-MALFORMED");
    }

    @Test
    void F21_theCountedBytesOfARefusedCommandAreSkipped() {
        skipped("SET x 10\r\nDELETE a\r\n\r\n", "-MALFORMED");
        skipped("LOAD 10 x\r\nDELETE a\r\n\r\n", "-MALFORMED");
        skipped("SHUT\r\nSET 1 10\r\nDELETE a\r\n\r\n", "+SHUT\r\n-MISPLACED");
        skipped("SHUT\r\nLOAD 10 1\r\nDELETE a\r\n\r\n", "+SHUT\r\n-MISPLACED");
    }

    @Test
    void F21_theCountedBytesAfterAnOptionalGroupAreSkipped() {
        skipped("PUB x 10\r\nDELETE a\r\n\r\n", "-MALFORMED");
        skipped("PUB x y 10\r\nDELETE a\r\n\r\n", "-MALFORMED");
        skipped("PUB\t99999999999   y  10\t\r\nDELETE a\r\n\r\n", "-MALFORMED");
        skipped("SHUT\r\nPUB 1 10\r\nDELETE a\r\n\r\n", "+SHUT\r\n-MISPLACED");
        skipped("SHUT\r\nPUB 1 y 10\r\nDELETE a\r\n\r\n", "+SHUT\r\n-MISPLACED");
        skipped("ADD 1 x 10\r\nDELETE a\r\n\r\n", "-MALFORMED");
        skipped("ADD x 10\r\nDELETE a\r\n\r\n", "-MALFORMED");
    }

    @Test
    void F21_theConnectionEndsWhereNothingTellsWhereAPayloadEnds() {
        closed("SET 1 x\r\nDELETE a\r\n", "-MALFORMED");
        closed("PUB x\r\nDELETE a\r\n", "-MALFORMED");
        closed("PUB x y 10 z\r\nDELETE a\r\n\r\n", "-MALFORMED");
        closed("PUB x y z 10\r\nDELETE a\r\n\r\n", "-MALFORMED");
        closed("PUB x y -1\r\nDELETE a\r\n\r\n", "-MALFORMED");
        closed("ADD x\r\nDELETE a\r\n", "-USAGE");
        closed("PUB 99999999999 10 z\r\nDELETE a\r\n\r\n", "-MALFORMED");
        closed("SET 1\r\nDELETE a\r\n", "-USAGE");
        closed("SHUT\r\nPUB 10\r\nDELETE a\r\n\r\n", "+SHUT\r\n-MISPLACED");
        closed("POUR x\r\nDELETE a\r\n", "-MALFORMED");
        closed("SHUT\r\nPOUR 1\r\nDELETE a\r\n", "+SHUT\r\n-MISPLACED");
        closed("MIX x\r\n" + DOTTED, "-MALFORMED");
        closed("MIX 1 2 3\r\n" + DOTTED, "-USAGE");
        closed("SHUT\r\nMIX 1\r\n" + DOTTED, "+SHUT\r\n-MISPLACED");
        closed("SET 1 5" + "0".repeat(60) + "\r\nDELETE a\r\n", "-LONG");
        closed("SET 1\u0001 5\r\nDELETE a\r\n", "-MALFORMED");
        closed(" ".repeat(60) + "PUT 1\r\nDELETE a\r\n", "-LONG");
        closed(" ".repeat(39) + "PUT 1\r\nDELETE a\r\n", "-LONG");
    }

    @Test
    void F21_aSkippedTextHasABound() {
        assertThat(answer(false, "PUT x\r\n" + "DELETE a\r\n".repeat(60)))
                .isEqualTo("-MALFORMED\r\n");
    }

    @Test
    void F21_onlyTheEndOfALineEndsASkippedText() {
        skipped("PUT x\r\nDELETE a\n.\r\n.\nDELETE c\r\n.\r\n", "-MALFORMED");
    }

    @Test
    void F21_commandsWithGoodLinesStillWork() {
        assertThat(
                        answer(
                                true,
                                "PUT 1\r\nx\r\n.\r\nTEXT 2\r\nEND\r\nSET 3 1\r\nx\r\nMIX 1 2\r\nMIX 1\r\n.\r\n"))
                .isEqualTo("+PUT 1 3\r\n+TEXT 2 0\r\n+SET 3 1\r\n+MIX\r\n+MIXED\r\n");
    }
}
