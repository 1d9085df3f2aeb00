package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Payloads that end behind given bytes, or in chunks, both ways. */
class RegionsTest {
    private static final Bytes ALL =
            Bytes.of(
                    IntStream.range(0, 256)
                            .mapToObj(i -> String.valueOf((char) i))
                            .reduce("", String::concat)
                            .getBytes(ISO_8859_1));

    private static final class Handler implements Regions.Desk, Regions.Body {
        @Override
        public void ping() {}

        @Override
        public Bytes delimited(int number, Bytes data) {
            return data;
        }

        @Override
        public Regions.Chunked chunked(int number, Bytes data) throws Regions.Refused {
            if (number == 0) {
                throw new Regions.Refused();
            }
            return new Regions.Chunked(number, data);
        }

        @Override
        public List<String> lines(List<String> lines) {
            return lines;
        }

        @Override
        public CompletionStage<Long> count(PayloadStream data) {
            return counted(data);
        }

        @Override
        public PayloadStream fetch(int size) {
            return stream(size);
        }

        @Override
        public Regions.Body text() {
            return this;
        }

        @Override
        public int body(Bytes text) {
            return text.length();
        }
    }

    private static CompletableFuture<Long> counted(PayloadStream data) {
        CompletableFuture<Long> whole = new CompletableFuture<>();
        data.subscribe(
                new Flow.Subscriber<>() {
                    private long count;

                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(ByteBuffer piece) {
                        count += piece.remaining();
                    }

                    @Override
                    public void onError(Throwable failure) {
                        whole.completeExceptionally(failure);
                    }

                    @Override
                    public void onComplete() {
                        whole.complete(count);
                    }
                });
        return whole;
    }

    /** A source that gives what is asked for, at once. */
    private static PayloadStream stream(int size) {
        return PayloadStream.of(
                subscriber ->
                        subscriber.onSubscribe(
                                new Flow.Subscription() {
                                    private int left = size;

                                    @Override
                                    public void request(long count) {
                                        for (long i = 0; i < count && left >= 0; i++) {
                                            int piece = Math.min(left, 700);
                                            left -= piece;
                                            if (piece > 0) {
                                                subscriber.onNext(ByteBuffer.wrap(new byte[piece]));
                                            } else {
                                                left = -1;
                                                subscriber.onComplete();
                                            }
                                        }
                                    }

                                    @Override
                                    public void cancel() {}
                                }));
    }

    private static void check(String sent, String answered) {
        byte[] bytes = sent.getBytes(ISO_8859_1);
        for (int cut = 0; cut < Math.min(bytes.length, 400); cut++) {
            StringTransport transport = connect();
            transport.deliver(Arrays.copyOf(bytes, cut));
            transport.deliver(Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(text(transport)).as("cut at %d", cut).isEqualTo(answered);
        }
        StringTransport transport = connect();
        for (byte one : bytes) {
            transport.deliver(new byte[] {one});
        }
        assertThat(text(transport)).as("byte by byte").isEqualTo(answered);
    }

    private static StringTransport connect() {
        return new StringTransport()
                .connect(new RegionsFactory(peer -> new Handler()).buildProtocol(null));
    }

    private static String text(StringTransport transport) {
        return new String(transport.value(), ISO_8859_1);
    }

    @Test
    void commandsAndRepliesOnTheWire() {
        check("DELIMITED 1\r\na\r\n\u001aPING\r\n", "+DELIMITED 1\r\na\r\n||+PONG\r\n");
        check(
                "CHUNKED 2\r\n\0\0\0\2ab\0\0\0\1c\0\0\0\0PING\r\n",
                "+CHUNKED 2\r\n\0\0\0\3abc\0\0\0\0+PONG\r\n");
        check(
                "LINES\r\n3\r\na\r\n\r\n1\r\nb\r\n0\r\n\r\nPING\r\n",
                "+LINES\r\n6\r\na\r\nb\r\n\r\n0\r\n\r\n+PONG\r\n");
        check("COUNT\r\n\0\0\0\2ab\0\0\0\0PING\r\n", "+COUNT 2\r\n+PONG\r\n");
        check("TEXT\r\nabc\u001aPING\r\n", "+GO\r\n+TAKEN 3\r\n+PONG\r\n");
    }

    @Test
    void payloadsOfRefusedCommandsAreSkipped() {
        check("DELIMITED x\r\nPING\r\n\u001aPING\r\n", "-MALFORMED\r\n+PONG\r\n");
        check("CHUNKED x\r\n\0\0\0\6PING\r\n\0\0\0\0PING\r\n", "-MALFORMED\r\n+PONG\r\n");
        check("CHUNKED\r\n\0\0\0\6PING\r\n\0\0\0\0PING\r\n", "-MALFORMED\r\n+PONG\r\n");
        check("CHUNKED 0\r\n\0\0\0\1a\0\0\0\0PING\r\n", "-REFUSED\r\n+PONG\r\n");
        check("LINES 1\r\n6\r\nPING\r\n\r\n0\r\n\r\nPING\r\n", "-MALFORMED\r\n+PONG\r\n");
        check("DELIMITED 1\r\n" + "x".repeat(10_001) + "\u001aPING\r\n", "-BIG\r\n+PONG\r\n");
        check("CHUNKED 1\r\n\u00ff\u00ff\u00ff\u00ffPING\r\n", "-BIG\r\n");
        check("LINES\r\n1\r\nab\r\n0\r\n\r\nPING\r\n", "-PAYLOAD\r\n");
    }

    private final MemoryNetwork network = new MemoryNetwork(3);
    private final Reactor reactor = network.reactor();
    private final List<String> received = new ArrayList<>();
    private RegionsPushes pushes;

    private RegionsClient.Desk client() {
        reactor.listen(
                "tcp:4000",
                new RegionsFactory(
                        peer -> {
                            pushes = RegionsPushes.to(peer);
                            return new Handler();
                        }));
        CompletableFuture<Connection<RegionsClient.Desk>> opened =
                RegionsClient.open(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        (name, text) -> received.add(name + " " + text));
        network.run();
        return opened.join().commands();
    }

    @Test
    void aServerRefusesWhatWouldEndAPayload() {
        RegionsClient.Desk client = client();
        CompletableFuture<Bytes> ended = client.delimited(7, Bytes.of("a|"));
        network.run();

        assertThat(ended).isCompletedExceptionally();
    }

    @Test
    void aClientReadsEachOfThem() {
        RegionsClient.Desk client = client();
        CompletableFuture<Bytes> delimited = client.delimited(7, Bytes.of("a|b\r\n."));
        CompletableFuture<Regions.Chunked> chunked = client.chunked(8, ALL);
        CompletableFuture<List<String>> lines = client.lines(List.of("a", "", "0"));
        CompletableFuture<Long> count = client.count(stream(3_000));
        CompletableFuture<Long> fetched = client.fetch(2_500).thenCompose(RegionsTest::counted);
        network.run();
        pushes.text("x", Bytes.of("a\r\nb"));
        network.run();

        assertThat(delimited.join()).isEqualTo(Bytes.of("a|b\r\n."));
        assertThat(chunked.join()).isEqualTo(new Regions.Chunked(8, ALL));
        assertThat(lines.join()).containsExactly("a", "", "0");
        assertThat(count.join()).isEqualTo(3_000);
        assertThat(fetched.join()).isEqualTo(2_500);
        assertThat(received).containsExactly("x a\r\nb");
    }

    @Test
    void aClientRefusesWhatWouldEndAPayload() {
        RegionsClient.Desk client = client();
        CompletableFuture<Bytes> inside = client.delimited(7, Bytes.of("a\u001ab"));
        CompletableFuture<Void> ping = client.ping();
        network.run();

        assertThatThrownBy(inside::join)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what ends the payload, in the payload");
        ping.join();
    }
}
