package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Transport;
import org.ropewalk.reactor.TurnTask;

/**
 * A connection as its loop knows it: a link of the list of all connections, and of the ring of
 * those that wait for the same time. Nothing is allocated to enter or leave them.
 */
public abstract class LoopConnection extends TurnTask implements Transport {
    private final StreamSocket socket;
    private LoopConnection before;
    private LoopConnection behind;
    private Ring ring;
    private LoopConnection ringBefore;
    private LoopConnection ringBehind;
    private long deadlineNs;

    LoopConnection(StreamSocket socket) {
        this.socket = socket;
    }

    /** Its time has passed, and {@code passed} has dropped it. */
    abstract void timeoutPassed(Ring passed);

    /** Ends it in order, though its peer has not closed its side. */
    abstract void endUnconfirmed();

    /** Drops it because the reactor ends. */
    public abstract void drop();

    /** Asks its protocol to finish, if it was accepted. */
    public abstract void drainProtocol();

    /** Logs that its protocol has not finished, if it was accepted. */
    public abstract void tellUnfinished();

    /** Tells its protocol that the load has changed, if it was accepted. */
    abstract void tellOverload();

    /** The rings of its loop. */
    abstract Rings rings();

    /** Whether it has ended. */
    public abstract boolean isLost();

    final StreamSocket socket() {
        return socket;
    }

    /** Takes it out of the ring that it may be in. */
    final void leaveRing() {
        if (ring != null) {
            ring.remove(this);
        }
    }

    // ---- timeouts

    @Override
    public final Duration setTimeout(Duration timeout) {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        if (!isOpen()) {
            return null;
        }
        Duration last = ring == null ? null : ring.timeout();
        leaveRing();
        if (timeout != null) {
            rings().of(timeout).touch(this, rings().turnNs());
        }
        return last;
    }

    @Override
    public final void resetTimeout() {
        if (ring != null && isOpen()) {
            ring.touch(this, rings().turnNs());
        }
    }

    // ---- facts

    @Override
    public final <T> void setOption(SocketOption<T> option, T value) {
        try {
            if (!isLost()) {
                socket.setOption(option, value);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    option + " cannot be " + value + ": " + e.getMessage(), e);
        }
    }

    @Override
    public final <T> T getOption(SocketOption<T> option) {
        if (isLost()) {
            throw new IllegalStateException("the connection has ended");
        }
        try {
            return socket.getOption(option);
        } catch (IOException e) {
            throw new IllegalStateException(option + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public final SocketAddress getPeer() {
        return socket.remoteAddress();
    }

    @Override
    public final SocketAddress getHost() {
        return socket.localAddress();
    }

    @Override
    public final void lingerConnection() {
        loseConnection();
    }

    /** The connections of one loop. */
    static final class All {
        private LoopConnection first;
        private int count;

        void add(LoopConnection connection) {
            connection.behind = first;
            if (first != null) {
                first.before = connection;
            }
            first = connection;
            count++;
        }

        void remove(LoopConnection connection) {
            if (connection.before == null) {
                first = connection.behind;
            } else {
                connection.before.behind = connection.behind;
            }
            if (connection.behind != null) {
                connection.behind.before = connection.before;
            }
            connection.before = null;
            connection.behind = null;
            count--;
        }

        /** A copy, so that connections may end meanwhile. */
        LoopConnection[] toArray() {
            LoopConnection[] all = new LoopConnection[count];
            int index = 0;
            for (LoopConnection each = first; each != null; each = each.behind) {
                all[index++] = each;
            }
            return all;
        }
    }

    /** The rings of one loop: one for each time, as long as a connection waits for it. */
    static final class Rings {
        private final Map<Duration, Ring> rings = new HashMap<>();
        private final Loop loop;
        private final LongSupplier turnNs;
        private final Ring closing;

        /**
         * No rings yet.
         *
         * @param turnNs the time when the loop's turn began, which is cheap to have
         * @param closing how long closed connections wait for their peers
         */
        Rings(Loop loop, LongSupplier turnNs, Duration closing) {
            this.loop = loop;
            this.turnNs = turnNs;
            this.closing = new Ring(this, closing);
        }

        private long turnNs() {
            return turnNs.getAsLong();
        }

        Ring of(Duration timeout) {
            return rings.computeIfAbsent(timeout, missing -> new Ring(this, missing));
        }

        /** The connections that this side has closed and whose peers have not. */
        Ring closing() {
            return closing;
        }

        /** How many timers wait for rings. */
        int timers() {
            int count = closing.timer == null ? 0 : 1;
            for (Ring each : rings.values()) {
                count += each.timer == null ? 0 : 1;
            }
            return count;
        }
    }

    /**
     * The connections of a loop that wait for the same time: a list in the order of their
     * deadlines, so that a deadline moves by moving to the end, and one timer serves them all.
     */
    static final class Ring {
        private final Rings rings;
        private final Duration timeout;
        private final long timeoutNs;
        private LoopConnection first;
        private LoopConnection last;
        private DelayedCall timer;
        private int size;

        private Ring(Rings rings, Duration timeout) {
            this.rings = rings;
            this.timeout = timeout;
            this.timeoutNs = TimerHeap.nanos(timeout);
        }

        Duration timeout() {
            return timeout;
        }

        /** How many connections wait here. */
        int size() {
            return size;
        }

        /** The connection that has waited longest. */
        LoopConnection first() {
            return first;
        }

        /** Sets a connection's deadline to the ring's time from {@code nowNs}. */
        void touch(LoopConnection connection, long nowNs) {
            connection.deadlineNs = nowNs + timeoutNs;
            if (connection == last) {
                return;
            }
            if (connection.ring == this) {
                unlink(connection);
            } else {
                size++;
            }
            connection.ring = this;
            connection.ringBefore = last;
            if (last == null) {
                first = connection;
            } else {
                last.ringBehind = connection;
            }
            last = connection;
            if (timer == null) {
                timer = rings.loop.callLater(timeout, this::expire);
            }
        }

        private void remove(LoopConnection connection) {
            unlink(connection);
            connection.ring = null;
            size--;
        }

        private void unlink(LoopConnection connection) {
            if (connection.ringBefore == null) {
                first = connection.ringBehind;
            } else {
                connection.ringBefore.ringBehind = connection.ringBehind;
            }
            if (connection.ringBehind == null) {
                last = connection.ringBefore;
            } else {
                connection.ringBehind.ringBefore = connection.ringBefore;
            }
            connection.ringBefore = null;
            connection.ringBehind = null;
        }

        private void expire() {
            timer = null;
            long nowNs = rings.loop.nanoTime();
            while (first != null && first.deadlineNs - nowNs <= 0) {
                LoopConnection expired = first;
                remove(expired);
                expired.timeoutPassed(this);
            }
            if (first == null) {
                rings.rings.remove(timeout, this);
            } else if (timer == null) {
                Duration left = Duration.ofNanos(first.deadlineNs - nowNs);
                timer = rings.loop.callLater(left, this::expire);
            }
        }
    }
}
