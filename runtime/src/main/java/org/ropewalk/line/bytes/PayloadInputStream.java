package org.ropewalk.line.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A payload as an {@code InputStream}: a read waits for the next piece. */
public final class PayloadInputStream extends InputStream implements Flow.Subscriber<ByteBuffer> {
    /** What follows the last piece. */
    private record End(@Nullable Throwable failure) {}

    private final BlockingQueue<Object> pieces = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private @Nullable End end;

    /** The pieces of {@code stream}, one after the other. */
    public PayloadInputStream(Flow.Publisher<ByteBuffer> stream) {
        stream.subscribe(this);
    }

    @Override
    public int read() throws IOException {
        return awaitPiece() ? piece.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!awaitPiece()) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        piece.get(target, offset, count);
        return count;
    }

    @Override
    public int available() {
        return piece.remaining();
    }

    /** Drops the rest of the payload. */
    @Override
    public void close() {
        if (end == null) {
            end = new End(new IOException("closed"));
            piece = ByteBuffer.allocate(0);
            closed = true;
            Flow.Subscription given = subscription;
            if (given != null) {
                given.cancel();
            }
        }
    }

    /** Whether there is a byte more. */
    @SuppressWarnings("NullAway") // It is subscribed; it ends with an end.
    private boolean awaitPiece() throws IOException {
        while (!piece.hasRemaining() && end == null) {
            try {
                Object next = pieces.take();
                if (next instanceof End last) {
                    end = last;
                } else {
                    piece = (ByteBuffer) next;
                    subscription.request(1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for a payload");
            }
        }
        if (piece.hasRemaining()) {
            return true;
        }
        if (end.failure() != null) {
            throw new IOException("the payload is not complete", end.failure());
        }
        return false;
    }

    // ---- the connection's loop

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(2);
        }
    }

    @Override
    public void onNext(ByteBuffer next) {
        pieces.add(next);
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new End(failure));
    }

    @Override
    public void onComplete() {
        pieces.add(new End(null));
    }
}
