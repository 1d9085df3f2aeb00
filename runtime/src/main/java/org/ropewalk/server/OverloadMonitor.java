package org.ropewalk.server;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.IntSupplier;
import org.ropewalk.reactor.Loop;

/**
 * Whether so many of a factory's connections are open that idle ones end sooner: from nine tenths
 * of the bound on, until fewer than eight tenths are left.
 */
final class OverloadMonitor {
    /** A factory with a smaller bound is expected to be full, and is never overloaded. */
    private static final int LEAST_BOUND = 100;

    private final Set<Loop> loops = new CopyOnWriteArraySet<>();
    private volatile boolean on;

    boolean isOn() {
        return on;
    }

    /** Connections are served on {@code loop}. */
    void servedOn(Loop loop) {
        loops.add(loop);
    }

    /**
     * One connection more is open, or one less, of so many that may be; true if that has begun or
     * ended it. Any thread: the count is read when it is this one's turn.
     */
    synchronized boolean changedBy(IntSupplier open, int bound) {
        boolean before = on;
        if (bound >= LEAST_BOUND) {
            on = open.getAsInt() >= bound / 10 * (before ? 8 : 9);
        }
        if (before != on) {
            loops.forEach(loop -> loop.callFromThread(loop::overloadChanged));
        }
        return before != on;
    }
}
