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
    private long bytes;

    int size() {
        return size;
    }

    /** Adds a wait, if all of them take no more memory than {@code most}. */
    void add(Wait wait, long most) throws OutOfMemory {
        if (bytes + wait.bytes() > most) {
            throw new OutOfMemory();
        }
        size++;
        bytes += wait.bytes();
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
        if (waited) {
            size--;
            bytes -= wait.bytes();
        }
        return waited;
    }

    /** The wait for {@code key} that comes first; null if there is none. */
    Wait first(Object key) {
        Set<Wait> waiting = byKey.isEmpty() ? null : byKey.get(key);
        return waiting == null ? null : waiting.iterator().next();
    }
}
