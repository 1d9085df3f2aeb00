package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Replies;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** What one side would refuse to read, the other refuses to write. */
class BoundedWritingTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Peer> peers = new ArrayList<>();
    private final BoundedFactory factory =
            new BoundedFactory(
                    peer -> {
                        peers.add(peer);
                        return new Handler();
                    });
    private final List<String> pushed = new ArrayList<>();

    private static Bytes bytes(int size) {
        return Bytes.of("x".repeat(size));
    }

    /** As many bytes, in pieces of four. */
    private static Flow.Publisher<ByteBuffer> source(int size) {
        return subscriber ->
                subscriber.onSubscribe(
                        new Flow.Subscription() {
                            private int given;

                            @Override
                            public void request(long count) {
                                if (given == size) {
                                    subscriber.onComplete();
                                    return;
                                }
                                int piece = Math.min(4, size - given);
                                given += piece;
                                subscriber.onNext(
                                        ByteBuffer.wrap("x".repeat(piece).getBytes(ISO_8859_1)));
                            }

                            @Override
                            public void cancel() {}
                        });
    }

    private static final class Handler implements Bounded {
        @Override
        public Data get(int size) {
            return new Data(bytes(size));
        }

        @Override
        public CompletionStage<Data> later(int size) {
            return CompletableFuture.supplyAsync(() -> new Data(bytes(size)), Runnable::run);
        }

        @Override
        public Two two(int size, int more) {
            return new Two(bytes(size), bytes(more));
        }

        @Override
        public Bytes text(int size) {
            return bytes(size);
        }

        @Override
        public Bytes all(int size) {
            return bytes(size);
        }

        @Override
        public Piped stream(int size) {
            return new Piped(PayloadStream.of(size, source(size)));
        }

        @Override
        public PayloadStream pour(int size) {
            return PayloadStream.of(source(size));
        }

        @Override
        public List<Data> list(int count, int size) {
            return Collections.nCopies(count, new Data(bytes(size)));
        }

        @Override
        public String line(int size) {
            return "x".repeat(size);
        }

        @Override
        public Several words(int count) {
            return new Several(Collections.nCopies(count, "x"));
        }

        @Override
        public List<Flag> flags(int count) {
            return Collections.nCopies(count, Flag.ONE);
        }

        @Override
        public void each(int count, Replies<Flag> flags) {
            for (int i = 0; i < count; i++) {
                flags.send(Flag.TWO);
            }
        }

        @Override
        public int put(Bytes data) {
            return data.length();
        }

        @Override
        public int load(Bytes data) {
            return data.length();
        }

        @Override
        public int post(Bytes text) {
            return text.length();
        }

        @Override
        public CompletionStage<Void> send(PayloadStream data) {
            data.discard();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> feed(PayloadStream text) {
            text.discard();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public int many(List<String> words) {
            return words.size();
        }

        @Override
        public int more(List<String> words) {
            return words.size();
        }

        @Override
        public int comma(List<String> words) {
            return words.size();
        }
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private BoundedClient client() {
        return client(ClientOptions.standard());
    }

    private BoundedClient client(ClientOptions options) {
        reactor.listen("tcp:4000", factory);
        Bounded.Events listener =
                new Bounded.Events() {
                    @Override
                    public void said(String text) {
                        pushed.add(text);
                    }

                    @Override
                    public void sent(Bytes data) {
                        pushed.add(data.toString());
                    }
                };
        CompletableFuture<Connection<BoundedClient>> opened =
                BoundedClient.open(reactor, "tcp:127.0.0.1:4000", listener, options);
        network.run();
        return opened.join().commands();
    }

    private String answer(String line) {
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver(line + "\r\n");
        return transport.text();
    }

    private <T> T result(CompletableFuture<T> call) {
        network.run();
        return call.join();
    }

    private void refused(CompletableFuture<?> call) {
        network.run();
        assertThatThrownBy(call::get)
                .cause()
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        e -> assertThat(e.kinds()).contains(ErrorKind.FAILED));
    }

    private void unsent(CompletableFuture<?> call, String why) {
        network.run();
        assertThatThrownBy(call::get)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    // ---- what a server writes

    /** The largest is read back; one more is refused, and the connection ends. */
    private void written(String largest, String reply, String tooLarge) {
        assertThat(answer(largest)).as(largest).isEqualTo(reply);
        assertThat(answer(tooLarge)).as(tooLarge).isEqualTo("-FAILED\r\n");
    }

    private static String data(int size) {
        return "DATA " + size + "\r\n" + "x".repeat(size) + "\r\n";
    }

    @Test
    void F22_aServerRefusesToWriteAPayloadOverItsBound() {
        written("GET 20", data(20), "GET 21");
        written("LATER 20", data(20), "LATER 21");
        written("TWO 14 6", "TWO 14 20\r\n" + "x".repeat(20) + "\r\n", "TWO 15 6");
        written("LIST 3 20", data(20).repeat(3) + ".\r\n", "LIST 1 21");
        written("ALL 20", "+ALL\r\n" + "x".repeat(20), "ALL 21");
    }

    @Test
    void F22_theLineEndsOfATextCountAsTheyAreRead() {
        written("TEXT 18", "+TEXT\r\n" + "x".repeat(18) + "\r\n.\r\n", "TEXT 19");
    }

    @Test
    void F22_aServerRefusesToBeginAPayloadOverItsBound() {
        written("STREAM 20", "PIPED 20\r\n" + "x".repeat(20) + "\r\n", "STREAM 21");
    }

    @Test
    void F22_aPayloadThatBecomesTooLargeWhileItIsSentEndsTheConnection() {
        assertThat(answer("POUR 18")).isEqualTo("+POUR\r\n" + "x".repeat(18) + "\r\n.\r\n");
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver("POUR 21\r\n");
        assertThat(transport.text()).isEqualTo("+POUR\r\n" + "x".repeat(20));
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void F22_aListOfConstantsHasTheBoundOfAReply() {
        assertThat(answer("FLAGS 40")).isEqualTo("FLAG ONE\r\n".repeat(40) + ".\r\n");
        assertThat(answer("FLAGS 41")).isEqualTo("-FAILED\r\n");
        assertThat(answer("EACH 40")).isEqualTo("FLAG TWO\r\n".repeat(40) + ".\r\n");
        assertThat(answer("EACH 41")).isEqualTo("-FAILED\r\n");
    }

    @Test
    void F22_aClientReadsTheLongestLineThatAServerWrites() {
        BoundedClient client = client();
        assertThat(result(client.line(98))).hasSize(98);
        refused(client.line(99));
    }

    @Test
    void F22_aClientReadsAsManyWordsAsAServerWrites() {
        assertThat(result(client().words(40)).all()).hasSize(40);
    }

    @Test
    void F22_aClientReadsTheLargestPayloadThatAServerWrites() {
        BoundedClient client = client();
        assertThat(result(client.get(20)).data().length()).isEqualTo(20);
        assertThat(result(client.text(18)).length()).isEqualTo(20);
        assertThat(result(client.list(3, 20))).hasSize(3);
        refused(client.get(21));
    }

    @Test
    void F22_whatOneCommandStoresAnotherReturns() {
        assertThat(answer("LOAD 20\r\n" + "x".repeat(20))).isEqualTo("+LOAD 20\r\n");
        assertThat(answer("GET 20")).isEqualTo(data(20));
        factory.limits(limits -> limits.withPayload(30));
        assertThat(answer("GET 30")).isEqualTo(data(30));
        factory.limits(limits -> limits.withPayload(5));
        assertThat(answer("GET 20")).as("as declared").isEqualTo(data(20));
    }

    @Test
    void F22_aPushIsRefusedThatAClientWouldRefuse() {
        client();
        Group group = new Group();
        group.add(peers.get(0));
        BoundedPushes all = BoundedPushes.to(group);
        BoundedPushes one = BoundedPushes.to(peers.get(0));
        for (BoundedPushes pushes : List.of(all, one)) {
            pushes.said("x".repeat(98));
            pushes.sent(bytes(20));
            assertThatThrownBy(() -> pushes.said("x".repeat(99)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a line of more than 100 bytes");
            assertThatThrownBy(() -> pushes.sent(bytes(21)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a payload of more than 20 bytes");
        }
        network.run();

        assertThat(pushed)
                .containsExactly("x".repeat(98), "x".repeat(20), "x".repeat(98), "x".repeat(20));
    }

    // ---- what a client writes

    @Test
    void F22_aClientRefusesToSendAPayloadOverTheBoundOfItsCommand() {
        BoundedClient client = client();
        unsent(client.put(bytes(11)), "a payload of more than 10 bytes");
        unsent(client.load(bytes(21)), "a payload of more than 20 bytes");
        unsent(client.post(bytes(9)), "a payload of more than 10 bytes");
        assertThat(result(client.put(bytes(10)))).isEqualTo(10);
        assertThat(result(client.load(bytes(20)))).isEqualTo(20);
        assertThat(result(client.post(bytes(8)))).isEqualTo(10);
    }

    @Test
    void F22_aClientRefusesToBeginAPayloadOverTheBoundOfItsCommand() {
        BoundedClient client = client();
        unsent(client.send(PayloadStream.of(11, source(11))), "a payload of more than 10 bytes");
        result(client.send(PayloadStream.of(10, source(10))));
        result(client.feed(PayloadStream.of(source(8))));
    }

    @Test
    void F22_aPayloadThatBecomesTooLargeWhileAClientSendsItEndsTheConnection() {
        CompletableFuture<Void> call = client().feed(PayloadStream.of(source(11)));
        network.run();
        assertThatThrownBy(call::get)
                .cause()
                .isInstanceOf(ConnectionLost.class)
                .hasMessageContaining("a payload failed while it was being sent")
                .cause()
                .hasMessageContaining("the payload has more than 10 bytes");
    }

    @Test
    void F22_aClientRefusesToSendMoreWordsThanTheCommandTakes() {
        BoundedClient client = client();
        unsent(client.many(List.of("a", "b", "c", "d")), "a list of more than 3 words");
        unsent(client.comma(List.of("a", "b", "c", "d")), "a list of more than 3 words");
        unsent(client.more(List.of("a", "b", "c", "d", "e", "f")), "a list of more than 5 words");
        assertThat(result(client.many(List.of("a", "b", "c")))).isEqualTo(3);
        assertThat(result(client.comma(List.of("a", "b", "c")))).isEqualTo(3);
        assertThat(result(client.more(List.of("a", "b", "c", "d", "e")))).isEqualTo(5);
    }

    @Test
    void F22_aClientSendsMoreIfItsOptionsAllowIt() {
        factory.limits(limits -> limits.withPayload(30).withWords(4));
        BoundedClient client =
                client(
                        ClientOptions.standard()
                                .limits(limits -> limits.withPayload(30).withWords(4)));
        assertThat(result(client.many(List.of("a", "b", "c", "d")))).isEqualTo(4);
        unsent(client.many(List.of("a", "b", "c", "d", "e")), "a list of more than 4 words");
    }
}
