package org.ropewalk.frame;

import org.jspecify.annotations.Nullable;

/** Drops a payload that is refused. */
final class SkippedSink implements RegionSink {
    private final @Nullable FrameError refusal;

    /**
     * A sink of a refused payload.
     *
     * @param refusal the error that is reported at the payload's end; null if it was reported
     *     before
     */
    SkippedSink(@Nullable FrameError refusal) {
        this.refusal = refusal;
    }

    @Override
    public void put(byte[] from, int begin, int end) {}

    @Override
    public void put(byte one) {}

    @Override
    public @Nullable FrameError refusal() {
        return refusal;
    }
}
