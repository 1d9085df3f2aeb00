package org.ropewalk.line;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Flow;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A payload that is handed on as it comes. Belongs to its connection's loop. */
final class IncomingPayload extends Arriving
        implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(IncomingPayload.class));
    private static final int PIECE_BYTES = 64 * 1024;

    /** What follows its counted bytes; null if they are not counted. */
    final Trailer trailer;

    /** What finds its end; null if its bytes are counted. */
    final EndedPayload ended;

    /** Counted bytes that are to come. */
    long left;

    /** Whether the command's reply comes later, and drops what was not read until then. */
    boolean awaited;

    private final long announced;
    private final Loop loop;
    private LineReceiver receiver;
    private Flow.Subscriber<? super ByteBuffer> reader;
    private long wanted;
    private boolean discarded;
    private boolean over;
    private Throwable failure;

    IncomingPayload(
            LineReceiver receiver, Loop loop, long count, Trailer trailer, LineLimits limits) {
        super(limits);
        this.receiver = receiver;
        this.loop = loop;
        this.announced = count;
        this.left = count;
        this.trailer = trailer;
        this.ended = null;
    }

    IncomingPayload(LineReceiver receiver, Loop loop, EndedPayload ended) {
        super(ended.limits);
        this.receiver = receiver;
        this.loop = loop;
        this.announced = -1;
        this.trailer = null;
        this.ended = ended;
    }

    long announced() {
        return announced;
    }

    @Override
    long received() {
        return ended == null ? announced - left : ended.received();
    }

    @Override
    void release() {
        if (ended != null) {
            ended.release();
        }
    }

    @Override
    boolean step(LineReceiver owner, Input input) {
        return owner.streams().step(input);
    }

    /** Whether the reader takes what comes, or nobody does. */
    boolean wants() {
        return discarded || wanted > 0;
    }

    /** Takes what has come of counted bytes. */
    void take(Input input) {
        int count = (int) Math.min(Math.min(left, input.remaining()), PIECE_BYTES);
        int from = input.position();
        input.consumeTo(from + count);
        left -= count;
        offer(input.array(), from, count);
    }

    void offer(byte[] bytes, int from, int count) {
        if (discarded || count == 0) {
            return;
        }
        wanted--;
        try {
            reader.onNext(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, from + count)));
        } catch (Throwable thrown) {
            failed(thrown);
            discard();
        }
    }

    private void failed(Throwable thrown) {
        LOG.log(loop.nanoTime(), Level.ERROR, "The reader of a payload failed", thrown);
    }

    /** Whether its end has neither come, nor become known to be missing. */
    boolean isOpen() {
        return !over;
    }

    /** It has come whole. */
    void end() {
        over(null);
    }

    /** It will not come whole. */
    void fail(Throwable reason) {
        over(reason);
    }

    private void over(Throwable reason) {
        if (!over) {
            over = true;
            failure = reason;
            receiver = null;
            tellEnd();
        }
    }

    private void tellEnd() {
        if (reader == null || discarded) {
            return;
        }
        Flow.Subscriber<? super ByteBuffer> told = reader;
        reader = null;
        try {
            if (failure == null) {
                told.onComplete();
            } else {
                told.onError(failure);
            }
        } catch (Throwable thrown) {
            failed(thrown);
        }
    }

    /** What is still to come is dropped. */
    void discard() {
        discarded = true;
        reader = null;
        flow();
    }

    private void flow() {
        if (receiver != null) {
            receiver.payloadFlows();
        }
    }

    // ---- any thread

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        loop.callInLoop(
                () -> {
                    if (reader != null || discarded) {
                        refuse(subscriber);
                        return;
                    }
                    reader = subscriber;
                    try {
                        subscriber.onSubscribe(this);
                    } catch (Throwable thrown) {
                        failed(thrown);
                        discard();
                        return;
                    }
                    if (over) {
                        tellEnd();
                    }
                });
    }

    private static void refuse(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(
                new Flow.Subscription() {
                    @Override
                    public void request(long count) {}

                    @Override
                    public void cancel() {}
                });
        subscriber.onError(
                new IllegalStateException("the payload has a reader already, or was dropped"));
    }

    @Override
    public void request(long count) {
        loop.callInLoop(
                () -> {
                    if (count <= 0 && reader != null) {
                        Flow.Subscriber<? super ByteBuffer> wrong = reader;
                        discard();
                        wrong.onError(
                                new IllegalArgumentException("request of " + count + " pieces"));
                        return;
                    }
                    wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
                    flow();
                });
    }

    @Override
    public void cancel() {
        loop.callInLoop(this::discard);
    }
}
