package org.ropewalk.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.application.LineClientService;
import org.ropewalk.application.Service;
import org.ropewalk.client.ClientProtocol;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ReplyReader;
import org.ropewalk.endpoint.EndpointText;
import org.ropewalk.reactor.Reactor;

/**
 * Sends each call of a generated client to one of several servers. It keeps one connection with
 * each, and connects again when it is lost. A call is sent once at the most: if its connection
 * ends, it fails. Belongs to the reactor's home loop, unless a method says "any thread".
 *
 * @param <C> the generated type of the asynchronous commands
 */
public final class ClientPool<C> extends Service {
    private final Reactor reactor;
    private final ClientProtocol<C> protocol;
    private final PoolOptions options;
    private final @Nullable ReplyReader<Object> pushes;

    /** Is replaced while this is locked. */
    private volatile Servers<C> servers;

    /** Servers that were removed, and whose calls are not complete. */
    private final Set<Member<C>> removed = ConcurrentHashMap.newKeySet();

    /** Completed when a server is available. */
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

    private final C commands;
    private Function<? super Connection<C>, ? extends CompletionStage<?>> preparation =
            opened -> CompletableFuture.completedFuture(null);

    /**
     * Called by generated code: {@code XClient.pool(reactor, endpoints, options)}.
     *
     * @throws IllegalArgumentException if there is no endpoint, or one twice, or the options name
     *     another, or the policy uses keys and no command has one
     */
    @ForGeneratedCode
    public ClientPool(
            Reactor reactor,
            List<String> endpoints,
            PoolOptions options,
            ClientProtocol<C> protocol,
            @Nullable ReplyReader<Object> pushes) {
        this.reactor = Objects.requireNonNull(reactor, "reactor");
        this.protocol = protocol;
        this.options = options;
        this.pushes = pushes;
        servers = new Servers<>(endpoints, options.policy(), this::newMember);
        options.weights().keySet().forEach(each -> servers.member(each, "the weight of "));
        options.names().keySet().forEach(each -> servers.member(each, "the name of "));
        if (servers.selector().usesKeys() && !protocol.hasKeys()) {
            throw new IllegalArgumentException(
                    "the policy "
                            + options.policy()
                            + " selects a server by the key of a call, but no command of "
                            + protocol.name()
                            + " has a parameter with @Key; annotate one, or use another policy");
        }
        commands = commands(sender(null));
    }

    private Member<C> newMember(String endpoint) {
        return new Member<>(
                reactor,
                endpoint,
                options,
                new LineClientService<>(reactor, endpoint, options.client(), protocol, pushes),
                protocol.probe(),
                this::completeWaiting);
    }

    private PoolSender sender(@Nullable Duration bound) {
        return new PoolSender(() -> servers, protocol.format(), bound);
    }

    @SuppressWarnings("NullAway") // There are no states.
    private C commands(PoolSender sender) {
        return protocol.commands().apply(sender, null);
    }

    private Member<C> member(String endpoint) {
        return servers.member(endpoint, "");
    }

    /**
     * Sets a step for each new connection before it is used, such as a login. If it fails, the
     * connection is closed, and another attempt is made later.
     */
    public ClientPool<C> prepareConnection(
            Function<? super Connection<C>, ? extends CompletionStage<?>> prepare) {
        preparation = Objects.requireNonNull(prepare, "prepare");
        return this;
    }

    /**
     * The commands; any thread. A call for which no server is available fails with a {@link
     * NoServerException}, which names the servers and their problems; see {@link #whenAvailable}.
     */
    public C commands() {
        return commands;
    }

    /**
     * The commands with another timeout than {@code @Limits(requestSeconds)}, as {@link
     * Connection#commands(Duration)} has them; any thread.
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public C commands(Duration bound) {
        if (bound.isNegative() || bound.isZero()) {
            throw new IllegalArgumentException("no time for a reply: " + bound);
        }
        return commands(sender(bound));
    }

    /**
     * The commands of one server, such as those that ask for its statistics; any thread. Empty if
     * it is not available.
     *
     * @throws IllegalArgumentException if it is none of the pool's endpoints
     */
    public Optional<C> commandsOf(String endpoint) {
        return Optional.ofNullable(member(endpoint).connection()).map(Connection::commands);
    }

    /**
     * The commands as the declared interface, each of which waits for its reply; see {@link
     * Connection#blocking()}.
     *
     * @param <B> the declared interface; assigned to anything else, the cast fails
     */
    @SuppressWarnings("unchecked")
    public <B> B blocking() {
        return (B) protocol.blocking().apply(commands);
    }

    /**
     * The server to which a call with this key goes now; any thread. Empty if none is available, or
     * the policy does not use keys. Call a command with several keys once for each server.
     *
     * @param key as the command takes it: a text, bytes or a number
     */
    public Optional<PoolServer> serverOf(Object key) {
        Policy.Selector selector = servers.selector();
        return selector.usesKeys()
                ? Optional.ofNullable(selector.select(KeyBytes.all(key, protocol.format()).get(0)))
                : Optional.empty();
    }

    /**
     * Completes when at least one server can take calls; at once if one can. Any thread. It fails
     * with a {@link CancellationException} when the pool is stopped; before it is started, and
     * after it was stopped, it waits for the next start.
     */
    public CompletableFuture<Void> whenAvailable() {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        waiting.add(waiter);
        waiter.whenComplete((nothing, failure) -> waiting.remove(waiter));
        completeWaiting();
        return waiter;
    }

    private void completeWaiting() {
        if (servers.members().stream().anyMatch(Member::isAvailable)) {
            List.copyOf(waiting).forEach(waiter -> waiter.complete(null));
        }
    }

    /** The servers, in the order of their endpoints; any thread. */
    public List<PoolServer> servers() {
        return servers.list();
    }

    /**
     * Replaces the list of servers; any thread. Those that stay keep their connections. Those that
     * are new take calls when they are connected; they have the weight and the name of the options
     * if they were in the first list, else the default ones. Those that are removed take no calls
     * any more; their calls in progress go on. With consistent hashing, keys move as the policy
     * says.
     *
     * @return completes when the connections of the removed servers have ended
     * @throws IllegalArgumentException if there is no endpoint, one twice, or a wrong one; nothing
     *     is changed then
     */
    public CompletableFuture<Void> servers(List<String> endpoints) {
        List<Member<C>> former;
        synchronized (this) {
            Servers<C> before = servers;
            Servers<C> after =
                    new Servers<>(
                            endpoints,
                            options.policy(),
                            endpoint -> before.kept(endpoint, this::newMember));
            former = before.without(after);
            removed.addAll(former);
            servers = after;
        }
        reactor.callFromThread(this::startNew);
        return each(
                former,
                member -> member.drain().whenComplete((ended, failure) -> removed.remove(member)));
    }

    private void startNew() {
        if (isRunning()) {
            each(servers.members(), member -> member.startAgain(preparation));
        }
    }

    /**
     * Takes a server out of rotation; any thread. Its calls in progress go on. Completes when they
     * are complete and its connection has ended.
     *
     * @throws IllegalArgumentException if it is none of the pool's endpoints
     */
    public CompletableFuture<Void> drain(String endpoint) {
        return member(endpoint).drain();
    }

    /**
     * Takes a drained server back; any thread. It is in rotation when it is connected, which begins
     * when the pool runs. The future fails if no attempt can be made, or the reactor has stopped.
     *
     * @throws IllegalArgumentException if it is none of the pool's endpoints
     */
    public CompletableFuture<Void> resume(String endpoint) {
        return member(endpoint).resume(this::isRunning);
    }

    /**
     * Starts to connect with all servers; the future fails if no attempt can be made.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was done then
     */
    @Override
    public CompletableFuture<Void> startService() {
        reactor.checkThread();
        super.startService();
        return each(servers.members(), member -> member.start(preparation));
    }

    /**
     * Completes when all connections have ended; calls in progress fail.
     *
     * @throws IllegalStateException on another thread than the home loop's; nothing was done then
     */
    @Override
    public CompletableFuture<Void> stopService() {
        reactor.checkThread();
        super.stopService();
        List<Member<C>> all = new ArrayList<>(servers.members());
        all.addAll(removed);
        CompletableFuture<Void> stopped = each(all, Member::stop);
        CancellationException reason = new CancellationException("the pool was stopped");
        List.copyOf(waiting).forEach(waiter -> waiter.completeExceptionally(reason));
        return stopped;
    }

    /** The policy, and each server with its problem or its calls in progress. */
    @Override
    public String toString() {
        return servers().stream()
                .map(
                        server ->
                                EndpointText.masked(server.endpoint())
                                        + " ("
                                        + server.problem()
                                                .orElse(server.pending() + " calls in progress")
                                        + ")")
                .collect(Collectors.joining(", ", "pool with " + options.policy() + " of ", ""));
    }

    private CompletableFuture<Void> each(
            Collection<Member<C>> members, Function<Member<C>, CompletableFuture<Void>> step) {
        return CompletableFuture.allOf(
                members.stream().map(step).toArray(CompletableFuture[]::new));
    }
}
