package org.ropewalk.it.simulation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How often each event occurred, over all seeds. */
final class Tally {
    private final long[] counts = new long[Event.values().length];

    void count(Event event) {
        counts[event.ordinal()]++;
    }

    long of(Event event) {
        return counts[event.ordinal()];
    }

    @Override
    public String toString() {
        return Arrays.stream(Event.values())
                .map(event -> event.name().toLowerCase().replace('_', ' ') + ": " + of(event))
                .collect(Collectors.joining("\n"));
    }
}
