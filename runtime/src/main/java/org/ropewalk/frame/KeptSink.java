package org.ropewalk.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;

/**
 * Keeps a payload until it is whole. Grows with what arrives, never with what is announced. A
 * payload over its limit, or without memory, is dropped whole.
 */
final class KeptSink implements RegionSink {
    /**
     * A payload whose length is known has room for all of it when a part of so many has arrived. A
     * read of the network brings twice that of 1 MiB, so such a payload is not copied as it grows.
     */
    private static final int COUNTED_PARTS = 32;

    /** As the other, where only the limit of the payload is known. */
    private static final int PARTS = 4;

    private final KeptBytes bytes;
    private final long mostBytes;
    private final int stepBytes;
    private final long parts;
    private long received;
    private @Nullable FrameError refusal;

    /**
     * An empty sink.
     *
     * @param mostBytes how many bytes the payload may have
     * @param stepBytes how many bytes it has room for when it grows, at least
     */
    KeptSink(Factory factory, Loop loop, int mostBytes, int stepBytes) {
        this(factory, loop, mostBytes, stepBytes, PARTS);
    }

    private KeptSink(Factory factory, Loop loop, int mostBytes, int stepBytes, int parts) {
        this.bytes = new KeptBytes(factory, loop, mostBytes);
        this.mostBytes = mostBytes;
        this.stepBytes = stepBytes;
        this.parts = parts;
    }

    /** As the other, for a payload of {@code count} bytes. */
    static KeptSink counted(Factory factory, Loop loop, int count, int stepBytes) {
        return new KeptSink(factory, loop, count, stepBytes, COUNTED_PARTS);
    }

    @Override
    public void put(byte[] from, int begin, int end) {
        int length = end - begin;
        if (takes(length) && !bytes.append(from, begin, end, room(length))) {
            refuse(FrameError.MEMORY);
        }
    }

    /**
     * Takes the next bytes of {@code from}; false if none were taken, because the payload is
     * refused or there is no memory: {@link #put} then refuses it.
     */
    boolean take(ByteBuffer from, int count) {
        boolean taken = refusal == null && bytes.append(from, count, room(count));
        received += taken ? count : 0;
        return taken;
    }

    /** For how many bytes there is to be room; for all of them, if enough of them has arrived. */
    private int room(int more) {
        return parts * (bytes.count() + more) < mostBytes ? stepBytes : (int) mostBytes;
    }

    @Override
    public void put(byte one) {
        if (takes(1) && !bytes.append(one, stepBytes)) {
            refuse(FrameError.MEMORY);
        }
    }

    @Override
    public void expect(long more) {
        if (refusal == null && received + more > mostBytes) {
            refuse(FrameError.TOO_BIG);
        }
    }

    /** Counts bytes that have arrived; whether they are kept. */
    boolean takes(int more) {
        received += more;
        if (refusal == null && received > mostBytes) {
            refuse(FrameError.TOO_BIG);
        }
        return refusal == null;
    }

    private void refuse(FrameError why) {
        refusal = why;
        bytes.release();
    }

    @Override
    public @Nullable FrameError refusal() {
        return refusal;
    }

    /** The bytes that are kept. */
    KeptBytes bytes() {
        return bytes;
    }

    @Override
    public void release() {
        bytes.release();
    }
}
