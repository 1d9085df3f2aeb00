package org.ropewalk.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.testing.StringTransport;

/** A counted payload that arrives in parts: what is kept of it, and what the handler is given. */
class KeptPayloadTest {
    private static final int MIB = 1 << 20;
    private static final LineLimits LIMITS = LineLimits.DEFAULTS.withLine(64).withPayload(MIB);

    /** "put N" announces a payload; all other lines are recorded. */
    private static final class Recorder extends StrictHandler {
        private final List<byte[]> arrays = new ArrayList<>();
        private final List<Bytes> bytes = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();

        /** How many bytes were shown as input. */
        private long shown;

        Recorder() {
            super(
                    new LineFormat(Terminator.CRLF, Separator.SPACES, true, StandardCharsets.UTF_8),
                    LIMITS);
        }

        @Override
        public void inputReceived(Input input) {
            shown += input.remaining();
            super.inputReceived(input);
        }

        @Override
        public void lineReceived(LineReader line) {
            line.verb();
            if (!line.verbIs("put".getBytes(StandardCharsets.UTF_8))) {
                line.restart();
                lines.add(line.rest().text());
            } else if (framer.payloadArrived(line, line.word().length(), Trailer.CRLF, LIMITS)) {
                bytes.add(framer.payload().toBytes());
                arrays.add(framer.payload().toByteArray());
            }
        }

        @Override
        public void frameError(FrameError error, LineReader line, boolean ends) {
            lines.add(error.toString());
        }
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 7 + i / 251);
        }
        return payload;
    }

    private static byte[] commands(byte[] payload) {
        byte[] line = ("put " + payload.length + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] end = "\r\nnext\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(line, line.length + payload.length + end.length);
        System.arraycopy(payload, 0, all, line.length, payload.length);
        System.arraycopy(end, 0, all, line.length + payload.length, end.length);
        return all;
    }

    @Test
    void a_payload_is_the_same_however_it_is_cut() {
        byte[] payload = payload(150);
        byte[] all = commands(payload);
        for (int first = 1; first < all.length; first++) {
            for (int second = first; second < all.length; second++) {
                Recorder recorder = new Recorder();
                StringTransport transport = new StringTransport().connect(recorder);
                transport.deliver(Arrays.copyOf(all, first));
                transport.deliver(Arrays.copyOfRange(all, first, second));
                transport.deliver(Arrays.copyOfRange(all, second, all.length));
                assertThat(recorder.arrays).as("cut at %d and %d", first, second).hasSize(1);
                assertThat(recorder.arrays.get(0)).isEqualTo(payload);
                assertThat(recorder.bytes).containsExactly(Bytes.of(payload));
                assertThat(recorder.lines).containsExactly("next");
            }
        }
    }

    @Test
    void a_payload_byte_by_byte_is_shown_its_last_byte_and_its_end_only() {
        byte[] payload = payload(3_000);
        Recorder recorder = new Recorder();
        StringTransport transport = new StringTransport().connect(recorder);
        transport.deliver("put 3000\r\n");
        long before = recorder.shown;
        for (byte each : payload) {
            transport.deliver(new byte[] {each});
        }
        assertThat(recorder.shown - before).isEqualTo(1);
        transport.deliver("\r\n");
        assertThat(recorder.arrays.get(0)).isEqualTo(payload);
    }

    @Test
    void a_wrong_end_is_found_however_it_is_cut() {
        byte[] all = "put 20\r\n01234567890123456789xx\r\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < all.length; cut++) {
            Recorder recorder = new Recorder();
            StringTransport transport = new StringTransport().connect(recorder);
            transport.deliver(Arrays.copyOf(all, cut));
            transport.deliver(Arrays.copyOfRange(all, cut, all.length));
            assertThat(recorder.arrays).isEmpty();
            assertThat(recorder.lines).as("cut at %d", cut).contains("PAYLOAD_END");
        }
    }

    @Test
    void bytes_share_the_array_that_was_kept_and_an_array_is_a_copy() {
        byte[] kept = payload(100);
        LineReader line = new LineReader();
        Slice payload = line.lend(kept, 0, 100, true);
        Bytes bytes = payload.toBytes();
        byte[] array = payload.toByteArray();
        assertThat(array).isNotSameAs(kept).isEqualTo(kept);
        array[0]++;
        assertThat(bytes.at(0)).isEqualTo(kept[0]);
        assertThat(payload.part(1, 3).toBytes())
                .isEqualTo(Bytes.of(Arrays.copyOfRange(kept, 1, 4)));
        assertThat(LineReader.payloadArray(payload)).isNotSameAs(kept);
        assertThat(LineReader.payloadArray(line.lend(kept, 0, 100, true))).isSameAs(kept);
        byte[] shared = line.lend(kept, 0, 100, false).toBytes().toByteArray();
        assertThat(shared).isNotSameAs(kept);
    }

    @Test
    void a_payload_that_is_announced_takes_memory_only_as_it_arrives() {
        StringTransport transport = new StringTransport().connect(new Recorder());
        for (int chunk : new int[] {1, 10, 1_000, 4_096, 65_536}) {
            KeptSink put = KeptSink.counted(null, transport.loop(), MIB, 64);
            KeptSink taken = KeptSink.counted(null, transport.loop(), MIB, 64);
            byte[] some = payload(chunk);
            for (int arrived = chunk; arrived <= MIB; arrived += chunk) {
                put.put(some, 0, chunk);
                assertThat(taken.take(ByteBuffer.wrap(some), chunk)).isTrue();
                int most = Math.min(MIB, Math.max(64, 32 * arrived));
                assertThat(put.bytes().array().length).isLessThanOrEqualTo(most);
                assertThat(taken.bytes().array().length).isEqualTo(put.bytes().array().length);
            }
            put.release();
            taken.release();
        }
    }

    @Test
    void a_payload_of_which_a_part_has_arrived_has_its_array() {
        StringTransport transport = new StringTransport().connect(new Recorder());
        KeptSink sink = KeptSink.counted(null, transport.loop(), MIB, 64);
        assertThat(sink.take(ByteBuffer.wrap(payload(MIB / 32)), MIB / 32)).isTrue();
        assertThat(sink.bytes().array()).hasSize(MIB);
        sink.release();
    }

    @Test
    void without_memory_nothing_is_taken_and_the_payload_is_refused() {
        Recorder recorder = new Recorder();
        StringTransport transport = new StringTransport().connect(recorder);
        MemoryBudget memory = transport.loop().memory();
        long all = memory.limit() - memory.used();
        assertThat(MemoryBudget.reserve(null, transport.loop(), all)).isTrue();
        transport.deliver("put 5000\r\n");
        for (int i = 0; i < 50; i++) {
            transport.deliver(new byte[100]);
        }
        transport.deliver("\r\nnext\r\n");
        assertThat(recorder.lines).containsExactly("MEMORY", "next");
        MemoryBudget.release(null, transport.loop(), all);
    }
}
