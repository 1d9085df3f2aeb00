package org.ropewalk.server;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ropewalk.annotation.Order;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Loop;
import org.ropewalk.tls.TlsContext;

/** What all connections of a factory share: bounds, counters, the log, how handlers are made. */
final class ServerContext {
    private final Function<? super Peer, ?> handlers;
    private final LineFormat format;
    private final Order order;
    private final ServerLog log;
    private final ServerCounters counters = new ServerCounters();
    private final OverloadMonitor overload = new OverloadMonitor();
    private final LineLimits[] narrower;
    private LineLimits limits;
    private Executor blocking;
    private Duration silence;
    private Supplier<TlsContext> tls;

    ServerContext(
            Function<? super Peer, ?> handlers,
            LineFormat format,
            Order order,
            ServerLog log,
            LineLimits limits,
            LineLimits... narrower) {
        this.handlers = handlers;
        this.format = format;
        this.order = order;
        this.log = log;
        this.limits = limits;
        this.narrower = narrower.clone();
    }

    LineFormat format() {
        return format;
    }

    Order order() {
        return order;
    }

    ServerLog log() {
        return log;
    }

    ServerCounters counters() {
        return counters;
    }

    Object handlerFor(Peer peer) {
        return Objects.requireNonNull(handlers.apply(peer), "the handler function returned null");
    }

    // ---- options

    LineLimits limits() {
        return limits;
    }

    void limits(LineLimits other) {
        limits = other;
    }

    /** The bounds of states and commands that have their own. */
    LineLimits[] narrower() {
        return narrower;
    }

    LineLimits narrower(int index) {
        return narrower[index];
    }

    void narrow(UnaryOperator<LineLimits> change) {
        for (int i = 0; i < narrower.length; i++) {
            narrower[i] = change.apply(narrower[i]);
        }
    }

    void blocking(Executor executor) {
        blocking = executor;
    }

    <T> CompletionStage<T> offload(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        (blocking == null ? BlockingExecutor.standard() : blocking)
                .execute(
                        () -> {
                            try {
                                result.complete(call.call());
                            } catch (Throwable thrown) {
                                result.completeExceptionally(thrown);
                            }
                        });
        return result;
    }

    Duration silence() {
        return silence;
    }

    void silence(Duration beforeTheGreeting) {
        silence = beforeTheGreeting;
    }

    Supplier<TlsContext> tls() {
        return tls;
    }

    void tls(Supplier<TlsContext> contexts) {
        tls = contexts;
    }

    // ---- what is counted

    /** A connection was accepted; {@link #ended} is called once for it. */
    void opened() {
        counters.opened();
        connectionsChanged();
    }

    /** A connection that was {@link #opened} has ended. */
    void ended(CloseReason reason, Peer peer, long nowNs) {
        counters.count(reason);
        log.ended(reason, peer, nowNs);
        counters.closed();
        connectionsChanged();
    }

    private void connectionsChanged() {
        if (overload.changedBy(counters::open, limits.connections())) {
            log.overloaded(overload.isOn(), counters.open(), limits.connections());
        }
    }

    boolean isOverloaded() {
        return overload.isOn();
    }

    /** Connections are served on {@code loop}. */
    void serves(Loop loop) {
        overload.servedOn(loop);
    }

    /** How many errors in a row end a connection. */
    int mostErrors(LineLimits bounds) {
        return overload.isOn() ? 1 : bounds.errors();
    }

    void erred(ErrorKind kind, Peer peer, long nowNs) {
        counters.count(kind);
        log.erred(kind, peer, nowNs);
    }

    /** Runs {@code push} on its peer's loop; does nothing if the connection has ended. */
    void push(Peer peer, Runnable push) {
        Loop loop = peer.loop();
        if (loop == null) {
            return;
        }
        if (loop.isInLoopThread()) {
            push.run();
        } else {
            loop.callFromThread(() -> pushLater(peer, push));
        }
    }

    private void pushLater(Peer peer, Runnable push) {
        try {
            push.run();
        } catch (IllegalArgumentException e) {
            log.pushRefused(peer, e, peer.loop() == null ? 0 : peer.loop().nanoTime());
        }
    }

    ServerStats stats() {
        return counters.stats(limits, overload.isOn());
    }
}
