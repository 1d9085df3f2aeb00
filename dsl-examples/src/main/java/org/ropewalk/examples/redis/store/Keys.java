package org.ropewalk.examples.redis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ropewalk.line.Bytes;

/** The commands for keys of any type. Any thread. */
public final class Keys {
    /** What is told of the time of a key that does not expire. */
    private static final long NO_EXPIRY = -1;

    /** What is told of the time of a key that is not there. */
    private static final long NO_KEY = -2;

    private final Keyspace keyspace;
    private final Lists lists;

    Keys(Keyspace keyspace, Lists lists) {
        this.keyspace = keyspace;
        this.lists = lists;
    }

    /** Whether a key that expires already gets another time. */
    public enum ExpiryCondition {
        /** In any case. */
        ALWAYS,
        /** If it does not expire yet. */
        NX,
        /** If it expires already. */
        XX,
        /** If that is later. A key that does not expire has the latest time. */
        GT,
        /** If that is earlier. */
        LT;

        boolean allows(Entry entry, long timeMs) {
            return switch (this) {
                case ALWAYS -> true;
                case NX -> !entry.isVolatile();
                case XX -> entry.isVolatile();
                case GT -> entry.isVolatile() && timeMs > entry.expiresMs();
                case LT -> !entry.isVolatile() || timeMs < entry.expiresMs();
            };
        }
    }

    // ---- keys

    /** Removes keys; how many there were. */
    public long delete(List<Bytes> keys) {
        synchronized (keyspace) {
            return keys.stream().filter(keyspace::remove).count();
        }
    }

    /** How many of {@code keys} there are; one that is named twice counts twice. */
    public long count(List<Bytes> keys) {
        synchronized (keyspace) {
            return keys.stream().filter(key -> keyspace.read(key) != null).count();
        }
    }

    /** The type of a value; {@code none} if there is no such key. */
    public String type(Object key) {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            return entry == null ? "none" : entry.value().type();
        }
    }

    /** About how many bytes a key and its value take; empty if there is no such key. */
    public OptionalLong memoryUsage(Object key) {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.countedBytes());
        }
    }

    /** All keys that match. */
    public List<Bytes> matching(Glob glob) {
        synchronized (keyspace) {
            List<Bytes> found = new ArrayList<>();
            keyspace.forEach(
                    entry -> {
                        if (glob.matches(entry.key())) {
                            found.add(entry.key());
                        }
                    });
            return found;
        }
    }

    /** A part of a scan of the keys that match, and hold a value of {@code type} if it is named. */
    public Scanned scan(ScanRange range, Optional<String> type) {
        synchronized (keyspace) {
            Scan scan = new Scan(range);
            return scan.<Entry>run(
                    keyspace::scan,
                    entry -> {
                        boolean fits =
                                type.map(entry.value().type()::equalsIgnoreCase).orElse(true);
                        if (fits && range.matches(entry.key())) {
                            scan.add(entry.key());
                        }
                    });
        }
    }

    /** A key by chance. */
    public Optional<Bytes> random() {
        synchronized (keyspace) {
            return Optional.ofNullable(keyspace.randomEntry()).map(Entry::key);
        }
    }

    /** Gives a key another name, in place of what that holds. */
    public void rename(Bytes from, Bytes to) throws Refused {
        synchronized (keyspace) {
            Entry entry = keyspace.find(from);
            if (entry == null) {
                throw Refused.noSuchKey();
            }
            if (!from.equals(to)) {
                move(entry, to);
            }
        }
    }

    /** As {@link #rename}, if there is no key of the new name; whether there was none. */
    public boolean renameAbsent(Bytes from, Bytes to) throws Refused {
        synchronized (keyspace) {
            Entry entry = keyspace.find(from);
            if (entry == null) {
                throw Refused.noSuchKey();
            }
            if (keyspace.find(to) != null) {
                return false;
            }
            move(entry, to);
            return true;
        }
    }

    private void move(Entry entry, Bytes to) {
        long expiresMs = entry.expiresMs();
        keyspace.remove(entry);
        keyspace.remove(to);
        Entry moved = keyspace.put(to, entry.value());
        keyspace.expireAt(moved, expiresMs);
        lists.serve(to);
    }

    /** How many keys there are; some of them may have expired. */
    public long size() {
        synchronized (keyspace) {
            return keyspace.size();
        }
    }

    /** Removes all keys. */
    public void clear() {
        synchronized (keyspace) {
            keyspace.clear();
        }
    }

    // ---- expiry

    /** Sets when a key expires; whether it was set. A time in the past removes the key. */
    public boolean expire(Object key, Expiry expiry, ExpiryCondition condition, String command)
            throws Refused {
        synchronized (keyspace) {
            long nowMs = keyspace.nowMs();
            long timeMs = expiry.timeMs(nowMs, command);
            Entry entry = keyspace.find(key);
            if (entry == null || !condition.allows(entry, timeMs)) {
                return false;
            }
            if (timeMs <= nowMs) {
                keyspace.remove(entry);
            } else {
                keyspace.expireAt(entry, timeMs);
            }
            return true;
        }
    }

    /** A key does not expire any more; whether it would have. */
    public boolean persist(Object key) {
        synchronized (keyspace) {
            Entry entry = keyspace.find(key);
            boolean wasVolatile = entry != null && entry.isVolatile();
            if (wasVolatile) {
                keyspace.expireAt(entry, Entry.NEVER);
            }
            return wasVolatile;
        }
    }

    /** When a key expires, in milliseconds since 1970; -1 for never, -2 if it is not there. */
    public long expiryTimeMs(Object key) {
        synchronized (keyspace) {
            Entry entry = keyspace.read(key);
            if (entry == null) {
                return NO_KEY;
            }
            return entry.isVolatile() ? entry.expiresMs() : NO_EXPIRY;
        }
    }

    /** In how many milliseconds a key expires; -1 for never, -2 if it is not there. */
    public long timeLeftMs(Object key) {
        synchronized (keyspace) {
            long timeMs = expiryTimeMs(key);
            return timeMs < 0 ? timeMs : Math.max(0, timeMs - keyspace.nowMs());
        }
    }
}
