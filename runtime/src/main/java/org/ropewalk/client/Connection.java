package org.ropewalk.client;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.client.future.ReactorFuture;
import org.ropewalk.filter.FilteredProtocol;
import org.ropewalk.observe.scope.Observation;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * A client's connection: its commands, in two forms, and its state. All methods may be called from
 * any thread.
 *
 * @param <C> the generated type of its asynchronous commands
 */
public final class Connection<C> implements AutoCloseable {
    private final ClientConnection client;
    private final ClientProtocol<C> protocol;
    private final C commands;
    private final Object blocking;
    private final SocketAddress peer;

    private Connection(
            ClientConnection client, ClientProtocol<C> protocol, C commands, Object blocking) {
        this.client = client;
        this.protocol = protocol;
        this.commands = commands;
        this.blocking = blocking;
        this.peer = client.transport().getPeer();
    }

    /** The commands of {@code client}'s initial state, each reply of which must come in a time. */
    private record Bounded(ClientConnection client, Duration bound) implements CommandSender {
        @Override
        public <T> CompletableFuture<T> call(
                CallSpec<T> spec,
                @Nullable ClientState state,
                CommandWriter command,
                @Nullable StreamedPayload payload) {
            return client.call(spec, state, command, payload, bound);
        }

        @Override
        public <G> @Nullable G greeting() {
            return client.greeting();
        }
    }

    /**
     * Connects; called by generated code, with the reader of push messages, or null. The future
     * completes on the connection's loop, and fails with the reason if there is no connection. If
     * it is cancelled, or completed otherwise, the attempt is stopped and the connection is closed.
     */
    @ForGeneratedCode
    public static <C> CompletableFuture<Connection<C>> open(
            Reactor reactor,
            String endpoint,
            ClientOptions options,
            ClientProtocol<C> protocol,
            @Nullable ReplyReader<Object> pushes) {
        Objects.requireNonNull(reactor, "reactor");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(options, "options");
        Observation observation = options.observation(protocol.name());
        ClientConnection client =
                new ClientConnection(reactor, protocol, options, observation, pushes);
        CompletableFuture<Connection<C>> opened = new ReactorFuture<>(reactor);
        client.made()
                .whenComplete(
                        (nothing, failure) -> {
                            if (failure == null) {
                                opened.complete(of(client, protocol));
                            } else {
                                opened.completeExceptionally(failure);
                            }
                        });
        SingleConnection single = new SingleConnection(reactor, client, observation, opened);
        if (!reactor.callFromThread(() -> single.connect(endpoint))) {
            opened.completeExceptionally(new IllegalStateException("the reactor was stopped"));
        }
        return opened;
    }

    static <C> Connection<C> of(ClientConnection client, ClientProtocol<C> protocol) {
        C made = protocol.commands().apply(client, client.initial());
        return new Connection<>(client, protocol, made, protocol.blocking().apply(made));
    }

    /** Builds the one client, once; ends the attempt, or the connection, that nothing waits for. */
    private static final class SingleConnection extends ClientFactory {
        private final Reactor reactor;
        private final ClientConnection client;
        private final Observation observation;
        private final CompletableFuture<?> opened;
        private @Nullable String endpoint;
        private long begunNs;

        SingleConnection(
                Reactor reactor,
                ClientConnection client,
                Observation observation,
                CompletableFuture<?> opened) {
            this.observation = observation;
            this.reactor = reactor;
            this.client = client;
            this.opened = opened;
        }

        void connect(String to) {
            if (opened.isDone()) {
                return;
            }
            endpoint = to;
            begunNs = reactor.nanoTime();
            try {
                Connector connector = reactor.connect(endpoint, this);
                opened.whenComplete(
                        (connection, failure) -> {
                            if (failure != null) {
                                reactor.callFromThread(connector::disconnect);
                            }
                        });
            } catch (Throwable e) {
                opened.completeExceptionally(e);
            }
        }

        @Override
        public Protocol buildProtocol(SocketAddress address) {
            return FilteredProtocol.of(client, this, client.filter());
        }

        @Override
        public OutputLimits outputLimits() {
            return CallSender.OUTPUT;
        }

        private void attempted(@Nullable Throwable failure) {
            observation.attempted(endpoint, false, reactor.nanoTime() - begunNs, failure);
        }

        @Override
        public void clientConnectionMade(Connector connector, Protocol protocol) {
            attempted(null);
        }

        @Override
        public void clientConnectionFailed(Connector connector, Throwable reason) {
            attempted(reason);
            opened.completeExceptionally(reason);
        }
    }

    /** The commands. Each returns a future that the connection's loop completes. */
    public C commands() {
        return commands;
    }

    /**
     * The commands of the initial state, with another timeout than {@code @Limits(requestSeconds)}.
     * A call fails with a {@link java.util.concurrent.TimeoutException} if its whole reply has not
     * arrived {@code bound} after it was sent. With tags, other calls continue; without tags, the
     * connection is closed, because no later reply could be trusted. The commands of later states
     * have the timeout of the protocol again.
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public C commands(Duration bound) {
        if (bound.isNegative() || bound.isZero()) {
            throw new IllegalArgumentException("no time for a reply: " + bound);
        }
        return protocol.commands().apply(sender(bound), client.initial());
    }

    /** Sends calls over the connection; {@code bound} is null for the protocol's timeout. */
    @ForGeneratedCode
    public CommandSender sender(@Nullable Duration bound) {
        return bound == null ? client : new Bounded(client, bound);
    }

    /**
     * The commands in the form of {@link #blocking()}, with the timeout of {@link
     * #commands(Duration)}.
     *
     * @param <B> the declared interface; assigned to anything else, the cast fails
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    @SuppressWarnings("unchecked")
    public <B> B blocking(Duration bound) {
        return (B) protocol.blocking().apply(commands(bound));
    }

    /**
     * The commands as the declared interface; each waits for its reply: {@code Cache cache =
     * connection.blocking();}. Its methods throw the declared exceptions, and {@link
     * CommandRejected} for other error lines. They throw {@link IllegalStateException} on the
     * thread of a loop of the reactor, and {@link CallInterruptedException} if the waiting thread
     * is interrupted. Any other failure is the cause of a {@link
     * java.util.concurrent.CompletionException}.
     *
     * @param <B> the declared interface; assigned to anything else, the cast fails
     */
    @SuppressWarnings("unchecked")
    public <B> B blocking() {
        return (B) blocking;
    }

    /**
     * The commands as {@link #blocking()} has them, where their type is not assigned to anything:
     * {@code connection.blocking(Cache.class).get(key)}.
     *
     * @throws ClassCastException if {@code declared} is not the declared interface
     */
    public <B> B blocking(Class<B> declared) {
        return declared.cast(blocking);
    }

    /**
     * The greeting of the server, with the declared type; null if the greeting has no value.
     *
     * @param <G> what the greeting's method returns; assigned to anything else, the cast fails
     */
    public <G> @Nullable G greeting() {
        return client.greeting();
    }

    /** The address of the server. */
    public SocketAddress peer() {
        return peer;
    }

    /** The number of undeclared lines that were skipped. */
    public long undeclaredLines() {
        return client.undeclared();
    }

    /** Whether the connection is open. */
    public boolean isOpen() {
        return client.isOpen();
    }

    /**
     * Completes on the connection's loop, with the reason, when the connection has ended. If the
     * server has sent the reason, it is a {@link org.ropewalk.reactor.ConnectionDone} whose cause
     * is a {@link CommandRejected}; later calls fail with the same.
     */
    public CompletableFuture<Throwable> closed() {
        return client.closed().copy();
    }

    /** Closes the connection and returns at once; calls that wait for a reply fail. */
    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "connection with " + peer;
    }
}
