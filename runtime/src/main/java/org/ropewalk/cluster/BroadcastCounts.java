package org.ropewalk.cluster;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.ropewalk.cluster.BroadcastStats.Refusal;

/** Counts, and limits what is logged to one line a minute of each kind. Any thread. */
final class BroadcastCounts {
    private static final Refusal[] REFUSALS = Refusal.values();

    /** The kinds of lines beside the refusals. */
    private static final int FAILED = REFUSALS.length;

    private static final int DROPPED = FAILED + 1;
    private static final int MISSED = DROPPED + 1;
    private static final int JUMPED = MISSED + 1;

    private static final long QUIET_NS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final LongAdder published = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder jumps = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLongArray refused = new AtomicLongArray(REFUSALS.length);

    /** When the last line of a kind was logged; 0 for never. */
    private final AtomicLongArray logged = new AtomicLongArray(JUMPED + 1);

    BroadcastCounts(LongSupplier clock) {
        this.clock = clock;
    }

    private boolean logs(int kind) {
        long now = clock.getAsLong() | 1;
        long last = logged.get(kind);
        return (last == 0 || now - last >= QUIET_NS) && logged.compareAndSet(kind, last, now);
    }

    void published() {
        published.increment();
    }

    void received() {
        received.increment();
    }

    void duplicate() {
        duplicates.increment();
    }

    void connected() {
        connections.incrementAndGet();
    }

    /** Whether to log it, as for the other methods. */
    boolean dropped() {
        dropped.increment();
        return logs(DROPPED);
    }

    boolean missed(long count) {
        missed.add(count);
        return logs(MISSED);
    }

    boolean jumped() {
        jumps.increment();
        return logs(JUMPED);
    }

    boolean refused(Refusal reason) {
        refused.incrementAndGet(reason.ordinal());
        return logs(reason.ordinal());
    }

    boolean failed() {
        failures.increment();
        return logs(FAILED);
    }

    BroadcastStats stats(int topics, boolean connected) {
        Map<Refusal, Long> kinds = new EnumMap<>(Refusal.class);
        for (Refusal kind : REFUSALS) {
            if (refused.get(kind.ordinal()) > 0) {
                kinds.put(kind, refused.get(kind.ordinal()));
            }
        }
        return new BroadcastStats(
                published.sum(),
                dropped.sum(),
                received.sum(),
                missed.sum(),
                duplicates.sum(),
                jumps.sum(),
                kinds,
                failures.sum(),
                topics,
                connected,
                connections.get());
    }
}
