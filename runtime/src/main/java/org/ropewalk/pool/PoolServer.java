package org.ropewalk.pool;

import java.util.Optional;

/** A server of a pool, as policies and listeners see it. Any thread. */
public interface PoolServer {
    /** Its endpoint, as it was given to the pool. */
    String endpoint();

    /** What consistent hashing knows it by; by default its host and port. */
    String name();

    /** How large its part of the calls is, compared with the others; by default 1. */
    int weight();

    /** Whether it is in rotation: it takes calls. */
    boolean isAvailable();

    /** Why it is not available, such as an error; empty if it is available. */
    default Optional<String> problem() {
        return isAvailable() ? Optional.empty() : Optional.of("it is not available");
    }

    /** The number of its calls that are not complete. */
    int pending();
}
