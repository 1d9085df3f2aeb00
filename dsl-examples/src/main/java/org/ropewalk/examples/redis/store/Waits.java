package org.ropewalk.examples.redis.store;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ropewalk.line.Bytes;

/** The clients that wait for lists. The one that has waited longest comes first. */
final class Waits {
    private final Map<Bytes, Set<Wait>> byKey = new HashMap<>();
    private int size;

    int size() {
        return size;
    }

    void add(Wait wait) {
        size++;
        for (Bytes key : wait.keys()) {
            byKey.computeIfAbsent(key, missing -> new LinkedHashSet<>()).add(wait);
        }
    }

    /** Ends a wait; false if it had ended. */
    boolean remove(Wait wait) {
        boolean waited = false;
        for (Bytes key : wait.keys()) {
            Set<Wait> waiting = byKey.get(key);
            if (waiting != null && waiting.remove(wait)) {
                waited = true;
                if (waiting.isEmpty()) {
                    byKey.remove(key);
                }
            }
        }
        size -= waited ? 1 : 0;
        return waited;
    }

    /** The wait for {@code key} that comes first; null if there is none. */
    Wait first(Object key) {
        Set<Wait> waiting = byKey.isEmpty() ? null : byKey.get(key);
        return waiting == null ? null : waiting.iterator().next();
    }
}
