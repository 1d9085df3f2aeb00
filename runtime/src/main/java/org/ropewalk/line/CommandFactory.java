package org.ropewalk.line;

import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ropewalk.annotation.Order;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.tls.TlsContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every generated factory stands on: builds a handler and a protocol for each connection, and
 * holds what they share. Handlers are made on the reactor's home loop; each is called on its
 * connection's loop.
 *
 * @param <H> the interface that handlers implement
 */
public abstract class CommandFactory<H> extends Factory {
    private static final Logger LOG = LoggerFactory.getLogger(CommandFactory.class);

    private static final long WARN_EVERY_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long NEVER = Long.MIN_VALUE;

    private final Function<? super Peer, ? extends H> handlers;
    private final LineFormat format;
    private final Order order;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLongArray errors = new AtomicLongArray(ErrorKind.values().length);
    private final AtomicLong foreignWarnedNs = new AtomicLong(NEVER);
    private LineLimits limits;
    private final LineLimits[] narrower;
    private Executor blocking;
    private Supplier<TlsContext> tls;

    /** A factory whose connections {@code handlers} serve. */
    protected CommandFactory(
            Function<? super Peer, ? extends H> handlers,
            LineFormat format,
            Order order,
            LineLimits limits,
            LineLimits... narrower) {
        this.handlers = Objects.requireNonNull(handlers, "handlers");
        this.format = format;
        this.order = order;
        this.limits = limits;
        this.narrower = narrower.clone();
    }

    /** The generated protocol, with its handler. */
    protected abstract CommandReceiver protocolFor(H handler);

    final LineFormat format() {
        return format;
    }

    final Order order() {
        return order;
    }

    /** The bounds that hold for connections to come. */
    public final LineLimits limits() {
        return limits;
    }

    /**
     * Sets other bounds for connections to come: {@code factory.limits(limits ->
     * limits.withPayload(1 << 16))}. The change is made to the bounds of states and commands too
     * that have their own.
     */
    public final void limits(UnaryOperator<LineLimits> change) {
        limits = Objects.requireNonNull(change.apply(limits), "limits");
        for (int i = 0; i < narrower.length; i++) {
            narrower[i] = Objects.requireNonNull(change.apply(narrower[i]), "limits");
        }
    }

    final LineLimits narrower(int index) {
        return narrower[index];
    }

    /**
     * Sets where handlers run that may block ({@link org.ropewalk.annotation.Blocking}); by default
     * on virtual threads where the JDK has them, else on a pool.
     */
    public final void blocking(Executor executor) {
        blocking = Objects.requireNonNull(executor, "executor");
    }

    final <T> CompletionStage<T> offload(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        (blocking == null ? BlockingCalls.standard() : blocking)
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

    /**
     * Offers TLS to connections to come, by the protocol's command with {@link
     * org.ropewalk.annotation.StartTls}; without it there is no such command.
     */
    public final void tls(TlsContext context) {
        Objects.requireNonNull(context, "context");
        tls(() -> context);
    }

    /**
     * As {@link #tls(TlsContext)}, asked anew for each connection that is secured: {@link
     * org.ropewalk.tls.ReloadingTls}.
     */
    public final void tls(Supplier<TlsContext> contexts) {
        tls = Objects.requireNonNull(contexts, "contexts");
    }

    final Supplier<TlsContext> tls() {
        return tls;
    }

    /** How often this was wrong, on all connections so far; any thread. */
    public final long errors(ErrorKind kind) {
        return errors.get(kind.ordinal());
    }

    final void erred(ErrorKind kind) {
        errors.incrementAndGet(kind.ordinal());
    }

    /** How many connections there are; any thread. */
    public final int connections() {
        return connections.get();
    }

    @Override
    protected void startFactory() {
        LOG.debug("{} starts with {}", getClass().getSimpleName(), limits);
        for (LineLimits own : narrower) {
            LOG.debug("{} has a state or a command with {}", getClass().getSimpleName(), own);
        }
    }

    /**
     * A protocol and its handler; where there are too many connections, one that says so by the
     * declared {@code busy} reply, and ends.
     */
    @Override
    public final Protocol buildProtocol(SocketAddress address) {
        if (connections.get() >= limits.connections()) {
            LOG.warn(
                    "{} refuses {}: {} connections are open",
                    getClass().getSimpleName(),
                    address,
                    limits.connections());
            CommandReceiver refusal = protocolFor(null);
            refusal.refuseConnection();
            return refusal;
        }
        Peer peer = new Peer(address);
        CommandReceiver protocol = protocolFor(handlerFor(peer));
        peer.connected(protocol);
        protocol.peer(peer);
        connections.incrementAndGet();
        return protocol;
    }

    final H handlerFor(Peer peer) {
        return Objects.requireNonNull(handlers.apply(peer), "the handler function returned null");
    }

    /** Logs that something was meant for another server, at most once a minute. */
    final void warnOfForeign(String what, Peer peer, long nowNs) {
        long warned = foreignWarnedNs.get();
        if ((warned == NEVER || nowNs - warned >= WARN_EVERY_NS)
                && foreignWarnedNs.compareAndSet(warned, nowNs)) {
            LOG.warn(
                    "{} received {} from {}; such connections are closed without an answer",
                    getClass().getSimpleName(),
                    what,
                    peer);
        }
    }

    final void lost() {
        connections.decrementAndGet();
    }
}
