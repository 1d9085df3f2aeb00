package org.ropewalk.frame;

/** Drops a payload that is refused. */
final class SkippedSink implements RegionSink {
    private final FrameError refusal;

    /** Of a payload that is refused for {@code refusal} behind its end; null if it was before. */
    SkippedSink(FrameError refusal) {
        this.refusal = refusal;
    }

    @Override
    public void put(byte[] from, int begin, int end) {}

    @Override
    public void put(byte one) {}

    @Override
    public FrameError refusal() {
        return refusal;
    }
}
