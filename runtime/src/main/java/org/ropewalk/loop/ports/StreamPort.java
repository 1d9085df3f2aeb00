package org.ropewalk.loop.ports;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.Guard;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.loop.StreamTransport;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.telemetry.LogGate;
import org.ropewalk.tls.TlsContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Listens, accepts in batches, and hands connections to loops in turn. Belongs to the home loop.
 */
final class StreamPort implements Port, Ready, PortRegistry.Open, ProxyGate.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPort.class);

    /** Connections that are accepted before others have their turn. */
    private static final int ACCEPT_BATCH = 64;

    private static final Duration HANDSHAKE_PAUSE = Duration.ofMillis(50);

    private static final byte[] NOTHING = {};
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    private final LoopGroup loops;
    private final PortRegistry registry;
    private final SocketAddress wanted;
    private final ListenOptions options;
    private final Stages stages;
    private final Factory factory;
    private final LogGate failures = new LogGate(LOG, 1);
    private final LogGate waits = new LogGate(LOG, 1);
    private Duration backoff = FIRST_BACKOFF;
    private final PortSocket<ListenSocket> socket;

    /** {@code wanted} is null for the socket that this process inherited. */
    StreamPort(
            LoopGroup loops,
            PortRegistry registry,
            SocketAddress wanted,
            ListenOptions options,
            Stages stages,
            Factory factory) {
        this.factory = Objects.requireNonNull(factory, "factory");
        this.loops = loops;
        this.registry = registry;
        this.socket =
                new PortSocket<>(loops, registry, ListenSocket::localAddress, ListenSocket::close);
        this.wanted = wanted;
        this.options = options;
        this.stages = stages;
    }

    @Override
    public void startListening() {
        loops.onHome(this::listen);
    }

    private void listen() {
        socket.checkMayOpen();
        try {
            Network network = loops.home().network();
            socket.open(
                    wanted == null
                            ? network.inherited(this)
                            : network.listen(wanted, options, this));
        } catch (IOException e) {
            throw cannotListen(e);
        }
        try {
            factory.doStart();
        } catch (Throwable e) {
            socket.close(this);
            throw e;
        }
        registry.listens(this);
        log("starts");
    }

    private void log(String what) {
        if (factory.isNoisy()) {
            Guard.run(
                    LOG,
                    "Logging a port",
                    () -> LOG.info("{} {} on {}", factory, what, socket.address()));
        }
    }

    private CannotListenException cannotListen(IOException cause) {
        if (wanted == null) {
            return new CannotListenException("standard input", -1, cause);
        }
        if (wanted instanceof InetSocketAddress address) {
            String name =
                    address.isUnresolved()
                            ? address.getHostString()
                            : address.getAddress().isAnyLocalAddress()
                                    ? "any"
                                    : address.getAddress().getHostAddress();
            return new CannotListenException(name, address.getPort(), cause);
        }
        return new CannotListenException(wanted.toString(), -1, cause);
    }

    @Override
    public void ready(int operations) {
        for (int i = 0; i < ACCEPT_BATCH && socket.isOpen(); i++) {
            if (stages.isTls() && loops.isFullOfHandshakes()) {
                waits.log(
                        loops.home().nanoTime(),
                        Level.DEBUG,
                        "{} accepts no connections until pending TLS handshakes are complete",
                        socket.address());
                pause(HANDSHAKE_PAUSE);
                return;
            }
            StreamSocket accepted;
            try {
                accepted = socket.get().accept();
            } catch (IOException e) {
                refuse(e);
                return;
            }
            if (accepted == null) {
                return;
            }
            backoff = FIRST_BACKOFF;
            if (stages.proxy() == 0) {
                passed(accepted, loops.nextId(), NOTHING);
            } else {
                ProxyGate.open(loops.home(), registry, accepted, loops.nextId(), this);
            }
        }
    }

    /** No descriptor is left, or memory: trying again at once would only spin. */
    private void refuse(IOException cause) {
        failures.log(
                loops.home().nanoTime(),
                Level.ERROR,
                "No connection can be accepted on {}, the next attempt is in {} ms: {}",
                socket.address(),
                backoff.toMillis(),
                cause.getMessage());
        pause(backoff);
        backoff =
                backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) > 0
                        ? LONGEST_BACKOFF
                        : backoff.multipliedBy(2);
    }

    /** Accepts nothing for a while: new connections wait in the system's queue. */
    private void pause(Duration duration) {
        socket.get().accepting(false);
        loops.home()
                .callLater(
                        duration,
                        () -> {
                            if (socket.isOpen()) {
                                socket.get().accepting(true);
                            }
                        });
    }

    @Override
    public void refused(SocketAddress peer) {
        factory.proxyHeaderRefused(peer);
    }

    @Override
    public void checked(SocketAddress peer) {
        factory.proxyChecked(peer);
    }

    @Override
    public void passed(StreamSocket accepted, int id, byte[] behind) {
        SocketAddress peer = accepted.remoteAddress();
        Protocol protocol;
        TlsContext context;
        try {
            context = stages.next();
            protocol = factory.buildProtocol(peer);
        } catch (Throwable e) {
            loops.home().connectionLog().buildFailed(factory, peer, id, e);
            accepted.close(false);
            return;
        }
        if (protocol == null) {
            accepted.close(false);
            return;
        }
        if (protocol.factory() == null) {
            protocol.builtBy(factory);
        }
        EventLoop loop = loops.next();
        if (loop != loops.home()) {
            accepted.detach();
        }
        registry.accepted().begun();
        StreamTransport transport =
                new StreamTransport(loop, id, accepted, false, registry.accepted());
        if (loop.isInLoopThread()) {
            transport.begin(protocol, context, NOTHING, behind);
        } else {
            loop.callFromThread(() -> transport.begin(protocol, context, NOTHING, behind));
        }
    }

    @Override
    public SocketAddress getHost() {
        return socket.address();
    }

    @Override
    public boolean isListening() {
        return socket.isOpen();
    }

    @Override
    public CompletableFuture<Void> stopListening() {
        return socket.stop(this);
    }

    @Override
    public void end() {
        if (socket.isOpen()) {
            log("stops");
            socket.close(this);
            Guard.run(LOG, "stopFactory", factory, factory::doStop);
        }
    }

    @Override
    public String toString() {
        return socket.describe(wanted);
    }
}
