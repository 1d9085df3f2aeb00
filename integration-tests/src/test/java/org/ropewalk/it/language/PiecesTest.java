package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Payloads that come and go piece by piece, no faster than they are read. */
class PiecesTest {
    private static final int LARGE = 3_000_000;
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Reader reader = new Reader();
    private final Source source = new Source();
    private boolean refusing;

    /** Reads when it is told to. */
    private static final class Reader implements Flow.Subscriber<ByteBuffer> {
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<Long> whole = new CompletableFuture<>();
        private Flow.Subscription subscription;
        private long atOnce;
        private int largest;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (atOnce > 0) {
                given.request(atOnce);
            }
        }

        @Override
        public void onNext(ByteBuffer piece) {
            largest = Math.max(largest, piece.remaining());
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            text.append(new String(bytes, ISO_8859_1));
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete((long) text.length());
        }
    }

    /** As many bytes as are asked for, in pieces of a thousand. */
    private static final class Source implements Flow.Publisher<ByteBuffer> {
        private int size;
        private int given;
        private int missing;
        private String line = "0123456789";
        private boolean cancelled;

        PayloadStream counted(int bytes) {
            size = bytes - missing;
            return PayloadStream.of(bytes, this);
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(
                    new Flow.Subscription() {
                        @Override
                        public void request(long count) {
                            for (long i = 0; i < count; i++) {
                                int piece = Math.min(1_000, size - given);
                                if (piece > 0) {
                                    given += piece;
                                    subscriber.onNext(
                                            ByteBuffer.wrap(
                                                    line.repeat(100)
                                                            .substring(0, piece)
                                                            .getBytes(ISO_8859_1)));
                                } else if (piece == 0) {
                                    subscriber.onComplete();
                                }
                            }
                        }

                        @Override
                        public void cancel() {
                            cancelled = true;
                        }
                    });
        }
    }

    private final class Handler implements Pieces.Desk, Pieces.Body {
        @Override
        public CompletionStage<Long> store(PayloadStream data) throws Pieces.Full {
            if (refusing) {
                throw new Pieces.Full();
            }
            data.subscribe(reader);
            return reader.whole;
        }

        @Override
        public int count(PayloadStream data) {
            try (InputStream in = data.inputStream()) {
                return in.readAllBytes().length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Pieces.Data fetch(int size) {
            return new Pieces.Data(source.counted(size));
        }

        @Override
        public CompletionStage<PayloadStream> text(int lines) {
            source.size = lines * 10;
            source.line = ".345678\r\n\n".substring(0, 10);
            return CompletableFuture.completedFuture(PayloadStream.of(source));
        }

        @Override
        public PayloadStream all(int size) {
            source.size = size;
            return PayloadStream.of(source);
        }

        @Override
        public Pieces.Body data() {
            return this;
        }

        @Override
        public void ping() {}

        @Override
        public CompletionStage<Long> body(PayloadStream data) {
            data.subscribe(reader);
            return reader.whole;
        }

        @Override
        public Pieces.Desk broken() {
            return this;
        }
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private StringTransport connect() {
        StringTransport transport =
                new StringTransport().connect(new PiecesFactory(peer -> new Handler()));
        return transport;
    }

    private PiecesClient.Desk client() {
        Executor blocking = command -> new Thread(command).start();
        PiecesFactory factory = new PiecesFactory(peer -> new Handler());
        factory.blocking(blocking);
        reactor.listen("tcp:4000", factory);
        CompletableFuture<Connection<PiecesClient.Desk>> opened =
                PiecesClient.open(reactor, "tcp:127.0.0.1:4000", text -> {});
        network.run();
        return opened.join().commands();
    }

    // ---- what comes

    @Test
    void a_payload_is_handed_on_as_it_is_asked_for_and_no_faster() {
        StringTransport transport = connect();

        transport.deliver("STORE 10\r\nabc");
        transport.deliver("def");
        assertThat(reader.text).isEmpty();
        assertThat(transport.isPaused()).isTrue();

        reader.subscription.request(1);
        transport.runTurns();
        assertThat(reader.text).hasToString("abcdef");
        reader.subscription.request(5);
        transport.deliver("ghij\r\nPING\r\n");
        transport.runTurns();

        assertThat(reader.text).hasToString("abcdefghij");
        assertThat(transport.text()).isEqualTo("+STORED 10\r\n+PONG\r\n");
    }

    @Test
    void what_is_not_read_is_dropped_when_the_reply_has_come() {
        refusing = true;
        StringTransport transport = connect();

        transport.deliver("STORE 10\r\nabc");
        assertThat(transport.text()).isEqualTo("-FULL\r\n");
        transport.deliver("defghij\r\nPING\r\n");

        assertThat(transport.text()).isEqualTo("-FULL\r\n+PONG\r\n");
    }

    @Test
    void a_reply_before_the_end_drops_the_rest() {
        StringTransport transport = connect();
        reader.atOnce = 1;

        transport.deliver("STORE 10\r\nabc");
        reader.whole.complete(3L);
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("+STORED 3\r\n");
        transport.deliver("defghij\r\nPING\r\n");

        assertThat(transport.text()).isEqualTo("+STORED 3\r\n+PONG\r\n");
    }

    @Test
    void a_payload_over_its_bound_never_reaches_the_handler() {
        StringTransport transport = connect();

        transport.deliver("STORE 10000001\r\n" + "x".repeat(10_000_001) + "\r\nPING\r\n");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("-BIG\r\n+PONG\r\n");
        assertThat(reader.subscription).isNull();
    }

    @Test
    void a_wrong_end_fails_the_reader_and_is_answered_as_declared() {
        StringTransport transport = connect();
        reader.atOnce = 9;

        transport.deliver("STORE 3\r\nabcX\r\nPING\r\n");
        transport.runTurns();

        assertThat(reader.whole).isCompletedExceptionally();
        assertThat(transport.text()).isEqualTo("-PAYLOAD bad payload end\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void the_end_of_the_connection_fails_the_reader() {
        StringTransport transport = connect();
        reader.atOnce = 9;

        transport.deliver("STORE 10\r\nabc");
        transport.lose(new ConnectionDone("gone"));

        assertThat(reader.whole).isCompletedExceptionally();
    }

    @Test
    void a_text_without_a_line_is_passed_on_as_it_arrives() {
        StringTransport transport = connect();
        reader.atOnce = 100;

        transport.deliver("DATA\r\n");
        for (byte one : "..a\r\nb\r\n.\r\nPING\r\n".getBytes(ISO_8859_1)) {
            transport.deliver(new byte[] {one});
        }
        transport.runTurns();

        assertThat(reader.text).hasToString(".a\r\nb\r\n");
        assertThat(transport.text()).isEqualTo("+GO\r\n+TAKEN 7\r\n+PONG\r\n");
    }

    @Test
    void a_broken_text_without_a_line_leads_where_errors_lead() {
        StringTransport transport = connect();
        reader.atOnce = 100;

        transport.deliver("DATA\r\na\nb\r\n.\r\nPING\r\n");
        transport.runTurns();

        assertThat(transport.text())
                .isEqualTo("+GO\r\n-PAYLOAD bad line end in a payload\r\n+PONG\r\n");
    }

    // ---- what goes

    @Test
    void a_reply_is_sent_as_fast_as_the_peer_reads() {
        StringTransport transport = connect();
        transport.setWritable(false);

        transport.deliver("FETCH 2500\r\nPING\r\n");
        transport.runTurns();
        assertThat(transport.text()).isEqualTo("+DATA 2500\r\n");
        assertThat(source.given).isZero();
        transport.setWritable(true);
        transport.runTurns();

        assertThat(transport.text())
                .isEqualTo("+DATA 2500\r\n" + "0123456789".repeat(250) + "\r\n+PONG\r\n");
    }

    @Test
    void a_payload_with_fewer_bytes_than_announced_resets_the_connection() {
        StringTransport transport = connect();

        source.missing = 2_400;

        transport.deliver("FETCH 2500\r\n");
        transport.runTurns();

        assertThat(transport.isAborting() || !transport.isOpen()).isTrue();
        assertThat(transport.text()).doesNotContain("-FAILED");
    }

    @Test
    void everything_is_sent_before_the_connection_ends() {
        StringTransport transport = connect();

        transport.deliver("ALL 2500\r\nPING\r\n");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("0123456789".repeat(250));
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void the_source_is_cancelled_when_the_peer_is_disconnected() {
        StringTransport transport = connect();
        transport.setWritable(false);

        transport.deliver("FETCH 2500\r\n");
        transport.runTurns();
        transport.lose(new ConnectionDone("gone"));

        assertThat(source.cancelled).isTrue();
    }

    // ---- both sides

    @Test
    void a_large_payload_passes_in_pieces_and_waits_for_its_reader() {
        network.bufferBytes(10_000);
        PiecesClient.Desk desk = client();
        CompletableFuture<Long> stored = desk.store(source.counted(LARGE));
        CompletableFuture<Void> behind = desk.ping();
        network.run();
        assertThat(source.given).as("what is under way").isLessThan(300_000);

        reader.subscription.request(Long.MAX_VALUE);
        network.run();

        assertThat(stored.join()).isEqualTo(LARGE);
        assertThat(behind).isCompleted();
        assertThat(reader.text.toString()).isEqualTo("0123456789".repeat(LARGE / 10));
        assertThat(reader.largest).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void a_large_reply_passes_in_pieces_and_waits_for_its_reader() {
        network.bufferBytes(10_000);
        PiecesClient.Desk desk = client();
        CompletableFuture<Pieces.Data> fetched = desk.fetch(LARGE);
        CompletableFuture<Void> behind = desk.ping();
        network.run();
        assertThat(fetched.join().data().length()).isEqualTo(LARGE);
        assertThat(source.given).isLessThan(300_000);

        fetched.join().data().subscribe(reader);
        reader.subscription.request(Long.MAX_VALUE);
        network.run();

        assertThat(reader.whole.join()).isEqualTo(LARGE);
        assertThat(behind).isCompleted();
    }

    @Test
    void a_text_is_stuffed_and_its_line_ends_are_the_protocols() {
        PiecesClient.Desk desk = client();
        CompletableFuture<PayloadStream> text = desk.text(200);
        network.run();
        reader.atOnce = Long.MAX_VALUE;

        text.join().subscribe(reader);
        network.run();

        assertThat(reader.whole).isCompleted();
        assertThat(reader.text.toString()).isEqualTo(".345678\r\n\r\n".repeat(200));
    }

    @Test
    void everything_is_read_as_it_arrives() {
        PiecesClient.Desk desk = client();
        CompletableFuture<PayloadStream> all = desk.all(5_000);
        network.run();
        reader.atOnce = Long.MAX_VALUE;

        all.join().subscribe(reader);
        network.run();

        assertThat(reader.whole.join()).isEqualTo(5_000);
    }

    @Test
    void a_reply_that_the_caller_has_given_up_is_dropped() {
        PiecesClient.Desk desk = client();
        CompletableFuture<Pieces.Data> fetched = desk.fetch(LARGE);
        fetched.cancel(false);

        CompletableFuture<Void> behind = desk.ping();
        network.run();

        assertThat(behind).isCompleted();
    }

    @Test
    void a_source_that_fails_ends_the_connection() {
        PiecesClient.Desk desk = client();
        CompletableFuture<Long> stored =
                desk.store(
                        PayloadStream.of(
                                5,
                                subscriber ->
                                        subscriber.onError(new IllegalStateException("no disk"))));
        network.run();

        assertThatThrownBy(stored::join).hasRootCauseMessage("no disk");
    }

    @Test
    void an_unknown_length_is_refused_before_a_byte_is_written() {
        PiecesClient.Desk desk = client();
        CompletableFuture<Long> stored = desk.store(PayloadStream.of(source));
        CompletableFuture<Void> behind = desk.ping();
        network.run();

        assertThatThrownBy(stored::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(behind).isCompleted();
    }
}
