package org.ropewalk.observe;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * The state of a reactor.
 *
 * @param loops its loops, the home loop first
 * @param waitingTasks how many calls wait for a thread of its pool
 * @param waitingHandshakes how many steps of TLS handshakes wait for a thread
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
