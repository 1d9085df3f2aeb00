package org.ropewalk.it.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    private final List<Port> ports = new ArrayList<>();
    private int lossPercent;
    private int repeatPercent;
    long carried;

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

    Port port(Reactor reactor) {
        Port port = new Port(reactor);
        ports.add(port);
        return port;
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
        int subscriptions;

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

        /** Does not confirm subscriptions. */
        void refuses(boolean refused) {
            refuses = refused;
        }

        void connect() {
            connected = true;
            reactor.callFromThread(events::connected);
        }

        void disconnect() {
            connected = false;
            topics.clear();
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
            Runnable receipt = () -> events.received(topic, message);
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
            for (Port port : ports) {
                if (port.topics.contains(topic) && port.side == side && !happens(lossPercent)) {
                    port.forge(topic, message);
                    carried++;
                    if (happens(repeatPercent)) {
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
            topics.addAll(wanted);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void unsubscribe(List<String> unwanted) {
            unwanted.forEach(topics::remove);
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
