package org.ropewalk.cluster;

import org.ropewalk.line.Bytes;

/**
 * Receives the messages of a topic. Messages of the own node arrive on the thread that publishes
 * them, all else on the reactor's home loop. An exception is logged.
 */
@FunctionalInterface
public interface BroadcastListener {
    /** A message has arrived. */
    void received(Bytes message);

    /** The messages of other nodes arrive from now on. */
    default void connected() {}

    /** The messages of other nodes are lost from now on, until {@link #connected()}. */
    default void disconnected(Throwable reason) {}

    /** Messages of another node have been lost. */
    default void missed(long count) {}
}
