package org.ropewalk.pool;

/** Is informed when servers enter and leave the rotation of a pool; on the home loop. */
public interface PoolListener {
    /** A server takes calls from now on. */
    default void available(PoolServer server) {}

    /** A server takes no calls any more; its calls in progress may still be answered. */
    default void unavailable(PoolServer server, Throwable reason) {}
}
