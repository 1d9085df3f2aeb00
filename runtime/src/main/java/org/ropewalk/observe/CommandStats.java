package org.ropewalk.observe;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was counted of one command.
 *
 * @param outcomes how often it ended in each way
 * @param durationNs the sum of its durations, in nanoseconds
 * @param longestNs the longest of them
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

    /** How often it has ended. */
    public long count() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How often it ended so. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
