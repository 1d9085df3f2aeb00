package org.ropewalk.reactor;

/** What writes into a transport as fast as that takes it: see {@link Production}. */
public interface Producer {
    /** Writes more; a push producer until it is told to pause, a pull producer once. */
    void resumeProducing();

    /** Writes nothing until it is told to resume; only push producers are. */
    default void pauseProducing() {}

    /** Writes nothing any more: the connection ends. */
    default void stopProducing() {}
}
