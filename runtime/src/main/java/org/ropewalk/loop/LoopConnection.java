package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.MemoryExhausted;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Transport;
import org.ropewalk.reactor.TurnTask;

/**
 * The life of a connection: its protocol, its deadline, and its end. One of all connections of its
 * loop, and a link of the ring of those with the same timeout; nothing is allocated to enter or
 * leave them. The subclass moves the bytes.
 *
 * <p>The parts of a connection (input, output, TLS, close) know it by this class only.
 */
public abstract class LoopConnection extends TurnTask
        implements Transport, KeptMemory, StreamInput.Connection {
    /** The events of a protocol; each is handled in a turn of its own. */
    enum Event {
        MADE,
        INPUT_END,
        INPUT_END_HELD,
        OUTPUT_END,
        WRITABLE,
        SECURE,
        DRAIN,
        OVERLOAD,
        TIMEOUT
    }

    /** Is called when a connection has ended. */
    public interface Owner {
        void connectionEnded(Throwable reason);
    }

    private final StreamSocket socket;
    private Owner owner;
    private Protocol protocol;
    private Throwable reason;
    private Ring ring;
    private LoopConnection ringBefore;
    private LoopConnection ringBehind;
    private long deadlineNs;

    /** Without a sign: an int, as each idle connection has one. */
    private final int id;

    private final boolean client;
    private boolean lost;
    private boolean resets;

    /**
     * A connection that has not begun.
     *
     * @param id its number in the log, without a sign
     * @param client whether this side connected, and did not accept
     * @param owner is called at the end
     */
    LoopConnection(int id, StreamSocket socket, boolean client, Owner owner) {
        this.id = id;
        this.socket = socket;
        this.client = client;
        this.owner = owner;
    }

    /** The connections of its loop. */
    abstract Connections connections();

    final StreamSocket socket() {
        return socket;
    }

    /** Whether this side connected, and did not accept. */
    final boolean isClient() {
        return client;
    }

    /** Its protocol; null before the beginning, and after that was called at the end. */
    final Protocol protocol() {
        return protocol;
    }

    // ---- called by its loop

    /** Its time has passed, and {@code passed} has dropped it. */
    abstract void timeoutPassed(Ring passed);

    /** Ends it in order, though its peer has not closed its side. */
    abstract void endUnconfirmed();

    /** Drops it because the reactor ends. */
    public final void drop() {
        end(new ConnectionLost("the reactor was stopped"), false);
    }

    /** Requests its protocol to finish, if the connection was accepted. */
    public final void drainProtocol() {
        tellIfAccepted(Event.DRAIN);
    }

    /** Tells its protocol that the load has changed, if it was accepted. */
    final void tellOverload() {
        tellIfAccepted(Event.OVERLOAD);
    }

    private void tellIfAccepted(Event event) {
        if (!client && isOpen()) {
            serve(event);
        }
    }

    /** Logs that its protocol has not finished, if it was accepted. */
    public final void tellUnfinished() {
        if (!client && isOpen()) {
            connections().log().unfinished(protocol, this);
        }
    }

    // ---- called by its turns

    /** Whether its protocol, which was shown input, is shown more in the same turn. */
    abstract boolean isShownMore();

    /** Keeps the input that the protocol has left. */
    abstract void keepRest(Input shown);

    /** Sends the output of the turn. */
    abstract void sendTurn(TurnBuffers buffers);

    /**
     * The turn has ended.
     *
     * @param refusedMore whether the protocol was told not to write more
     * @param failure the exception that was thrown in the turn, or null
     */
    abstract void turnEnded(boolean refusedMore, Throwable failure);

    /** As the other, for the turn of an event in which nothing was written and nothing failed. */
    abstract void eventEnded();

    // ---- called by its parts

    /** Shows its protocol input that is the network's, or TLS's. */
    abstract void offer(ByteBuffer bytes);

    @Override
    public final void tellInputEnd() {
        serve(Event.INPUT_END);
    }

    @Override
    public final void tellInputEndHeld() {
        serve(Event.INPUT_END_HELD);
    }

    @Override
    public final void offerLater() {
        loop().afterTurn(this);
    }

    /** Tells its protocol. */
    abstract void serve(Event event);

    /** Gives the socket bytes: how many were taken; -1 if the connection was lost. */
    abstract int writeToSocket(byte[] bytes, int from, int to);

    /** Adjusts which operations the socket reports. */
    abstract void updateInterest();

    /** The connection was lost. */
    public final void failed(IOException cause) {
        end(new ConnectionLost("the connection was lost: " + cause.getMessage(), cause), false);
    }

    @Override
    public final void abortConnection() {
        abort(null);
    }

    /** Resets the connection in a task of its own, because of {@code why}; null for no reason. */
    abstract void abort(Throwable why);

    /** The limits of its output. */
    final OutputLimits limits() {
        Factory factory = protocol == null ? null : protocol.factory();
        return factory == null ? OutputLimits.STANDARD : factory.outputLimits();
    }

    @Override
    public final boolean reserve(long bytes) {
        return MemoryBudget.reserve(protocol == null ? null : protocol.factory(), loop(), bytes);
    }

    @Override
    public final void release(long bytes) {
        MemoryBudget.release(protocol == null ? null : protocol.factory(), loop(), bytes);
    }

    /** As {@link #reserve}, for what its socket keeps; without memory the connection is reset. */
    public final boolean reserveKept(int bytes) {
        boolean reserved = reserve(bytes);
        if (!reserved) {
            exhausted();
        }
        return reserved;
    }

    /** Undoes {@link #reserveKept}. */
    public final void releaseKept(int bytes) {
        release(bytes);
    }

    /** Resets the connection, for it would keep more than there is memory for. */
    final void exhausted() {
        abort(new MemoryExhausted("there is not enough memory for this connection"));
    }

    // ---- its beginning and its end

    /** It begins, and {@code connected} is its protocol. */
    final void enter(Protocol connected) {
        protocol = connected;
        connections().count++;
    }

    /** Whether it has ended. */
    public final boolean isLost() {
        return lost;
    }

    /** Sets why it ends, unless that is known already. */
    final void endsBecause(Throwable why) {
        if (reason == null) {
            reason = why;
        }
    }

    /**
     * Ends it now, because of {@code why} unless the reason is known already; its socket is closed
     * and its protocol is told in a task of its own. Never throws.
     */
    final void end(Throwable why, boolean reset) {
        if (lost) {
            return;
        }
        lost = true;
        resets = reset;
        endsBecause(why);
        try {
            // First of all, as it may have exhausted the memory.
            releaseMemory();
            leaveRing();
            connections().count--;
        } catch (Throwable e) {
            connections().log().failed("has ended, but was not released", this, e);
        }
        loop().afterTurn(this);
    }

    /** Drops what it keeps. */
    abstract void releaseMemory();

    /** Closes the socket, then tells the protocol and the owner that it has ended; once. */
    final void finish() {
        if (owner == null) {
            return;
        }
        try {
            socket.close(resets);
        } catch (Throwable e) {
            connections().log().failed("has ended, but was not released", this, e);
        }
        tellEnd();
    }

    private void tellEnd() {
        Protocol ended = protocol;
        Owner told = owner;
        protocol = null;
        owner = null;
        try {
            ended.endConnection(reason);
        } catch (Throwable e) {
            connections().log().failed("ended, and its protocol failed in connectionLost", this, e);
        } finally {
            told.connectionEnded(reason);
        }
    }

    /** Takes it out of the ring that it may be in. */
    final void leaveRing() {
        if (ring != null) {
            ring.remove(this);
        }
    }

    // ---- timeouts

    @Override
    public final Duration setTimeout(@Nullable Duration timeout) {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        if (!isOpen()) {
            return null;
        }
        Duration last = ring == null ? null : ring.timeout();
        if (timeout == null) {
            leaveRing();
        } else {
            connections().ring(timeout).touch(this, connections().loop.turnNanoTime());
        }
        return last;
    }

    @Override
    public final void resetTimeout() {
        if (ring != null && isOpen()) {
            ring.touch(this, connections().loop.turnNanoTime());
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
    public final long id() {
        return Integer.toUnsignedLong(id);
    }

    @Override
    public final String toString() {
        return describe();
    }

    /** The connections of one loop, and its rings: one for each time that some wait for. */
    static final class Connections {
        /** How long this side waits for a peer that makes no progress: as for any output. */
        private static final Duration CLOSE_DEADLINE = OutputLimits.STANDARD.stall();

        /** Those that wait for the end of their peers; the oldest ends for one more. */
        private static final int MOST_CLOSING = 1_024;

        private final Map<Duration, Ring> rings = new HashMap<>();
        private final Loop loop;
        private final Network network;
        private final ConnectionLog log;
        private final Ring closing;

        /** The ring that a connection entered last; null if there is none. */
        private Ring entered;

        private int count;

        /** No connections yet; {@code network} is where the sockets of all are attached. */
        Connections(Loop loop, Network network, ConnectionLog log) {
            this.loop = loop;
            this.network = network;
            this.log = log;
            this.closing = new Ring(this, CLOSE_DEADLINE);
        }

        /** What is logged about them. */
        ConnectionLog log() {
            return log;
        }

        /** How many there are. */
        int count() {
            return count;
        }

        /** All that have not ended, the oldest first. */
        List<LoopConnection> all() {
            List<LoopConnection> all = new ArrayList<>(count);
            network.streams(
                    events -> {
                        if (events instanceof LoopConnection each && !each.lost) {
                            all.add(each);
                        }
                    });
            all.sort(Comparator.comparingLong(LoopConnection::id));
            return all;
        }

        private Ring ring(Duration timeout) {
            // Mostly connections wait for the same time: the map is not asked, nor compiled, then.
            if (entered == null || !timeout.equals(entered.timeout)) {
                entered = rings.computeIfAbsent(timeout, absent -> new Ring(this, absent));
            }
            return entered;
        }

        /** Nothing waits in {@code ring} any more. */
        private void forget(Ring ring) {
            rings.remove(ring.timeout, ring);
            if (entered == ring) {
                entered = null;
            }
        }

        /** This side has closed {@code connection}: its peer is given some time to do so, too. */
        void awaitPeer(LoopConnection connection) {
            connection.leaveRing();
            if (closing.size >= MOST_CLOSING) {
                closing.first.endUnconfirmed();
            }
            closing.touch(connection, loop.turnNanoTime());
        }

        /** The peer of {@code connection} is given some time to take what it is sent. */
        void awaitProgress(LoopConnection connection) {
            closing.touch(connection, loop.turnNanoTime());
        }

        /** How many timers wait for rings. */
        int timers() {
            int timers = closing.timer == null ? 0 : 1;
            for (Ring each : rings.values()) {
                timers += each.timer == null ? 0 : 1;
            }
            return timers;
        }
    }

    /**
     * The connections of a loop that wait for the same time: a list in the order of their
     * deadlines, so that a deadline moves by moving to the end, and one timer serves them all.
     */
    static final class Ring {
        private final Connections all;
        private final Duration timeout;
        private final long timeoutNs;
        private LoopConnection first;
        private LoopConnection last;
        private DelayedCall timer;
        private int size;

        private Ring(Connections all, Duration timeout) {
            this.all = all;
            this.timeout = timeout;
            this.timeoutNs = TimerHeap.nanos(timeout);
        }

        Duration timeout() {
            return timeout;
        }

        /** Sets a connection's deadline to the ring's time from {@code nowNs}. */
        void touch(LoopConnection connection, long nowNs) {
            connection.deadlineNs = nowNs + timeoutNs;
            if (connection == last) {
                return;
            }
            if (connection.ring != null) {
                connection.ring.unlink(connection);
            }
            size++;
            connection.ring = this;
            connection.ringBefore = last;
            if (last == null) {
                first = connection;
            } else {
                last.ringBehind = connection;
            }
            last = connection;
            if (timer == null) {
                timer = all.loop.callLater(timeout, this::expire);
            }
        }

        private void remove(LoopConnection connection) {
            unlink(connection);
            connection.ring = null;
        }

        private void unlink(LoopConnection connection) {
            size--;
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
            // The timer stays set meanwhile, so that no other is set.
            long nowNs = all.loop.nanoTime();
            int left = size;
            try {
                // Once for each: one whose deadline is set again comes with the next timer.
                while (left-- > 0 && first != null && first.deadlineNs - nowNs <= 0) {
                    LoopConnection expired = first;
                    remove(expired);
                    expired.timeoutPassed(this);
                }
            } finally {
                timer = null;
                if (first == null) {
                    all.forget(this);
                } else {
                    Duration next = Duration.ofNanos(Math.max(0, first.deadlineNs - nowNs));
                    timer = all.loop.callLater(next, this::expire);
                }
            }
        }
    }
}
