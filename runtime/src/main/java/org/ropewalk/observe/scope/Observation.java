package org.ropewalk.observe.scope;

import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.ConnectAttempt;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.ConnectionInfo.Side;
import org.ropewalk.telemetry.LogGate;
import org.ropewalk.tls.TlsSession;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The observers of one factory, or of one set of client options, and the connections made since the
 * first observer was added. Any thread.
 */
public final class Observation {
    /** Without observers, for ever. */
    public static final Observation NONE = new Observation("", Side.CLIENT);

    private static final LogGate FAILURES = new LogGate(LoggerFactory.getLogger(Observation.class));

    private final String protocol;
    private final Side side;
    private final List<CommandObserver> observers = new CopyOnWriteArrayList<>();
    private final Map<Object, ObservedConnection> connections = new ConcurrentHashMap<>();

    /** The connection that has ended last; a client's calls on it fail at once. */
    private volatile ObservedConnection ended;

    /** Without observers. */
    public Observation(String protocol, Side side) {
        this.protocol = protocol;
        this.side = side;
    }

    /** Adds an observer of new connections. */
    public void add(CommandObserver observer) {
        observers.add(observer);
    }

    /**
     * A connection is made.
     *
     * @param key represents the connection from now on, by its identity
     * @param secure whether its TLS handshake begins now
     * @param clock the loop's
     */
    public void opened(
            Object key, long id, SocketAddress peer, boolean secure, LongSupplier clock) {
        if (observers.isEmpty()) {
            return;
        }
        ConnectionInfo info = new ConnectionInfo(protocol, side, id, peer);
        connections.put(key, new ObservedConnection(info, List.copyOf(observers), clock));
        if (secure) {
            securing(key);
        }
    }

    /** A TLS handshake begins on a connection. */
    public void securing(Object key) {
        ObservedConnection connection = connections.get(key);
        if (connection != null) {
            connection.securing();
        }
    }

    /** The handshake of a connection is complete. */
    public void secured(Object key, Optional<TlsSession> session) {
        ObservedConnection connection = connections.get(key);
        if (connection != null && session.isPresent()) {
            connection.secured(session.get().version(), session.get().cipherSuite(), null);
        }
    }

    /**
     * A connection has ended; one that is not known is none of ours.
     *
     * @param cause a word in lower case
     * @param tlsFailed whether {@code reason} is the failure of a handshake
     */
    public void closed(Object key, String cause, Throwable reason, boolean tlsFailed) {
        ObservedConnection connection = connections.remove(key);
        if (connection != null) {
            ended = side == Side.CLIENT ? connection : null;
            connection.closed(cause, reason, tlsFailed);
        }
    }

    /** A call of a client is made, perhaps too late; null if there is no observer. */
    public RunningCommand called(Object key, String command) {
        if (observers.isEmpty()) {
            return null;
        }
        ObservedConnection connection = connections.getOrDefault(key, ended);
        return connection == null ? null : connection.called(command);
    }

    /** A command begins; null if its connection is not known. */
    public RunningCommand started(Object key, String command, long readyNs, long bytesIn) {
        ObservedConnection connection = connections.get(key);
        return connection == null ? null : connection.started(command, readyNs, bytesIn);
    }

    /** An attempt to connect has ended. */
    public void attempted(String endpoint, boolean again, long durationNs, Throwable failure) {
        ConnectAttempt attempt = new ConnectAttempt(protocol, endpoint, again, durationNs, failure);
        observers.forEach(observer -> guarded(() -> observer.attempted(attempt)));
    }

    /**
     * What {@code call} returns; {@code otherwise} if it throws, which is logged, or returns null.
     */
    static <S> S asked(CommandObserver observer, Function<CommandObserver, S> call, S otherwise) {
        try {
            S scope = call.apply(observer);
            return scope == null ? otherwise : scope;
        } catch (RuntimeException | LinkageError e) {
            failed(e);
            return otherwise;
        }
    }

    /** Runs a call of an observer; what it throws is logged. */
    static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError e) {
            failed(e);
        }
    }

    private static void failed(Throwable failure) {
        FAILURES.log(System.nanoTime(), Level.ERROR, "An observer has failed", failure);
    }
}
