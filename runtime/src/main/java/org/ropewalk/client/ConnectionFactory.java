package org.ropewalk.client;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.client.future.ReactorFuture;
import org.ropewalk.datagram.DatagramLink;
import org.ropewalk.filter.FilteredProtocol;
import org.ropewalk.frame.FrameError;
import org.ropewalk.observe.scope.Observation;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * Builds generated clients one after the other, for what connects again.
 *
 * @param <C> the generated type of their asynchronous commands
 */
@ForGeneratedCode
public final class ConnectionFactory<C> extends Factory {
    private final Reactor reactor;
    private final ClientProtocol<C> protocol;
    private final ClientOptions options;
    private final @Nullable ReplyReader<Object> pushes;
    private final Observation observation;

    /** A factory of clients of one protocol; {@code pushes} reads push messages, or is null. */
    public ConnectionFactory(
            Reactor reactor,
            ClientOptions options,
            ClientProtocol<C> protocol,
            @Nullable ReplyReader<Object> pushes) {
        this.reactor = Objects.requireNonNull(reactor, "reactor");
        this.options = Objects.requireNonNull(options, "options");
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.pushes = pushes;
        this.observation = options.observation(protocol.name());
    }

    @Override
    public Protocol buildProtocol(SocketAddress address) {
        return FilteredProtocol.of(build(), this, protocol.filter());
    }

    private ClientConnection build() {
        return new ClientConnection(reactor, protocol, options, observation, pushes);
    }

    @Override
    public OutputLimits outputLimits() {
        return CallSender.OUTPUT;
    }

    /**
     * Informs observers that an attempt to connect has ended.
     *
     * @param again whether one came before it
     * @param failure why it failed; null if it succeeded
     */
    public void attempted(
            String endpoint, boolean again, Duration duration, @Nullable Throwable failure) {
        observation.attempted(endpoint, again, duration.toNanos(), failure);
    }

    /** The connection of a client that this has built, when the server has greeted. */
    public CompletableFuture<Connection<C>> opened(Protocol built) {
        ClientConnection client = (ClientConnection) FilteredProtocol.unwrapped(built);
        return client.made().thenApply(nothing -> Connection.of(client, protocol));
    }

    /**
     * Sends commands as datagrams; called by generated code, with the reader of push messages, or
     * null. The future fails if the endpoint cannot be used; whether a server receives there is not
     * known.
     */
    public static <C> CompletableFuture<Connection<C>> sendDatagrams(
            Reactor reactor,
            String endpoint,
            ClientOptions options,
            ClientProtocol<C> protocol,
            @Nullable ReplyReader<Object> pushes) {
        return open(reactor, link -> reactor.connect(endpoint, link), options, protocol, pushes);
    }

    /**
     * Receives datagrams at an endpoint; called by generated code of a protocol whose clients send
     * nothing. The future fails if the endpoint cannot be used.
     */
    public static <C> CompletableFuture<Connection<C>> receiveDatagrams(
            Reactor reactor,
            String endpoint,
            ClientOptions options,
            ClientProtocol<C> protocol,
            @Nullable ReplyReader<Object> pushes) {
        return open(reactor, link -> reactor.listen(endpoint, link), options, protocol, pushes);
    }

    private static <C> CompletableFuture<Connection<C>> open(
            Reactor reactor,
            Function<DatagramLink, Port> ports,
            ClientOptions options,
            ClientProtocol<C> protocol,
            @Nullable ReplyReader<Object> pushes) {
        ConnectionFactory<C> factory =
                new ConnectionFactory<>(
                        reactor, options.ofDatagrams(protocol.envelope()), protocol, pushes);
        CompletableFuture<Connection<C>> opened = new ReactorFuture<>(reactor);
        if (!reactor.callFromThread(() -> link(ports, factory, protocol, opened))) {
            opened.completeExceptionally(new IllegalStateException("the reactor was stopped"));
        }
        return opened;
    }

    private static <C> void link(
            Function<DatagramLink, Port> ports,
            ConnectionFactory<C> factory,
            ClientProtocol<C> protocol,
            CompletableFuture<Connection<C>> opened) {
        ClientConnection client = factory.build();
        client.builtBy(factory);
        client.made().thenRun(() -> opened.complete(Connection.of(client, protocol)));
        try {
            DatagramLink link =
                    new DatagramLink(
                            client,
                            protocol.format(),
                            client::isIncomplete,
                            () -> client.framingLost(FrameError.PAYLOAD_END));
            link.on(ports.apply(link));
            opened.whenComplete(
                    (connection, failure) -> {
                        if (failure != null) {
                            client.close();
                        }
                    });
        } catch (Throwable e) {
            opened.completeExceptionally(e);
        }
    }
}
