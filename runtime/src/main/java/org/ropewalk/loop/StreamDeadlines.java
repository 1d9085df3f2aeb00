package org.ropewalk.loop;

import java.time.Duration;

/** A connection with a deadline: its place among those that wait for the same time. */
abstract class StreamDeadlines extends StreamSender {
    /** The ring of connections with this one's timeout, and its neighbours there. */
    IdleRing ring;

    StreamDeadlines ringBefore;
    StreamDeadlines ringBehind;
    long deadlineNs;

    StreamDeadlines(EventLoop loop, StreamSocket socket) {
        super(loop, socket);
    }

    /** What a peer that is not idle reads in a second. */
    private static final int READ_BYTES_PER_SECOND = 64 * 1024;

    /**
     * Whether the peer is still being sent to, or is given time to read what it was sent: its idle
     * time has not begun. The bytes count for one more timeout, and not again.
     */
    final boolean isSending(IdleRing passed) {
        if (hasQueued()) {
            return true;
        }
        if (unread < READ_BYTES_PER_SECOND) {
            return false;
        }
        long worth = passed.timeout().toSeconds() * READ_BYTES_PER_SECOND + READ_BYTES_PER_SECOND;
        unread = (int) Math.max(0, unread - worth);
        return true;
    }

    /** The ring has dropped this connection, for its time has passed. */
    abstract void timeoutPassed(IdleRing passed);

    /** Ends a connection whose peer has not closed its side, in order. */
    abstract void endUnconfirmed();

    /** This connection, out of the ring that it may be in. */
    final StreamDeadlines detached() {
        if (ring != null) {
            ring.remove(this);
        }
        return this;
    }

    @Override
    public Duration setTimeout(Duration timeout) {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        if (!isOpen()) {
            return null;
        }
        Duration before = ring == null ? null : ring.timeout();
        detached();
        if (timeout != null) {
            loop.ring(timeout).touch(this);
        }
        return before;
    }

    @Override
    public void resetTimeout() {
        if (ring != null && isOpen()) {
            ring.touch(this);
        }
    }
}
