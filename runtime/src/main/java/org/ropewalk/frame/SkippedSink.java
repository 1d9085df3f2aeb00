package org.ropewalk.frame;

/** Drops a payload that is refused. */
final class SkippedSink implements RegionSink {
    private final FrameError refusal;

    /**
     * A sink of a refused payload.
     *
     * @param refusal the error that is reported at the payload's end; null if it was reported
     *     before
     */
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
