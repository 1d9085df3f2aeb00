package org.ropewalk.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.cluster.BroadcastStats.Refusal;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many nodes: what is published reaches the listeners of this one, then those of the others. */
final class EngineBroadcast implements Broadcast, BroadcastEngine.Events {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcast.class);

    /** Topics that are subscribed to at once; the next ones follow when these are confirmed. */
    private static final int BATCH = 500;

    /** When a subscription that failed is tried again. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Reactor reactor;
    private final BroadcastEngine engine;
    private final Envelope envelope;
    private final BroadcastCounts counts;
    private final Topics topics;
    private final Numbering numbering = new Numbering();
    private volatile boolean connected;

    // ---- the home loop's

    private final Positions positions;

    /** Topics that the engine has confirmed. */
    private final Set<String> active = new HashSet<>();

    /** Topics that may have to be subscribed to, or no longer. */
    private final Set<String> changed = new LinkedHashSet<>();

    private boolean subscribing;

    /** When what has failed is asked for again; null if nothing has. */
    private @Nullable DelayedCall retry;

    /** Tells what was asked of one connection from what was asked of the next. */
    private int connections;

    EngineBroadcast(Reactor reactor, BroadcastEngine engine, @Nullable Bytes secret, Clock clock) {
        this.reactor = reactor;
        this.engine = engine;
        this.envelope = new Envelope(secret, clock);
        this.positions = new Positions(secret != null);
        this.counts = new BroadcastCounts(reactor::nanoTime);
        this.topics = new Topics(counts);
    }

    EngineBroadcast start() {
        engine.start(this);
        return this;
    }

    // ---- what is sent

    @Override
    public void publish(String topic, Bytes message, @Nullable BroadcastListener except) {
        Topics.check(topic);
        Topics.check(message);
        counts.published();
        topics.deliver(topic, message, except);
        Numbering.Counter counter = numbering.of(topic);
        synchronized (counter) {
            // A dropped message has a number too: the others count it as missed.
            long number = counter.next();
            if (connected) {
                send(topic, envelope.seal(topic, counter.epoch(), number, message));
            } else {
                dropped("there is no connection");
            }
        }
    }

    private void send(String topic, Bytes sealed) {
        asked(() -> engine.publish(topic, sealed))
                .whenComplete(
                        (nothing, failure) -> {
                            if (failure != null) {
                                dropped(failure);
                            }
                        });
    }

    /** What the engine is asked for; a connection that has just ended fails it. */
    private static CompletionStage<?> asked(Supplier<CompletionStage<?>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void dropped(Object reason) {
        if (counts.dropped()) {
            LOG.warn("A message of this node did not reach the others: {}", reason.toString());
        }
    }

    // ---- subscriptions

    @Override
    public Subscription subscribe(String topic, BroadcastListener listener) {
        Topics.check(topic);
        Listening added = topics.add(topic, Objects.requireNonNull(listener, "listener"));
        reactor.callFromThread(() -> change(topic));
        return new Subscribed(topic, added);
    }

    /** A listener of a topic, for the program. */
    private final class Subscribed implements Subscription {
        private final String topic;
        private final Listening listening;

        Subscribed(String topic, Listening listening) {
            this.topic = topic;
            this.listening = listening;
        }

        @Override
        public CompletionStage<Boolean> whenConnected(Duration most) {
            Objects.requireNonNull(most, "most");
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            boolean runs =
                    reactor.callFromThread(
                            () -> {
                                if (connected && topics.has(topic, listening)) {
                                    listening.await(reactor, most, result);
                                } else {
                                    result.complete(false);
                                }
                            });
            if (!runs) {
                result.complete(false);
            }
            return result.minimalCompletionStage();
        }

        @Override
        public void close() {
            topics.remove(topic, listening);
            reactor.callFromThread(
                    () -> {
                        listening.answer(false);
                        change(topic);
                    });
        }
    }

    private void change(String topic) {
        if (active.contains(topic) && topics.has(topic)) {
            topics.connected(topic);
        } else {
            changed.add(topic);
            reconcile();
        }
    }

    /** Asks the engine for what the listeners need, a batch at a time. */
    private void reconcile() {
        if (!connected || subscribing) {
            return;
        }
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        Iterator<String> next = changed.iterator();
        while (next.hasNext() && wanted.size() < BATCH) {
            String topic = next.next();
            next.remove();
            if (!topics.has(topic)) {
                positions.forget(topic);
                if (active.remove(topic)) {
                    unwanted.add(topic);
                }
            } else if (!active.contains(topic)) {
                wanted.add(topic);
            }
        }
        if (!unwanted.isEmpty()) {
            engine.unsubscribe(unwanted);
        }
        if (!wanted.isEmpty()) {
            subscribe(wanted);
        }
    }

    private void subscribe(List<String> wanted) {
        subscribing = true;
        int asked = connections;
        asked(() -> engine.subscribe(wanted))
                .whenComplete(
                        (nothing, failure) ->
                                reactor.callFromThread(
                                        () -> {
                                            if (asked == connections && connected) {
                                                subscribed(wanted, failure);
                                            }
                                        }));
    }

    private void subscribed(List<String> wanted, @Nullable Throwable failure) {
        subscribing = false;
        if (failure == null) {
            active.addAll(wanted);
            wanted.forEach(topics::connected);
            // A listener may have gone while the engine was asked.
            wanted.stream().filter(topic -> !topics.has(topic)).forEach(changed::add);
            reconcile();
        } else {
            LOG.warn("A subscription has failed and is tried again: {}", failure.toString());
            changed.addAll(wanted);
            retryLater();
        }
    }

    private void retryLater() {
        cancelRetry();
        retry =
                reactor.callLater(
                        RETRY,
                        () -> {
                            retry = null;
                            reconcile();
                        });
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }

    // ---- what the engine reports

    @Override
    public void connected() {
        connections++;
        connected = true;
        subscribing = false;
        counts.connected();
        changed.addAll(topics.names());
        reconcile();
    }

    @Override
    public void disconnected(Throwable reason) {
        if (connected) {
            connected = false;
            active.clear();
            topics.disconnected(reason);
        }
    }

    @Override
    public void received(String topic, Bytes sealed) {
        if (!topics.has(topic)) {
            return;
        }
        Envelope.Opened opened = envelope.open(topic, sealed);
        if (opened.refusal() != null) {
            refused(opened.refusal());
        } else if (envelope.isOwn(opened)) {
            // The listeners of this node have received it already.
            return;
        } else if (!positions.knows(topic, opened.node()) && !envelope.mayBeFirst(opened)) {
            refused(Refusal.STALE);
        } else {
            deliver(topic, opened);
        }
    }

    private void refused(Refusal reason) {
        if (counts.refused(reason)) {
            LOG.warn("A message of the engine is not valid: {}", reason);
        }
    }

    private void deliver(String topic, Envelope.Opened opened) {
        long missing = positions.arrived(topic, opened.node(), opened.epoch(), opened.number());
        if (missing == Positions.DUPLICATE) {
            counts.duplicate();
            return;
        }
        if (missing == Positions.JUMP) {
            if (counts.jumped()) {
                LOG.warn(
                        "The numbers of node {} do not continue: many messages were lost, or"
                                + " messages are forged",
                        opened.node());
            }
        } else if (missing > 0) {
            if (counts.missed(missing)) {
                LOG.warn("{} messages of node {} were lost", missing, opened.node());
            }
            topics.missed(topic, missing);
        }
        counts.received();
        topics.deliver(topic, opened.message(), null);
    }

    @Override
    public BroadcastStats stats() {
        return counts.stats(topics.size(), connected);
    }

    @Override
    public void close() {
        List<Listening> closed = topics.clear();
        connected = false;
        reactor.callFromThread(
                () -> {
                    closed.forEach(one -> one.answer(false));
                    cancelRetry();
                });
        engine.stop();
    }
}
