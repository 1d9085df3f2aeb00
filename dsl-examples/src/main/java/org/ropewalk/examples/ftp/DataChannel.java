package org.ropewalk.examples.ftp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.examples.ftp.Ftp.Refused;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** Where the next data connection comes from, or goes to. Only the client has a part in it. */
final class DataChannel {
    /** How long a data connection may take to be made. */
    static final Duration WAIT = Duration.ofSeconds(20);

    private static final int NO_CONNECTION = 425;

    private final Reactor reactor;
    private final InetAddress client;
    private final CompletableFuture<DataConnection> connection = new CompletableFuture<>();

    DataChannel(Reactor reactor, InetAddress client) {
        this.reactor = reactor;
        this.client = client;
    }

    /** The data connection, when it is made. */
    CompletableFuture<DataConnection> connection() {
        return connection;
    }

    /** Listens for one connection of the client; the port. */
    CompletableFuture<Integer> listen(InetAddress address) {
        CompletableFuture<Integer> listening = new CompletableFuture<>();
        boolean runs =
                reactor.callFromThread(
                        () -> {
                            try {
                                Port port =
                                        reactor.listen(
                                                "tcp:port=0:interface=" + text(address),
                                                accepting());
                                connection.whenComplete(
                                        (made, failure) ->
                                                reactor.callFromThread(port::stopListening));
                                expire();
                                listening.complete(((InetSocketAddress) port.getHost()).getPort());
                            } catch (RuntimeException e) {
                                listening.completeExceptionally(
                                        new Refused(NO_CONNECTION, "no port is free"));
                            }
                        });
        if (!runs) {
            listening.completeExceptionally(new Refused(NO_CONNECTION, "the server stops"));
        }
        return listening;
    }

    private Factory accepting() {
        return new Factory() {
            @Override
            public Protocol buildProtocol(SocketAddress peer) {
                boolean ours =
                        peer instanceof InetSocketAddress from && from.getAddress().equals(client);
                return ours && !connection.isDone()
                        ? new DataConnection(reactor, connection)
                        : null;
            }
        };
    }

    /** Connects to the client at {@code port}. */
    void connect(int port) {
        reactor.callFromThread(
                () -> {
                    expire();
                    CompletableFuture<DataConnection> made =
                            reactor.connectProtocol(
                                    "tcp:host=" + text(client) + ":port=" + port,
                                    new DataConnection(reactor, connection));
                    made.whenComplete((done, failure) -> fail("the client is not there", failure));
                    connection.whenComplete(
                            (done, failure) -> {
                                if (failure != null) {
                                    made.cancel(false);
                                }
                            });
                });
    }

    private void expire() {
        var timer = reactor.callLater(WAIT, () -> fail("no data connection came in time", this));
        connection.whenComplete((made, failure) -> reactor.callFromThread(timer::cancel));
    }

    private void fail(String why, Object failure) {
        if (failure != null) {
            connection.completeExceptionally(new Refused(NO_CONNECTION, why));
        }
    }

    /** Ends it, and the connection that was made. */
    void close() {
        fail("the transfer was aborted", this);
        connection.thenAccept(DataConnection::abort);
    }

    private static String text(InetAddress address) {
        return address.getHostAddress().replaceAll("%.*", "").replace(":", "\\:");
    }
}
