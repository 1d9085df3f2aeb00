package org.ropewalk.line;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * A payload as a stream: only as many bytes are in memory as the reader has requested. One that was
 * received has one reader, which is called with the pieces on the connection's loop; nothing behind
 * the payload is received before it was read to its end, or its reader has cancelled. Pieces may be
 * kept. When the connection is lost in front of the end, the reader's {@code onError} is called
 * with the reason.
 */
public final class PayloadStream implements Flow.Publisher<ByteBuffer> {
    private final long length;
    private final Flow.Publisher<ByteBuffer> source;

    /** Drops what is still to come; does nothing for a payload that is to be sent. */
    private final Runnable drops;

    private PayloadStream(long length, Flow.Publisher<ByteBuffer> source, Runnable drops) {
        this.length = length;
        this.source = source;
        this.drops = drops;
    }

    /**
     * {@code length} bytes from {@code source}, to be sent; the connection is reset if it has
     * others.
     *
     * @throws IllegalArgumentException if the length is negative
     */
    public static PayloadStream of(long length, Flow.Publisher<ByteBuffer> source) {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length + " is negative");
        }
        return new PayloadStream(length, Objects.requireNonNull(source, "source"), () -> {});
    }

    /** Bytes from {@code source}, to be sent if the line does not have their length. */
    public static PayloadStream of(Flow.Publisher<ByteBuffer> source) {
        return new PayloadStream(-1, Objects.requireNonNull(source, "source"), () -> {});
    }

    /**
     * A payload that is being received.
     *
     * @param length how many bytes there are, or -1 if the line does not tell
     * @param drops drops what is still to come; any thread
     */
    public static PayloadStream received(
            long length, Flow.Publisher<ByteBuffer> source, Runnable drops) {
        return new PayloadStream(length, source, drops);
    }

    /** Whether the line has the length. */
    public boolean hasLength() {
        return length >= 0;
    }

    /**
     * How many bytes there are.
     *
     * @throws IllegalArgumentException if that is not known
     */
    public long length() {
        if (length < 0) {
            throw new IllegalArgumentException(
                    "the line has the length of the payload, which is not known;"
                            + " use PayloadStream.of(length, source)");
        }
        return length;
    }

    /** Hands the bytes to {@code reader}; any thread. */
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        source.subscribe(reader);
    }

    /**
     * The bytes, for a handler that may block: a read waits for them, and closing drops the rest.
     * Any thread but the connection's own.
     */
    public InputStream inputStream() {
        return new PayloadInputStream(source);
    }

    /** Drops all bytes without reading them. Any thread. */
    public void discard() {
        drops.run();
    }
}
