package org.ropewalk.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/** Many bytes in one read of the network: commands, and payloads that begin or end among them. */
class LargeReadTest {
    private static final int READ = 64 << 10;
    private static final int MIB = 1 << 20;
    private static final LineFormat FORMAT =
            new LineFormat(Terminator.CRLF, Separator.SPACES, true, US_ASCII);
    private static final LineLimits LIMITS = LineLimits.DEFAULTS.withLine(64).withPayload(MIB);

    private final MemoryNetwork network = new MemoryNetwork(7).bufferBytes(READ);
    private final List<String> received = new ArrayList<>();
    private final List<byte[]> payloads = new ArrayList<>();

    /** How many bytes were shown as input: those were copied into the array of the loop. */
    private long shown;

    private Recorder server;

    /** "put N" announces a payload, "hold" holds what follows, "bye" ends the connection. */
    private final class Recorder extends StrictHandler {
        Recorder() {
            super(FORMAT, LIMITS);
        }

        @Override
        public void inputReceived(Input input) {
            shown += input.remaining();
            super.inputReceived(input);
        }

        @Override
        public void lineReceived(LineReader line) {
            line.verb();
            if (!line.verbIs("put".getBytes(US_ASCII))) {
                line.restart();
                String text = line.rest().text();
                received.add(text);
                if (text.equals("hold")) {
                    framer.suspend();
                } else if (text.equals("bye")) {
                    transport().loseConnection();
                }
            } else if (framer.payloadArrived(line, line.word().length(), Trailer.CRLF, LIMITS)) {
                payloads.add(framer.payload().toByteArray());
                received.add("put " + payloads.get(payloads.size() - 1).length);
            }
        }

        @Override
        public void drained() {
            received.add("drained");
        }

        @Override
        public void frameError(FrameError error, LineReader line, boolean ends) {
            received.add(error.toString());
        }
    }

    private MemoryPeer connect() {
        network.reactor()
                .listen(
                        "tcp:4000",
                        Factory.forProtocol(
                                () -> {
                                    server = new Recorder();
                                    return server;
                                }));
        MemoryPeer peer = network.connectPeer(4000);
        network.run();
        return peer;
    }

    /** Sends {@code bytes} in reads that end at {@code cuts}, and at the most that a read takes. */
    private void send(MemoryPeer peer, byte[] bytes, int... cuts) {
        int at = 0;
        for (int cut : cuts) {
            at = sendTo(peer, bytes, at, Math.min(cut, bytes.length));
        }
        sendTo(peer, bytes, at, bytes.length);
    }

    private int sendTo(MemoryPeer peer, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            at += peer.write(bytes, at, Math.min(READ, to - at));
            network.run();
        }
        return at;
    }

    private static byte[] payload(int length, int salt) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 7 + i / 251 + salt);
        }
        return payload;
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object part : parts) {
            byte[] bytes = part instanceof byte[] raw ? raw : part.toString().getBytes(US_ASCII);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    static Stream<Integer> lengths() {
        return Stream.of(
                0, 1, 2, 900, 1_000, 1_023, 1_024, 1_025, 4_000, 4_095, 4_096, 4_097, 65_000,
                65_535, 65_536, 65_537, 131_072, 200_000);
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void a_payload_among_commands_is_the_same_however_it_is_cut(int length) {
        byte[] first = payload(length, 1);
        byte[] second = payload(length, 2);
        byte[] before = bytes("one\r\ntwo\r\nput ", length, "\r\n");
        byte[] all =
                bytes(
                        before,
                        first,
                        "\r\nput ",
                        length,
                        "\r\n",
                        second,
                        "\r\nthree\r\n",
                        "four\r\n".repeat(3));
        int begin = before.length;
        int end = begin + length;
        List<Integer> cuts = new ArrayList<>(List.of(1, begin - 2, begin - 1, begin, begin + 1));
        for (int place : new int[] {1_023, 1_024, 1_025, 4_095, 4_096, 4_097, READ - 1, READ}) {
            cuts.addAll(List.of(place, begin + place, end - place));
        }
        cuts.addAll(List.of(end - 1, end, end + 1, end + 2, end + 3, end + 9, 2 * length + begin));
        MemoryPeer peer = connect();
        for (int cut : cuts) {
            received.clear();
            payloads.clear();
            send(peer, all, Math.max(0, cut));
            assertThat(received)
                    .as("cut at %d", cut)
                    .containsExactly(
                            "one",
                            "two",
                            "put " + length,
                            "put " + length,
                            "three",
                            "four",
                            "four",
                            "four");
            assertThat(payloads.get(0)).as("cut at %d", cut).isEqualTo(first);
            assertThat(payloads.get(1)).as("cut at %d", cut).isEqualTo(second);
        }
    }

    /** What is shown of it: its last byte, the line end behind it, and the lines around it. */
    @ParameterizedTest
    @ValueSource(ints = {65_536, 65_537, 131_072, MIB})
    void the_bytes_of_a_large_payload_are_not_copied_into_the_array_of_the_loop(int length) {
        byte[] payload = payload(length, 3);
        byte[] line = bytes("put ", length, "\r\n");
        MemoryPeer peer = connect();
        int first = 1_024;
        for (int i = 1; i <= 4; i++) {
            send(peer, bytes(line, payload, "\r\n"));
            assertThat(payloads).hasSize(i).last().isEqualTo(payload);
            int lastRead = (line.length + length + 2) % READ;
            assertThat(shown).isLessThanOrEqualTo((long) i * (first + Math.min(lastRead, first)));
        }
    }

    @Test
    void the_end_of_a_payload_and_the_begin_of_the_next_are_in_one_read() {
        int count = 20;
        byte[][] sent = new byte[count][];
        byte[] all = {};
        for (int i = 0; i < count; i++) {
            sent[i] = payload(READ, i);
            all = bytes(all, "put ", READ, "\r\n", sent[i], "\r\n");
        }
        send(connect(), all);
        assertThat(payloads).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(payloads.get(i)).isEqualTo(sent[i]);
        }
        assertThat(shown).isLessThan(count * 3 * 1_024L);
    }

    @Test
    void a_payload_after_a_command_that_holds_the_input_waits() {
        byte[] payload = payload(40_000, 4);
        MemoryPeer peer = connect();
        send(peer, bytes("one\r\nhold\r\nput 40000\r\n", payload, "\r\ntwo\r\n"));
        assertThat(received).containsExactly("one", "hold");
        server.framer.resume();
        network.run();
        assertThat(received).containsExactly("one", "hold", "put 40000", "two");
        assertThat(payloads.get(0)).isEqualTo(payload);
    }

    @Test
    void nothing_is_received_after_the_end_in_the_same_read() {
        MemoryPeer peer = connect();
        send(peer, bytes("one\r\nbye\r\nput 40000\r\n", payload(40_000, 5), "\r\ntwo\r\n"));
        assertThat(received).containsExactly("one", "bye");
    }

    @Test
    void a_server_that_ends_receives_all_commands_of_the_read() {
        byte[] payload = payload(5_000, 6);
        byte[] lines = bytes("x".repeat(27), "\r\n", ("y".repeat(30) + "\r\n").repeat(31));
        assertThat(lines).as("to the end of what is shown first").hasSize(1_024 - 3);
        MemoryPeer peer = connect();
        send(peer, bytes("put 5000\r\n"));
        server.framer.drain();
        send(peer, bytes(payload, "\r\n", lines, "last\r\n", "z".repeat(10)));
        assertThat(received).hasSize(34).endsWith("last");
        send(peer, bytes("\r\n"));
        assertThat(received).hasSize(36).endsWith("z".repeat(10), "drained");
    }

    @Test
    void a_wrong_end_is_found_in_a_large_read() {
        MemoryPeer peer = connect();
        send(peer, bytes("put 5000\r\n", payload(5_000, 7), "xx\r\n", "y".repeat(4_000), "\r\n"));
        assertThat(received).startsWith("PAYLOAD_END");
        assertThat(payloads).isEmpty();
    }

    @Test
    void lines_in_a_large_read_are_received_in_their_order() {
        MemoryPeer peer = connect();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 9_000; i++) {
            lines.add("line " + i);
        }
        send(peer, bytes(String.join("\r\n", lines), "\r\n"));
        assertThat(received).isEqualTo(lines);
    }
}
