package org.ropewalk.application;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ropewalk.endpoint.EndpointText;
import org.ropewalk.reactor.Backoff;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.Reactor.Phase;
import org.ropewalk.reactor.Reactor.SystemEvent;
import org.ropewalk.reactor.Reactor.SystemEventTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection open: connects again when an attempt failed or the connection was lost, with
 * growing delays. Belongs to the reactor's home loop.
 */
public final class ClientService extends Service {
    private static final Logger LOG = LoggerFactory.getLogger(ClientService.class);

    /**
     * DROPPING: the preparation failed, the connection ends, and another is tried. DISCONNECTING
     * and RESTARTING: the service was stopped, and in the latter started again, before its
     * connection has ended.
     */
    private enum State {
        STOPPED,
        CONNECTING,
        PREPARING,
        DROPPING,
        WAITING,
        CONNECTED,
        DISCONNECTING,
        RESTARTING
    }

    private final Reactor reactor;
    private final String endpoint;
    private final Factory factory;
    private final Backoff backoff;
    private final RandomGenerator random;
    private BiConsumer<Duration, Throwable> attempts = (duration, failure) -> {};

    /** When the attempt began that is under way, or was the last. */
    private long begunNs;

    private Function<? super Protocol, ? extends CompletionStage<?>> preparation =
            protocol -> CompletableFuture.completedFuture(null);
    private final List<Waiter> waiters = new ArrayList<>();
    private State state = State.STOPPED;
    private @Nullable Connector connector;
    private @Nullable Protocol protocol;

    /** The connection that is being prepared. */
    private @Nullable Protocol preparing;

    private @Nullable DelayedCall next;
    private int failures;
    private @Nullable SystemEventTrigger reactorEnds;
    private CompletableFuture<Void> stopping = CompletableFuture.completedFuture(null);

    /** Waits for a connection, and fails after so many failed attempts. */
    private static final class Waiter {
        private final CompletableFuture<Protocol> connected = new CompletableFuture<>();
        private int failuresLeft;

        Waiter(int failAfterFailures) {
            failuresLeft = failAfterFailures;
        }
    }

    /** Connects to {@code endpoint}, with the delays of {@link Backoff#STANDARD}. */
    public ClientService(Reactor reactor, String endpoint, Factory factory) {
        this(reactor, endpoint, factory, Backoff.STANDARD, new Random());
    }

    /** Connects to {@code endpoint}, with the delays of {@code backoff}. */
    public ClientService(
            Reactor reactor,
            String endpoint,
            Factory factory,
            Backoff backoff,
            RandomGenerator random) {
        this.reactor = Objects.requireNonNull(reactor, "reactor");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.factory = Objects.requireNonNull(factory, "factory");
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.random = Objects.requireNonNull(random, "random");
    }

    /**
     * Prepares each new connection, for example with a login, before it is used. If it fails, the
     * connection is closed, and that counts as an attempt that failed.
     */
    public ClientService prepareConnection(
            Function<? super Protocol, ? extends CompletionStage<?>> prepare) {
        preparation = Objects.requireNonNull(prepare, "prepare");
        return this;
    }

    /** As {@link #whenConnected(int)}, however many attempts fail. */
    public CompletableFuture<Protocol> whenConnected() {
        return whenConnected(Integer.MAX_VALUE);
    }

    /**
     * Completes with the protocol of the connection when it is open; at once if it is open. Fails
     * with the reason of the last attempt when {@code failAfterFailures} have failed from now on,
     * and with a {@link CancellationException} when the service or the reactor stops, or the
     * service does not run.
     *
     * @throws IllegalStateException on another thread than the home loop's
     */
    public CompletableFuture<Protocol> whenConnected(int failAfterFailures) {
        reactor.checkThread();
        if (state == State.CONNECTED) {
            return CompletableFuture.completedFuture(protocol);
        }
        if (!isRunning()) {
            return CompletableFuture.failedFuture(
                    new CancellationException("the client service is not running"));
        }
        Waiter waiter = new Waiter(failAfterFailures);
        waiters.add(waiter);
        waiter.connected.whenComplete(
                (connected, failure) -> {
                    if (failure != null) {
                        // The caller may have cancelled it, on any thread.
                        reactor.callInLoop(() -> waiters.remove(waiter));
                    }
                });
        return waiter.connected;
    }

    /**
     * Starts to connect; the future fails if no attempt can be made.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was done then
     */
    @Override
    public CompletableFuture<Void> startService() {
        reactor.checkThread();
        if (isRunning()) {
            LOG.warn("The client service for {} is already running", EndpointText.masked(endpoint));
            return CompletableFuture.completedFuture(null);
        }
        failures = 0;
        if (state == State.DISCONNECTING) {
            state = State.RESTARTING;
        } else {
            try {
                connect();
            } catch (Throwable e) {
                state = State.STOPPED;
                return CompletableFuture.failedFuture(e);
            }
        }
        super.startService();
        reactorEnds =
                reactor.addSystemEventTrigger(
                        Phase.DURING,
                        SystemEvent.SHUTDOWN,
                        () -> {
                            reactorEnds = null;
                            stopService();
                            return null;
                        });
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Completes when the connection has ended.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was done then
     */
    @Override
    public CompletableFuture<Void> stopService() {
        reactor.checkThread();
        if (!isRunning()) {
            return stopping;
        }
        super.stopService();
        if (reactorEnds != null) {
            reactorEnds.remove();
            reactorEnds = null;
        }
        State before = state;
        boolean connected = connector != null && connector.state() == Connector.State.CONNECTED;
        switch (before) {
            case RESTARTING -> state = State.DISCONNECTING;
            case CONNECTED, PREPARING, DROPPING, CONNECTING -> {
                state = connected ? State.DISCONNECTING : State.STOPPED;
                if (connected) {
                    stopping = new CompletableFuture<>();
                }
                if (connector != null) {
                    connector.disconnect();
                }
            }
            default -> {
                state = State.STOPPED;
                cancelNext();
            }
        }
        CompletableFuture<Void> stopped = stopping;
        List<Waiter> cancelled = List.copyOf(waiters);
        waiters.clear();
        cancelled.forEach(
                waiter ->
                        waiter.connected.completeExceptionally(
                                new CancellationException("the client service was stopped")));
        return stopped;
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    /** Calls {@code told} after each attempt, with how long it took and why it failed, or null. */
    ClientService attempts(BiConsumer<Duration, Throwable> told) {
        attempts = told;
        return this;
    }

    private void attempted(@Nullable Throwable failure) {
        attempts.accept(Duration.ofNanos(reactor.nanoTime() - begunNs), failure);
    }

    private void connect() {
        state = State.CONNECTING;
        begunNs = reactor.nanoTime();
        if (connector == null) {
            connector = reactor.connect(endpoint, new Forwarding());
        } else {
            connector.connect();
        }
    }

    private void made(Protocol connected) {
        state = State.PREPARING;
        preparing = connected;
        CompletionStage<?> prepared;
        try {
            prepared =
                    Objects.requireNonNull(
                            preparation.apply(connected), "prepareConnection returned null");
        } catch (Throwable e) {
            prepared = CompletableFuture.failedFuture(e);
        }
        prepared.whenComplete(
                (nothing, failure) -> reactor.callFromThread(() -> prepared(connected, failure)));
    }

    @SuppressWarnings("NullAway") // A connection is being prepared.
    private void prepared(Protocol connected, @Nullable Throwable failure) {
        if (state != State.PREPARING || connected != preparing) {
            return;
        }
        if (failure != null) {
            failures++;
            state = State.DROPPING;
            connector.disconnect();
            tellWaiters(failure);
            return;
        }
        state = State.CONNECTED;
        protocol = connected;
        failures = 0;
        List<Waiter> served = List.copyOf(waiters);
        waiters.clear();
        served.forEach(waiter -> waiter.connected.complete(connected));
    }

    /** An attempt has failed. */
    private void failed(Throwable reason) {
        failures++;
        if (failures == 1) {
            LOG.warn(
                    "The connection to {} failed and is tried again: {}",
                    EndpointText.masked(endpoint),
                    reason.toString());
        }
        waitForNext();
        tellWaiters(reason);
    }

    /** Each waiter counts for itself; called when the state has changed. */
    private void tellWaiters(Throwable reason) {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (--waiter.failuresLeft <= 0) {
                waiters.remove(waiter);
                waiter.connected.completeExceptionally(reason);
            }
        }
    }

    private void waitForNext() {
        connectAfter(backoff.delay(Math.max(1, failures), random));
    }

    private void connectAfter(Duration delay) {
        state = State.WAITING;
        next =
                reactor.callLater(
                        delay,
                        () -> {
                            next = null;
                            connectAgain();
                        });
    }

    private void connectAgain() {
        try {
            connect();
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void lost() {
        protocol = null;
        preparing = null;
        switch (state) {
            case DISCONNECTING -> {
                state = State.STOPPED;
                stopping.complete(null);
            }
            case RESTARTING -> {
                // Not inside the connector's own call.
                connectAfter(Duration.ZERO);
                stopping.complete(null);
            }
            case STOPPED ->
                    LOG.debug(
                            "The connection to {} ended after the service",
                            EndpointText.masked(endpoint));
            default -> waitForNext();
        }
    }

    /** Builds the user's protocols. */
    private final class Forwarding extends ClientFactory {
        @Override
        protected void startFactory() {
            factory.doStart();
        }

        @Override
        protected void stopFactory() {
            factory.doStop();
        }

        @Override
        public @Nullable Protocol buildProtocol(SocketAddress peer) {
            Protocol built = factory.buildProtocol(peer);
            if (built != null) {
                built.builtBy(factory);
            }
            return built;
        }

        @Override
        public void clientConnectionMade(Connector by, Protocol connected) {
            if (state == State.CONNECTING) {
                attempted(null);
                made(connected);
            }
        }

        @Override
        public void clientConnectionFailed(Connector by, Throwable reason) {
            if (state == State.CONNECTING) {
                attempted(reason);
                failed(reason);
            }
        }

        @Override
        public void clientConnectionLost(Connector by, Throwable reason) {
            if (state == State.CONNECTING || state == State.PREPARING) {
                failed(reason);
            } else {
                lost();
            }
        }
    }
}
