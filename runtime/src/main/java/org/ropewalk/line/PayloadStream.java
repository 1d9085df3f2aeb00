package org.ropewalk.line;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.ropewalk.line.bytes.PayloadInputStream;

/**
 * A payload as a stream: only the bytes that the reader has requested are in memory. A received
 * stream has one reader, which is called on the connection's loop; pieces may be kept. Nothing
 * after the payload is received until it is read to its end, or cancelled. If the connection is
 * lost before the end, the reader's {@code onError} is called with the reason.
 */
public final class PayloadStream implements Flow.Publisher<ByteBuffer> {
    private final long length;
    private final Flow.Publisher<ByteBuffer> source;

    /** Drops what is not received yet; does nothing for a payload that is to be sent. */
    private final Runnable drops;

    private PayloadStream(long length, Flow.Publisher<ByteBuffer> source, Runnable drops) {
        this.length = length;
        this.source = source;
        this.drops = drops;
    }

    /**
     * A stream of {@code length} bytes from {@code source}, to be sent. The connection is reset if
     * the source has another number of bytes.
     *
     * @throws IllegalArgumentException if the length is negative
     */
    public static PayloadStream of(long length, Flow.Publisher<ByteBuffer> source) {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length + " is negative");
        }
        return new PayloadStream(length, Objects.requireNonNull(source, "source"), () -> {});
    }

    /** A stream of bytes from {@code source}, to be sent if the line does not have their number. */
    public static PayloadStream of(Flow.Publisher<ByteBuffer> source) {
        return new PayloadStream(-1, Objects.requireNonNull(source, "source"), () -> {});
    }

    /**
     * A payload that is being received.
     *
     * @param length the number of bytes, or -1 if the line does not have it
     * @param drops drops the bytes that are not received yet; any thread
     */
    public static PayloadStream received(
            long length, Flow.Publisher<ByteBuffer> source, Runnable drops) {
        return new PayloadStream(length, source, drops);
    }

    /** Whether the length is known from the line. */
    public boolean hasLength() {
        return length >= 0;
    }

    /**
     * The number of bytes.
     *
     * @throws IllegalArgumentException if it is not known
     */
    public long length() {
        if (length < 0) {
            throw new IllegalArgumentException(
                    "the line has the length of the payload, which is not known;"
                            + " use PayloadStream.of(length, source)");
        }
        return length;
    }

    /** Passes the bytes to {@code reader}; any thread. */
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        source.subscribe(reader);
    }

    /**
     * The bytes as an input stream, for a handler that may block: a read waits for bytes, and
     * closing drops the rest. Any thread but that of the connection.
     */
    public InputStream inputStream() {
        return new PayloadInputStream(source);
    }

    /** Drops all bytes without reading them. Any thread. */
    public void discard() {
        drops.run();
    }
}
