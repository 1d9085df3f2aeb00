package org.ropewalk.observe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counters of one command.
 *
 * @param outcomes the number of ends with each outcome
 * @param durationNs the sum of its durations, in nanoseconds
 * @param longestNs the longest duration, in nanoseconds
 * @param bytesIn the bytes of its lines and payloads
 * @param bytesOut the bytes of its replies
 */
public record CommandStats(
        Map<Outcome, Long> outcomes, long durationNs, long longestNs, long bytesIn, long bytesOut) {
    /** Copies the map. */
    public CommandStats {
        Map<Outcome, Long> copy = new EnumMap<>(Outcome.class);
        copy.putAll(outcomes);
        outcomes = Collections.unmodifiableMap(copy);
    }

    /** The number of ends. */
    public long count() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The number of ends with this outcome. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
