package org.ropewalk.reactor;

import java.util.Optional;

/**
 * The loop whose thread is calling. Code that continues after a future returns to its loop with it:
 * the future may be completed on any thread.
 */
public final class CurrentLoop {
    private static final ThreadLocal<Loop> CURRENT = new ThreadLocal<>();

    private CurrentLoop() {}

    /** The loop whose thread calls; empty on a thread that is no loop's. */
    public static Optional<Loop> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The calling thread serves {@code loop} from now on; called by loops. */
    public static void enter(Loop loop) {
        CURRENT.set(loop);
    }

    /** The calling thread serves no loop any more; called by loops. */
    public static void leave() {
        CURRENT.remove();
    }
}
