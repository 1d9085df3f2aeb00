package org.ropewalk.reactor;

/** Writes to a transport as fast as it accepts data; see {@link Production}. */
public interface Producer {
    /** Continues to write: a push producer until it is paused, a pull producer once. */
    void resumeProducing();

    /** Stops writing until it is resumed; called only for push producers. */
    default void pauseProducing() {}

    /** Stops writing for ever, because the connection ends. */
    default void stopProducing() {}
}
