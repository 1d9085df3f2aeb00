package org.ropewalk.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a pool chooses the server of a call. */
@FunctionalInterface
public interface Policy {
    /** Chooses the servers of the calls of a pool. Called on any thread. */
    interface Selector {
        /**
         * A server that is available, or null if the call must fail.
         *
         * @param key the key of the call; null if its command has no {@code @Key}, or the policy
         *     does not use keys
         */
        @Nullable PoolServer select(byte @Nullable [] key);

        /** Whether the key of a call tells its server; by default not. */
        default boolean usesKeys() {
            return false;
        }
    }

    /** Prepares to choose among the servers of a pool; called again when the pool has others. */
    Selector over(List<PoolServer> servers);

    /** One available server after the other; those with more weight more often. */
    static Policy roundRobin() {
        return new NamedPolicy("round robin", RoundRobin::new);
    }

    /** The available server with the fewest calls in progress, divided by its weight. */
    static Policy leastPending() {
        return new NamedPolicy("fewest pending calls", LeastPending::new);
    }

    /**
     * Consistent hashing, as libmemcached does it with {@code KETAMA_WEIGHTED}: MD5, and on average
     * 160 points for each server. A call whose server is not available fails. Calls without a key
     * go to one available server after the other.
     */
    static Policy ketama() {
        return new NamedPolicy("Ketama", servers -> new Ketama(servers, false));
    }

    /**
     * As {@link #ketama()}, but a call whose server is not available goes to the next on the
     * circle. For caches: when the server is back, it may have old values.
     */
    static Policy ketamaWithFailover() {
        return new NamedPolicy("Ketama with failover", servers -> new Ketama(servers, true));
    }
}
