package org.ropewalk.server;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.annotation.Order;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.telemetry.Descriptors;
import org.ropewalk.tls.TlsContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The base of every generated factory: builds a handler and a protocol for each connection, and
 * holds what they share. Handlers are made on the reactor's home loop; each is called on its
 * connection's loop.
 *
 * @param <H> the interface that handlers implement
 */
public abstract class CommandFactory<H> extends Factory {
    private static final Logger LOG = LoggerFactory.getLogger(CommandFactory.class);

    /** Files that a server needs in addition to its connections: Redis reserves about as many. */
    private static final int OTHER_DESCRIPTORS = 64;

    private final ServerContext context;
    private OutputLimits outputLimits;

    /** A factory whose connections {@code handlers} serve. */
    @ForGeneratedCode
    protected CommandFactory(
            Function<? super Peer, ? extends H> handlers,
            LineFormat format,
            Order order,
            LineLimits limits,
            LineLimits... narrower) {
        this.context =
                new ServerContext(
                        Objects.requireNonNull(handlers, "handlers"),
                        format,
                        order,
                        new ServerLog(LOG, getClass().getSimpleName()),
                        limits,
                        narrower);
        bounded(limits);
    }

    private void bounded(LineLimits bounds) {
        context.limits(bounds);
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
    @ForGeneratedCode
    protected abstract CommandProtocol protocolFor(Peer peer, @Nullable H handler);

    /** The bounds that hold for connections to come. */
    public final LineLimits limits() {
        return context.limits();
    }

    /**
     * Sets other bounds for connections to come: {@code factory.limits(limits ->
     * limits.withPayload(1 << 16))}. The change is made to the bounds of states and commands too
     * that have their own.
     */
    public final void limits(UnaryOperator<LineLimits> change) {
        bounded(changed(context.limits(), change));
        context.narrow(narrower -> changed(narrower, change));
    }

    private static LineLimits changed(LineLimits limits, UnaryOperator<LineLimits> change) {
        return Objects.requireNonNull(change.apply(limits), "limits");
    }

    /**
     * Sets where handlers run that may block ({@link org.ropewalk.annotation.Blocking}); by default
     * on virtual threads where the JDK has them, else on a pool.
     */
    public final void blocking(Executor executor) {
        context.blocking(Objects.requireNonNull(executor, "executor"));
    }

    /**
     * Delays the greeting of connections to come, and refuses peers that send before it: programs
     * that send spam often do not wait. Null, the standard, greets at once.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public final void greetingDelay(Duration delay) {
        if (delay != null && (delay.isZero() || delay.isNegative())) {
            throw new IllegalArgumentException("a delay must be positive, not " + delay);
        }
        context.greetingDelay(delay);
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
        context.tls(Objects.requireNonNull(contexts, "contexts"));
    }

    @Override
    public final OutputLimits outputLimits() {
        return outputLimits;
    }

    @Override
    public final void proxyHeaderRefused(SocketAddress peer) {
        context.counters().count(CloseReason.PROXY_HEADER);
    }

    @Override
    public final void proxyChecked(SocketAddress peer) {
        context.counters().count(CloseReason.PROXY_CHECK);
    }

    /**
     * Tells {@code observer} of connections to come and their commands; may be called several
     * times. Any thread.
     */
    public final void observe(CommandObserver observer) {
        context.observe(Objects.requireNonNull(observer, "observer"));
    }

    /** Counts the commands of connections to come, for {@link #stats()}. Any thread. */
    public final void countCommands() {
        context.countCommands();
    }

    // ---- what is counted

    /** What has been counted so far; any thread. */
    public final ServerStats stats() {
        return context.stats();
    }

    /** How many error replies of this kind were sent so far; any thread. */
    public final long errors(ErrorKind kind) {
        return context.counters().errors(kind);
    }

    /** How many connections have ended for this reason; any thread. */
    public final long endings(CloseReason ending) {
        return context.counters().endings(ending);
    }

    /** How many connections there are; any thread. */
    public final int connections() {
        return context.counters().open();
    }

    @Override
    protected void startFactory() {
        Descriptors.limit().ifPresent(this::boundConnections);
        context.log().starts(context.limits(), context.narrower(), memory().limit());
    }

    /** More connections than descriptors would only fail later, and elsewhere. */
    private void boundConnections(int descriptors) {
        int room = Math.max(descriptors / 2, descriptors - OTHER_DESCRIPTORS);
        int wanted = context.limits().connections();
        if (wanted > room && wanted != LineLimits.UNLIMITED) {
            context.log().bounded(room, wanted, descriptors);
            bounded(context.limits().withConnections(room));
        }
    }

    /**
     * A protocol and its handler; where there are too many connections, one that says so by the
     * declared {@code busy} reply, and ends.
     */
    @Override
    public final Protocol buildProtocol(SocketAddress address) {
        int most = context.limits().connections();
        if (connections() >= most) {
            context.counters().count(CloseReason.BUSY);
            return refusal(address);
        }
        ServerConnection connection = new ServerConnection(context, address);
        CommandProtocol protocol = protocolOf(connection, handlerFor(connection));
        context.opened();
        return protocol;
    }

    private CommandProtocol refusal(SocketAddress address) {
        ServerConnection connection = new ServerConnection(context, address);
        CommandProtocol refusal = protocolOf(connection, null);
        boolean handled = refusal.refusesByHandler();
        if (handled) {
            refusal = protocolOf(connection, handlerFor(connection));
        }
        connection.refuse(handled);
        return refusal;
    }

    /** The protocol of a connection, which knows it when both are made. */
    private CommandProtocol protocolOf(ServerConnection connection, @Nullable H handler) {
        CommandProtocol protocol = protocolFor(connection, handler);
        connection.protocol(protocol);
        return protocol;
    }

    /** Serves datagrams; for generated factories of protocols that have them. */
    @ForGeneratedCode
    @SuppressWarnings("unchecked")
    protected final DatagramServer datagramServer() {
        return new DatagramServer(
                new DatagramPeer(
                        this,
                        context,
                        (connection, handler) -> protocolOf(connection, (H) handler)));
    }

    @SuppressWarnings("unchecked")
    private H handlerFor(Peer peer) {
        return (H) context.handlerFor(peer);
    }
}
