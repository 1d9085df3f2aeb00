package org.ropewalk.client;

import java.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * Builds generated clients one after the other, for what connects again.
 *
 * @param <C> the generated type of their asynchronous commands
 */
public final class ConnectionFactory<C> extends Factory {
    private final Reactor reactor;
    private final ClientKind<C> kind;
    private final ClientOptions options;
    private final PushReading pushes;

    /** A factory of clients of one kind; {@code pushes} reads what is sent unasked, or is null. */
    public ConnectionFactory(
            Reactor reactor, ClientOptions options, ClientKind<C> kind, PushReading pushes) {
        this.reactor = Objects.requireNonNull(reactor, "reactor");
        this.options = Objects.requireNonNull(options, "options");
        this.kind = Objects.requireNonNull(kind, "kind");
        this.pushes = pushes;
    }

    @Override
    public Protocol buildProtocol(SocketAddress address) {
        return new LineClient(reactor, kind, options, pushes);
    }

    @Override
    public OutputLimits outputLimits() {
        return LineClient.OUTPUT;
    }

    /** The connection of a client that this has built, when the server has greeted. */
    public CompletableFuture<Connection<C>> opened(Protocol built) {
        LineClient client = (LineClient) built;
        return client.made().thenApply(nothing -> Connection.of(client, kind));
    }
}
