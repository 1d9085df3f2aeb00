package org.ropewalk.it.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;
import org.ropewalk.testing.StringTransport;

/**
 * Payloads of commands that are kept belong to their commands, whatever becomes of these: no byte
 * of them runs as a command. Each script arrives whole, byte by byte, and in two parts at each
 * place.
 */
class BatchPayloadTest {
    /** Bytes that look like commands. */
    private static final String EVIL = "evil\nend\nevil\n";

    private final List<CompletableFuture<String>> later = new ArrayList<>();
    private int evils;

    private final class Server implements Uploads.Ready, Uploads.Kept, Uploads.Multi, Uploads.Away {
        @Override
        public void ping() {}

        @Override
        public void evil() {
            evils++;
        }

        @Override
        public String put(String name, Bytes data) {
            return name + data.length();
        }

        @Override
        public String number(int number, Slice data) {
            return number + "" + data.toString().length();
        }

        @Override
        public CompletionStage<String> later(Bytes data) {
            CompletableFuture<String> length = new CompletableFuture<>();
            later.add(length);
            return length.thenApply(text -> text + data.toString().replace('\n', '|'));
        }

        @Override
        public void small(Bytes data) {}

        @Override
        public CompletionStage<Void> stream(PayloadStream data) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void post(Bytes data) {}

        @Override
        public void away(Bytes data) {}

        @Override
        public Uploads.Kept begin() {
            return this;
        }

        @Override
        public Uploads.Multi multi() {
            return this;
        }

        @Override
        public Uploads.Away go() {
            return this;
        }

        @Override
        public Uploads.Ready back() {
            return this;
        }

        @Override
        public CompletionStage<Ran> end(QueuedCommands kept) {
            return kept.run().thenApply(replies -> new Ran(replies, this));
        }
    }

    private StringTransport connected() {
        later.clear();
        return new StringTransport().connect(new UploadsFactory(peer -> new Server()));
    }

    private String answers(byte[]... parts) {
        StringTransport client = connected();
        for (byte[] part : parts) {
            if (!client.isDisconnecting()) {
                client.deliver(part);
                client.runTurns();
            }
            if (!later.isEmpty()) {
                later.remove(0).complete("");
                client.runTurns();
            }
        }
        return client.text().replace("\r\n", "\n").replace('\n', ' ').strip()
                + (client.isDisconnecting() ? " closed" : "");
    }

    private void answered(String script, String replies) {
        byte[] bytes = script.getBytes(ISO_8859_1);
        assertThat(answers(bytes)).as(script).isEqualTo(replies);
        byte[][] each = new byte[bytes.length][];
        for (int at = 0; at < bytes.length; at++) {
            each[at] = new byte[] {bytes[at]};
            if (at > 0) {
                assertThat(
                                answers(
                                        Arrays.copyOf(bytes, at),
                                        Arrays.copyOfRange(bytes, at, bytes.length)))
                        .as("%s cut at %d", script, at)
                        .isEqualTo(replies);
            }
        }
        assertThat(answers(each)).as(script + " in bytes").isEqualTo(replies);
    }

    @AfterEach
    void noPayloadRuns() {
        assertThat(evils).isZero();
    }

    private static String put(String payload) {
        return "put a " + payload.length() + "\n" + payload + "\n";
    }

    @ParameterizedTest
    @CsvSource({"begin, ''", "multi, QUEUED QUEUED QUEUED ' '"})
    void payloadsAreKeptWithTheirCommands(String begin, String queued) {
        answered(
                begin + "\n" + put(EVIL) + "ping\n" + "number 4 15\n" + EVIL + "x" + "end\nping\n",
                "BEGUN " + queued.replace("' '", "") + "NEXT NEXT NEXT DONE OK");
    }

    @Test
    void repliesTellWhatWasKept() {
        StringTransport client = connected();
        client.deliver("ping\n" + put("abc") + "begin\n" + put("") + put(EVIL) + "end\n");
        client.runTurns();
        assertThat(client.text().lines())
                .containsExactly("OK", "PUT a3", "BEGUN", "NEXT", "NEXT", "DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "stream"})
    void otherPayloadsAreSkippedAndTheirCommandsMisplaced(String command) {
        String refused = command + " 14\n" + EVIL + "\n";
        answered(
                "multi\n" + refused + put("b") + "end\nping\n",
                "BEGUN ERR misplaced QUEUED NEXT DONE OK");
        answered(
                "begin\n" + put("b") + refused + "ping\nend\nping\n",
                "BEGUN NEXT ERR misplaced OK");
    }

    @Test
    void payloadsWithoutALengthAreSkippedAndTheirCommandsMisplaced() {
        answered("multi\npost\n" + EVIL + ".\nend\nping\n", "BEGUN ERR misplaced DONE OK");
        answered("begin\npost\n" + EVIL + ".\nend\nping\n", "BEGUN ERR misplaced OK");
    }

    @Test
    void wrongValuesAreRefusedWhenTheCommandRunsAndThePayloadIsNotReadAgain() {
        answered("begin\nnumber x 14\n" + EVIL + "end\nping\n", "BEGUN ERR malformed OK");
        answered("multi\nnumber x 14\n" + EVIL + "end\nping\n", "BEGUN QUEUED ERR malformed OK");
    }

    @Test
    void commandsOfOtherStatesAreRefusedAndTheirPayloadIsNotReadAgain() {
        String away = "away 14\n" + EVIL + "\n";
        answered("begin\n" + away + "end\nping\nping\n", "BEGUN ERR misplaced OK OK");
        answered("multi\n" + away + "end\nping\nping\n", "BEGUN ERR misplaced DONE OK OK");
        answered("begin\ngo\n" + put(EVIL) + "end\nback\nping\n", "BEGUN NEXT ERR misplaced OK OK");
    }

    @Test
    void aLengthThatCannotBeReadIsAnsweredAtOnceAndEndsTheConnection() {
        answered("begin\nput a x\n" + EVIL, "BEGUN ERR malformed closed");
        answered("begin\nput a b 14\n" + EVIL, "BEGUN ERR malformed closed");
        answered("multi\nput a x\n" + EVIL, "BEGUN ERR malformed closed");
        answered("multi\nput a b 14\n" + EVIL, "BEGUN ERR malformed closed");
        answered("multi\nput a 99999999999999999999\n" + EVIL, "BEGUN ERR malformed closed");
    }

    @Test
    void moreThanTheLimitIsTooBigAndLeavesTheState() {
        String big = put(EVIL.repeat(8));
        answered("begin\n" + big + "ping\n", "BEGUN ERR too big OK");
        answered("multi\n" + big + "ping\n", "BEGUN ERR too big OK");
        String half = put(EVIL.repeat(3));
        answered("multi\n" + half + half + "ping\n", "BEGUN QUEUED ERR too big OK");
        answered("multi\n" + put(EVIL.repeat(40)), "BEGUN ERR too big closed");
    }

    @Test
    void aLineThatIsTooLongIsRefusedAsOthers() {
        String bad = "x".repeat(20_000) + "\n";
        answered("begin\nping\n" + bad + "ping\nend\nping\n", "BEGUN NEXT ERR malformed OK");
        answered("multi\nping\n" + bad + "end\nping\n", "BEGUN QUEUED ERR malformed NEXT DONE OK");
    }

    @Test
    void aLineWithAControlCharacterIsRefusedAsOthers() {
        answered("begin\nping\nping\1\nping\nend\nping\n", "BEGUN NEXT ERR malformed OK");
        answered("multi\nping\nping\1\nend\nping\n", "BEGUN QUEUED ERR malformed NEXT DONE OK");
    }

    @Test
    void aWrongEndLosesTheCommandsThatWereKept() {
        answered("multi\n" + put("b") + "put a 3\nabcevil\n", "BEGUN QUEUED ERR payload closed");
    }

    @Test
    void aCommandWithAPayloadMayCompleteLater() {
        StringTransport client = connected();
        client.deliver("begin\nlater 14\n" + EVIL + "\n" + put(EVIL) + "end\n" + put("xyz"));
        client.runTurns();
        assertThat(client.takeText()).isEqualTo("BEGUN\n");
        later.get(0).complete("now:");
        client.runTurns();
        assertThat(client.takeText()).isEqualTo("NEXT\nNEXT\nDONE\nPUT a3\n");
    }
}
