package org.ropewalk.it.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** What stands in commentaries is written, and not missed by those who read on. */
class RemarksTest {
    private final Reactor reactor;
    private final MemoryNetwork network = new MemoryNetwork(1);

    RemarksTest() {
        reactor = network.reactor();
    }

    private static final class Handler implements Remarks {
        @Override
        public List<Integer> list(int count) {
            return IntStream.range(0, count).boxed().toList();
        }

        @Override
        public int[] range(int size) {
            return IntStream.range(0, size).toArray();
        }

        @Override
        public Bytes retr(int number) {
            return Bytes.of("0123456789".repeat(number) + "\r\n");
        }

        @Override
        public byte[] top(int number) {
            return "x\r\n".repeat(number).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public List<String> caps() {
            return List.of("a", "b");
        }

        @Override
        public List<Integer> tags(int count) {
            return list(count);
        }

        @Override
        public double volts(OptionalInt channel) {
            return channel.orElse(0) + 0.5;
        }

        @Override
        public String vrfy(String address) {
            return "who is " + address + "?";
        }
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    @Test
    void sizes_lengths_and_results_are_written() {
        StringTransport transport =
                new StringTransport().connect(new RemarksFactory(peer -> new Handler()));

        transport.deliver("LIST 2\r\nRANGE 1\r\nRETR 1\r\nTOP 2\r\nVRFY a b\r\nCAPS\r\nTAGS 3\r\n");

        assertThat(transport.text())
                .isEqualTo(
                        "+OK 2 messages:\r\n0\r\n1\r\n.\r\n+OK up to 1\r\n0\r\n.\r\n"
                                + "+OK 12 octets\r\n0123456789\r\n.\r\n+OK 6 octets of 2\r\nx\r\nx\r\n.\r\n"
                                + "252 who is a b?\r\nCAPS a b\r\nTAGS 0,1,2 3\r\n");
    }

    @Test
    void optional_letters_of_a_verb_are_spelling() {
        StringTransport transport =
                new StringTransport().connect(new RemarksFactory(peer -> new Handler()));

        transport.deliver(
                "MEASURE:VOLTAGE?\r\nmeas:volt? 1\r\nMEAS:VOLTAGE? 2\r\nMEASURE:VOLT?\r\nMEASU:VOLT?\r\n");

        assertThat(transport.text()).isEqualTo("0.5\r\n1.5\r\n2.5\r\n0.5\r\nERROR\r\n");
    }

    @Test
    void both_sides_agree() {
        reactor.listen("tcp:4000", new RemarksFactory(peer -> new Handler()));
        CompletableFuture<Connection<RemarksClient>> opened =
                RemarksClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        RemarksClient client = opened.join().commands();
        CompletableFuture<List<Integer>> list = client.list(3);
        CompletableFuture<int[]> range = client.range(2);
        CompletableFuture<Bytes> retr = client.retr(2);
        CompletableFuture<byte[]> top = client.top(1);
        CompletableFuture<List<String>> caps = client.caps();
        CompletableFuture<List<Integer>> tags = client.tags(2);
        CompletableFuture<Double> volts = client.volts(OptionalInt.of(3));
        CompletableFuture<String> vrfy = client.vrfy("somebody");
        network.run();

        assertThat(list.join()).containsExactly(0, 1, 2);
        assertThat(range.join()).containsExactly(0, 1);
        assertThat(retr.join()).isEqualTo(Bytes.of("01234567890123456789\r\n"));
        assertThat(top.join()).hasSize(3);
        assertThat(caps.join()).containsExactly("a", "b");
        assertThat(tags.join()).containsExactly(0, 1);
        assertThat(volts.join()).isEqualTo(3.5);
        assertThat(vrfy.join()).isEqualTo("who is somebody?");
    }
}
