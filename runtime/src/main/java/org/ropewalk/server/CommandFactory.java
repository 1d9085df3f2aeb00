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
import org.ropewalk.filter.Filter;
import org.ropewalk.filter.FilteredProtocol;
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
 * The base of every generated factory: creates a handler and a protocol for each connection, and
 * has what they share. Handlers are created on the reactor's home loop; each is called on its
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

    /** The limits of new connections. */
    public final LineLimits limits() {
        return context.limits();
    }

    /**
     * Sets other limits for new connections: {@code factory.limits(limits -> limits.withPayload(1
     * << 16))}. The change also applies to states and commands that have limits of their own.
     */
    public final void limits(UnaryOperator<LineLimits> change) {
        bounded(changed(context.limits(), change));
        context.narrow(narrower -> changed(narrower, change));
    }

    private static LineLimits changed(LineLimits limits, UnaryOperator<LineLimits> change) {
        return Objects.requireNonNull(change.apply(limits), "limits");
    }

    /**
     * Sets the executor of handler methods that may block ({@link
     * org.ropewalk.annotation.Blocking}). By default they run on virtual threads if the JDK has
     * them, else on a pool.
     */
    public final void blocking(Executor executor) {
        context.blocking(Objects.requireNonNull(executor, "executor"));
    }

    /**
     * Delays the greeting of new connections, and refuses peers that send before it: programs that
     * send spam often do not wait. By default, or with null, there is no delay.
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
     * Sets the TLS context of new connections, for the command with {@link
     * org.ropewalk.annotation.StartTls}. Without it, that command is not available.
     */
    public final void tls(TlsContext context) {
        Objects.requireNonNull(context, "context");
        tls(() -> context);
    }

    /**
     * As {@link #tls(TlsContext)}, with a supplier that is called for each TLS handshake: {@link
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

    /** Adds an observer of new connections and their commands. Any thread. */
    public final void observe(CommandObserver observer) {
        context.observe(Objects.requireNonNull(observer, "observer"));
    }

    /** Counts the commands of new connections, for {@link #stats()}. Any thread. */
    public final void countCommands() {
        context.countCommands();
    }

    // ---- what is counted

    /** The counters since the start; any thread. */
    public final ServerStats stats() {
        return context.stats();
    }

    /** The number of error replies of this kind since the start; any thread. */
    public final long errors(ErrorKind kind) {
        return context.counters().errors(kind);
    }

    /** The number of connections that ended for this reason; any thread. */
    public final long endings(CloseReason ending) {
        return context.counters().endings(ending);
    }

    /** The number of open connections; any thread. */
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
     * A protocol and its handler. If there are too many connections, it is a protocol that sends
     * the declared {@code busy} reply and closes the connection.
     */
    @Override
    public final Protocol buildProtocol(SocketAddress address) {
        int most = context.limits().connections();
        if (connections() >= most) {
            context.counters().count(CloseReason.BUSY);
            return FilteredProtocol.of(refusal(address), this, filter());
        }
        ServerConnection connection = new ServerConnection(context, address);
        CommandProtocol protocol = protocolOf(connection, handlerFor(connection));
        context.opened();
        return FilteredProtocol.of(protocol, this, filter());
    }

    /** What makes the filter of a connection; null if there is none. */
    @ForGeneratedCode
    protected @Nullable Supplier<Filter> filter() {
        return null;
    }

    private CommandProtocol refusal(SocketAddress address) {
        ServerConnection connection = new ServerConnection(context, address);
        CommandProtocol refusal = protocolOf(connection, null);
        if (refusal.refusesByHandler()) {
            refusal = protocolOf(connection, handlerFor(connection));
        }
        connection.refuse();
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
