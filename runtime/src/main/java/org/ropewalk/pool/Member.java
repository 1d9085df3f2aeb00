package org.ropewalk.pool;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ropewalk.application.LineClientService;
import org.ropewalk.client.CommandSender;
import org.ropewalk.client.Connection;
import org.ropewalk.endpoint.EndpointText;
import org.ropewalk.reactor.Backoff;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;

/**
 * One server of a pool, and the connection with it. It is in rotation while the connection is open,
 * the last probe has succeeded, and it is not drained. Its state belongs to the home loop; calls
 * come from any thread.
 */
final class Member<C> implements PoolServer {
    /** The part of the time between two probes that is random. */
    private static final double JITTER = 0.25;

    private final Reactor reactor;
    private final String endpoint;
    private final PoolOptions options;
    private final LineClientService<C> service;
    private final @Nullable Function<C, ? extends CompletionStage<?>> probe;
    private final Backoff times;
    private final Random random = new Random();
    private final AtomicInteger pending = new AtomicInteger();

    /** Completed when nothing is pending. */
    private final Queue<CompletableFuture<Void>> drains = new ConcurrentLinkedQueue<>();

    /** Called when it is in rotation again. */
    private final Runnable entered;

    /** Why the last probe has failed; null if it has not. */
    private volatile @Nullable Throwable refusal;

    private volatile @Nullable Connection<C> connection;
    private volatile boolean available;
    private volatile boolean draining;
    private @Nullable DelayedCall nextProbe;

    Member(
            Reactor reactor,
            String endpoint,
            PoolOptions options,
            LineClientService<C> service,
            @Nullable Function<C, ? extends CompletionStage<?>> probe,
            Runnable entered) {
        this.reactor = reactor;
        this.endpoint = endpoint;
        this.options = options;
        this.service = service;
        this.probe = probe;
        this.entered = entered;
        this.times = new Backoff(options.probeInterval(), options.probeInterval(), 1, JITTER);
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public String name() {
        String given = options.names().get(endpoint);
        return given == null ? ServerName.of(endpoint) : given;
    }

    @Override
    public int weight() {
        return options.weights().getOrDefault(endpoint, 1);
    }

    @Override
    public boolean isAvailable() {
        return available && !draining;
    }

    @Override
    public int pending() {
        return pending.get();
    }

    @Override
    public Optional<String> problem() {
        if (isAvailable()) {
            return Optional.empty();
        }
        if (draining) {
            return Optional.of("it is drained");
        }
        // Of one that was stopped, the connection ended for that reason alone.
        Throwable reason = service.isRunning() ? service.failure().orElse(refusal) : refusal;
        if (reason != null) {
            String text = reason.getMessage();
            return Optional.of(text == null ? reason.getClass().getSimpleName() : text);
        }
        return Optional.of(
                service.isRunning() ? "it is not connected yet" : "the pool does not run");
    }

    // ---- calls

    /**
     * Sends a call over the connection; null if it is not available any more.
     *
     * @param bound how long the reply may take; null for as long as the protocol says
     */
    <T> @Nullable CompletableFuture<T> call(
            Function<CommandSender, CompletableFuture<T>> call, @Nullable Duration bound) {
        // Counted before it is looked whether the server is drained, which looks at the count.
        pending.incrementAndGet();
        Connection<C> open = connection();
        if (open == null) {
            completed();
            return null;
        }
        CompletableFuture<T> sent = call.apply(open.sender(bound));
        sent.whenComplete((result, failure) -> completed());
        return sent;
    }

    private void completed() {
        if (pending.decrementAndGet() == 0) {
            completeDrains();
        }
    }

    private void completeDrains() {
        for (CompletableFuture<Void> each = drains.poll(); each != null; each = drains.poll()) {
            each.complete(null);
        }
    }

    // ---- the connection; on the home loop

    /**
     * Starts to connect, unless it is drained; {@code prepare} runs for each connection, before the
     * first probe.
     */
    CompletableFuture<Void> start(
            Function<? super Connection<C>, ? extends CompletionStage<?>> prepare) {
        service.prepareConnection(
                opened ->
                        prepare.apply(opened)
                                .thenCompose(nothing -> probe(opened))
                                .thenAccept(
                                        nothing -> reactor.callFromThread(() -> joined(opened))));
        return draining ? CompletableFuture.completedFuture(null) : connect();
    }

    /** As the other, unless it is started already. */
    CompletableFuture<Void> startAgain(
            Function<? super Connection<C>, ? extends CompletionStage<?>> prepare) {
        return service.isRunning() ? CompletableFuture.completedFuture(null) : start(prepare);
    }

    CompletableFuture<Void> stop() {
        return stop("the pool was stopped");
    }

    private CompletableFuture<Void> stop(String why) {
        leave(new CancellationException(why));
        return service.stopService();
    }

    private void joined(Connection<C> opened) {
        if (!service.isRunning()) {
            return;
        }
        connection = opened;
        enter();
        probeLater(opened);
        opened.closed().thenAccept(reason -> reactor.callFromThread(() -> left(opened, reason)));
    }

    private void left(Connection<C> closed, Throwable reason) {
        if (connection == closed) {
            connection = null;
            if (nextProbe != null) {
                nextProbe.cancel();
                nextProbe = null;
            }
            if (service.isRunning()) {
                leave(reason);
            }
        }
    }

    private void enter() {
        if (!available) {
            available = true;
            refusal = null;
            options.listener().available(this);
            entered.run();
        }
    }

    private void leave(Throwable reason) {
        refusal = reason;
        if (available) {
            available = false;
            options.listener().unavailable(this, reason);
        }
    }

    // ---- probes

    private CompletionStage<?> probe(Connection<C> opened) {
        return probe == null
                ? CompletableFuture.completedFuture(null)
                : probe.apply(opened.commands(options.probeTimeout()));
    }

    private void probeLater(Connection<C> opened) {
        if (probe != null) {
            nextProbe =
                    reactor.callLater(
                            times.delay(0, random),
                            () ->
                                    probe(opened)
                                            .whenComplete(
                                                    (result, failure) ->
                                                            reactor.callFromThread(
                                                                    () ->
                                                                            probed(
                                                                                    opened,
                                                                                    failure))));
        }
    }

    /** A server that refuses the probe keeps its connection; one that does not answer loses it. */
    private void probed(Connection<C> opened, @Nullable Throwable failure) {
        if (connection != opened || !service.isRunning()) {
            return;
        }
        if (failure == null) {
            enter();
        } else {
            leave(failure);
        }
        if (failure instanceof TimeoutException) {
            opened.close();
        } else {
            probeLater(opened);
        }
    }

    // ---- drain

    /** Takes no calls any more; completes when the pending ones have, and the connection ends. */
    CompletableFuture<Void> drain() {
        draining = true;
        CompletableFuture<Void> drained = new CompletableFuture<>();
        drains.add(drained);
        if (pending.get() == 0) {
            completeDrains();
        }
        return drained.thenCompose(nothing -> stopped());
    }

    private CompletableFuture<Void> stopped() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        boolean runs =
                reactor.callFromThread(
                        () ->
                                (draining
                                                ? stop("the server is drained")
                                                : CompletableFuture.completedFuture(null))
                                        .whenComplete(
                                                (nothing, failure) -> stopped.complete(null)));
        if (!runs) {
            stopped.complete(null);
        }
        return stopped;
    }

    /** Takes calls again, when it is connected; {@code runs} is whether the pool does. */
    CompletableFuture<Void> resume(BooleanSupplier runs) {
        draining = false;
        if (isAvailable()) {
            entered.run();
        }
        CompletableFuture<Void> resumed = new CompletableFuture<>();
        boolean queued =
                reactor.callFromThread(
                        () ->
                                connectAgain(runs.getAsBoolean())
                                        .whenComplete(
                                                (nothing, failure) -> {
                                                    if (failure == null) {
                                                        resumed.complete(null);
                                                    } else {
                                                        resumed.completeExceptionally(failure);
                                                    }
                                                }));
        if (!queued) {
            resumed.completeExceptionally(new CancellationException("the reactor has stopped"));
        }
        return resumed;
    }

    private CompletableFuture<Void> connectAgain(boolean runs) {
        return draining || !runs || service.isRunning()
                ? CompletableFuture.completedFuture(null)
                : connect();
    }

    private CompletableFuture<Void> connect() {
        refusal = null;
        CompletableFuture<Void> started = service.startService();
        started.whenComplete(
                (nothing, failure) -> {
                    if (failure != null) {
                        refusal = failure;
                    }
                });
        return started;
    }

    /** The connection; null if it is not available. */
    @Nullable Connection<C> connection() {
        return isAvailable() ? connection : null;
    }

    @Override
    public String toString() {
        return EndpointText.masked(endpoint);
    }
}
