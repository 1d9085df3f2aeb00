package org.ropewalk.examples.redis.store;

import java.util.List;
import java.util.function.Supplier;
import org.ropewalk.line.Bytes;

/** The transactions of clients, and the keys that they watch before. Any thread. */
public final class Transactions {
    /** The part of the memory limit that watched keys may take beside the values. */
    private static final int WATCH_PARTS = 4;

    private final Keyspace keyspace;
    private final Lists lists;

    Transactions(Keyspace keyspace, Lists lists) {
        this.keyspace = keyspace;
        this.lists = lists;
    }

    /** Watches more keys. After a change there is nothing to watch. */
    public void watch(Watch watch, List<Bytes> keys) throws OutOfMemory {
        synchronized (keyspace) {
            for (Bytes key : keys) {
                if (!watch.isChanged()) {
                    // A key that has expired is removed now, so that it does not count as a change.
                    keyspace.find(key);
                    keyspace.watches().add(watch, key, keyspace.maxBytes() / WATCH_PARTS);
                }
            }
        }
    }

    /** Ends a watch. */
    public void unwatch(Watch watch) {
        synchronized (keyspace) {
            keyspace.watches().end(watch);
        }
    }

    /**
     * Runs commands without others between them, and without time that passes. Clients that wait
     * for lists get elements afterwards.
     *
     * @param otherwise what is the result if a watched key has changed, or has expired
     */
    public <T> T run(Watch watch, Supplier<T> commands, Supplier<T> otherwise) {
        synchronized (keyspace) {
            keyspace.stopClock();
            try {
                List.copyOf(watch.keys()).forEach(keyspace::find);
                boolean changed = watch.isChanged();
                keyspace.watches().end(watch);
                return changed ? otherwise.get() : lists.serveAfter(commands);
            } finally {
                keyspace.startClock();
            }
        }
    }
}
