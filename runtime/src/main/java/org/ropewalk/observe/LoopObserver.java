package org.ropewalk.observe;

import java.time.Duration;
import java.util.List;

/**
 * Observes calls that keep a loop busy. Called on the thread that watches the loops; its exceptions
 * are logged.
 */
@FunctionalInterface
public interface LoopObserver {
    /**
     * Called when one call has kept a loop busy for two seconds, so that no other connection of the
     * loop is served. Called once for each such call.
     *
     * @param loop the name of the loop's thread
     * @param busy the duration so far
     * @param stack the current stack of the loop's thread
     */
    void blocked(String loop, Duration busy, List<StackTraceElement> stack);
}
