package org.ropewalk.examples.redis;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.examples.redis.store.Hashes;
import org.ropewalk.examples.redis.store.Keys;
import org.ropewalk.examples.redis.store.Lists;
import org.ropewalk.examples.redis.store.Popped;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.examples.redis.store.Scripts;
import org.ropewalk.examples.redis.store.Sets;
import org.ropewalk.examples.redis.store.Strings;
import org.ropewalk.examples.redis.store.Transactions;
import org.ropewalk.examples.redis.store.Wait;
import org.ropewalk.examples.redis.store.Watch;
import org.ropewalk.examples.value.Sections;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.reactor.CurrentLoop;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.server.Peer;

/**
 * Answers the commands of one connection. Most are answered from the store, by the interfaces that
 * this class combines.
 */
final class Session
        implements Redis.Normal,
                ServerAnswers,
                KeyAnswers,
                StringAnswers,
                ListAnswers,
                HashAnswers,
                SetAnswers,
                TransactionAnswers {
    private static final int RESP2 = 2;
    private static final int RESP3 = 3;
    private static final String DEFAULT_USER = "default";
    private static final double NS_PER_SECOND = 1e9;

    private final RedisServer server;
    private final long id;
    private final Peer peer;
    private final Subscriptions subscriptions;
    private final Watch watch = new Watch();
    private Bytes name = Bytes.empty();
    private int version = RESP2;

    /** The wait that the client is answered next; null if there is none. */
    private Wait wait;

    /** Whether the commands of a transaction run, which do not wait. */
    private boolean runsTogether;

    Session(RedisServer server, long id, Peer peer, Subscriptions subscriptions) {
        this.server = server;
        this.id = id;
        this.peer = peer;
        this.subscriptions = subscriptions;
    }

    // ---- what the answers are made of

    @Override
    public RedisServer server() {
        return server;
    }

    @Override
    public Keys keys() {
        return server.store().keys();
    }

    @Override
    public Strings strings() {
        return server.store().strings();
    }

    @Override
    public Lists lists() {
        return server.store().lists();
    }

    @Override
    public Hashes hashes() {
        return server.store().hashes();
    }

    @Override
    public Sets sets() {
        return server.store().sets();
    }

    @Override
    public CompletionStage<Optional<Popped>> await(Wait newWait, double timeout) {
        if (newWait.isOver()) {
            return newWait.answer();
        }
        if (runsTogether) {
            lists().giveUp(newWait);
            return newWait.answer();
        }
        wait = newWait;
        if (timeout > 0) {
            Duration delay = Duration.ofNanos((long) Math.ceil(timeout * NS_PER_SECOND));
            DelayedCall over = peer.loop().callLater(delay, () -> lists().giveUp(newWait));
            CurrentLoop.whenComplete(
                    newWait.answer(),
                    failure -> {
                        if (over.isActive()) {
                            over.cancel();
                        }
                    });
        }
        return newWait.answer();
    }

    @Override
    public Transactions transactions() {
        return server.store().transactions();
    }

    @Override
    public Scripts scripts() {
        return server.store().scripts();
    }

    @Override
    public Watch watched() {
        return watch;
    }

    @Override
    public Redis.Multi multi() {
        return new Transaction(this);
    }

    /** Runs the commands of a transaction, or none if a watched key has changed. */
    CompletionStage<Replayed> run(QueuedCommands commands) {
        runsTogether = true;
        try {
            return transactions()
                    .run(
                            watch,
                            commands::run,
                            () -> CompletableFuture.completedFuture(Replayed.none()));
        } finally {
            runsTogether = false;
        }
    }

    // ---- the connection

    @Override
    public void quit() {}

    @Override
    public void gone() {
        if (wait != null) {
            lists().giveUp(wait);
        }
        subscriptions.end();
        transactions().unwatch(watch);
        server.disconnected();
    }

    @Override
    public void ping() {}

    @Override
    public Slice ping(Slice message) {
        return message;
    }

    @Override
    public Slice echo(Slice message) {
        return message;
    }

    @Override
    public Map<String, Object> hello(
            OptionalInt wanted,
            Optional<String> user,
            Optional<String> password,
            Optional<String> newName)
            throws Redis.Failed {
        int next = wanted.orElse(version);
        if (next != RESP3 && next != version) {
            throw new Redis.Failed("NOPROTO", "unsupported protocol version");
        }
        if (user.isPresent()) {
            authenticate(user.get(), password.orElse(""));
        }
        if (next == RESP3 && version != RESP3) {
            version = next;
            peer.resp3();
        }
        newName.ifPresent(text -> name = Bytes.of(text));
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("server", "redis");
        description.put("version", RedisServer.VERSION);
        description.put("proto", version);
        description.put("id", id);
        description.put("mode", "standalone");
        description.put("role", "master");
        description.put("modules", List.of());
        return description;
    }

    @Override
    public void authenticate(String password) throws Refused {
        throw new Refused(
                "AUTH <password> called without any password configured for the default user. "
                        + "Are you sure your configuration is correct?");
    }

    @Override
    public void authenticate(String user, String password) throws Redis.Failed {
        if (!user.equals(DEFAULT_USER)) {
            throw new Redis.Failed(
                    "WRONGPASS", "invalid username-password pair or user is disabled.");
        }
    }

    @Override
    public void select(long index) throws Refused {
        if (index != 0) {
            throw new Refused("DB index is out of range");
        }
    }

    @Override
    public long clientId() {
        return id;
    }

    @Override
    public void setName(Bytes newName) {
        name = newName;
    }

    @Override
    public Optional<Bytes> getName() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    @Override
    public void setInfo(String key, String value) {}

    @Override
    public Bytes clientInfo() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("addr", address());
        values.put("name", name);
        values.put("db", 0);
        values.put("sub", subscriptions.count());
        values.put("resp", version);
        return Sections.line(values);
    }

    private String address() {
        return peer.address() instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : "";
    }

    @Override
    public void keepsKeys(String on) {}

    // ---- channels

    /** In version 3 messages are pushes, so that all commands stay allowed. */
    private Optional<Redis.Subscribed> subscribed() {
        return version == RESP3
                ? Optional.empty()
                : Optional.of(new Subscriber(this, subscriptions));
    }

    @Override
    public Optional<Redis.Subscribed> subscribe(List<Bytes> channels) {
        subscriptions.subscribe(channels);
        return subscribed();
    }

    @Override
    public Optional<Redis.Subscribed> subscribeToPatterns(List<Bytes> patterns) {
        subscriptions.subscribeToPatterns(patterns);
        return subscribed();
    }

    @Override
    public void unsubscribe(List<Bytes> channels) {
        subscriptions.unsubscribe(channels);
    }

    @Override
    public void unsubscribeFromPatterns(List<Bytes> patterns) {
        subscriptions.unsubscribeFromPatterns(patterns);
    }

    @Override
    public long publish(Bytes channel, Bytes message) {
        return server.channels().publish(channel, message);
    }

    @Override
    public List<Bytes> channels(Optional<Bytes> pattern) {
        return server.channels().channels(pattern);
    }

    @Override
    public List<Object> subscribers(List<Bytes> channels) {
        List<Object> subscribers = new ArrayList<>();
        for (Bytes channel : channels) {
            subscribers.add(channel);
            subscribers.add(server.channels().subscribers(channel));
        }
        return subscribers;
    }

    @Override
    public long patterns() {
        return server.channels().patterns();
    }
}
