package org.ropewalk.examples.bench;

import org.ropewalk.line.Slice;

/**
 * Values by their keys in one flat array, as the servers of the peer benchmark have it: what is
 * measured is then the framework. Each slot has the hash of its key, and a collision takes the next
 * free slot. Grows when it is half full.
 */
final class BenchTable implements BenchValues {
    private static final int FIRST_SLOTS = 1 << 16;

    private int[] hashes = new int[FIRST_SLOTS];
    private Bench.Value[] values = new Bench.Value[FIRST_SLOTS];
    private int size;

    @Override
    public Bench.Value find(Slice key) {
        int hash = spread(key.hashCode());
        int mask = values.length - 1;
        int slot = hash & mask;
        for (Bench.Value value; (value = values[slot]) != null; slot = slot + 1 & mask) {
            if (hashes[slot] == hash && key.equals(value.key())) {
                return value;
            }
        }
        return null;
    }

    @Override
    public void put(Bench.Value value) {
        int slot = slot(value);
        if (values[slot] == null) {
            size++;
        }
        fill(slot, value);
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
            fill(slot(moved), moved);
        }
    }

    private void grow() {
        Bench.Value[] all = values;
        values = new Bench.Value[all.length * 2];
        hashes = new int[all.length * 2];
        for (Bench.Value value : all) {
            if (value != null) {
                fill(slot(value), value);
            }
        }
    }

    private void fill(int slot, Bench.Value value) {
        values[slot] = value;
        hashes[slot] = spread(value.key().hashCode());
    }

    /** Where the value with this key is, or would be. */
    private int slot(Bench.Value value) {
        int hash = spread(value.key().hashCode());
        int mask = values.length - 1;
        int slot = hash & mask;
        while (values[slot] != null
                && !(hashes[slot] == hash && values[slot].key().equals(value.key()))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }
}
