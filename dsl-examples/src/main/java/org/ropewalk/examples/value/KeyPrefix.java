package org.ropewalk.examples.value;

import java.util.Optional;

/** The prefix of a memcached key: up to its first colon. */
public final class KeyPrefix {
    private KeyPrefix() {}

    /** The prefix of {@code key}; empty if it has no colon. */
    public static Optional<String> of(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(key.substring(0, colon));
    }
}
