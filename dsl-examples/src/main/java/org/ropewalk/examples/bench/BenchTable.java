package org.ropewalk.examples.bench;

import org.ropewalk.line.Slice;

/**
 * Values by their keys in one flat array, as the servers of the peer benchmark have it: what is
 * measured is then the framework. A collision takes the next free slot. Grows when it is half full.
 */
final class BenchTable implements BenchValues {
    private static final int FIRST_SLOTS = 1 << 16;

    private Bench.Value[] values = new Bench.Value[FIRST_SLOTS];
    private int size;

    @Override
    public Bench.Value find(Slice key) {
        return values[slot(key)];
    }

    @Override
    public void put(Bench.Value value) {
        int slot = slot(value);
        if (values[slot] == null) {
            size++;
        }
        values[slot] = value;
        if (size > values.length / 2) {
            grow();
        }
    }

    @Override
    public void remove(Bench.Value value) {
        int mask = values.length - 1;
        int free = slot(value);
        if (values[free] == null) {
            return;
        }
        size--;
        values[free] = null;
        // Values that had to go on from the free slot move back.
        for (int slot = free + 1 & mask; values[slot] != null; slot = slot + 1 & mask) {
            Bench.Value moved = values[slot];
            values[slot] = null;
            values[slot(moved)] = moved;
        }
    }

    private void grow() {
        Bench.Value[] all = values;
        values = new Bench.Value[all.length * 2];
        for (Bench.Value value : all) {
            if (value != null) {
                values[slot(value)] = value;
            }
        }
    }

    private int slot(Bench.Value value) {
        return slot(Slice.of(value.key(), 0, value.key().length));
    }

    /** Where the value with this key is, or would be. */
    private int slot(Slice key) {
        int mask = values.length - 1;
        int slot = hash(key) & mask;
        for (Bench.Value value; (value = values[slot]) != null; slot = slot + 1 & mask) {
            if (key.contentEquals(value.key())) {
                break;
            }
        }
        return slot;
    }

    /** As the peers have it: keys that differ in the last digit are beside each other. */
    private static int hash(Slice key) {
        int hash = 1;
        for (int i = 0; i < key.length(); i++) {
            hash = 31 * hash + key.at(i);
        }
        return hash ^ hash >>> 16;
    }
}
