package org.ropewalk.application;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.ClientProtocol;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ConnectionFactory;
import org.ropewalk.client.ReplyReader;
import org.ropewalk.endpoint.ClientEndpoint;
import org.ropewalk.endpoint.EndpointText;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * Keeps one connection of a generated client open, and connects again when it is lost. It never
 * sends a call twice: calls in progress fail, and there are no commands while there is no
 * connection. Belongs to the reactor's home loop, unless a method says "any thread".
 *
 * @param <C> the generated type of the asynchronous commands
 */
public final class LineClientService<C> extends Service {
    private final ClientService service;
    private volatile @Nullable Connection<C> connection;
    private volatile @Nullable Throwable failure;
    private Function<? super Connection<C>, ? extends CompletionStage<?>> preparation =
            opened -> CompletableFuture.completedFuture(null);

    /** How many attempts there were; on the home loop. */
    private int attempts;

    /**
     * Called by generated code: {@code XClient.service(reactor, endpoint)}.
     *
     * @throws IllegalArgumentException if the endpoint is none of a client, or a file that it names
     *     cannot be used
     */
    @ForGeneratedCode
    public LineClientService(
            Reactor reactor,
            String endpoint,
            ClientOptions options,
            ClientProtocol<C> protocol,
            @Nullable ReplyReader<Object> pushes) {
        ClientEndpoint.parse(endpoint).checkFiles();
        String shown = EndpointText.masked(endpoint);
        ConnectionFactory<C> factory = new ConnectionFactory<>(reactor, options, protocol, pushes);
        service =
                new ClientService(reactor, endpoint, factory)
                        .attempts(
                                (duration, reason) -> {
                                    failure = reason;
                                    factory.attempted(shown, attempts++ > 0, duration, reason);
                                })
                        .prepareConnection(
                                built -> factory.opened(built).thenCompose(this::prepared));
    }

    private CompletionStage<?> prepared(Connection<C> opened) {
        opened.closed().thenAccept(reason -> failure = reason);
        return preparation.apply(opened).thenAccept(nothing -> connection = opened);
    }

    /**
     * Sets a step for each new connection before it is used, such as a login. If it fails, the
     * connection is closed, and this counts as a failed attempt.
     */
    public LineClientService<C> prepareConnection(
            Function<? super Connection<C>, ? extends CompletionStage<?>> prepare) {
        preparation = Objects.requireNonNull(prepare, "prepare");
        return this;
    }

    /**
     * Completes with the connection when it is open; at once if it is open. Fails when the service,
     * or the reactor, stops.
     *
     * @throws IllegalStateException on another thread than the home loop's
     */
    public CompletableFuture<Connection<C>> whenConnected() {
        CompletableFuture<Protocol> connected = service.whenConnected();
        CompletableFuture<Connection<C>> result = connected.thenApply(protocol -> connection);
        result.whenComplete(
                (made, failure) -> {
                    if (failure != null) {
                        connected.cancel(false);
                    }
                });
        return result;
    }

    /** The connection, if there is one; any thread. */
    public Optional<Connection<C>> connection() {
        return Optional.ofNullable(connection).filter(Connection::isOpen);
    }

    /**
     * Why there is no connection: the reason of the last attempt that has failed, or for which the
     * last connection has ended. Any thread. Empty if there is a connection, or there was none.
     */
    public Optional<Throwable> failure() {
        return connection().isPresent() ? Optional.empty() : Optional.ofNullable(failure);
    }

    /**
     * The commands; any thread.
     *
     * @throws IllegalStateException if there is no connection now
     */
    public C commands() {
        return connection()
                .orElseThrow(() -> new IllegalStateException("there is no connection now"))
                .commands();
    }

    /**
     * Starts to connect; the future fails if no attempt can be made.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was done then
     */
    @Override
    public CompletableFuture<Void> startService() {
        if (!isRunning()) {
            failure = null;
        }
        CompletableFuture<Void> started = service.startService();
        if (!started.isCompletedExceptionally()) {
            super.startService();
        }
        return started;
    }

    /**
     * Completes when the connection has ended.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was done then
     */
    @Override
    public CompletableFuture<Void> stopService() {
        CompletableFuture<Void> stopped = service.stopService();
        super.stopService();
        return stopped;
    }
}
