package org.ropewalk.examples.redis.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ropewalk.line.Bytes;

/** The keys that clients watch. */
final class Watches {
    private final Map<Bytes, Set<Watch>> byKey = new HashMap<>();
    private long bytes;

    /** Adds a key to a watch, if all of them take no more memory than {@code most}. */
    void add(Watch watch, Bytes key, long most) throws OutOfMemory {
        if (watch.keys().contains(key)) {
            return;
        }
        if (bytes + Watch.bytes(key) > most) {
            throw new OutOfMemory();
        }
        watch.keys().add(key);
        bytes += Watch.bytes(key);
        byKey.computeIfAbsent(key, missing -> new HashSet<>()).add(watch);
    }

    /** Ends a watch, so that it may begin again. */
    void end(Watch watch) {
        forget(watch);
        watch.changed(false);
    }

    private void forget(Watch watch) {
        for (Bytes key : watch.keys()) {
            Set<Watch> watching = byKey.get(key);
            watching.remove(watch);
            if (watching.isEmpty()) {
                byKey.remove(key);
            }
            bytes -= Watch.bytes(key);
        }
        watch.keys().clear();
    }

    /** A key has changed: those who watch it need not watch the others any more. */
    void changed(Bytes key) {
        if (!byKey.isEmpty() && byKey.containsKey(key)) {
            for (Watch watch : List.copyOf(byKey.get(key))) {
                forget(watch);
                watch.changed(true);
            }
        }
    }

    /** The keys that are watched. */
    List<Bytes> keys() {
        return List.copyOf(byKey.keySet());
    }
}
