package org.ropewalk.frame;

import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;

/**
 * Keeps a payload until it is whole. Grows with what arrives, never with what is announced. A
 * payload over its bound, or without memory, is dropped whole.
 */
final class KeptSink implements RegionSink {
    /** Room for what comes next, where less has come. */
    private static final int STEP_BYTES = 64;

    private final KeptBytes bytes;
    private final long mostBytes;
    private long received;
    private FrameError refusal;

    KeptSink(Factory factory, Loop loop, int mostBytes) {
        this.bytes = new KeptBytes(factory, loop, mostBytes);
        this.mostBytes = mostBytes;
    }

    @Override
    public void put(byte[] from, int begin, int end) {
        if (takes(end - begin) && !bytes.append(from, begin, end, STEP_BYTES)) {
            refuse(FrameError.MEMORY);
        }
    }

    @Override
    public void put(byte one) {
        if (takes(1) && !bytes.append(one, STEP_BYTES)) {
            refuse(FrameError.MEMORY);
        }
    }

    private boolean takes(int more) {
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
    public FrameError refusal() {
        return refusal;
    }

    /** What has come. */
    KeptBytes bytes() {
        return bytes;
    }

    @Override
    public void release() {
        bytes.release();
    }
}
