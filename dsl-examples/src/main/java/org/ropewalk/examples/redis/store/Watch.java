package org.ropewalk.examples.redis.store;

import java.util.LinkedHashSet;
import java.util.Set;
import org.ropewalk.line.Bytes;

/** The keys that one client watches until its transaction. Guarded by the keyspace. */
public final class Watch {
    private static final int KEY_BYTES = 300;

    private final Set<Bytes> keys = new LinkedHashSet<>();
    private boolean changed;

    Set<Bytes> keys() {
        return keys;
    }

    /** About how much memory a key takes that is watched: the key, and its places in sets. */
    static long bytes(Bytes key) {
        return Sizes.of(key) + KEY_BYTES;
    }

    /** Whether one of the keys has changed. */
    boolean isChanged() {
        return changed;
    }

    void changed(boolean value) {
        changed = value;
    }
}
