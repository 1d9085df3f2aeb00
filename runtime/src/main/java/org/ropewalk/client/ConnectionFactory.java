package org.ropewalk.client;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.observe.scope.Observation;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.OutputLimits;
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
        return new ClientConnection(reactor, protocol, options, observation, pushes);
    }

    @Override
    public OutputLimits outputLimits() {
        return CallSender.OUTPUT;
    }

    /**
     * Tells observers that an attempt to connect has ended.
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
        ClientConnection client = (ClientConnection) built;
        return client.made().thenApply(nothing -> Connection.of(client, protocol));
    }
}
