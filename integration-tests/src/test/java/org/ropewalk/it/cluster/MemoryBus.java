package org.ropewalk.it.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.cluster.BroadcastEngine;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;

/** An engine in memory that loses and repeats messages, and is divided, as a test wants. */
final class MemoryBus {
    private final Random random;
    private final Map<String, Set<Port>> subscribers = new HashMap<>();
    private int mostWaiting = Integer.MAX_VALUE;
    private int lossPercent;
    private int repeatPercent;
    long carried;

    /** What a node has published last. */
    Bytes last;

    /** How often a node was disconnected because too much waited for it. */
    int overflows;

    MemoryBus(long seed) {
        random = new Random(seed);
    }

    MemoryBus loses(int percent) {
        lossPercent = percent;
        return this;
    }

    MemoryBus repeats(int percent) {
        repeatPercent = percent;
        return this;
    }

    /** A node for which more messages wait is disconnected, as the real engines do it. */
    MemoryBus mostWaiting(int messages) {
        mostWaiting = messages;
        return this;
    }

    Port port(Reactor reactor) {
        return new Port(reactor);
    }

    private boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    /** The engine as one node sees it. */
    final class Port implements BroadcastEngine {
        private final Reactor reactor;
        private final Set<String> topics = new HashSet<>();
        private Events events;
        private boolean connected;
        private boolean refuses;
        private boolean loses;
        private int connection;
        private int waiting;
        int subscriptions;

        /** Subscriptions and their ends, in the order in which the engine was asked for them. */
        final List<String> asked = new ArrayList<>();

        /** What the engine was asked for and has not done; null if it does all at once. */
        private List<Runnable> undone;

        /** What has arrived and is not received yet; null if all is received at once. */
        private List<Runnable> late;

        /** Nodes with another number are not reached. */
        private int side;

        Port(Reactor reactor) {
            this.reactor = reactor;
        }

        void side(int number) {
            side = number;
        }

        /**
         * Receives what has arrived late in the other order: each message before the earlier ones.
         */
        void lateInReverse() {
            Collections.reverse(late);
            late(false);
        }

        /** What is sent to this node is lost. */
        void loses(boolean is) {
            loses = is;
        }

        /** Does not confirm subscriptions. */
        void refuses(boolean refused) {
            refuses = refused;
        }

        /** Neither does nor confirms what it is asked for, until {@link #confirm()}. */
        void confirmsLater() {
            undone = new ArrayList<>();
        }

        /** Does and confirms what it was asked for; all else at once from now on. */
        void confirm() {
            List<Runnable> late = undone;
            undone = null;
            late.forEach(Runnable::run);
        }

        private void request(Runnable step) {
            int sentTo = connection;
            Runnable unlessCut =
                    () -> {
                        if (sentTo == connection) {
                            step.run();
                        }
                    };
            if (undone == null) {
                unlessCut.run();
            } else {
                undone.add(unlessCut);
            }
        }

        void connect() {
            connected = true;
            reactor.callFromThread(events::connected);
        }

        void disconnect() {
            connected = false;
            connection++;
            waiting = 0;
            end(List.copyOf(topics));
            reactor.callFromThread(() -> events.disconnected(new Exception("cut")));
        }

        /** Receives nothing until {@code late} is false again, and then all of it. */
        void late(boolean is) {
            List<Runnable> arrived = late;
            late = is ? new ArrayList<>() : null;
            if (arrived != null) {
                arrived.forEach(reactor::callFromThread);
            }
        }

        /** A message that no node has sent. */
        void forge(String topic, Bytes message) {
            if (waiting == mostWaiting) {
                overflows++;
                disconnect();
                return;
            }
            waiting++;
            int sentTo = connection;
            Runnable receipt =
                    () -> {
                        if (sentTo == connection) {
                            waiting--;
                            events.received(topic, message);
                        }
                    };
            if (late == null) {
                reactor.callFromThread(receipt);
            } else {
                late.add(receipt);
            }
        }

        @Override
        public void start(Events told) {
            events = told;
            connect();
        }

        @Override
        public CompletionStage<?> publish(String topic, Bytes message) {
            if (!connected) {
                return CompletableFuture.failedFuture(new IllegalStateException("not connected"));
            }
            last = message;
            for (Port port : List.copyOf(subscribers.getOrDefault(topic, Set.of()))) {
                if (port.side == side && !port.loses && !happens(lossPercent)) {
                    port.forge(topic, message);
                    carried++;
                    if (happens(repeatPercent) && port.connected) {
                        port.forge(topic, message);
                    }
                }
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> subscribe(List<String> wanted) {
            if (refuses) {
                return CompletableFuture.failedFuture(new IllegalStateException("refused"));
            }
            subscriptions += wanted.size();
            wanted.forEach(topic -> asked.add("+ " + topic));
            CompletableFuture<Void> confirmed = new CompletableFuture<>();
            request(
                    () -> {
                        begin(wanted);
                        confirmed.complete(null);
                    });
            return confirmed;
        }

        private void begin(List<String> wanted) {
            topics.addAll(wanted);
            for (String topic : wanted) {
                subscribers.computeIfAbsent(topic, first -> new LinkedHashSet<>()).add(this);
            }
        }

        @Override
        public void unsubscribe(List<String> unwanted) {
            unwanted.forEach(topic -> asked.add("- " + topic));
            request(() -> end(unwanted));
        }

        private void end(List<String> unwanted) {
            topics.removeAll(unwanted);
            unwanted.forEach(topic -> subscribers.get(topic).remove(this));
        }

        @Override
        public void stop() {
            disconnect();
        }

        Set<String> topics() {
            return topics;
        }
    }
}
