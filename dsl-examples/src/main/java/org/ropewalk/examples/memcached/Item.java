package org.ropewalk.examples.memcached;

import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** What the store keeps under a key. Immutable but for when it expires and was last asked for. */
final class Item {
    /**
     * What an item costs beside its key and its value: this object, its strings of bytes, its place
     * in the map.
     */
    private static final int OVERHEAD_BYTES = 160;

    private final Memcached.Value value;
    private final long unique;
    private long expires;
    private long asked;
    private boolean wasAsked;
    private boolean stale;
    private boolean tokenSent;
    private boolean binary;

    /** An item that is gone at second {@code expires}; 0 for never. */
    Item(Memcached.Value value, long unique, long expires, long now) {
        this.value = value;
        this.unique = unique;
        this.expires = expires;
        this.asked = now;
    }

    /** Takes the marks of the item whose place it takes. */
    void inherit(Item before) {
        wasAsked = before.wasAsked;
        stale = before.stale;
        tokenSent = before.tokenSent;
        binary = before.binary;
    }

    Memcached.Value value() {
        return value;
    }

    Memcached.Versioned versioned() {
        return new Memcached.Versioned(value.key(), value.flags(), value.data(), unique);
    }

    Bytes key() {
        return value.key();
    }

    Bytes data() {
        return value.data();
    }

    /** Whether the value may become longer by {@code more}. */
    boolean hasRoomFor(Slice more) {
        return data().length() + more.length() <= Memcached.MAX_VALUE;
    }

    int flags() {
        return value.flags();
    }

    long unique() {
        return unique;
    }

    long expires() {
        return expires;
    }

    /** Seconds that are left at {@code now}; -1 for ever. */
    long secondsLeft(long now) {
        return expires == 0 ? -1 : Math.max(0, expires - now);
    }

    boolean isExpired(long now) {
        return expires != 0 && expires <= now;
    }

    void touch(long newExpires) {
        expires = newExpires;
    }

    void ask(long now) {
        asked = now;
        wasAsked = true;
    }

    boolean wasAsked() {
        return wasAsked;
    }

    /** Whether a newer value is to be brought. */
    boolean isStale() {
        return stale;
    }

    void stale(boolean now) {
        stale = now;
    }

    /** Whether a client was told to bring a newer value. */
    boolean isTokenSent() {
        return tokenSent;
    }

    void tokenSent(boolean now) {
        tokenSent = now;
    }

    /** Whether its key was sent in base 64. */
    boolean isBinary() {
        return binary;
    }

    void binary(boolean now) {
        binary = now;
    }

    long secondsSinceAsked(long now) {
        return now - asked;
    }

    long bytes() {
        return OVERHEAD_BYTES + value.key().length() + value.data().length();
    }
}
