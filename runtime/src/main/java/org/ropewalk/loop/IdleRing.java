package org.ropewalk.loop;

import java.time.Duration;
import org.ropewalk.reactor.DelayedCall;

/**
 * The connections of a loop that wait for the same time: a list in the order of their deadlines, so
 * that a deadline moves by moving to the end, and one timer serves them all.
 */
final class IdleRing {
    private final EventLoop loop;
    private final Duration timeout;
    private final long timeoutNs;
    private StreamDeadlines first;
    private StreamDeadlines last;
    private DelayedCall timer;
    private int size;

    IdleRing(EventLoop loop, Duration timeout) {
        this.loop = loop;
        this.timeout = timeout;
        this.timeoutNs = TimerHeap.nanos(timeout);
    }

    /** Whether a timer waits for this ring. */
    boolean hasTimer() {
        return timer != null;
    }

    Duration timeout() {
        return timeout;
    }

    /** How many connections wait here. */
    int size() {
        return size;
    }

    /** The connection that has waited longest. */
    StreamDeadlines first() {
        return first;
    }

    /** Sets a connection's deadline to the ring's time from now. */
    void touch(StreamDeadlines transport) {
        touch(transport, loop.turnNs());
    }

    /** As {@link #touch}, for a deadline that has passed: counts from the time itself. */
    void renew(StreamDeadlines transport) {
        touch(transport, loop.nanoTime());
    }

    private void touch(StreamDeadlines transport, long nowNs) {
        transport.deadlineNs = nowNs + timeoutNs;
        if (transport == last) {
            return;
        }
        if (transport.ring == this) {
            unlink(transport);
        } else {
            size++;
        }
        transport.ring = this;
        transport.ringBefore = last;
        if (last == null) {
            first = transport;
        } else {
            last.ringBehind = transport;
        }
        last = transport;
        if (timer == null) {
            timer = loop.callLater(timeout, this::expire);
        }
    }

    void remove(StreamDeadlines transport) {
        unlink(transport);
        transport.ring = null;
        size--;
    }

    private void unlink(StreamDeadlines transport) {
        if (transport.ringBefore == null) {
            first = transport.ringBehind;
        } else {
            transport.ringBefore.ringBehind = transport.ringBehind;
        }
        if (transport.ringBehind == null) {
            last = transport.ringBefore;
        } else {
            transport.ringBehind.ringBefore = transport.ringBefore;
        }
        transport.ringBefore = null;
        transport.ringBehind = null;
    }

    private void expire() {
        timer = null;
        long nowNs = loop.nanoTime();
        while (first != null && first.deadlineNs - nowNs <= 0) {
            StreamDeadlines expired = first;
            remove(expired);
            expired.timeoutPassed(this);
        }
        if (first != null) {
            timer = loop.callLater(Duration.ofNanos(first.deadlineNs - nowNs), this::expire);
        } else {
            loop.forget(this);
        }
    }
}
