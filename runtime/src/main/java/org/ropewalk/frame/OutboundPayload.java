package org.ropewalk.frame;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.PayloadEncoder;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A payload that is sent as it arrives, no faster than the peer reads it. Belongs to its
 * connection's loop; the source may call from any thread.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class OutboundPayload implements Flow.Subscriber<ByteBuffer> {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(OutboundPayload.class));

    private final PayloadStream stream;
    private final Transport transport;
    private final Loop loop;

    /** What follows its counted bytes; null if they are not counted. */
    private final byte[] trailer;

    private final PayloadEncoder encoder;
    private final Output encoded = new Output(0);
    private final Runnable sent;
    private final Consumer<Throwable> failed;
    private Flow.@Nullable Subscription source;

    /** Counted bytes that are to come. */
    private long left;

    /** How many bytes it may have. */
    private final long mostBytes;

    /** Whether a piece was requested that has not arrived. */
    private boolean asked;

    /** Whether the source is being asked for bytes. */
    private boolean asking;

    /** Whether it was sent, has failed, or was stopped. */
    private boolean over;

    /**
     * Bytes that the line counts, which were found to be within their limit.
     *
     * @param sent what is done after them
     * @param failed what is done when the source fails, or has not as many bytes as it says
     */
    public OutboundPayload(
            PayloadStream stream,
            Transport transport,
            LineFormat format,
            @Nullable Trailer trailer,
            Runnable sent,
            Consumer<Throwable> failed) {
        this.stream = stream;
        this.transport = transport;
        this.loop = transport.loop();
        this.trailer = format.trailer(trailer);
        this.encoder = null;
        this.left = stream.length();
        this.mostBytes = left;
        this.sent = sent;
        this.failed = failed;
    }

    /**
     * Bytes that end otherwise.
     *
     * @param mostBytes how many there may be; with more, the source fails
     */
    public OutboundPayload(
            PayloadStream stream,
            Transport transport,
            LineFormat format,
            PayloadEnd end,
            long mostBytes,
            Runnable sent,
            Consumer<Throwable> failed) {
        this.stream = stream;
        this.transport = transport;
        this.loop = transport.loop();
        this.trailer = null;
        this.encoder = format.encoder(end, encoded);
        this.mostBytes = mostBytes;
        this.sent = sent;
        this.failed = failed;
    }

    /** Asks for the first bytes. */
    void begin() {
        try {
            stream.subscribe(this);
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    /** The peer has read: asks for more. A source may answer inside its call. */
    void writable() {
        if (asking) {
            return;
        }
        asking = true;
        try {
            while (source != null && !over && !asked && transport.isWritable()) {
                asked = true;
                source.request(1);
            }
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            asking = false;
        }
    }

    /** The connection has ended. */
    void stop() {
        if (!over) {
            over = true;
            cancel();
        }
    }

    private void cancel() {
        try {
            if (source != null) {
                source.cancel();
            }
        } catch (Throwable thrown) {
            LOG.log(
                    loop.nanoTime(),
                    Level.ERROR,
                    "The source of a payload for {} failed",
                    transport.describe(),
                    thrown);
        }
    }

    private void write(ByteBuffer piece) {
        if (over) {
            return;
        }
        asked = false;
        int length = piece.remaining();
        byte[] bytes;
        int from;
        if (piece.hasArray()) {
            bytes = piece.array();
            from = piece.arrayOffset() + piece.position();
            piece.position(piece.limit());
        } else {
            bytes = new byte[length];
            from = 0;
            piece.get(bytes);
        }
        if (encoder == null) {
            if (length > left) {
                fail(
                        new IllegalArgumentException(
                                "the payload has more bytes than the length in its line"));
                return;
            }
            left -= length;
            transport.write(bytes, from, length);
        } else if (!encoded(() -> encoder.write(bytes, from, length))) {
            return;
        }
        writable();
    }

    /** Has the encoder write and sends that; false if it cannot be sent. */
    private boolean encoded(Runnable writing) {
        try {
            writing.run();
            if (encoder.count() > mostBytes) {
                throw new IllegalArgumentException(
                        "the payload has more than " + mostBytes + " bytes");
            }
        } catch (IllegalArgumentException e) {
            fail(e);
            return false;
        }
        transport.write(encoded.array(), 0, encoded.position());
        encoded.clear();
        return true;
    }

    private void finish() {
        if (over) {
            return;
        }
        if (left > 0) {
            fail(
                    new IllegalArgumentException(
                            "the payload has fewer bytes than the length in its line"));
            return;
        }
        if (encoder == null) {
            transport.write(trailer, 0, trailer.length);
        } else if (!encoded(encoder::finish)) {
            return;
        }
        over = true;
        sent.run();
    }

    private void fail(Throwable reason) {
        if (!over) {
            stop();
            failed.accept(reason);
        }
    }

    // ---- any thread

    @Override
    public void onSubscribe(Flow.Subscription given) {
        loop.callInLoop(
                () -> {
                    source = given;
                    if (over) {
                        cancel();
                    } else {
                        writable();
                    }
                });
    }

    @Override
    public void onNext(ByteBuffer piece) {
        if (loop.isInLoopThread()) {
            write(piece);
        } else {
            loop.callFromThread(() -> write(piece));
        }
    }

    @Override
    public void onError(Throwable failure) {
        loop.callInLoop(() -> fail(failure));
    }

    @Override
    public void onComplete() {
        loop.callInLoop(this::finish);
    }
}
