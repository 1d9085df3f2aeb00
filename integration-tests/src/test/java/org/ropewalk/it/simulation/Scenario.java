package org.ropewalk.it.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.line.Replies;
import org.ropewalk.policy.ProtocolWrapper;
import org.ropewalk.policy.WrappingFactory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.server.ServerStats;
import org.ropewalk.testing.MemoryNetwork;

/** What one seed decides: a network, a server of one or three loops, its clients, their acts. */
final class Scenario {
    private static final String ENDPOINT = "tcp:127.0.0.1:4000";
    private static final int PORT = 4000;
    private static final int STEPS = 16;
    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;
    private static final int MOST_PEERS = 8;
    private static final int CALLER = 50;

    private static final int MOST_ROUNDS = 2_000;
    private static final Duration ROUND = Duration.ofMillis(250);

    /** Calls that were given up may still be handled. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(10);

    /** Events that are left out, to look at others: {@code -Dropewalk.without=LATE_REPLY,…}. */
    private static final Set<String> WITHOUT =
            Set.of(System.getProperty("ropewalk.without", "").split(","));

    private final Random random;
    private final Tally tally;
    private final Invariants invariants = new Invariants();
    private final Setting setting;
    private final MemoryNetwork network;
    private final Reactor server;
    private final Reactor clients;
    private final CommandFactory<?> factory;
    private final Groups groups = new Groups(this);
    private final List<Served> served = new ArrayList<>();
    private final List<ScriptedPeer> peers = new ArrayList<>();
    private final List<CallingClient> callers = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();
    private final Map<Integer, Handler> handlers = new HashMap<>();
    private final Map<Handler, Served> servedBy = new HashMap<>();
    private final List<Runnable> suspicions = new ArrayList<>();
    private Handler lastMade;
    private Runnable kept;
    private boolean draining;

    Scenario(int seed, Tally tally) {
        // The first numbers of neighbouring seeds would be alike.
        this.random = new Random(seed * SCATTER);
        this.tally = tally;
        setting = Setting.draw(random, draws(Event.LATE_FAILURE_UNWRITABLE));
        network = setting.network(random.nextLong());
        server = network.reactor(random.nextBoolean() ? 1 : 3);
        clients = random.nextBoolean() ? server : network.reactor();
        factory = setting.kind().factory(this);
        factory.limits(limits -> setting.bounded(limits, random));
    }

    // ---- what its parts use

    Invariants invariants() {
        return invariants;
    }

    Groups groups() {
        return groups;
    }

    Setting setting() {
        return setting;
    }

    /** Whether this may happen. */
    boolean draws(Event event) {
        return !WITHOUT.contains(event.name());
    }

    void count(Event event) {
        tally.count(event);
    }

    boolean isDraining() {
        return draining;
    }

    CompletableFuture<Calls> open() {
        return setting.kind().open(clients, ENDPOINT);
    }

    /** A handler is made; some join a group before their connections stand. */
    <H extends Handler> H made(H handler) {
        lastMade = handler;
        if (!loops.isEmpty() && random.nextInt(2) == 0 && draws(Event.JOIN_BEFORE_MADE)) {
            int group = random.nextInt(Groups.COUNT);
            anyLoop()
                    .callFromThread(
                            () -> {
                                join(group, handler);
                                groups.push(group);
                            });
        }
        return handler;
    }

    private void join(int group, Handler handler) {
        if (!handler.isGone()) {
            groups.join(group, handler);
        }
    }

    private Loop anyLoop() {
        return loops.get(random.nextInt(loops.size()));
    }

    /** The number of a handler's client is known now. */
    void known(Handler handler) {
        handlers.put(handler.client(), handler);
        Loop loop = handler.peer().loop();
        if (!loops.contains(loop)) {
            loops.add(loop);
        }
    }

    /** The handler of the connection with this number; null before it is known. */
    Handler handler(int client) {
        return handlers.get(client);
    }

    /** For which cause the end of its connection was counted. */
    CloseReason cause(Handler handler) {
        return servedBy.get(handler).cause();
    }

    /** The loop that has its turn; -1 if it is not known. */
    int currentLoop() {
        for (int i = 0; i < loops.size(); i++) {
            if (loops.get(i).isInLoopThread()) {
                return i;
            }
        }
        return -1;
    }

    /** Calls later, on any loop of the server. */
    void later(int milliseconds, Runnable call) {
        if (milliseconds == 0 && random.nextBoolean()) {
            call.run();
            return;
        }
        Loop loop = anyLoop();
        loop.callFromThread(() -> loop.callLater(Duration.ofMillis(milliseconds), call));
    }

    /** Something that may have been wrong, and is looked at when all is over. */
    void suspect(Runnable check) {
        suspicions.add(check);
    }

    /** An end by the server begins: it is counted if the peer has much to read. */
    void unread(Handler handler, Event event) {
        for (ScriptedPeer peer : peers) {
            if (peer.number() == handler.client() && peer.isBehind()) {
                count(event);
            }
        }
    }

    <T> void keep(Replies<T> replies, T item) {
        kept = () -> replies.send(item);
    }

    /** Uses what a handler has kept that has returned; a client's call that waits, likewise. */
    void misuse() {
        Runnable use = kept;
        if (use != null && random.nextInt(4) == 0 && draws(Event.REPLIES_USED_LATE)) {
            kept = null;
            count(Event.REPLIES_USED_LATE);
            try {
                use.run();
                invariants.violated("replies were taken that came behind their handler's end");
            } catch (IllegalStateException refused) {
                // As it should.
            }
        }
        if (clients == server
                && !callers.isEmpty()
                && random.nextInt(20) == 0
                && draws(Event.BLOCKING_CALL_ON_A_LOOP)) {
            callers.get(0).waitOnLoop();
        }
    }

    // ---- the scenario

    void run() {
        network.run();
        server.listen(
                "tcp:" + PORT,
                new WrappingFactory(factory) {
                    @Override
                    protected ProtocolWrapper wrap(Protocol protocol) {
                        Served wrapper = new Served(protocol, lastMade, factory, invariants);
                        served.add(wrapper);
                        servedBy.put(lastMade, wrapper);
                        return wrapper;
                    }

                    @Override
                    protected void startFactory() {
                        // Reading the system's limits would take longer than the rest.
                    }

                    @Override
                    protected void stopFactory() {}
                });
        begin();
        for (int i = 0; i < STEPS; i++) {
            act();
            step();
        }
        finish();
        verify();
    }

    private void begin() {
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            connect();
        }
        if (random.nextInt(2) == 0) {
            CallingClient caller = new CallingClient(this, random, CALLER);
            callers.add(caller);
            caller.open();
            count(Event.CONNECTION);
        }
        step();
    }

    private void connect() {
        count(Event.CONNECTION);
        peers.add(new ScriptedPeer(this, random, peers.size(), network.connectPeer(PORT)));
    }

    private void act() {
        peers.get(random.nextInt(peers.size())).act();
        callers.forEach(CallingClient::act);
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> onAnotherLoop();
            case 3 -> {
                if (random.nextInt(4) == 0 && draws(Event.MASS_DISCONNECT)) {
                    disconnectAll();
                }
            }
            case 5, 6 -> {
                if (!draining && peers.size() < MOST_PEERS) {
                    connect();
                }
            }
            case 4 -> {
                if (random.nextInt(3) == 0 && draws(Event.DRAIN_UNREAD)) {
                    drain();
                }
            }
            default -> {
                // Only the peers act.
            }
        }
    }

    /** A push, and members that join and leave meanwhile, each on any loop. */
    private void onAnotherLoop() {
        List<Handler> all = new ArrayList<>(handlers.values());
        for (int i = random.nextInt(4); i >= 0 && !all.isEmpty(); i--) {
            Handler handler = all.get(random.nextInt(all.size()));
            Loop loop = anyLoop();
            int group = random.nextInt(Groups.COUNT);
            int what = random.nextInt(3);
            loop.callFromThread(() -> change(what, group, handler, loop));
        }
    }

    private void change(int what, int group, Handler handler, Loop loop) {
        boolean elsewhere = !handler.isGone() && handler.peer().loop() != loop;
        if (what == 0) {
            groups.push(group);
        } else if (what == 1) {
            groups.leave(group, handler);
            if (elsewhere) {
                count(Event.LEAVE_ON_ANOTHER_LOOP);
            }
        } else {
            join(group, handler);
            if (elsewhere) {
                count(Event.JOIN_ON_ANOTHER_LOOP);
            }
        }
    }

    private void disconnectAll() {
        count(Event.MASS_DISCONNECT);
        groups.push(random.nextInt(Groups.COUNT));
        peers.forEach(ScriptedPeer::leave);
    }

    private void drain() {
        if (!draining) {
            peers.get(random.nextInt(peers.size())).stopReading();
            step();
            draining = true;
            handlers.values().forEach(handler -> unread(handler, Event.DRAIN_UNREAD));
            server.drain(Duration.ofSeconds(60));
        }
    }

    private void step() {
        if (random.nextInt(3) == 0) {
            network.advance(Duration.ofMillis(random.nextInt(200)));
        } else {
            network.run();
        }
        peers.forEach(ScriptedPeer::move);
        invariants.verify();
    }

    private void finish() {
        network.run();
        peers.forEach(ScriptedPeer::finish);
        for (int i = 0; i < MOST_ROUNDS && !isOver(); i++) {
            network.advance(ROUND);
            peers.forEach(ScriptedPeer::move);
            invariants.verify();
        }
        callers.forEach(CallingClient::finish);
        network.advance(LAST_CALLS);
    }

    private boolean isOver() {
        return peers.stream().allMatch(ScriptedPeer::isClosed)
                && callers.stream().allMatch(CallingClient::isIdle);
    }

    // ---- what must hold in the end

    private void verify() {
        peers.forEach(ScriptedPeer::verify);
        callers.forEach(CallingClient::verify);
        suspicions.forEach(Runnable::run);
        served.forEach(
                each ->
                        invariants.require(
                                each.losses() == 1, "%s ended %s times", each, each.losses()));
        ServerStats stats = factory.stats();
        invariants.require(stats.connections() == 0, "%s connections", stats.connections());
        long endings = stats.endings().values().stream().mapToLong(each -> each).sum();
        invariants.require(
                endings == stats.accepted(), "%s of %s ended", endings, stats.accepted());
        invariants.require(
                factory.memory().used() == 0, "%s bytes of memory", factory.memory().used());
        invariants.require(groups.total() == 0, "the groups have %s members", groups.total());
        server.close();
        if (clients != server) {
            clients.close();
        }
        invariants.require(network.leaks().isEmpty(), "left: %s", network.leaks());
        invariants.verify();
    }
}
