package org.ropewalk.line;

import java.net.SocketAddress;
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
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.telemetry.Descriptors;
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

    /** Files that a server needs beside its connections: Redis keeps about as many. */
    private static final int OTHER_DESCRIPTORS = 64;

    private final Function<? super Peer, ? extends H> handlers;
    private final LineFormat format;
    private final Order order;
    private final ServerCounters counters = new ServerCounters();
    private final ServerLog log = new ServerLog(LOG, getClass().getSimpleName());
    private final Stress stress = new Stress();
    private LineLimits limits;
    private OutputLimits outputLimits;
    private final LineLimits[] narrower;
    private Executor blocking;
    private Duration silence;
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
        this.narrower = narrower.clone();
        bounded(limits);
    }

    private void bounded(LineLimits bounds) {
        limits = bounds;
        long hard = (long) Math.max(bounds.output(), bounds.pushed()) + bounds.reply();
        outputLimits =
                new OutputLimits(
                        bounds.highWater(),
                        (int) Math.min(Integer.MAX_VALUE, Math.max(hard, bounds.highWater())),
                        bounds.stallSeconds() == LineLimits.UNLIMITED
                                ? null
                                : Duration.ofSeconds(bounds.stallSeconds()));
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
        bounded(Objects.requireNonNull(change.apply(limits), "limits"));
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
     * Lets connections to come wait so long for their greeting, and turns away who speaks before
     * it: programs that send much mail in little time do not listen. Null, the standard, greets at
     * once.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public final void silence(Duration beforeTheGreeting) {
        if (beforeTheGreeting != null
                && (beforeTheGreeting.isZero() || beforeTheGreeting.isNegative())) {
            throw new IllegalArgumentException(
                    "a silence must be positive, not " + beforeTheGreeting);
        }
        silence = beforeTheGreeting;
    }

    final Duration silence() {
        return silence;
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

    @Override
    public final OutputLimits outputLimits() {
        return outputLimits;
    }

    @Override
    public final void proxyHeaderRefused(SocketAddress peer) {
        counters.count(Ending.PROXY_HEADER);
    }

    @Override
    public final void proxyChecked(SocketAddress peer) {
        counters.count(Ending.PROXY_CHECK);
    }

    // ---- what is counted

    /** What has been counted so far; any thread. */
    public final ServerStats stats() {
        return counters.stats(limits, stress.isOn());
    }

    /** How often this was wrong, on all connections so far; any thread. */
    public final long errors(ErrorKind kind) {
        return counters.errors(kind);
    }

    /** How many connections have ended for this reason; any thread. */
    public final long endings(Ending ending) {
        return counters.endings(ending);
    }

    /** How many connections there are; any thread. */
    public final int connections() {
        return counters.open();
    }

    final void erred(ErrorKind kind, Peer peer, long nowNs) {
        counters.count(kind);
        log.erred(kind, peer, nowNs);
    }

    final void foreign(String what, Peer peer, long nowNs) {
        log.foreign(what, peer, nowNs);
    }

    final void unasked(String said, Peer peer, long nowNs) {
        log.unasked(said, peer, nowNs);
    }

    final void unwritable(ErrorKind kind, Throwable why, long nowNs) {
        log.unwritable(kind, why, nowNs);
    }

    final String incident(Throwable thrown, String command, Peer peer, long nowNs) {
        return log.incident(thrown, command, peer, nowNs);
    }

    final void ended(Ending ending, Peer peer, long nowNs) {
        counters.count(ending);
        log.ended(ending, peer, nowNs);
        counters.closed();
        changed();
    }

    private void changed() {
        if (stress.changedBy(counters::open, limits.connections())) {
            log.stressed(stress.isOn(), counters.open(), limits.connections());
        }
    }

    final boolean isStressed() {
        return stress.isOn();
    }

    final void serves(Loop loop) {
        stress.servedOn(loop);
    }

    /** How many errors in a row end a connection. */
    final int mostErrors(LineLimits bounds) {
        return stress.isOn() ? 1 : bounds.errors();
    }

    @Override
    protected void startFactory() {
        Descriptors.limit().ifPresent(this::boundConnections);
        log.starts(limits, narrower, memory().limit());
    }

    /** More connections than descriptors would only fail later, and elsewhere. */
    private void boundConnections(int descriptors) {
        int room = Math.max(descriptors / 2, descriptors - OTHER_DESCRIPTORS);
        if (limits.connections() > room && limits.connections() != LineLimits.UNLIMITED) {
            log.bounded(room, limits.connections(), descriptors);
            bounded(limits.withConnections(room));
        }
    }

    /**
     * A protocol and its handler; where there are too many connections, one that says so by the
     * declared {@code busy} reply, and ends.
     */
    @Override
    public final Protocol buildProtocol(SocketAddress address) {
        if (connections() >= limits.connections()) {
            counters.count(Ending.BUSY);
            log.refused(address, limits.connections());
            return refusal(address);
        }
        Peer peer = new Peer(address);
        CommandReceiver protocol = protocolFor(handlerFor(peer));
        protocol.peer(peer);
        counters.opened();
        changed();
        return protocol;
    }

    private CommandReceiver refusal(SocketAddress address) {
        CommandReceiver refusal = protocolFor(null);
        if (refusal.refusesByHandler()) {
            Peer peer = new Peer(address);
            refusal = protocolFor(handlerFor(peer));
            refusal.peer(peer);
        }
        refusal.refuseConnection();
        return refusal;
    }

    final H handlerFor(Peer peer) {
        return Objects.requireNonNull(handlers.apply(peer), "the handler function returned null");
    }
}
