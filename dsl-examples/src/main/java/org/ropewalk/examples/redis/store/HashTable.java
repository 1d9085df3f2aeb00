package org.ropewalk.examples.redis.store;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/**
 * A hash table whose nodes are the caller's objects. Unlike Java's maps it gives a random node, and
 * can be scanned with a cursor while it changes.
 */
final class HashTable<N extends HashTable.Node> {
    private static final int LEAST_SLOTS = 4;

    /** It shrinks when it has fewer nodes than this part of its slots. */
    private static final int SPARSE = 8;

    private Node[] slots = new Node[LEAST_SLOTS];
    private int size;

    /** What the table keeps under a key. */
    static class Node {
        /** About how much memory a node without further fields takes. */
        static final int BYTES = 24;

        private final Bytes key;
        private final int hash;
        private Node next;

        Node(Bytes key) {
            this.key = key;
            this.hash = spread(key.hashCode());
        }

        final Bytes key() {
            return key;
        }
    }

    /** The low bits choose the slot, so that the high ones must count there too. */
    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }

    /** A copy of a borrowed key that may be kept. */
    static Bytes kept(Object key) {
        return key instanceof Slice slice ? slice.toBytes() : (Bytes) key;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How much memory the table takes, without its nodes. */
    long bytes() {
        return (long) slots.length * Sizes.REFERENCE;
    }

    @SuppressWarnings("unchecked") // Only add() brings nodes.
    private N node(Node node) {
        return (N) node;
    }

    /** The node of {@code key}, a {@code Bytes} or a {@code Slice}; null if there is none. */
    N get(Object key) {
        int hash = spread(key.hashCode());
        for (Node node = slots[hash & slots.length - 1]; node != null; node = node.next) {
            if (node.hash == hash && node.key.equals(key)) {
                return node(node);
            }
        }
        return null;
    }

    /** Adds a node; there is none with its key. */
    void add(N node) {
        if (size == slots.length) {
            resize(slots.length * 2);
        }
        size++;
        link(node);
    }

    private void link(Node node) {
        Node added = node;
        int slot = added.hash & slots.length - 1;
        added.next = slots[slot];
        slots[slot] = added;
    }

    /** Removes a node that is in the table. */
    void remove(N node) {
        Node removed = node;
        int slot = removed.hash & slots.length - 1;
        if (slots[slot] == removed) {
            slots[slot] = removed.next;
        } else {
            Node before = slots[slot];
            while (before.next != removed) {
                before = before.next;
            }
            before.next = removed.next;
        }
        removed.next = null;
        size--;
        if (slots.length > LEAST_SLOTS && size < slots.length / SPARSE) {
            resize(slots.length / 2);
        }
    }

    private void resize(int count) {
        Node[] before = slots;
        slots = new Node[count];
        for (Node first : before) {
            Node node = first;
            while (node != null) {
                Node next = node.next;
                link(node);
                node = next;
            }
        }
    }

    void clear() {
        slots = new Node[LEAST_SLOTS];
        size = 0;
    }

    void forEach(Consumer<? super N> consumer) {
        for (Node first : slots) {
            for (Node node = first; node != null; node = node.next) {
                consumer.accept(node(node));
            }
        }
    }

    /**
     * A random node; there must be one. A node alone in its slot is likelier than one of several,
     * as in Redis.
     */
    N random(RandomGenerator random) {
        Node first;
        do {
            first = slots[random.nextInt(slots.length)];
        } while (first == null);
        int length = 0;
        for (Node node = first; node != null; node = node.next) {
            length++;
        }
        Node chosen = first;
        for (int skipped = random.nextInt(length); skipped > 0; skipped--) {
            chosen = chosen.next;
        }
        return node(chosen);
    }

    /**
     * Shows the nodes of the slot that {@code cursor} names; the next cursor, 0 at the end. Whoever
     * scans from 0 to 0 is shown each node that was there all the time, though the table may change
     * its size meanwhile: the cursor counts in reverse order of bits, so that the slots that a slot
     * was divided into follow each other.
     */
    long scan(long cursor, Consumer<? super N> consumer) {
        long mask = slots.length - 1;
        for (Node node = slots[(int) (cursor & mask)]; node != null; node = node.next) {
            consumer.accept(node(node));
        }
        return Long.reverse(Long.reverse(cursor | ~mask) + 1);
    }
}
