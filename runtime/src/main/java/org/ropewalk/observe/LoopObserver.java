package org.ropewalk.observe;

import java.time.Duration;
import java.util.List;

/**
 * Is told when one call keeps a loop of a reactor busy. Called on the thread that watches the
 * loops; what it throws is logged.
 */
@FunctionalInterface
public interface LoopObserver {
    /**
     * One call has kept a loop busy for two seconds, and no other connection of that loop is served
     * meanwhile. Told once for each such call.
     *
     * @param loop the name of the loop's thread
     * @param busy for how long
     * @param stack where the loop's thread is now
     */
    void blocked(String loop, Duration busy, List<StackTraceElement> stack);
}
