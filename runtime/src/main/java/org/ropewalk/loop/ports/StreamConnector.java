package org.ropewalk.loop.ports;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.loop.StreamTransport;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.ConnectFailed.Kind;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.NameResolver;
import org.ropewalk.reactor.NotConnectingException;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.tls.TlsContext;

/**
 * Makes one connection at a time, within one deadline: looks the host up, lets its addresses race,
 * and hands the connection that is made to a loop. On the home loop.
 */
final class StreamConnector implements Connector, PortRegistry.Open, AddressRace.Outcome {
    private static final byte[] NOTHING = {};

    private final LoopGroup loops;
    private final PortRegistry registry;
    private final NameResolver resolver;
    private final SocketAddress destination;
    private final ClientFactory factory;
    private final Stages stages;
    private final Duration timeout;
    private final AddressRace race;
    private volatile State state = State.DISCONNECTED;
    private boolean factoryStarted;
    private DelayedCall deadline;
    private StreamTransport transport;

    /** Counts the attempts, so that what comes late of an earlier one is known. */
    private int generation;

    /**
     * A connector that is not connected.
     *
     * @param local where connections are to begin; null leaves it to the system
     * @param timeout null for none
     */
    StreamConnector(
            LoopGroup loops,
            PortRegistry registry,
            NameResolver resolver,
            SocketAddress destination,
            SocketAddress local,
            ClientFactory factory,
            Stages stages,
            Duration timeout) {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout cannot be negative: " + timeout);
        }
        this.factory = Objects.requireNonNull(factory, "factory");
        this.loops = loops;
        this.registry = registry;
        this.resolver = resolver;
        this.destination = destination;
        this.race = new AddressRace(loops.home(), local, this);
        this.stages = stages;
        this.timeout = timeout;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public SocketAddress getDestination() {
        return destination;
    }

    @Override
    public void connect() {
        loops.onHome(this::connectNow);
    }

    private void connectNow() {
        if (state != State.DISCONNECTED) {
            throw new IllegalStateException("can't connect in this state: " + state);
        }
        registry.checkOpen();
        if (!factoryStarted) {
            factory.doStart();
            factoryStarted = true;
        }
        state = State.CONNECTING;
        registry.connects(this);
        int begun = ++generation;
        if (timeout != null) {
            deadline = loops.home().callLater(timeout, this::timeOut);
        }
        Throwable refusal = startedConnecting();
        if (state != State.CONNECTING || begun != generation) {
            return;
        }
        // Never fails inside the call that began it.
        loops.home()
                .callFromThread(
                        () -> {
                            if (begun == generation) {
                                begin(refusal);
                            }
                        });
    }

    /** What the factory threw, if it did. */
    private Throwable startedConnecting() {
        try {
            factory.startedConnecting(this);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private void begin(Throwable refusal) {
        if (refusal != null) {
            failed(
                    new ConnectFailed(
                            Kind.FACTORY, "the factory failed in startedConnecting", refusal));
        } else if (destination instanceof InetSocketAddress address && address.isUnresolved()) {
            resolve(address, generation);
        } else {
            race.begin(List.of(destination));
        }
    }

    // ---- addresses

    private void resolve(InetSocketAddress address, int begun) {
        CompletableFuture<List<InetAddress>> answer;
        try {
            answer =
                    Objects.requireNonNull(
                            resolver.resolve(address.getHostString()),
                            "the resolver returned null");
        } catch (Throwable e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete(
                (found, thrown) ->
                        loops.home()
                                .callFromThread(
                                        () -> {
                                            if (begun == generation) {
                                                resolved(address, found, thrown);
                                            }
                                        }));
    }

    private void resolved(InetSocketAddress address, List<InetAddress> found, Throwable thrown) {
        if (state != State.CONNECTING) {
            return;
        }
        if (thrown != null || found == null || found.isEmpty()) {
            Throwable cause =
                    thrown != null && thrown.getCause() != null ? thrown.getCause() : thrown;
            failed(
                    new ConnectFailed(
                            Kind.DNS,
                            "host "
                                    + address.getHostString()
                                    + (cause == null || cause instanceof UnknownHostException
                                            ? " is unknown"
                                            : " cannot be looked up"),
                            cause));
            return;
        }
        race.begin(
                AddressRace.inTurns(found).stream()
                        .map(resolved -> new InetSocketAddress(resolved, address.getPort()))
                        .toList());
    }

    // ---- the connection

    @Override
    public void connected(StreamSocket socket) {
        abandonAttempts();
        registry.ended(this);
        state = State.CONNECTED;
        SocketAddress peer = socket.remoteAddress();
        int id = loops.nextId();
        Protocol protocol = null;
        TlsContext context = null;
        Throwable refusal = new ConnectionDone("the factory refused the connection");
        try {
            context = stages.next();
            protocol = factory.buildProtocol(peer);
        } catch (Throwable e) {
            loops.home().connectionLog().buildFailed(factory, peer, id, e);
            refusal = e;
        }
        if (protocol == null) {
            socket.close(false);
            lost(refusal);
            return;
        }
        if (protocol.factory() == null) {
            protocol.builtBy(factory);
        }
        handOver(socket, id, protocol, context);
    }

    private void handOver(StreamSocket socket, int id, Protocol protocol, TlsContext context) {
        EventLoop loop = loops.next();
        StreamTransport handed =
                new StreamTransport(
                        loop,
                        id,
                        socket,
                        true,
                        reason -> loops.home().callFromThread(() -> lost(reason)));
        transport = handed;
        byte[] preamble =
                switch (stages.proxy()) {
                    case 1 -> ProxyHeader.version1(socket.localAddress(), socket.remoteAddress());
                    case 2 -> ProxyHeader.version2(socket.localAddress(), socket.remoteAddress());
                    default -> NOTHING;
                };
        int begun = generation;
        Runnable told =
                () -> {
                    if (begun == generation && state == State.CONNECTED) {
                        told(
                                "clientConnectionMade",
                                () -> factory.clientConnectionMade(this, protocol));
                    }
                };
        if (loop.isInLoopThread()) {
            handed.begin(protocol, context, preamble, NOTHING);
            told.run();
        } else {
            socket.detach();
            loop.callFromThread(
                    () -> {
                        handed.begin(protocol, context, preamble, NOTHING);
                        loops.home().callFromThread(told);
                    });
        }
    }

    // ---- endings

    private void timeOut() {
        deadline = null;
        failed(
                new ConnectFailed(
                        Kind.TIMEOUT,
                        "no connection to " + destination + " within " + timeout.toMillis() + " ms",
                        race.failure()));
    }

    @Override
    public void stopConnecting() {
        loops.home().checkThread();
        if (state != State.CONNECTING) {
            throw new NotConnectingException();
        }
        failed(stopped("was stopped"));
    }

    /** The reactor ends, and this attempt with it. */
    @Override
    public void end() {
        if (state == State.CONNECTING) {
            failed(stopped("ended: the reactor was stopped"));
        }
    }

    private ConnectFailed stopped(String how) {
        return new ConnectFailed(Kind.STOPPED, "connecting to " + destination + " " + how, null);
    }

    @Override
    public void disconnect() {
        loops.home().checkThread();
        if (state == State.CONNECTING) {
            stopConnecting();
        } else if (state == State.CONNECTED && transport != null) {
            StreamTransport connected = transport;
            connected.loop().callFromThread(connected::loseConnection);
        }
    }

    @Override
    public void failed(ConnectFailed reason) {
        abandonAttempts();
        disconnected();
        told("clientConnectionFailed", () -> factory.clientConnectionFailed(this, reason));
        stopFactory();
    }

    private void lost(Throwable reason) {
        disconnected();
        told("clientConnectionLost", () -> factory.clientConnectionLost(this, reason));
        stopFactory();
    }

    private void disconnected() {
        generation++;
        state = State.DISCONNECTED;
        transport = null;
        registry.ended(this);
    }

    /** Calls the factory; a server may cause that as often as this side connects. */
    private void told(String of, Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            loops.home().failed(of + " of {} failed", factory, e);
        }
    }

    /** Unless the factory has begun another attempt. */
    private void stopFactory() {
        if (state == State.DISCONNECTED && factoryStarted) {
            factoryStarted = false;
            told("stopFactory", factory::doStop);
        }
    }

    private void abandonAttempts() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        race.abandon();
    }

    @Override
    public String toString() {
        return "connector to " + destination;
    }
}
