package org.ropewalk.loop.ports;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.observe.LoopStats;

/** Measures how long a loop lets a call of another thread wait: one call at a time. Any thread. */
final class LoopProbe {
    private final EventLoop loop;
    private final String name;
    private final Runnable call = this::arrived;
    private final AtomicBoolean waiting = new AtomicBoolean();

    /** When the call was made that waits, or waited last. */
    private volatile long madeNs;

    private volatile long lagNs;
    private volatile int connections;
    private volatile int timers;

    /** A probe of {@code loop}, which is called {@code name} while it has no thread. */
    LoopProbe(EventLoop loop, String name) {
        this.loop = loop;
        this.name = name;
    }

    /** Makes a call, unless one waits, or the loop has no thread. */
    void measure() {
        if (loop.thread() != null && waiting.compareAndSet(false, true)) {
            madeNs = loop.nanoTime();
            if (!loop.callFromThread(call)) {
                lagNs = 0;
                waiting.set(false);
            }
        }
    }

    private void arrived() {
        lagNs = loop.nanoTime() - madeNs;
        connections = loop.connectionCount();
        timers = loop.timerCount();
        waiting.set(false);
    }

    /** What was measured last. */
    LoopStats stats() {
        // Read before the clock: what is made meanwhile has waited no longer than it seems.
        boolean late = waiting.get();
        long waitedNs = late ? Math.max(0, loop.nanoTime() - madeNs) : 0;
        Thread thread = loop.thread();
        return new LoopStats(
                thread == null ? name : thread.getName(),
                Duration.ofNanos(Math.max(lagNs, waitedNs)),
                connections,
                timers,
                Math.max(0, loop.waitingCalls() - (late ? 1 : 0)),
                loop.handshakes().get());
    }
}
