package org.ropewalk.it.cluster;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Nodes in memory that broadcast over one engine. */
final class MemoryNodes {
    final MemoryNetwork network = new MemoryNetwork(1);
    final MemoryBus bus = new MemoryBus(1);
    final List<MemoryBus.Port> ports = new ArrayList<>();
    final List<Reactor> reactors = new ArrayList<>();

    /** The time of day of the next node. */
    Clock clock = Clock.systemUTC();

    Broadcast node() {
        return node(null);
    }

    Broadcast node(String secret) {
        Reactor reactor = network.reactor();
        reactors.add(reactor);
        MemoryBus.Port port = bus.port(reactor);
        ports.add(port);
        Bytes bytes = secret == null ? null : Bytes.of(secret);
        Broadcast node = Broadcast.over(reactor, port, bytes, clock);
        network.run();
        return node;
    }

    Receiver subscribe(Broadcast node) {
        Receiver receiver = new Receiver();
        node.subscribe("t", receiver);
        network.run();
        return receiver;
    }

    void publish(Broadcast node, String... messages) {
        for (String message : messages) {
            node.publish("t", Bytes.of(message));
        }
        network.run();
    }

    /** Publishes messages that the engine loses. */
    void lose(Broadcast node, int count) {
        bus.loses(100);
        for (int i = 0; i < count; i++) {
            publish(node, "lost");
        }
        bus.loses(0);
    }
}
