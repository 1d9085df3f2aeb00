package org.ropewalk.loop;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.ConnectFailed.Kind;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.NotConnectingException;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.tls.TlsContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one connection at a time, within one deadline: tries the host's addresses, families in
 * turns, each a moment after the one before or at once when that has failed (RFC 8305); the first
 * that answers is taken. On the home loop.
 */
final class StreamConnector implements Connector {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnector.class);

    /** How long an attempt is alone: RFC 8305, section 5. */
    private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

    private static final byte[] NOTHING = {};

    private final LoopNetworking reactor;
    private final SocketAddress destination;
    private final SocketAddress local;
    private final ClientFactory factory;
    private final Stages stages;
    private final Duration timeout;
    private final Queue<SocketAddress> addresses = new ArrayDeque<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private volatile State state = State.DISCONNECTED;
    private boolean factoryStarted;
    private DelayedCall deadline;
    private DelayedCall nextAttempt;
    private ConnectFailed failure;
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
            LoopNetworking reactor,
            SocketAddress destination,
            SocketAddress local,
            ClientFactory factory,
            Stages stages,
            Duration timeout) {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("a time-out cannot be negative: " + timeout);
        }
        this.factory = Objects.requireNonNull(factory, "factory");
        this.reactor = reactor;
        this.destination = destination;
        this.local = local;
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
        reactor.onHome(this::connectNow);
    }

    private void connectNow() {
        if (state != State.DISCONNECTED) {
            throw new IllegalStateException("can't connect in this state: " + state);
        }
        reactor.checkOpen();
        if (!factoryStarted) {
            factory.doStart();
            factoryStarted = true;
        }
        state = State.CONNECTING;
        failure = null;
        reactor.begins(this);
        int begun = ++generation;
        if (timeout != null) {
            deadline = reactor.home().callLater(timeout, this::timeOut);
        }
        Throwable refusal = startedConnecting();
        if (state != State.CONNECTING || begun != generation) {
            return;
        }
        // Never fails inside the call that began it.
        reactor.home()
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
            addresses.add(destination);
            next();
        }
    }

    // ---- addresses

    private void resolve(InetSocketAddress address, int begun) {
        CompletableFuture<List<InetAddress>> answer;
        try {
            answer = reactor.resolver().resolve(address.getHostString());
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete(
                (found, thrown) ->
                        reactor.home()
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
        if (thrown != null || found.isEmpty()) {
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
        for (InetAddress resolved : inTurns(found)) {
            addresses.add(new InetSocketAddress(resolved, address.getPort()));
        }
        next();
    }

    /** The families of addresses in turns, beginning with the first one's. */
    static List<InetAddress> inTurns(List<InetAddress> found) {
        Queue<InetAddress> first = new ArrayDeque<>();
        Queue<InetAddress> second = new ArrayDeque<>();
        for (InetAddress address : found) {
            (address.getClass() == found.get(0).getClass() ? first : second).add(address);
        }
        List<InetAddress> all = new ArrayList<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                all.add(first.poll());
            }
            if (!second.isEmpty()) {
                all.add(second.poll());
            }
        }
        return all;
    }

    // ---- attempts

    /** Tries the next address; fails if there is none, and none is being tried. */
    private void next() {
        cancelNext();
        if (state != State.CONNECTING) {
            return;
        }
        SocketAddress address = addresses.poll();
        if (address == null) {
            if (attempts.isEmpty()) {
                failed(failure);
            }
            return;
        }
        if (!addresses.isEmpty()) {
            nextAttempt =
                    reactor.home()
                            .callLater(
                                    ATTEMPT_DELAY,
                                    () -> {
                                        nextAttempt = null;
                                        next();
                                    });
        }
        new Attempt(address).begin();
    }

    /** What the system's exception stands for. */
    private static Kind kind(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof BindException) {
            return Kind.BIND;
        } else if (cause instanceof NoRouteToHostException || message.contains("unreachable")) {
            return Kind.UNREACHABLE;
        } else if (message.contains("refused")) {
            return Kind.REFUSED;
        }
        return message.contains("timed out") ? Kind.TIMEOUT : Kind.OTHER;
    }

    private void attemptFailed(Attempt attempt, IOException cause) {
        attempts.remove(attempt);
        attempt.close();
        ConnectFailed failed =
                new ConnectFailed(
                        kind(cause),
                        "cannot connect to "
                                + attempt.address
                                + (local == null ? "" : " from " + local)
                                + ": "
                                + cause.getMessage(),
                        cause);
        if (failure == null) {
            failure = failed;
        } else {
            failure.addSuppressed(failed);
        }
        next();
    }

    /** One address that is being tried. */
    private final class Attempt implements Ready {
        private final SocketAddress address;
        private StreamSocket socket;

        Attempt(SocketAddress address) {
            this.address = address;
        }

        void begin() {
            attempts.add(this);
            try {
                Network network = reactor.home().network();
                socket = network.connect(address, local);
                socket.attach(network, this, Ready.WRITE);
            } catch (IOException e) {
                attemptFailed(this, e);
            }
        }

        @Override
        public void ready(int operations) {
            if (!attempts.contains(this)) {
                return;
            }
            try {
                if (socket.finishConnect()) {
                    attempts.remove(this);
                    connected(socket);
                }
            } catch (IOException e) {
                attemptFailed(this, e);
            }
        }

        void close() {
            if (socket != null) {
                socket.close(false);
            }
        }
    }

    private void connected(StreamSocket socket) {
        abandonAttempts();
        reactor.ends(this);
        state = State.CONNECTED;
        SocketAddress peer = socket.remoteAddress();
        Protocol protocol = null;
        TlsContext context = null;
        Throwable refusal = new ConnectionDone("the factory refused the connection");
        try {
            context = stages.next();
            protocol = factory.buildProtocol(peer);
        } catch (Throwable e) {
            reactor.home().buildFailed(factory, peer, e);
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
        handOver(socket, peer, protocol, context);
    }

    private void handOver(
            StreamSocket socket, SocketAddress peer, Protocol protocol, TlsContext context) {
        EventLoop loop = reactor.nextLoop();
        StreamTransport handed =
                new StreamTransport(
                        loop,
                        socket,
                        true,
                        reason -> reactor.home().callFromThread(() -> lost(reason)));
        transport = handed;
        byte[] preamble =
                switch (stages.proxy()) {
                    case 1 -> ProxyHeader.version1(socket.localAddress(), peer);
                    case 2 -> ProxyHeader.version2(socket.localAddress(), peer);
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
                        reactor.home().callFromThread(told);
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
                        failure));
    }

    @Override
    public void stopConnecting() {
        reactor.home().checkThread();
        if (state != State.CONNECTING) {
            throw new NotConnectingException();
        }
        failed(stopped("was stopped"));
    }

    /** The reactor ends, and this attempt with it. */
    void reactorEnds() {
        if (state == State.CONNECTING) {
            failed(stopped("ended: the reactor was stopped"));
        }
    }

    private ConnectFailed stopped(String how) {
        return new ConnectFailed(Kind.STOPPED, "connecting to " + destination + " " + how, null);
    }

    @Override
    public void disconnect() {
        reactor.home().checkThread();
        if (state == State.CONNECTING) {
            stopConnecting();
        } else if (state == State.CONNECTED && transport != null) {
            StreamTransport connected = transport;
            connected.loop().callFromThread(connected::loseConnection);
        }
    }

    private void failed(ConnectFailed reason) {
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
        reactor.ends(this);
    }

    private void told(String of, Runnable call) {
        Guard.run(LOG, of, factory, call);
    }

    /** Unless the factory has begun another attempt. */
    private void stopFactory() {
        if (state == State.DISCONNECTED && factoryStarted) {
            factoryStarted = false;
            told("stopFactory", factory::doStop);
        }
    }

    private void abandonAttempts() {
        cancelNext();
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
        addresses.clear();
        attempts.forEach(Attempt::close);
        attempts.clear();
    }

    private void cancelNext() {
        if (nextAttempt != null) {
            nextAttempt.cancel();
            nextAttempt = null;
        }
    }
}
