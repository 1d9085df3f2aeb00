package org.ropewalk.server;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ropewalk.datagram.DatagramHost;
import org.ropewalk.datagram.DatagramService;
import org.ropewalk.frame.FrameError;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Transport;
import org.ropewalk.server.writers.PushWriter;
import org.ropewalk.tls.TlsSession;

/**
 * The senders of a port's datagrams, as its handler may know them: the peer is the sender of the
 * datagram that is being handled. Each datagram has a connection and a generated protocol of its
 * own; all of a port have one handler. Belongs to the port's loop.
 */
final class DatagramPeer implements Peer, DatagramHost {
    private final Factory factory;
    private final ServerContext server;
    private final BiFunction<ServerConnection, Object, CommandProtocol> protocols;
    private @Nullable Object handler;
    private @Nullable Loop loop;

    /** What handles the datagram that is served; null if none is. */
    private @Nullable ServerConnection served;

    /** The bounds of a line: its errors end nothing. */
    private LineLimits limits;

    private LineLimits changed;

    /** {@code protocols} makes the protocol of a connection and a handler. */
    DatagramPeer(
            Factory factory,
            ServerContext server,
            BiFunction<ServerConnection, Object, CommandProtocol> protocols) {
        this.factory = factory;
        this.server = server;
        this.protocols = protocols;
        this.changed = server.limits();
        this.limits = changed.withErrors(LineLimits.UNLIMITED);
    }

    // ---- the port's calls

    @Override
    public LineFormat format() {
        return server.format();
    }

    @Override
    public LineLimits limits() {
        if (changed != server.limits()) {
            changed = server.limits();
            limits = changed.withErrors(LineLimits.UNLIMITED);
        }
        return limits;
    }

    @Override
    public void start(Loop portLoop) {
        loop = portLoop;
        factory.doStart();
        handler = server.handlerFor(this);
    }

    @Override
    public void stop() {
        handler = null;
        factory.doStop();
    }

    @Override
    public boolean reserve(int bytes) {
        return loop != null && MemoryBudget.reserve(factory, loop, bytes);
    }

    @Override
    public void release(int bytes) {
        if (loop != null) {
            MemoryBudget.release(factory, loop, bytes);
        }
    }

    @Override
    public DatagramService serve(SocketAddress sender) {
        ServerConnection connection = new ServerConnection(server, sender);
        connection.framer().limits(limits());
        CommandProtocol protocol = protocols.apply(connection, handler);
        protocol.builtBy(factory);
        server.opened();
        return new Served(connection, protocol);
    }

    /** The connection of lines of one datagram. */
    private final class Served implements DatagramService {
        private final ServerConnection connection;
        private final CommandProtocol protocol;

        Served(ServerConnection connection, CommandProtocol protocol) {
            this.connection = connection;
            this.protocol = protocol;
        }

        @Override
        public void begin(Transport transport) {
            protocol.makeConnection(transport);
        }

        @Override
        public void receive(Input input) {
            served = connection;
            try {
                protocol.inputReceived(input);
            } finally {
                served = null;
            }
        }

        @Override
        public boolean isIncomplete() {
            return connection.framer().isCollecting();
        }

        @Override
        public void cutOff() {
            served = connection;
            try {
                connection.frameError(
                        FrameError.PAYLOAD_END, connection.framer().emptyLine(), true);
            } finally {
                served = null;
            }
        }

        @Override
        public boolean awaitsReply() {
            return connection.awaitsReply();
        }

        @Override
        public void afterReplies(Runnable task) {
            connection.afterReply(task);
        }

        @Override
        public boolean isOutOfStep() {
            return connection.isOutOfStep();
        }

        @Override
        public boolean hasErred() {
            return connection.errorsIfAny() != null;
        }

        @Override
        public void end() {
            protocol.endConnection(new ConnectionDone("the datagram was handled"));
        }
    }

    // ---- the handler's view

    private ServerConnection served() {
        if (served == null) {
            throw new IllegalStateException(
                    "no datagram is being handled; the sender is known until the handler returns");
        }
        return served;
    }

    @Override
    public SocketAddress address() {
        return served().address();
    }

    @Override
    public boolean isOpen() {
        return served != null && served.isOpen();
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public boolean offersTls() {
        return false;
    }

    @Override
    public Optional<TlsSession> tls() {
        return Optional.empty();
    }

    @Override
    public void close() {
        served().close();
    }

    @Override
    public void afterReply(Runnable task) {
        served().afterReply(task);
    }

    @Override
    public @Nullable Loop loop() {
        return loop;
    }

    @Override
    public void push(LineFormat format, PushWriter lines) {
        served().push(format, lines);
    }

    @Override
    public void pushOwn(PeerPushWriter lines) {
        served().pushOwn(lines);
    }
}
