package org.ropewalk.frame;

import org.jspecify.annotations.Nullable;

/** Takes the content of a payload. */
interface RegionSink {
    /** Takes {@code from[begin, end)}. */
    void put(byte[] from, int begin, int end);

    /** Takes one byte. */
    void put(byte one);

    /** So many bytes are announced, which come next. */
    default void expect(long bytes) {}

    /** How many bytes it takes at a time. */
    default int room() {
        return Integer.MAX_VALUE;
    }

    /** Why the payload is refused; null if it is not. */
    @Nullable FrameError refusal();

    /** Gives back the memory of what was kept. */
    default void release() {}
}
