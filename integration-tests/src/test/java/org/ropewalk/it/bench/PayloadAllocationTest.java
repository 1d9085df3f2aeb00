package org.ropewalk.it.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;

/** How many bytes the loop's thread allocates for a payload. */
class PayloadAllocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slice 4;some | OK | 0",
                "bytes 4;some | OK | 48",
                "array 4;some | OK | 24",
                "string 4;some | OK | 48",
                "two 2 2;soso | OK | 240",
                "dotted;some;..more;. | OK | 272",
                "until;some;more;END | OK | 272",
                "delimited;some;more!~ | OK | 280",
                "chunked;4;some;2;or;0; | OK | 288",
                "lines;some;more;. | OK | 448",
                "rows;1 some;2 more;. | OK | 1072",
                "fields;From: ada;To: bob;. | OK | 1544",
            })
    void that_is_received(String command, String reply, int bytes) throws Exception {
        check(command, reply, bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "give bytes | OK 4;some | 0",
                "give dotted | OK;some;. | 40",
                "give until | OK;some;END | 40",
                "give delimited | OK;some!~ | 40",
                "give chunked | OK;4;some;0; | 40",
                "give lines | OK;one;two;. | 216",
                "give rows | OK;1 some;2 some;. | 584",
                "give fields | OK;From: ada;. | 688",
                "give string | OK 4;some | 88",
                "fail | MISSING;some;. | 40",
            })
    void that_is_sent(String command, String reply, int bytes) throws Exception {
        check(command, reply, bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum 4;some | OK | 781",
                "stream 1 | OK 4;some | 426",
                "stream 11 | OK 44;somesomesomesomesomesomesomesomesomesomesome | 427",
                "stream chunked 1 | OK;4;some;0; | 610",
                "stream chunked 11 | OK;4;some;4;some;4;some;4;some;4;some;4;some;4;some;4;some;4;some;4;some;4;some;0; | 931",
            })
    void of_a_stream(String command, String reply, int bytes) throws Exception {
        check(command, reply, bytes);
    }

    private static void check(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new PayloadShapesFactory(peer -> new Server()), command, reply, bytes);
    }

    private static final class Server implements PayloadShapes {
        private static final Bytes SOME = Bytes.of("some");
        private static final Given GIVEN = new Given(SOME);
        private static final List<String> LINES = List.of("one", "two");
        private static final List<Row> ROWS = List.of(new Row(1, SOME), new Row(2, SOME));
        private static final Map<String, String> FIELDS = Map.of("From", "ada");
        private static final Note NOTE = new Note("some");
        private static final Missing MISSING = new Missing(SOME);
        private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);
        private final Pieces pieces = new Pieces();
        private final Reader reader = new Reader();

        @Override
        public void slice(Slice data) {}

        @Override
        public void bytes(Bytes data) {}

        @Override
        public void array(byte[] data) {}

        @Override
        public void string(String data) {}

        @Override
        public void two(Bytes first, Bytes second) {}

        @Override
        public void dotted(Slice data) {}

        @Override
        public void until(Slice data) {}

        @Override
        public void delimited(Slice data) {}

        @Override
        public void chunked(Slice data) {}

        @Override
        public void lines(List<String> lines) {}

        @Override
        public void rows(List<Row> rows) {}

        @Override
        public void fields(Map<String, String> fields) {}

        @Override
        public Given giveBytes() {
            return GIVEN;
        }

        @Override
        public Bytes giveDotted() {
            return SOME;
        }

        @Override
        public Bytes giveUntil() {
            return SOME;
        }

        @Override
        public Bytes giveDelimited() {
            return SOME;
        }

        @Override
        public Bytes giveChunked() {
            return SOME;
        }

        @Override
        public List<String> giveLines() {
            return LINES;
        }

        @Override
        public List<Row> giveRows() {
            return ROWS;
        }

        @Override
        public Map<String, String> giveFields() {
            return FIELDS;
        }

        @Override
        public Note giveString() {
            return NOTE;
        }

        @Override
        public void fail() throws Missing {
            throw MISSING;
        }

        @Override
        public CompletionStage<Void> sum(PayloadStream data) {
            data.subscribe(reader);
            return reader.done = new CompletableFuture<>();
        }

        @Override
        public Streamed stream(int count) {
            pieces.left = count;
            return new Streamed(PayloadStream.of(4L * count, pieces));
        }

        @Override
        public PayloadStream streamChunked(int count) {
            pieces.left = count;
            return PayloadStream.of(pieces);
        }
    }

    /** Publishes pieces that exist, each when it is requested. */
    private static final class Pieces implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private static final ByteBuffer SOME = ByteBuffer.wrap(new byte[] {'s', 'o', 'm', 'e'});
        private Flow.Subscriber<? super ByteBuffer> reader;
        private int left;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            reader = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            for (long i = 0; i < n && left > 0; i++) {
                left--;
                SOME.rewind();
                reader.onNext(SOME);
            }
            if (left == 0) {
                left--;
                reader.onComplete();
            }
        }

        @Override
        public void cancel() {
            left = -1;
        }
    }

    /** Drops the pieces that it requests. */
    private static final class Reader implements Flow.Subscriber<ByteBuffer> {
        private CompletableFuture<Void> done;
        private Flow.Subscription source;
        private int pieces;
        private int early;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            source.request(1);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            pieces++;
            source.request(1);
        }

        @Override
        public void onError(Throwable thrown) {
            done.completeExceptionally(thrown);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
