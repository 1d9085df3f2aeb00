package org.ropewalk.frame;

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
    boolean isBeyond(long bytes);

    /** Whether a line in it does not end as lines do. */
    default boolean isBroken() {
        return false;
    }

    /** Whether it ends with the input. */
    default boolean endsWithInput() {
        return false;
    }
}
