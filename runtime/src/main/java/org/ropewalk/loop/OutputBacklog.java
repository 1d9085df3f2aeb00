package org.ropewalk.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.OutputLimits;

/**
 * What the network has not taken of a connection's output, and the clock against which it must: a
 * peer that takes a byte now and then gains no more time than the byte is worth.
 */
final class OutputBacklog {
    private static final long NS_PER_BYTE =
            TimeUnit.SECONDS.toNanos(1) / OutputLimits.MIN_BYTES_PER_SECOND;

    private final ByteQueue queue;
    private final EventLoop loop;
    private final long stallNs;
    private final Runnable stalled;
    private long dueNs;
    private DelayedCall watch;

    /**
     * An empty one.
     *
     * @param memory counts what is kept
     * @param stall how long nothing may be taken before {@code stalled} is run; null for ever
     */
    OutputBacklog(EventLoop loop, KeptMemory memory, Duration stall, Runnable stalled) {
        this.queue = new ByteQueue(memory);
        this.loop = loop;
        this.stalled = stalled;
        this.stallNs = stall == null ? 0 : stall.toNanos();
        if (stall != null) {
            dueNs = loop.nanoTime() + stallNs;
            watch(stallNs);
        }
    }

    ByteQueue queue() {
        return queue;
    }

    /** The network has taken the first bytes. */
    void taken(int count) {
        queue.remove(count);
        progressed(count);
    }

    /** The peer has earned the time that so many bytes are worth. */
    void progressed(int count) {
        if (watch != null && count > 0) {
            long latestNs = loop.turnNs() + stallNs;
            long earnedNs = dueNs + count * NS_PER_BYTE;
            dueNs = earnedNs - latestNs < 0 ? earnedNs : latestNs;
        }
    }

    private void watch(long ns) {
        watch = loop.callLater(Duration.ofNanos(ns), this::look);
    }

    private void look() {
        long leftNs = dueNs - loop.nanoTime();
        if (leftNs > 0) {
            watch(leftNs);
        } else {
            watch = null;
            stalled.run();
        }
    }

    /** It is empty, or forgotten. */
    void release() {
        queue.clear();
        if (watch != null) {
            watch.cancel();
            watch = null;
        }
    }

    /** How long a peer may need to read what it was sent: meanwhile it is not idle. */
    static final class ReadPace {
        /** A peer that is not idle reads at least so many bytes a second. */
        private static final int BYTES_PER_SECOND = 64 * 1024;

        /** Counted no further, so that the count does not overflow. */
        private static final int MAX_UNREAD = 1 << 30;

        private ReadPace() {}

        /** The bytes that the peer may still read, after {@code sent} more, or less if negative. */
        static int sent(int unread, int sent) {
            return Math.max(0, Math.min(unread, MAX_UNREAD) + sent);
        }

        /** Whether the peer is given time to read so many bytes. */
        static boolean isReading(int unread) {
            return unread >= BYTES_PER_SECOND;
        }

        /** The bytes that are left when a timeout has passed: what it was worth counts no more. */
        static int left(int unread, Duration timeout) {
            return (int) Math.max(0, unread - (timeout.toSeconds() + 1) * BYTES_PER_SECOND);
        }
    }
}
