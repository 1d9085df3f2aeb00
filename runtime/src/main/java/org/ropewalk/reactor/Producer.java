package org.ropewalk.reactor;

/** Writes to a transport as fast as it accepts data; see {@link Production}. */
public interface Producer {
    /** Writes more: a push producer until it is paused, a pull producer once. */
    void resumeProducing();

    /** Writes nothing until it is resumed; called only for push producers. */
    default void pauseProducing() {}

    /** Writes nothing any more: the connection ends. */
    default void stopProducing() {}
}
