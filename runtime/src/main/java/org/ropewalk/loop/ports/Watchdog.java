package org.ropewalk.loop.ports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.Guard;
import org.ropewalk.observe.LoopObserver;
import org.ropewalk.observe.LoopStats;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks after the loops of a reactor: one that is kept busy by one call serves no other connection.
 */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long WARN_AFTER_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_EVERY_MS = 1_000;

    /** What a loop has that was not looked at yet. */
    private static final long NEVER = -1;

    private final List<EventLoop> loops;
    private final long[] seen;
    private final long[] sinceNs;
    private final boolean[] warned;
    private final LogGate warnings = new LogGate(LOG);
    private final List<LoopObserver> observers = new CopyOnWriteArrayList<>();
    private final List<LoopProbe> probes = new ArrayList<>();

    /** Whether the lag of the loops was asked for, and is measured from then on. */
    private volatile boolean measures;

    private Thread thread;

    Watchdog(List<EventLoop> loops) {
        this.loops = loops;
        this.seen = new long[loops.size()];
        Arrays.fill(seen, NEVER);
        this.sinceNs = new long[loops.size()];
        this.warned = new boolean[loops.size()];
        for (EventLoop loop : loops) {
            probes.add(new LoopProbe(loop, "loop " + (probes.size() + 1)));
        }
    }

    /** Tells {@code observer} too of calls that keep a loop busy. Any thread. */
    void observe(LoopObserver observer) {
        observers.add(Objects.requireNonNull(observer, "observer"));
    }

    /** The state of each loop; its lag is measured once a second from the first call on. */
    List<LoopStats> stats() {
        measures = true;
        probes.forEach(LoopProbe::measure);
        return probes.stream().map(LoopProbe::stats).toList();
    }

    void start() {
        thread = new Thread(this::watch, "ropewalk-watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MS);
                look(System.nanoTime());
                if (measures) {
                    probes.forEach(LoopProbe::measure);
                }
            }
        } catch (InterruptedException ended) {
            LOG.trace("The reactor ends");
        }
    }

    /** Warns once of each call that has kept a loop busy for longer than is good. */
    void look(long nowNs) {
        for (int i = 0; i < loops.size(); i++) {
            EventLoop loop = loops.get(i);
            long progress = loop.progress();
            if (progress != seen[i] || EventLoop.waits(progress)) {
                seen[i] = progress;
                sinceNs[i] = nowNs;
                warned[i] = false;
            } else if (!warned[i] && nowNs - sinceNs[i] >= WARN_AFTER_NS) {
                warned[i] = true;
                warn(loop, TimeUnit.NANOSECONDS.toMillis(nowNs - sinceNs[i]), nowNs);
            }
        }
    }

    private void warn(EventLoop loop, long milliseconds, long nowNs) {
        Thread busy = loop.thread();
        if (busy == null) {
            return;
        }
        StackTraceElement[] stack = busy.getStackTrace();
        Throwable where = new Throwable("where the loop is now");
        where.setStackTrace(stack);
        warnings.log(
                nowNs,
                Level.WARN,
                "{} has been busy with one call for {} ms, and serves no other connection meanwhile; mark"
                        + " handlers that block as @Blocking",
                busy.getName(),
                milliseconds,
                where);
        for (LoopObserver observer : observers) {
            Guard.run(
                    LOG,
                    "An observer of loops",
                    () ->
                            observer.blocked(
                                    busy.getName(),
                                    Duration.ofMillis(milliseconds),
                                    List.of(stack)));
        }
    }
}
