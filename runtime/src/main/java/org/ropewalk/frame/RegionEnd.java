package org.ropewalk.frame;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineReader;
import org.ropewalk.reactor.Input;

/** Finds where a payload ends, and takes off what is not its content. */
interface RegionEnd {
    /**
     * Moves what has arrived of the payload from {@code input} to {@code sink}.
     *
     * @return {@link Progress#MORE}, {@link Progress#DONE} or {@link Progress#WRONG_END}
     */
    Progress read(Input input, RegionSink sink);

    /** How many bytes of content have arrived, kept or not. */
    long received();

    /** Whether nothing of the content is missing, so that no reader of it is needed. */
    default boolean hasAllContent() {
        return false;
    }

    /** Whether more than {@code bytes} are to be skipped, or were. */
    default boolean isBeyond(long bytes) {
        return received() > bytes;
    }

    /** What is wrong with what has arrived; null if nothing is. */
    default @Nullable FrameError fault() {
        return null;
    }

    /** Reports that it is refused, now that all of it has arrived. */
    default void refuse(FrameError why, LineReader line, FrameHandler handler) {
        handler.frameError(why, line, false);
    }

    /** What {@link Progress#WRONG_END} means. */
    default FrameError wrongEnd() {
        return FrameError.PAYLOAD_END;
    }

    /** Whether it ends with the input. */
    default boolean endsWithInput() {
        return false;
    }
}
