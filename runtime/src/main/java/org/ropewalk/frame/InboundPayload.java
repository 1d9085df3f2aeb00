package org.ropewalk.frame;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Transport;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A payload that is handed to a reader in pieces, as it arrives. Belongs to its connection's loop.
 */
public final class InboundPayload
        implements RegionSink, Flow.Publisher<ByteBuffer>, Flow.Subscription {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(InboundPayload.class));

    /** Room for a piece of a payload whose length is known, if it has as many bytes. */
    private static final int STEP_BYTES = 4 * 1024;

    /** Room for the first bytes of a payload whose length is not known. */
    private static final int FIRST_BYTES = 256;

    private static final int PIECE_BYTES = 64 * 1024;

    private final Transport transport;
    private final Loop loop;

    /** What has arrived since the last piece. */
    private final KeptSink piece;

    /** Whether a reader that wants nothing has stopped the connection. */
    private boolean stalled;

    private final ReadControl framer;
    private Flow.@Nullable Subscriber<? super ByteBuffer> reader;

    /** How many more pieces the reader has requested. */
    private long wanted;

    /** Whether the rest is dropped: no reader wants it. */
    private boolean discarded;

    /** Whether the end has arrived, or is known to be missing. */
    private boolean over;

    private @Nullable Throwable failure;

    /** Whether the command's reply comes later, and drops what was not read until then. */
    private boolean awaited;

    /**
     * A payload that is to come.
     *
     * @param count how many bytes it has; -1 if that is not known
     */
    InboundPayload(
            ReadControl framer,
            Factory factory,
            Transport transport,
            LineLimits limits,
            long count) {
        this.framer = framer;
        this.transport = transport;
        this.loop = transport.loop();
        this.piece = new KeptSink(factory, loop, limits.payload(), room(count));
    }

    private static int room(long count) {
        return count < 0 ? FIRST_BYTES : (int) Math.min(count, STEP_BYTES);
    }

    /**
     * Marks that the reply to the payload's command is deferred; false if it was marked before.
     * Without it, what the handler has not asked for when it returns is dropped.
     */
    public boolean awaitReply() {
        boolean first = !awaited;
        awaited = true;
        return first;
    }

    /** Whether the reply to the payload's command is deferred. */
    public boolean isAwaited() {
        return awaited;
    }

    // ---- what comes

    @Override
    public void put(byte[] from, int begin, int end) {
        if (discarded) {
            piece.takes(end - begin);
        } else {
            piece.put(from, begin, end);
        }
    }

    @Override
    public void put(byte one) {
        if (discarded) {
            piece.takes(1);
        } else {
            piece.put(one);
        }
    }

    @Override
    public void expect(long bytes) {
        piece.expect(bytes);
    }

    @Override
    public int room() {
        return PIECE_BYTES;
    }

    @Override
    public @Nullable FrameError refusal() {
        return piece.refusal();
    }

    @Override
    public void release() {
        piece.release();
    }

    /** Whether the reader takes what comes, or it is dropped. */
    boolean isWanted() {
        return discarded || wanted > 0;
    }

    /** Nothing more is read before the reader wants it. */
    void stall() {
        stalled = true;
    }

    /** Whether a reader that wants nothing has stopped the connection. */
    boolean isStalled() {
        return stalled;
    }

    /** Hands what has come to the reader; its bytes were consumed before. */
    @SuppressWarnings("NullAway") // A reader wants it, or it is discarded.
    void handOn() {
        KeptBytes come = piece.bytes();
        if (come.count() == 0) {
            return;
        }
        byte[] bytes = come.takeAll();
        if (discarded) {
            return;
        }
        wanted--;
        try {
            reader.onNext(ByteBuffer.wrap(bytes));
        } catch (Throwable thrown) {
            failed(thrown);
            discard();
        }
    }

    private void failed(Throwable thrown) {
        LOG.log(
                loop.nanoTime(),
                Level.ERROR,
                "The reader of a payload of {} failed",
                transport.describe(),
                thrown);
    }

    /** Whether its end has neither arrived, nor become known to be missing. */
    public boolean isOpen() {
        return !over;
    }

    /** It has arrived completely. */
    void end() {
        over(null);
    }

    /** It will not come whole. */
    void fail(Throwable reason) {
        over(reason);
    }

    private void over(@Nullable Throwable reason) {
        piece.release();
        if (!over) {
            over = true;
            failure = reason;
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

    /** Drops what is not received yet. */
    public void discard() {
        discarded = true;
        reader = null;
        tellDemand();
    }

    private void tellDemand() {
        if (stalled && !over && isWanted()) {
            stalled = false;
            framer.readOn();
        }
    }

    // ---- any thread

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        loop.callInLoop(() -> accept(subscriber));
    }

    private void accept(Flow.Subscriber<? super ByteBuffer> subscriber) {
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
                new IllegalStateException("the payload already has a reader, or was dropped"));
    }

    @Override
    public void request(long count) {
        loop.callInLoop(() -> want(count));
    }

    private void want(long count) {
        if (count <= 0 && reader != null) {
            Flow.Subscriber<? super ByteBuffer> wrong = reader;
            discard();
            wrong.onError(new IllegalArgumentException("request of " + count + " pieces"));
            return;
        }
        wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
        tellDemand();
    }

    @Override
    public void cancel() {
        loop.callInLoop(this::discard);
    }
}
