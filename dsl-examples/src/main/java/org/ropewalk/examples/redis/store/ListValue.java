package org.ropewalk.examples.redis.store;

import java.util.Arrays;
import java.util.List;
import org.ropewalk.line.Bytes;

/** A list: a ring of references, cheap at both ends. */
final class ListValue implements Value {
    /** This object and the head of its array. */
    private static final int OVERHEAD_BYTES = 56;

    private static final int LEAST_ROOM = 4;

    /** The room is halved when less than this part of it is used. */
    private static final int SPARSE = 4;

    /** Its length is a power of two. */
    private Bytes[] ring = new Bytes[LEAST_ROOM];

    private int first;
    private int size;
    private long elementBytes;

    int size() {
        return size;
    }

    private int slot(int index) {
        return first + index & ring.length - 1;
    }

    Bytes get(int index) {
        return ring[slot(index)];
    }

    void set(int index, Bytes element) {
        elementBytes += Sizes.of(element) - Sizes.of(get(index));
        ring[slot(index)] = element;
    }

    void push(End end, Bytes element) {
        if (size == ring.length) {
            resize(ring.length * 2);
        }
        if (end == End.LEFT) {
            first = slot(-1);
        }
        size++;
        ring[slot(end == End.LEFT ? 0 : size - 1)] = element;
        elementBytes += Sizes.of(element);
    }

    /** Takes the element at an end; there is one. */
    Bytes pop(End end) {
        int slot = slot(end == End.LEFT ? 0 : size - 1);
        Bytes element = ring[slot];
        ring[slot] = null;
        if (end == End.LEFT) {
            first = slot(1);
        }
        size--;
        elementBytes -= Sizes.of(element);
        if (ring.length > LEAST_ROOM && size < ring.length / SPARSE) {
            resize(ring.length / 2);
        }
        return element;
    }

    private void resize(int room) {
        Bytes[] wider = new Bytes[room];
        copy(0, size, wider);
        ring = wider;
        first = 0;
    }

    private void copy(int from, int count, Bytes[] target) {
        int start = slot(from);
        int straight = Math.min(count, ring.length - start);
        System.arraycopy(ring, start, target, 0, straight);
        System.arraycopy(ring, 0, target, straight, count - straight);
    }

    /** A copy of {@code count} elements. */
    List<Bytes> range(int from, int count) {
        Bytes[] elements = new Bytes[count];
        copy(from, count, elements);
        return Arrays.asList(elements);
    }

    /** Keeps {@code count} elements. */
    void trim(int from, int count) {
        for (int i = 0; i < from; i++) {
            pop(End.LEFT);
        }
        while (size > count) {
            pop(End.RIGHT);
        }
    }

    /** Inserts an element in front of {@code index}. */
    void insert(int index, Bytes element) {
        push(End.RIGHT, element);
        for (int i = size - 1; i > index; i--) {
            ring[slot(i)] = ring[slot(i - 1)];
        }
        ring[slot(index)] = element;
    }

    /** The index of the first element that is equal; -1 if none is. */
    int indexOf(Bytes element) {
        for (int i = 0; i < size; i++) {
            if (get(i).equals(element)) {
                return i;
            }
        }
        return -1;
    }

    /** Removes at most {@code most} elements that are equal, found from {@code end} on. */
    int remove(Bytes element, End end, long most) {
        int removed = 0;
        int count = size;
        // Each element is taken at one end and, unless it is removed, put back at the other.
        for (int i = 0; i < count; i++) {
            Bytes next = pop(end);
            if (removed < most && next.equals(element)) {
                removed++;
            } else {
                push(end.other(), next);
            }
        }
        return removed;
    }

    @Override
    public String type() {
        return "list";
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public long bytes() {
        return OVERHEAD_BYTES + elementBytes + (long) ring.length * Sizes.REFERENCE;
    }
}
