package org.ropewalk.observe;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The state of a reactor.
 *
 * @param loops its loops, the home loop first
 * @param waitingTasks the number of calls that wait for a thread of its pool
 * @param waitingHandshakes the number of steps of TLS handshakes that wait for a thread
 */
public record ReactorStats(List<LoopStats> loops, int waitingTasks, int waitingHandshakes) {
    /** Copies the list. */
    public ReactorStats {
        loops = List.copyOf(loops);
    }

    /** The largest lag of its loops. */
    public Duration lag() {
        return loops.stream()
                .map(LoopStats::lag)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
