package org.ropewalk.examples.redis.store;

import org.ropewalk.line.Bytes;

/** A key and its value. */
final class Entry extends HashTable.Node {
    /** The time of a key that does not expire. */
    static final long NEVER = -1;

    /** Behind those of a node: the fields here. */
    private static final int OVERHEAD_BYTES = BYTES + 40;

    private Value value;

    /** In milliseconds since 1970. */
    private long expiresMs = NEVER;

    /** When a command used it last. */
    private long usedMs;

    /** Its place among the keys that expire. */
    private int volatileIndex;

    /** What it counts for in the keyspace's memory. */
    private long countedBytes;

    Entry(Bytes key, Value value) {
        super(key);
        this.value = value;
    }

    Value value() {
        return value;
    }

    void value(Value newValue) {
        value = newValue;
    }

    StringValue string() throws WrongType {
        if (value instanceof StringValue string) {
            return string;
        }
        throw new WrongType();
    }

    ListValue list() throws WrongType {
        if (value instanceof ListValue list) {
            return list;
        }
        throw new WrongType();
    }

    HashValue hash() throws WrongType {
        if (value instanceof HashValue hash) {
            return hash;
        }
        throw new WrongType();
    }

    SetValue set() throws WrongType {
        if (value instanceof SetValue set) {
            return set;
        }
        throw new WrongType();
    }

    long expiresMs() {
        return expiresMs;
    }

    void expiresMs(long time) {
        expiresMs = time;
    }

    boolean isVolatile() {
        return expiresMs != NEVER;
    }

    boolean isExpired(long nowMs) {
        return expiresMs != NEVER && expiresMs <= nowMs;
    }

    long usedMs() {
        return usedMs;
    }

    void use(long nowMs) {
        usedMs = nowMs;
    }

    int volatileIndex() {
        return volatileIndex;
    }

    void volatileIndex(int index) {
        volatileIndex = index;
    }

    long countedBytes() {
        return countedBytes;
    }

    /** Counts its memory anew; how much more it is. */
    long recount() {
        long before = countedBytes;
        countedBytes = OVERHEAD_BYTES + Sizes.of(key()) + value.bytes();
        return countedBytes - before;
    }
}
