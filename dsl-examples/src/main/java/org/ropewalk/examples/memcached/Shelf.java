package org.ropewalk.examples.memcached;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import org.ropewalk.line.Bytes;

/**
 * A part of the store with a bound on its memory: what was not asked for longest makes room.
 * Guarded by its own lock.
 */
final class Shelf {
    private final LinkedHashMap<Bytes, Item> items = new LinkedHashMap<>(1024, 0.75f, true);
    private long maxBytes;
    private long bytes;
    private long evictions;
    private long expirations;

    Shelf(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * What is kept under {@code key}, a {@code Bytes} or a {@code Slice}, and has not expired; null
     * if nothing is.
     */
    Item get(Object key, long now) {
        Item item = items.get(key);
        if (item != null && item.isExpired(now)) {
            remove(item);
            expirations++;
            return null;
        }
        return item;
    }

    /**
     * Keeps an item, and makes room for it; false if it is larger than the shelf: nothing is kept
     * under its key then, as memcached keeps no stale value.
     */
    boolean put(Item item) {
        Item before = items.remove(item.key());
        if (before != null) {
            bytes -= before.bytes();
        }
        if (item.bytes() > maxBytes) {
            return false;
        }
        makeRoom(item.bytes());
        items.put(item.key(), item);
        bytes += item.bytes();
        return true;
    }

    private void makeRoom(long wanted) {
        Iterator<Item> eldest = items.values().iterator();
        while (bytes + wanted > maxBytes) {
            bytes -= eldest.next().bytes();
            eldest.remove();
            evictions++;
        }
    }

    /** Keeps no more than {@code most} bytes from now on. */
    void limit(long most) {
        maxBytes = most;
        makeRoom(0);
    }

    void remove(Item item) {
        if (items.remove(item.key()) != null) {
            bytes -= item.bytes();
        }
    }

    void clear() {
        items.clear();
        bytes = 0;
    }

    /** All of them, expired ones too. */
    Collection<Item> items() {
        return items.values();
    }

    int size() {
        return items.size();
    }

    long bytes() {
        return bytes;
    }

    long evictions() {
        return evictions;
    }

    /** Items that were asked for behind their time. */
    long expirations() {
        return expirations;
    }
}
