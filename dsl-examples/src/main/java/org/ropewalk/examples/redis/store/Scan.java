package org.ropewalk.examples.redis.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.ropewalk.line.Bytes;

/** A part of a scan: at least as many elements as are asked for, while there are some. */
final class Scan {
    /** Slots without an element that are passed for each that is asked for, as in Redis. */
    private static final long MOST_SLOTS = 10;

    private final List<Bytes> found = new ArrayList<>();
    private final ScanRange range;

    /** Shows a slot of a table; the next cursor. */
    @FunctionalInterface
    interface Step<T> {
        long scan(long cursor, Consumer<T> consumer);
    }

    Scan(ScanRange range) {
        this.range = range;
    }

    /** Adds to the elements that are found. */
    void add(Bytes element) {
        found.add(element);
    }

    <T> Scanned run(Step<T> table, Consumer<T> consumer) {
        long next = range.cursor();
        long count = range.count();
        long slots = count > Long.MAX_VALUE / MOST_SLOTS ? Long.MAX_VALUE : count * MOST_SLOTS;
        do {
            next = table.scan(next, consumer);
            slots--;
        } while (next != 0 && slots > 0 && found.size() < count);
        return new Scanned(Long.toUnsignedString(next), found);
    }
}
