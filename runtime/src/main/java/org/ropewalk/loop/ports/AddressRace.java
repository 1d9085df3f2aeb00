package org.ropewalk.loop.ports;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.ConnectFailed;
import org.ropewalk.reactor.ConnectFailed.Kind;
import org.ropewalk.reactor.DelayedCall;

/**
 * Tries the addresses of a host, each a moment after the one before or at once when that has failed
 * (RFC 8305); the first that answers is taken. On the home loop; one race at a time.
 */
final class AddressRace {
    /** How long an attempt is alone: RFC 8305, section 5. */
    private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

    /** How a race ends. */
    interface Outcome {
        /** An address has answered. */
        void connected(StreamSocket socket);

        /** All have failed, or there was none. */
        void failed(ConnectFailed reason);
    }

    private final EventLoop loop;
    private final SocketAddress local;
    private final Outcome outcome;
    private final Queue<SocketAddress> addresses = new ArrayDeque<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private DelayedCall nextAttempt;
    private ConnectFailed failure;

    /**
     * A race that has not begun.
     *
     * @param local where connections are to begin; null leaves it to the system
     */
    AddressRace(EventLoop loop, SocketAddress local, Outcome outcome) {
        this.loop = loop;
        this.local = local;
        this.outcome = outcome;
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

    /** Begins anew with these addresses, in their order. */
    void begin(List<? extends SocketAddress> wanted) {
        failure = null;
        addresses.addAll(wanted);
        next();
    }

    /** Why the addresses that were tried have failed so far; null if none has. */
    ConnectFailed failure() {
        return failure;
    }

    /** Ends the race without an outcome. */
    void abandon() {
        cancelNext();
        addresses.clear();
        attempts.forEach(Attempt::close);
        attempts.clear();
    }

    /** Tries the next address; fails if there is none, and none is being tried. */
    private void next() {
        cancelNext();
        SocketAddress address = addresses.poll();
        if (address == null) {
            if (attempts.isEmpty()) {
                outcome.failed(failure);
            }
            return;
        }
        if (!addresses.isEmpty()) {
            nextAttempt =
                    loop.callLater(
                            ATTEMPT_DELAY,
                            () -> {
                                nextAttempt = null;
                                next();
                            });
        }
        new Attempt(address).begin();
    }

    private void cancelNext() {
        if (nextAttempt != null) {
            nextAttempt.cancel();
            nextAttempt = null;
        }
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

    /** What the system's exception represents. */
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

    /** One address that is being tried. */
    private final class Attempt implements StreamEvents {
        private final SocketAddress address;
        private StreamSocket socket;

        Attempt(SocketAddress address) {
            this.address = address;
        }

        void begin() {
            attempts.add(this);
            try {
                socket = loop.network().connect(address, local);
                socket.attach(loop.network(), this, Ready.WRITE);
            } catch (IOException e) {
                attemptFailed(this, e);
            }
        }

        @Override
        public void received(ByteBuffer bytes) {
            // Nothing is read before the connection is made.
        }

        @Override
        public void ended() {
            // Nothing is read before the connection is made.
        }

        @Override
        public void failed(IOException cause) {
            if (attempts.contains(this)) {
                attemptFailed(this, cause);
            }
        }

        @Override
        public void writable() {
            if (!attempts.contains(this)) {
                return;
            }
            try {
                if (socket.finishConnect()) {
                    attempts.remove(this);
                    abandon();
                    outcome.connected(socket);
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
}
