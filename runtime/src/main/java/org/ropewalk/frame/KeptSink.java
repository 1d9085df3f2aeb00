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
    private final KeptBytes bytes;
    private final long mostBytes;
    private final int stepBytes;
    private long received;
    private @Nullable FrameError refusal;

    /**
     * An empty sink.
     *
     * @param mostBytes how many bytes the payload may have
     * @param stepBytes how many bytes it has room for when it grows, at least
     */
    KeptSink(Factory factory, Loop loop, int mostBytes, int stepBytes) {
        this.bytes = new KeptBytes(factory, loop, mostBytes);
        this.mostBytes = mostBytes;
        this.stepBytes = stepBytes;
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

    /**
     * For how many bytes there is to be room; for all of them, if a quarter of them has arrived.
     */
    private int room(int more) {
        return 4L * (bytes.count() + more) < mostBytes ? stepBytes : (int) mostBytes;
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
