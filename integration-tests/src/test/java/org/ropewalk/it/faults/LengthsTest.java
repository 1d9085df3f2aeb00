package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** A number over the largest length is no length: on the wire, and when it is written. */
class LengthsTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Peer> peers = new ArrayList<>();
    private final LengthsFactory factory =
            new LengthsFactory(
                    peer -> {
                        peers.add(peer);
                        return new Handler();
                    });

    private static final class Handler implements Lengths {
        @Override
        public int put(Bytes data) {
            return data.length();
        }

        @Override
        public void number(int number, Bytes data) {}

        @Override
        public int add(Bytes data) {
            return data.length();
        }

        @Override
        public void addWithoutLength(Bytes length) {}

        @Override
        public int two(Bytes head, Bytes data) {
            return head.length() + data.length();
        }

        @Override
        public int part(Bytes data) {
            return data.length();
        }

        @Override
        public int text(String text, Bytes data) {
            return data.length();
        }

        @Override
        public CompletionStage<Void> send(PayloadStream data) {
            data.discard();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Data get(int size) {
            return new Data(bytes(size));
        }

        @Override
        public Piped stream(int size) {
            return new Piped(stream(size, size));
        }

        private static PayloadStream stream(long length, int size) {
            return PayloadStream.of(length, LengthsTest.source(size));
        }
    }

    private static Bytes bytes(int size) {
        return Bytes.of("x".repeat(size));
    }

    private static Flow.Publisher<ByteBuffer> source(int size) {
        SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 8);
        return subscriber -> {
            publisher.subscribe(subscriber);
            publisher.submit(ByteBuffer.wrap("x".repeat(size).getBytes(ISO_8859_1)));
            publisher.close();
        };
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    /** What a server answers; {@code <END>} where the connection ends. */
    private String answer(String input) {
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver(input);
        transport.runTurns();
        return transport.text() + (transport.isOpen() ? "" : "<END>");
    }

    private static String line(String verb, int size) {
        return verb + "\r\n" + "x".repeat(size) + "\r\n";
    }

    // ---- what a server reads

    @Test
    void F61_overTheBoundOfPayloadsItIsSkipped_overTheLargestLengthItIsNoLength() {
        assertThat(answer(line("ADD 10", 10))).isEqualTo("+ADD 10\r\n");
        assertThat(answer(line("ADD 20", 20) + line("ADD 1", 1))).isEqualTo("-BIG\r\n+ADD 1\r\n");
        assertThat(answer("ADD 21\r\n" + line("ADD 1", 1))).isEqualTo("-NO LENGTH\r\n+ADD 1\r\n");
        for (String length :
                List.of("2147483648", "4294967296", "9223372036854775807", "9".repeat(30))) {
            assertThat(answer("ADD " + length + "\r\n" + line("ADD 1", 1)))
                    .as(length)
                    .isEqualTo("-NO LENGTH\r\n+ADD 1\r\n");
        }
    }

    /** Nothing tells how many bytes follow. */
    @Test
    void F61_whereNothingElseFitsTheConnectionEnds() {
        assertThat(answer(line("PUT 20", 20) + line("PUT 1", 1))).isEqualTo("-BIG\r\n+PUT 1\r\n");
        assertThat(answer("PUT 21\r\n" + line("PUT 1", 1))).isEqualTo("-MALFORMED\r\n<END>");
        assertThat(answer(line("NUMBER x 20", 20) + line("PUT 1", 1)))
                .isEqualTo("-MALFORMED\r\n+PUT 1\r\n");
        assertThat(answer(line("NUMBER x 21", 21))).isEqualTo("-MALFORMED\r\n<END>");
    }

    @Test
    void F61_ofTwoPayloadsEachHasItsOwn() {
        assertThat(answer(line("TWO 4 10", 10))).isEqualTo("+TWO 10\r\n");
        // Together they are few enough to be skipped.
        for (String wrong : List.of("TWO 5 10", "TWO 3 10")) {
            assertThat(answer(line(wrong, 10) + line("TWO 0 1", 1)))
                    .isEqualTo("-MALFORMED\r\n+TWO 1\r\n");
        }
        assertThat(answer(line("TWO 4 11", 11))).isEqualTo("-MALFORMED\r\n<END>");
    }

    @Test
    void F61_inPartsOfWordsAndBetweenTexts() {
        assertThat(answer(line("PART <8>", 8))).isEqualTo("+PART 8\r\n");
        assertThat(answer(line("PART <9>", 9))).isEqualTo("-MALFORMED\r\n<END>");
        assertThat(answer(line("TEXT a b of 8", 8))).isEqualTo("+TEXT 8\r\n");
        assertThat(answer(line("TEXT a b of 9", 9))).isEqualTo("-MALFORMED\r\n<END>");
        assertThat(answer(line("SEND 8", 8))).isEqualTo("+SEND\r\n");
        assertThat(answer(line("SEND 9", 9))).isEqualTo("-MALFORMED\r\n<END>");
    }

    /** Some four gigabytes are awaited: the connection does not end. */
    @Test
    void F61_withoutABoundOfWhatIsSkippedAnyLengthIs() {
        LargeFactory large = new LargeFactory(peer -> data -> {});
        StringTransport transport = new StringTransport().connect(large);
        transport.deliver("PUT 9223372036854775807\r\nPUT 1\r\n");
        assertThat(transport.isOpen()).isTrue();
        assertThat(transport.text()).isEmpty();
    }

    // ---- what a server writes

    @Test
    void F22_aServerRefusesToWriteALengthThatIsNone() {
        assertThat(answer("GET 8\r\n")).isEqualTo(line("DATA 8", 8));
        assertThat(answer("GET 9\r\n")).isEqualTo("-FAILED\r\n<END>");
        assertThat(answer("STREAM 8\r\n")).isEqualTo(line("PIPED 8", 8));
        assertThat(answer("STREAM 9\r\n")).isEqualTo("-FAILED\r\n<END>");
    }

    @Test
    void F22_aServerRefusesToPushALengthThatIsNone() {
        StringTransport transport = new StringTransport().connect(factory);
        LengthsPushes pushes = LengthsPushes.to(peers.get(0));
        pushes.sent(bytes(8));
        transport.runTurns();
        assertThat(transport.text()).isEqualTo(line("! 8", 8));
        assertThatThrownBy(() -> pushes.sent(bytes(9)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // ---- clients

    private static final class Silent extends Protocol {}

    private LengthsClient client(Factory server) {
        reactor.listen("tcp:4000", server);
        CompletableFuture<Connection<LengthsClient>> opened =
                LengthsClient.open(reactor, "tcp:127.0.0.1:4000", data -> {});
        network.run();
        return opened.join().commands();
    }

    private void unsent(CompletableFuture<?> call) {
        network.run();
        assertThatThrownBy(call::get).hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void F22_aClientRefusesToWriteALengthThatIsNone() {
        LengthsClient client = client(factory);
        unsent(client.part(bytes(9)));
        unsent(client.text("a", bytes(9)));
        unsent(client.two(bytes(5), bytes(1)));
        unsent(client.two(bytes(1), bytes(7)));
        unsent(client.send(Handler.stream(9, 9)));
        CompletableFuture<Integer> last = client.two(bytes(4), bytes(6));
        network.run();
        assertThat(last.join()).isEqualTo(10);
    }

    @Test
    void F61_aClientTakesALargerNumberForNoReply() {
        Protocol server = new Silent();
        LengthsClient client = client(Factory.forProtocol(() -> server));
        CompletableFuture<Lengths.Data> call = client.get(9);
        network.run();
        server.transport().write(line("DATA 9", 9).getBytes(ISO_8859_1));
        network.run();
        assertThatThrownBy(call::join).hasCauseInstanceOf(ProtocolViolation.class);
    }
}
