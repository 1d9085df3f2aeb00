package org.ropewalk.loop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.NotConnectingException;
import org.ropewalk.reactor.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one connection at a time: tries the host's addresses one after the other, within one
 * deadline. On the home loop.
 */
final class StreamConnector implements Connector, Ready {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnector.class);

    private final LoopReactor reactor;
    private final SocketAddress destination;
    private final ClientFactory factory;
    private final Duration timeout;
    private final Queue<SocketAddress> addresses = new ArrayDeque<>();
    private State state = State.DISCONNECTED;
    private boolean factoryStarted;
    private DelayedCall deadline;
    private StreamSocket attempt;
    private ConnectFailed failure;
    private StreamTransport transport;

    /** Counts the attempts, so that what comes late of an earlier one is known. */
    private int generation;

    StreamConnector(
            LoopReactor reactor,
            SocketAddress destination,
            ClientFactory factory,
            Duration timeout) {
        this.reactor = reactor;
        this.destination = destination;
        this.factory = factory;
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
        if (state != State.DISCONNECTED) {
            throw new IllegalStateException("can't connect in this state: " + state);
        }
        state = State.CONNECTING;
        failure = null;
        int begun = ++generation;
        if (!factoryStarted) {
            factoryStarted = true;
            factory.doStart();
        }
        if (timeout != null) {
            deadline = reactor.home().callLater(timeout, this::timeOut);
        }
        factory.startedConnecting(this);
        if (state != State.CONNECTING || begun != generation) {
            return;
        }
        if (destination instanceof InetSocketAddress address && address.isUnresolved()) {
            resolve(address, begun);
        } else {
            addresses.add(destination);
            // Never fails inside the call that began it.
            reactor.home().callFromThread(() -> next(begun));
        }
    }

    private void resolve(InetSocketAddress address, int begun) {
        reactor.deferToThread(() -> InetAddress.getAllByName(address.getHostString()))
                .whenComplete(
                        (found, thrown) -> {
                            if (begun != generation || state != State.CONNECTING) {
                                return;
                            }
                            if (thrown != null) {
                                failed(
                                        thrown.getCause() instanceof UnknownHostException
                                                ? new ConnectFailed(
                                                        "host "
                                                                + address.getHostString()
                                                                + " is unknown",
                                                        thrown)
                                                : new ConnectFailed(
                                                        "host "
                                                                + address.getHostString()
                                                                + " cannot be looked up",
                                                        thrown));
                                return;
                            }
                            for (InetAddress resolved : found) {
                                addresses.add(new InetSocketAddress(resolved, address.getPort()));
                            }
                            next(begun);
                        });
    }

    /** Tries the next address; fails if there is none. */
    private void next(int begun) {
        if (begun != generation || state != State.CONNECTING) {
            return;
        }
        SocketAddress address = addresses.poll();
        if (address == null) {
            failed(failure);
            return;
        }
        try {
            attempt = reactor.home().network().connect(address);
            attempt.attach(reactor.home().network(), this, Ready.WRITE);
        } catch (IOException e) {
            attemptFailed(address, e);
        }
    }

    private void attemptFailed(SocketAddress address, IOException cause) {
        closeAttempt();
        ConnectFailed failed =
                new ConnectFailed(
                        "cannot connect to " + address + ": " + cause.getMessage(), cause);
        if (failure == null) {
            failure = failed;
        } else {
            failure.addSuppressed(failed);
        }
        next(generation);
    }

    @Override
    public void ready(int operations) {
        if (state != State.CONNECTING || attempt == null) {
            return;
        }
        try {
            if (!attempt.finishConnect()) {
                return;
            }
        } catch (IOException e) {
            attemptFailed(
                    attempt.remoteAddress() == null ? destination : attempt.remoteAddress(), e);
            return;
        }
        connected();
    }

    private void connected() {
        StreamSocket socket = attempt;
        attempt = null;
        addresses.clear();
        cancelDeadline();
        state = State.CONNECTED;
        SocketAddress peer = socket.remoteAddress();
        Protocol protocol = null;
        Throwable refusal = null;
        try {
            protocol = factory.buildProtocol(peer);
        } catch (Throwable e) {
            LOG.error(
                    "{} failed to build a protocol for {}",
                    factory.getClass().getSimpleName(),
                    peer,
                    e);
            refusal = e;
        }
        if (protocol == null) {
            socket.close(false);
            lost(
                    refusal == null
                            ? new org.ropewalk.reactor.ConnectionDone(
                                    "the factory refused the connection")
                            : refusal);
            return;
        }
        protocol.builtBy(factory);
        EventLoop loop = reactor.nextLoop();
        Protocol built = protocol;
        transport =
                new StreamTransport(
                        loop,
                        socket,
                        peer,
                        reason -> reactor.home().callFromThread(() -> lost(reason)));
        if (loop.isInLoopThread()) {
            transport.begin(built);
        } else {
            StreamTransport handed = transport;
            loop.callFromThread(() -> handed.begin(built));
        }
    }

    private void timeOut() {
        deadline = null;
        failed(
                new ConnectFailed(
                        "no connection to " + destination + " within " + timeout.toMillis() + " ms",
                        failure));
    }

    @Override
    public void stopConnecting() {
        if (state != State.CONNECTING) {
            throw new NotConnectingException();
        }
        failed(new ConnectFailed("connecting to " + destination + " was stopped", null));
    }

    @Override
    public void disconnect() {
        if (state == State.CONNECTING) {
            stopConnecting();
        } else if (state == State.CONNECTED && transport != null) {
            StreamTransport connected = transport;
            connected.loop().callFromThread(connected::loseConnection);
        }
    }

    private void failed(ConnectFailed reason) {
        generation++;
        state = State.DISCONNECTED;
        addresses.clear();
        cancelDeadline();
        closeAttempt();
        factory.clientConnectionFailed(this, reason);
        stopFactory();
    }

    private void lost(Throwable reason) {
        generation++;
        state = State.DISCONNECTED;
        transport = null;
        factory.clientConnectionLost(this, reason);
        stopFactory();
    }

    /** Unless the factory has begun another attempt. */
    private void stopFactory() {
        if (state == State.DISCONNECTED && factoryStarted) {
            factoryStarted = false;
            factory.doStop();
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    private void closeAttempt() {
        if (attempt != null) {
            attempt.close(false);
            attempt = null;
        }
    }
}
