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

    /** The ring has dropped this connection, for its time has passed. */
    abstract void timeoutPassed();

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
